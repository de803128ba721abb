"""The one clock. Only views, tasks and commands read it; everything below is handed the answer."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This instant, aware; shifted by ``settings.CLOCK_OFFSET`` so that a demo city can live on a fixed day."""
    return timezone.now() + settings.CLOCK_OFFSET


def today() -> date:
    """The civil day in the city's own time zone."""
    return timezone.localdate(now())
