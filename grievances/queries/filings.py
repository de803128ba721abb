"""What a filing would start, before it is saved; and whether it may be here already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db.models import Q

from grievances.models import Grievance
from grievances.queries.procedures import Chosen, NoProcedure, choose_version, route_for
from grievances.rules.route import LimitRow, Route
from grievances.rules.timeliness import Verdict, judge
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.queries.readings import as_procedure, reading, work_calendar
from labor_office.core.deadlines.rules.applying import special_kinds
from labor_office.core.deadlines.rules.docket import Docket, Entry, docket
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.rules.lateness import working_days_late
from labor_office.core.deadlines.rules.procedure import Actor
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

SIMILAR_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What the clock must know of a filing. ``known_on`` defaults to the day of the event."""

    unit: BargainingUnit
    received_on: date
    received_at: time | None = None
    event_on: date | None = None
    known_on: date | None = None
    step: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilingPreview:
    """What saving would start. ``refusal`` says why it could not be saved so; then nothing else is known.

    Once a procedure is chosen, ``filing`` holds only those kinds that it treats apart.
    """

    filing: Filing
    refusal: str = ""
    chosen: Chosen | None = None
    route: Route | None = None
    step: str = ""
    verdict: Verdict | None = None
    entries: tuple[Entry, ...] = ()
    filing_entry: Entry | None = None
    calendar: WorkCalendar | None = None
    kinds_offered: tuple[str, ...] = ()
    happenings: tuple[Happening, ...] = ()
    needs_basis: bool = False

    @property
    def starts(self) -> tuple[Entry, ...]:
        """What must be done next, the City's first, each with its trace; what is past already is still to be done."""
        undone = [entry for entry in self.entries if entry.satisfied_on is None]
        ahead = [entry for entry in undone if entry.state in {"OPEN", "MISSED", "NEEDS_DATE"}]
        return tuple(sorted(ahead, key=lambda entry: (entry.limit.actor is Actor.UNION, entry.due_on or date.max)))


def preview_filing(filing: Filing, *, today: date) -> FilingPreview:
    """What ``file_grievance`` would make of ``filing`` today; kinds of no limit are left out. At most three queries."""
    try:
        chosen = choose_version(
            unit=filing.unit, on=filing.event_on or filing.received_on, is_event=filing.event_on is not None
        )
    except NoProcedure as missing:
        return FilingPreview(filing, refusal=str(missing))
    version = chosen.version
    offered = special_kinds(as_procedure(version))
    filing = replace(filing, kinds=tuple(kind for kind in filing.kinds if kind in offered))
    route = route_for(version.pk, filing.kinds)
    step = filing.step or first_step(route, filing.kinds)
    if not route.knows(step):
        return FilingPreview(filing, refusal=f"The procedure has no step {step}.", chosen=chosen)
    calendar_version = version.procedure.calendar.current_id
    if calendar_version is None:
        return FilingPreview(filing, refusal=f"{version.procedure.calendar} has no published days yet.", chosen=chosen)
    calendar = work_calendar(calendar_version)
    facts = happenings_of(filing, route, step, reading(version.pk, filing.kinds).procedure.limits)
    found = docket(
        reading(version.pk, filing.kinds).procedure,
        Facts(happenings=facts, kinds=frozenset(filing.kinds)),
        calendar,
        today,
    )
    entry = _filing_entry(found, route, step)
    return FilingPreview(
        filing,
        chosen=chosen,
        route=route,
        step=step,
        verdict=verdict_of(entry, filing.received_on, calendar),
        entries=found.entries,
        filing_entry=entry,
        calendar=calendar,
        kinds_offered=offered,
        happenings=facts,
        needs_basis=not route.may_enter_at(step, filing.kinds),
    )


def first_step(route: Route, kinds: Sequence[str]) -> str:
    """Where a grievance of ``kinds`` is filed unless someone says otherwise."""
    open_to = [way.to_step for way in route.entries() if way.only_for in {"", *kinds}]
    special = [way.to_step for way in route.entries() if way.only_for and way.only_for in kinds]
    ordered = [step for step in route.steps if step in (special or open_to)]
    return ordered[0] if ordered else route.steps[0]


def verdict_of(entry: Entry | None, received_on: date, calendar: WorkCalendar) -> Verdict:
    """Whether what met ``entry`` came in time; a day that a cut-off moved counts as moved."""
    if entry is None:
        return judge(received_on=received_on, due_on=None, working_days_late=0, citation="")
    counted_on = entry.satisfied_on or received_on
    late = working_days_late(entry.due_on, counted_on, calendar) if entry.due_on else 0
    return judge(
        received_on=counted_on,
        due_on=entry.due_on,
        working_days_late=late,
        citation=entry.limit.citation,
        missing=entry.missing,
    )


def happenings_of(filing: Filing, route: Route, step: str, limits: Sequence[LimitRow]) -> tuple[Happening, ...]:
    """What a filing puts on record: the event, that it became known, and the filing itself.

    A procedure may call the event by a name of its own (``discipline_notice``): whatever
    starts the time to file is recorded on the day of the event.
    """
    found: dict[str, Happening] = {}
    if filing.event_on:
        found["incident"] = Happening("incident", filing.event_on)
        for name in _starts_of_filing(route, step, limits):
            found.setdefault(name, Happening(name, filing.event_on))
    known_on = filing.known_on or filing.event_on
    if known_on:
        found["knowledge"] = Happening("knowledge", known_on)
    event = route.event_into(step)
    found[event] = Happening(event, filing.received_on, filing.received_at)
    return tuple(found.values())


def possible_duplicates(
    *, user: User, unit: BargainingUnit, event_on: date | None, numbers: Sequence[str], employee_ids: Sequence[int]
) -> list[Grievance]:
    """Open grievances of the unit that look like the same: one grievant or article, about the same day.

    At most five, those of which ``user`` may know. One query.
    """
    alike = Q(parties__employee__in=list(employee_ids)) | Q(citations__text__in=list(numbers))
    found = Grievance.objects.visible_to(user).open().filter(alike, unit=unit)
    if event_on:
        found = found.filter(event_on__range=(event_on - SIMILAR_WITHIN, event_on + SIMILAR_WITHIN))
    return list(found.distinct()[:5])


def _starts_of_filing(route: Route, step: str, limits: Sequence[LimitRow]) -> list[str]:
    codes = {way.limit_code for way in route.entries() if way.to_step == step}
    starts = [name for limit in limits if limit.code in codes for name in limit.start]
    return [name for name in starts if ":" not in name and name not in {"knowledge", "incident"}]


def _filing_entry(found: Docket, route: Route, step: str) -> Entry | None:
    codes = {way.limit_code for way in route.entries() if way.to_step == step}
    return next((entry for entry in found.entries if entry.limit.code in codes), None)
