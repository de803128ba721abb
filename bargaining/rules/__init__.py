"""Decisions at the table: pure."""
