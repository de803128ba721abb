"""``manage.py demo_people``: who can sign in to the demo city, and how."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from labor_office.core.users.models import User
from labor_office.desk.demo.cast import DEMO_PASSWORD, PEOPLE


class Command(BaseCommand):
    """Print the people of Rivermont that are in this database."""

    help = "Print the demo people and their password."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a person; nothing when the database holds another city."""
        here = set(User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True))
        if not here:
            return
        self.stdout.write(f"Password of everyone in the demo city: {DEMO_PASSWORD}")
        for person in PEOPLE:
            if person.email in here:
                self.stdout.write(f"  {person.email:<42} {person.title}")
