"""Decisions about agreement text: pure."""
