"""Matters and what hangs on them. Import from the part, not from here."""

from labor_office.core.matters.models import matter, record, retention  # noqa: F401 -- Django registers what is imported
