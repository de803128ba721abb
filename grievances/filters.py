"""What the list of grievances may be narrowed by. The values stand in the address, so a view can be kept or mailed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from grievances.models import Citation, Grievance, GrievanceStep, Proceeding
from grievances.rules.vocabulary import FILER_WORDS, OUTCOME_WORDS
from labor_office.core.deadlines.models.clocks import ClockStop
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Request
from labor_office.core.matters.rules import Level, format_reference, parse_reference
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, FilterForm

STATUSES = [("", "Open"), ("closed", "Closed"), ("all", "Open and closed")]
STEPS = [("", "Any step"), *((str(n), f"Step {n}") for n in range(1, 5)), ("arbitration", "Arbitration")]
STATES = [
    ("", "Any"),
    ("overdue", "Overdue"),
    ("week", "Due within 7 days"),
    ("nodate", "Nothing owed by the City"),
    ("stopped", "Clock stopped"),
    ("waiting", "Waiting on others"),
    ("nodecider", "No decision maker named"),
]
CLOSED = [("", "Any day"), ("quarter", "This quarter"), ("year", "This year")]
ACCESS = [("", "Any"), ("office", "Open to the office"), ("restricted", "Restricted")]
CHILD = ("step", "outcome", "filer")
Choices = Sequence[tuple[str, str]]


class GrievanceFilter(FilterForm):
    """Which grievances the list shows; open ones unless asked otherwise."""

    q = forms.CharField(label="Words or number", max_length=80)
    status = forms.ChoiceField(label="Open or closed", choices=STATUSES)
    state = forms.ChoiceField(label="State", choices=STATES)
    step = forms.ChoiceField(label="Step", choices=STEPS)
    unit = forms.ChoiceField(label="Unit")
    department = forms.ChoiceField(label="Department")
    owner = forms.ChoiceField(label="Owner")
    article = forms.CharField(label="Article", max_length=20)
    filer = forms.ChoiceField(label="Filed for", choices=[("", "Anyone"), *FILER_WORDS.items()])
    outcome = forms.ChoiceField(label="Outcome", choices=[("", "Any"), *OUTCOME_WORDS.items()])
    filed_from = DayField(label="Filed from")
    filed_to = DayField(label="Filed to")
    closed = forms.ChoiceField(label="Closed", choices=CLOSED)
    access = forms.ChoiceField(label="Access", choices=ACCESS)

    def __init__(
        self, *args: Any, units: Choices = (), departments: Choices = (), owners: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, choices=_by_name(units, departments, owners), **kwargs)

    def apply(self, matters: QuerySet[Matter], *, user: User, today: date) -> QuerySet[Matter]:
        """Narrow ``matters``, which are grievances the person may know of; a mistake narrows nothing."""
        return narrowed(matters, self.filled(), user=user, today=today)


def narrowed(matters: QuerySet[Matter], filled: Mapping[str, Any], *, user: User, today: date) -> QuerySet[Matter]:
    """Those of ``matters`` that the filters ``filled`` in let through."""
    matters = matters.filter(_status(filled.get("status", "")), *_plain(filled, user, today))
    child = {name: filled[name] for name in CHILD if name in filled}
    if child:
        matters = matters.filter(pk__in=Grievance.objects.filter(**child).values("pk"))
    if article := filled.get("article"):
        matters = matters.filter(pk__in=Citation.objects.filter(text=article).values("grievance"))
    return _in_state(matters, filled.get("state", ""), today)


def _status(status: str) -> Q:
    return {"": Q(closed_on=None), "closed": Q(closed_on__isnull=False)}.get(status, Q())


def _plain(filled: Mapping[str, Any], user: User, today: date) -> list[Q]:
    """The filters on columns of the matter itself."""
    owners = {"me": Q(owner=user), "nobody": Q(owner=None)}
    rules = {
        "unit": lambda slug: Q(unit__slug=slug),
        "department": lambda slug: Q(department__slug=slug),
        "owner": lambda who: owners[who] if who in owners else Q(owner=int(who)),
        "filed_from": lambda day: Q(opened_on__gte=day),
        "filed_to": lambda day: Q(opened_on__lte=day),
        "closed": lambda span: Q(closed_on__gte=_since(span, today)),
        "access": lambda level: Q(level=Level.OFFICE) if level == "office" else ~Q(level=Level.OFFICE),
        "q": _words,
    }
    return [rule(filled[name]) for name, rule in rules.items() if name in filled]


def _words(typed: str) -> Q:
    parsed = parse_reference(typed)
    if parsed:
        return Q(reference=format_reference(*parsed))
    found = Q()
    for word in typed.split()[:6]:
        found &= Q(title__icontains=word)
    return found


def _since(span: str, today: date) -> date:
    return date(today.year, 3 * ((today.month - 1) // 3) + 1 if span == "quarter" else 1, 1)


def _in_state(matters: QuerySet[Matter], state: str, today: date) -> QuerySet[Matter]:
    if state == "stopped":
        return matters.filter(Exists(ClockStop.objects.filter(matter=OuterRef("pk"), to_on=None)))
    if state == "waiting":
        asked = Request.objects.filter(matter=OuterRef("pk"), done_on=None).exclude(kind=Request.Kind.CHECK)
        return matters.filter(Exists(asked))
    if state == "nodecider":
        here = GrievanceStep.objects.filter(
            grievance=OuterRef("pk"), code=F("grievance__step"), decider=None, outcome=""
        )
        return matters.filter(Exists(here))
    days = {
        "overdue": Q(next_due_on__lt=today),
        "week": Q(next_due_on__range=(today, today + timedelta(days=7))),
        "nodate": Q(next_due_on=None),
    }
    return matters.filter(days.get(state, Q()))


class ProceedingFilter(FilterForm):
    """Which arbitrations, charges, discipline cases or information requests a list shows; open ones unless asked."""

    q = forms.CharField(label="Words or number", max_length=80)
    status = forms.ChoiceField(label="Open or closed", choices=STATUSES)
    state = forms.ChoiceField(label="State", choices=[one for one in STATES if one[0] not in {"waiting", "nodecider"}])
    unit = forms.ChoiceField(label="Unit")
    department = forms.ChoiceField(label="Department")
    owner = forms.ChoiceField(label="Owner")

    def __init__(self, *args: Any, units: Choices, departments: Choices, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=_by_name(units, departments, owners), **kwargs)

    def apply(self, rows: QuerySet[Proceeding], *, user: User, today: date) -> QuerySet[Proceeding]:
        """Narrow ``rows``; a mistake narrows nothing."""
        filled = self.filled()
        rows = rows.filter(_status(filled.get("status", "")), *_plain(filled, user, today))
        state = filled.get("state", "")
        return rows.filter(pk__in=_in_state(Matter.objects.all(), state, today)) if state else rows


def _by_name(units: Choices, departments: Choices, owners: Choices) -> dict[str, tuple[tuple[str, str], ...]]:
    """What the fields of names offer."""
    return {
        "unit": (("", "Every unit"), *units),
        "department": (("", "Every department"), *departments),
        "owner": (("", "Anyone"), ("me", "Me"), ("nobody", "Nobody"), *owners),
    }
