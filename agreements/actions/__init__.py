"""What people do to agreement text. Import from the part."""
