"""The rows of the desk: each open deadline with its standing, what is ready for it, and the act that meets it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from labor_office.core.deadlines.acts import Act, Owed, act_for
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.rules.standing import Standing
from labor_office.core.deadlines.rules.trace import Trace
from labor_office.core.deadlines.shown import standing_of
from labor_office.core.documents.models import Letter, LetterState
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Meeting
from labor_office.core.web import words


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One thing the City owes, as the desk prints it."""

    due_on: date | None
    standing: Standing
    name: str
    detail: str
    reference: str
    title: str
    unit: str
    matter_url: str
    counted: str
    citation: str
    why_url: str
    why_id: str
    act: Act
    is_restricted: bool
    is_extended: bool
    is_at_risk: bool = False


def owed(matters: QuerySet[Matter]) -> QuerySet[Deadline]:
    return (
        Deadline.objects.unfinished()
        .owed_by_city()
        .filter(matter__in=matters, satisfied_on=None)
        .select_related("matter__unit", "limit", "calendar_version__calendar")
        .order_by("due_on", "pk")
    )


def rows_of(
    deadlines: Iterable[Deadline], today: date, calendar: WorkCalendar, risky: Collection[int]
) -> tuple[DeskRow, ...]:
    deadlines = list(deadlines)
    details = _details(deadlines)
    return tuple(_row(d, today, calendar, details.get(d.pk, ""), is_at_risk=d.pk in risky) for d in deadlines)


def _row(deadline: Deadline, today: date, calendar: WorkCalendar, detail: str, *, is_at_risk: bool) -> DeskRow:
    matter = deadline.matter
    trace = Trace.from_json(deadline.trace) if deadline.trace else None
    return DeskRow(
        due_on=deadline.due_on,
        standing=standing_of(deadline, today=today, calendar=calendar),
        name=deadline.name,
        detail=deadline.missing or detail,
        reference=matter.reference,
        title=matter.title,
        unit=matter.unit.name if matter.unit else "",
        matter_url=matter.get_absolute_url(),
        counted=trace.summary if trace else "",
        citation=deadline.limit.citation,
        why_url=url_of("deadlines:why", deadline.pk) if deadline.due_on else "",
        why_id=f"why-{deadline.pk}",
        act=act_for(matter.kind, Owed(matter.reference, deadline.code, deadline.step, deadline.limit.satisfied_by)),
        is_restricted=matter.is_restricted,
        is_extended=deadline.is_extended,
        is_at_risk=is_at_risk,
    )


def _details(deadlines: Sequence[Deadline]) -> dict[int, str]:
    """What stands ready for each act: the draft, or the meeting on the calendar."""
    matters = {d.matter_id for d in deadlines}
    drafts = {
        (letter.matter_id, letter.step): letter
        for letter in Letter.objects.filter(
            matter__in=matters, state__in=[LetterState.DRAFT, LetterState.FOR_APPROVAL, LetterState.APPROVED]
        ).order_by("number")
    }
    planned = {
        (meeting.matter_id, meeting.step): meeting
        for meeting in Meeting.objects.filter(matter__in=matters, held_on=None, cancelled_at=None).order_by("-on")
    }
    found = {}
    for d in deadlines:
        if d.limit.satisfied_by.startswith("meeting"):
            meeting = planned.get((d.matter_id, d.step))
            found[d.pk] = f"Planned for {words.day(meeting.on)}" if meeting else "Nothing on the calendar yet"
        elif letter := drafts.get((d.matter_id, d.step)):
            found[d.pk] = _letter_words(letter)
    return found


def _letter_words(letter: Letter) -> str:
    if letter.state == LetterState.FOR_APPROVAL:
        return "Waiting for signature"
    if letter.state == LetterState.APPROVED:
        return "Signed, ready to issue"
    return f"Draft saved {words.moment(letter.saved_at)}"


def url_of(name: str, *args: object) -> str:
    """The address of a page, or nothing while no app has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
