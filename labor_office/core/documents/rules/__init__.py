"""What is decided about papers on values alone. Import from the part."""
