"""Reads behind the pages about people. Import from the part, not from here."""
