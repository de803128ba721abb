"""Pages of papers. Import from the part."""
