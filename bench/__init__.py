"""Measures the desk against its goals and against what a user would otherwise pick: ``python -m bench [names]``."""
