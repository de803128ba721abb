"""Filters of paper templates."""
