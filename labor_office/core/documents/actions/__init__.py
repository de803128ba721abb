"""What is done with papers. Import from the part."""
