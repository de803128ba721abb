"""What is decided about training without a database."""
