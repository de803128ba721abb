"""Which agreement holds in a unit: for the unit's own page, the list of units, and the table below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse

from agreements.models.text import Agreement, AgreementQuerySet
from agreements.rules.places import term_slug
from bargaining.language import Term
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import office_calendar
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import BargainingUnit
from labor_office.core.workforce.panels import Line, Panel


def agreement_panel(user: User, unit: BargainingUnit, day: date) -> Panel:
    """What holds on a day, until when, and how many working days that leaves. One query."""
    found = _held(Agreement.objects.visible_to(user).published().filter(unit=unit), day)
    agreement = found.get(unit.pk)
    if agreement is None:
        return Panel("Agreement", empty="No agreement holds in this unit on that day.", is_aside=True)
    url = reverse("agreements:term", args=[unit.slug, term_slug(agreement.term_name)])
    lines = (
        Line(
            agreement.title, url, detail=f"{words.day_year(agreement.starts_on)} to {words.day_year(agreement.ends_on)}"
        ),
        Line("", chip=left_words(agreement.ends_on, day), chip_kind=_urgency(agreement.ends_on, day)),
    )
    return Panel("Agreement in force", lines=lines, button=Line("Read agreement", url), is_aside=True)


def agreement_column(user: User, units: Sequence[BargainingUnit], day: date) -> Mapping[int, Line]:
    """Until when each unit's agreement runs. One query."""
    held = _held(Agreement.objects.visible_to(user).published().filter(unit__in=units), day)
    return {
        pk: Line(f"Until {words.day_year(each.ends_on)}", detail=left_words(each.ends_on, day))
        for pk, each in held.items()
    }


def term_of(unit_id: int, on: date) -> Term | None:
    """The agreement whose words hold in a unit on a day. One query."""
    law = Agreement.objects.published().filter(unit=unit_id).select_related("unit")
    agreement = _held(law, on).get(unit_id)
    if agreement is None or agreement.unit is None:
        return None
    url = reverse("agreements:term", args=[agreement.unit.slug, term_slug(agreement.term_name)])
    return Term(agreement.reference, agreement.starts_on, agreement.ends_on, url)


def left_words(last: date, day: date) -> str:
    """``11 working days left``; calendar days where the office's calendar does not reach; that it is over."""
    if last < day:
        return "Term over, its words still hold"
    try:
        left = office_calendar().open_days_after(day, last)
    except Calendar.DoesNotExist:
        left = None
    if left is None:
        return f"{(last - day).days:,} calendar days left"
    return f"{left:,} working day{'' if left == 1 else 's'} left"


def _urgency(last: date, day: date) -> str:
    if last < day:
        return "risk"
    return "soon" if (last - day).days <= 90 else "plan"


def _held(rows: AgreementQuerySet, day: date) -> dict[int, Agreement]:
    """By unit, the agreement whose words hold: begun, and not yet replaced."""
    law = rows.filter(starts_on__lte=day).filter(Q(text_until=None) | Q(text_until__gt=day))
    return {each.unit_id: each for each in law.order_by("starts_on") if each.unit_id is not None}
