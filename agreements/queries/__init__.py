"""Reads of agreements. Import from the part, not from here."""
