"""What the pages about people answer."""
