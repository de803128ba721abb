"""Decisions about grievances that need no database, one subject a module."""
