"""Pages of the notices. Import from the part, not from here."""
