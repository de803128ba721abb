"""Forms of agreement text. Import from the part."""
