"""Words and shapes of the pages about people; no database. Import from the part, not from here."""
