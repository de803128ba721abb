"""Forms about agreements. Import from the part, not from here."""
