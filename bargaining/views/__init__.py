"""Pages of the bargaining table."""
