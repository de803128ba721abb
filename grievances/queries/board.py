"""The record page's parts, ready to be shown: chips, facts, the next date, the steps, the task list, the rail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grievances.models import GrievanceStep
from grievances.queries.acts import document_url
from grievances.queries.places import missed_effect_of
from grievances.queries.procedures import stations
from grievances.queries.record import MOST_RELATED, Record
from grievances.rules.effects import effect_of
from grievances.rules.timeliness import LATE_CHOICES
from grievances.rules.vocabulary import FAVORABLE, Filer, StepOutcome, StepState, Timeliness
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.lateness import late_words
from labor_office.core.deadlines.rules.standing import Band, Standing
from labor_office.core.deadlines.shown import Shown, calendar_now, shown, standing_of
from labor_office.core.web.addresses import address
from labor_office.core.web.navigation import Link

PARTY_WORDS = {
    "union": "Union",
    "employer": "City",
    "both": "Both sides",
    "either": "Either side",
    "neutral": "Neutral",
}
LIVE = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.STOPPED, DeadlineState.NEEDS_DATE)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip under the title."""

    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Due:
    """One line of "Every deadline"."""

    deadline: Deadline
    standing: Standing
    label: str


@dataclass(frozen=True, slots=True)
class Next:
    """The next date of the case, explained."""

    deadline: Deadline
    explanation: Shown
    act: str
    proof_url: str


@dataclass(frozen=True, slots=True)
class RunOut:
    """The union's time for something has run out with nothing recorded: what the City may make of it."""

    deadline: Deadline
    heading: str
    words: str
    proof_url: str


def calendar_of(record: Record) -> WorkCalendar | None:
    """The calendar by which the case is counted, as it is published now."""
    counted = [row for row in record.deadlines if row.calendar_version_id]
    return calendar_now(max(counted, key=lambda row: row.calendar_version_id or 0)) if counted else None


def next_deadline(record: Record, *, today: date) -> Next | None:
    """What is owed next: the City's earliest, else the other side's; of theirs what has not run out before what has."""
    live = [row for row in record.deadlines if row.state in LIVE and row.satisfied_on is None]
    live = [row for row in live if not row.is_settled_by_miss]
    ours = [row for row in live if row.is_ours] or live
    calendar = calendar_of(record)
    if not ours or calendar is None or record.grievance.closed_on:
        return None
    row = min(ours, key=lambda one: (_is_run_out(one, today), one.due_on is None, one.due_on or date.max, one.pk))
    slug = record.grievance.unit.slug if record.grievance.unit else ""
    return Next(
        deadline=row,
        explanation=shown(row, today=today, calendar=calendar, unit_slug=slug),
        act=f"{'Time ran out' if _is_run_out(row, today) else 'Next deadline'}: {PARTY_WORDS[row.actor]}, {row.name}",
        proof_url=address("deadlines:proof", row.pk),
    )


def run_out(record: Record, *, today: date) -> RunOut | None:
    """The union's limit that ran out and by which the City may take the case as ended; None where there is none.

    Only of this pass, and only while nobody has closed the case and the step leaves something to appeal.
    """
    clock = record.place.clock
    passed = [
        row
        for row in record.deadlines
        if row.cycle == clock.cycle
        and _is_run_out(row, today)
        and effect_of(missed_effect_of(clock, row.code), actor=row.actor).ending is not None
    ]
    if not passed or record.grievance.closed_on or record.place.standing.outcome in FAVORABLE:
        return None
    row = min(passed, key=lambda one: (one.due_on or date.max, one.pk))
    return RunOut(
        row,
        f"The union's time ran out {words.day(row.due_on or today, today)}: {row.name}",
        effect_of(missed_effect_of(clock, row.code), actor=row.actor).words,
        address("deadlines:proof", row.pk),
    )


def _is_run_out(row: Deadline, today: date) -> bool:
    """Whether it was the union's to do and its day is past without it, whether or not a sweep has said so."""
    is_undone = row.state in {DeadlineState.OPEN, DeadlineState.MISSED} and row.satisfied_on is None
    return row.actor == "union" and is_undone and row.due_on is not None and row.due_on < today


def every_deadline(record: Record, *, today: date) -> list[Due]:
    """All of them: live ones by date, then what is done, newest first; what lapsed is left to the full list."""
    calendar = calendar_of(record)
    if calendar is None:
        return []
    rows = [
        Due(row, standing_of(row, today=today, calendar=calendar), f"{PARTY_WORDS[row.actor]}: {row.name}")
        for row in record.deadlines
        if row.state != DeadlineState.LAPSED
    ]
    over = {Band.MET, Band.QUIET}
    live = [
        due
        for due in rows
        if due.standing.band not in over and not due.deadline.satisfied_on and not due.deadline.is_settled_by_miss
    ]
    done = [due for due in rows if due not in live]
    return live + sorted(done, key=lambda due: due.deadline.due_on or date.min, reverse=True)


