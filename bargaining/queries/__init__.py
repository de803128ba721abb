"""Reads of the table."""
