"""``manage.py seed_demo [--today DATE]``: put the demo city into an empty database."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from labor_office.core.web import clock
from labor_office.desk.demo.opening import CityStands, open_city


class Command(BaseCommand):
    """Tell the story of Rivermont up to a day, through the same actions as the pages use."""

    help = "Put the demo city, Rivermont, into an empty database as it stands on a day."
    # Whoever migrated the database has just checked the desk.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One option: the day."""
        parser.add_argument("--today", type=date.fromisoformat, help="the day, as 2026-06-15; by default today")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed, or say that the city stands already."""
        today = options["today"] or clock.today()
        now = timezone.make_aware(datetime.combine(today, time(8, 30)))
        try:
            city = open_city(today=today, now=now)
        except CityStands as standing:
            self.stdout.write(str(standing))
            return
        self.stdout.write(
            f"Rivermont stands as of {today:%A, %B} {today.day}, {today.year}: {len(city.people)} people."
        )
