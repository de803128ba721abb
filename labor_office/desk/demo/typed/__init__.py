"""An agreement of Rivermont as a Word file, typed by somebody over many years: what an import has to read."""
