"""A stored deadline made ready for the page, the letter and the proof: its explanation beside its standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.urls import reverse

from labor_office.core.deadlines import acts
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.rules.explanation import LedgerLine
from labor_office.core.deadlines.rules.standing import Facts, Standing, standing
from labor_office.core.deadlines.rules.trace import Trace, explain


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One square of the strip, with what only today can tell."""

    date: date
    kind: str
    n: int | None
    label: str
    is_today: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the deadline component takes, in any of its four sizes."""

    sentence: str
    summary: str
    days: tuple[ShownDay, ...]
    ledger: tuple[LedgerLine, ...]
    consequence: str
    quote: str
    citation: str
    citation_url: str
    verified: bool
    state: Standing
    # What one counted day is called: a working day, a calendar day, a school day.
    unit: str = "working day"


def calendar_of(deadline: Deadline) -> WorkCalendar | None:
    """The calendar that counted the deadline; None while nothing could count it."""
    return None if deadline.calendar_version_id is None else work_calendar(deadline.calendar_version_id)


def calendar_now(deadline: Deadline) -> WorkCalendar | None:
    """The calendar of the deadline's clock as it is published today; None while nothing could count it.

    A row keeps the version that counted it, which may end before today. Reads
    ``calendar_version__calendar``: select it with the rows.
    """
    version = deadline.calendar_version
    return None if version is None else work_calendar(version.calendar.current_id or version.pk)


def standing_of(deadline: Deadline, *, today: date, calendar: WorkCalendar | None = None) -> Standing:
    """Where a stored deadline stands on ``today``, in working days of its clock's calendar as published now.

    ``calendar`` counts for a deadline that no calendar has counted yet.
    """
    stops = Trace.from_json(deadline.trace).stops if deadline.state == "STOPPED" and deadline.trace else ()
    facts = Facts(
        state=deadline.state,
        is_ours=deadline.is_ours,
        due_on=deadline.due_on,
        satisfied_on=deadline.satisfied_on,
        stopped_on=next((stop.from_on for stop in stops if stop.to_on is None), None),
        days_left_when_stopped=deadline.days_left_when_stopped,
        is_settled=deadline.is_settled_by_miss,
    )
    return standing(facts, today=today, calendar=calendar_now(deadline) or calendar)


def shown(deadline: Deadline, *, today: date, calendar: WorkCalendar, unit_slug: str = "") -> Shown:
    """The deadline explained from its stored trace; no query when ``calendar_version__calendar`` is selected.

    ``calendar`` is the one that counted; where the deadline stands is told by the newest.
    ``unit_slug`` lets the citation lead to the agreement's words on the day the count began.
    """
    trace = Trace.from_json(deadline.trace)
    return shown_trace(
        trace,
        today=today,
        state=standing_of(deadline, today=today, calendar=calendar),
        citation_url=acts.citation_url(unit_slug, trace.limit.citation, deadline.from_on),
    )


def shown_trace(trace: Trace, *, today: date, state: Standing, citation_url: str = "") -> Shown:
    """A trace explained, whether a deadline stores it or someone only tries a date."""
    told = explain(trace, today)
    return Shown(
        sentence=told.sentence,
        summary=trace.summary,
        days=tuple(
            ShownDay(cell.date, cell.kind.value, cell.n, cell.label, cell.date == today, cell.date < today)
            for cell in told.days
        ),
        # The consequence stands by itself on every page, so the ledger ends with the due date.
        ledger=tuple(line for line in told.ledger if line.label != "If missed"),
        consequence=told.consequence,
        quote=trace.limit.quote,
        citation=trace.limit.citation,
        citation_url=citation_url,
        verified=not told.verified,
        state=state,
        unit=told.unit,
    )


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline with where it stands and its reasoning. An app may say more of its own."""

    deadline: Deadline
    standing: Standing
    explanation: Shown

    @property
    def proof_url(self) -> str:
        """Where the whole count stands."""
        return reverse("deadlines:proof", args=[self.deadline.pk])

    @property
    def act(self) -> str:
        """What is owed and by whom: ``The City: Council's impasse hearing``."""
        return f"{self.deadline.party_words}: {self.deadline.name}"


D = TypeVar("D", bound=Due)


def counted_on(matter_id: int, *, today: date, told_as: type[D]) -> list[D]:
    """Every deadline of a matter in this pass and those before, the soonest first. One query."""
    rows = Deadline.objects.filter(matter_id=matter_id, calendar_version__isnull=False).exclude(state="LAPSED")
    found = []
    for row in rows.select_related("calendar_version__calendar").order_by("due_on", "pk"):
        assert row.calendar_version_id is not None  # noqa: S101 -- filtered above
        calendar = work_calendar(row.calendar_version_id)
        found.append(told_as(row, standing_of(row, today=today), shown(row, today=today, calendar=calendar)))
    return found