def chips(record: Record, coming: Next | None) -> list[Chip]:
    """Due, step, extended or stopped, late, closed to others. ``coming`` is the ``next_deadline``."""
    grievance, place = record.grievance, record.place
    found: list[Chip] = []
    if grievance.closed_on:
        found.append(Chip(f"Closed {words.short_day(grievance.closed_on)}, {grievance.get_outcome_display()}", "quiet"))
    elif coming is not None and coming.deadline.due_on and coming.explanation.state.band is not Band.STOPPED:
        found.append(_due_chip(coming.deadline.due_on, coming))
    found.append(Chip(step_words(place.step), "quiet"))
    if place.standing.is_stopped:
        found.append(Chip("Clock stopped", "toll"))
    if any(row.is_extended for row in record.deadlines if row.state in LIVE):
        found.append(Chip("Extended", "ext"))
    if grievance.has_unsigned:  # type: ignore[attr-defined]  # annotated
        found.append(Chip("Extension unsigned", "risk"))
    if grievance.timeliness in LATE_CHOICES:
        found.append(Chip(grievance.get_timeliness_display(), "risk"))
    found.append(Chip(access_words(record), "lock"))
    return found


def _due_chip(due_on: date, coming: Next) -> Chip:
    state = coming.explanation.state
    if state.band is Band.MISSED:
        return Chip(f"{PARTY_WORDS[coming.deadline.actor]}'s time ran out {words.short_day(due_on)}", state.css)
    due = f"Due {words.short_day(due_on)}"
    return Chip(due if state.word == due else f"{due}, {state.word.lower()}", state.css)


def step_words(step: GrievanceStep) -> str:
    """``Step 2, decision pending``."""
    if step.outcome:
        return f"{step.name}, {StepOutcome(step.outcome).label.lower()}"
    return f"{step.name}, {'decision pending' if step.state == StepState.MEETING_HELD else 'open'}"


def access_words(record: Record) -> str:
    """Who may know of the case."""
    if record.grievance.is_restricted:
        count = record.counts["readers"]
        return f"Restricted to {count} named {'person' if count == 1 else 'people'}"
    department = record.grievance.department
    return f"Labor Relations and {department} HR" if department else "Labor Relations office"


def filed_words(record: Record) -> str:
    """``event May 9, timely``."""
    grievance = record.grievance
    event = f"event {words.short_day(grievance.event_on)}, " if grievance.event_on else ""
    said = Timeliness(grievance.timeliness).label.lower()
    late = f", {late_words(grievance.days_late)}" if grievance.days_late != 0 else ""
    return f"{event}{said}{late}"


def grievants_words(record: Record) -> tuple[str, str]:
    """The lead grievant and how many more; who files when nobody is named."""
    grievance = record.grievance
    named = [party.name for party in record.parties if party.role == "GRIEVANT"]
    kind = grievance.get_filer_display()
    if not named:
        return ("The union itself" if grievance.filer == Filer.UNION else "Nobody named yet"), ""
    others = len(named) - 1
    more = f"and {others} other{'' if others == 1 else 's'}" if others else ""
    return named[0], ", ".join(part for part in (more, f"{kind.lower()} grievance") if part)


def papers(record: Record) -> list[Link]:
    """The newest documents, for the rail."""
    return [
        Link(paper.title, document_url(paper.reference), count=words.short_day(paper.received_on))
        for paper in record.papers
    ]


def tabs(record: Record, *, here: str) -> list[Link]:
    """The sub navigation with its counts; every entry is a page of its own."""
    reference, counts = record.grievance.reference, record.counts
    reached = len({step.code for step in record.steps})
    all_steps = len(stations(record.place.clock.version_id))
    shown_counts = {
        "steps": f"{reached} of {all_steps}",
        "deadlines": str(len(record.deadlines)),
        "documents": str(counts["documents"]),
        "notes": str(counts["notes"]),
        "people": str(counts["parties"]),
        "related": f"{MOST_RELATED}+" if counts["related"] > MOST_RELATED else str(counts["related"]),
    }
    names = (
        ("detail", "Overview"), ("steps", "Steps"), ("deadlines", "Deadlines"), ("documents", "Documents"),
        ("notes", "Notes"), ("people", "People"), ("related", "Related"), ("history", "History"),
    )  # fmt: skip
    return [
        Link(
            label,
            address(f"grievances:{name}", reference),
            count=shown_counts.get(name, ""),
            is_current=name == here,
        )
        for name, label in names
    ]
