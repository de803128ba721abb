"""Calendars, procedures and the clocks they drive. Import from the part, not from here."""

from labor_office.core.deadlines.models import calendars, clocks, deadlines, procedures  # noqa: F401 -- Django registers what is imported
