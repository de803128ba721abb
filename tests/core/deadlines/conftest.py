"""What tests of the clock's pages share."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

DEMO_MORNING = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)


@pytest.fixture
def demo_morning(settings):
    """The city lives on Monday, June 15, 2026, 8:30 a.m."""
    settings.CLOCK_OFFSET = DEMO_MORNING - timezone.now()
    return DEMO_MORNING
