"""What happens to a notice: promised, claimed, delivered, read, tried again. Import from the part, not from here."""
