"""A matter with a running clock, and the sweep of a morning."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.sweep import sweep
from labor_office.core.notices.models import Notice
from tests.factories.deadlines import published_version
from tests.factories.matters import MatterFactory

CITY = ZoneInfo("America/New_York")


def moment_of(day, hour=6):
    return datetime(day.year, day.month, day.day, hour, tzinfo=CITY)


def running_matter(office, owner, on=date(2026, 6, 3), event="meeting:1"):
    matter = MatterFactory(owner=owner)
    version = published_version(slug=matter.reference.lower(), on=office)
    start_clock(
        matter_id=matter.pk,
        version_id=version.pk,
        begins=Beginning([Happened(event, on)]),
        by=None,
        at=moment_of(on, 12),
        today=on,
    )
    return matter


def sweep_of(day):
    return sweep(today=day, now=moment_of(day))


def mail_told():
    return sorted((n.template, n.recipient.short_name, n.key.split(":", 1)[1]) for n in Notice.objects.all())
