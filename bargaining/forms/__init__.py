"""What people fill in about bargaining."""
