"""The rows of the desk: each open deadline with its standing, what is ready for it, and the act that meets it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch

from labor_office.core.deadlines.acts import Act, Owed, act_for
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.rules.standing import Standing
from labor_office.core.deadlines.rules.trace import Trace
from labor_office.core.deadlines.shown import standing_of
from labor_office.core.documents.models import Letter, LetterState
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.web.addresses import address
from labor_office.core.web.compiled import Compiled
from labor_office.desk.rules import OwedLine


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


@dataclass(frozen=True, slots=True)
class _Ready:
    """What stands ready, by matter and step: the draft, the meeting."""

    drafts: Mapping[tuple[int | None, str], Letter]
    planned: Mapping[tuple[int | None, str], Meeting]


def matters_of(user: User, owners: list[int]) -> QuerySet[Matter]:
    """The open matters of ``owners``, as far as ``user`` may know of them."""
    return Matter.objects.visible_to(user).open().filter(owner__any_of=owners)


def owed_lines(user: User, owners: list[int]) -> list[OwedLine]:
    """Everything the City owes on the matters of ``owners``, by its day. One query."""
    return list(map(OwedLine._make, _OWED.rows(user, owners=owners)))


def _owed(user: User, owners: list[int]) -> QuerySet[Deadline, Any]:
    found = Deadline.objects.unfinished().owed_by_city().filter(matter__in=matters_of(user, owners))
    return found.order_by("due_on", "pk").values_list(*OwedLine._fields[:-1], "limit__satisfied_by")


_OWED = Compiled(_owed)


def rows_of(
    keys: Collection[int], today: date, calendar: WorkCalendar, risky: Collection[int], *, user: User
) -> Mapping[int, DeskRow]:
    """The rows of the deadlines ``keys``, by key. Three queries."""
    found = Deadline.objects.filter(pk__in=keys)
    deadlines = list(found.select_related("matter__unit", "limit", "calendar_version__calendar"))
    ready = _ready(deadlines)
    return {d.pk: _row(d, today, calendar, ready, user=user, is_at_risk=d.pk in risky) for d in deadlines}


def _row(
    deadline: Deadline, today: date, calendar: WorkCalendar, ready: _Ready, *, user: User, is_at_risk: bool
) -> DeskRow:
    matter = deadline.matter
    place = (deadline.matter_id, deadline.step)
    trace = Trace.from_json(deadline.trace) if deadline.trace else None
    return DeskRow(
        due_on=deadline.due_on,
        standing=standing_of(deadline, today=today, calendar=calendar),
        name=deadline.name,
        detail=deadline.missing or _detail(deadline, ready),
        reference=matter.reference,
        title=matter.title,
        unit=matter.unit.name if matter.unit else "",
        matter_url=matter.get_absolute_url(),
        counted=trace.summary if trace else "",
        citation=deadline.limit.citation,
        why_url=url_of("deadlines:why", deadline.pk) if deadline.due_on else "",
        why_id=f"why-{deadline.pk}",
        act=act_for(
            matter.kind,
            Owed(
                matter.reference,
                deadline.code,
                deadline.step,
                deadline.limit.satisfied_by,
                has_draft=place in ready.drafts,
                has_meeting=place in ready.planned,
            ),
            user=user,
        ),
        is_restricted=matter.is_restricted,
        is_extended=deadline.is_extended,
        is_at_risk=is_at_risk,
    )


def _ready(deadlines: Sequence[Deadline]) -> _Ready:
    """The drafts and the meetings on the calendar, by matter and step. Two queries."""
    matters = {d.matter_id for d in deadlines}
    drafts = Letter.objects.filter(
        matter__in=matters, state__in=[LetterState.DRAFT, LetterState.FOR_APPROVAL, LetterState.APPROVED]
    )
    planned = Meeting.objects.filter(matter__in=matters, held_on=None, cancelled_at=None)
    return _Ready(
        {(letter.matter_id, letter.step): letter for letter in drafts.order_by("number")},
        {(meeting.matter_id, meeting.step): meeting for meeting in planned.order_by("-on")},
    )


def _detail(deadline: Deadline, ready: _Ready) -> str:
    """What stands ready for the act, in words."""
    place = (deadline.matter_id, deadline.step)
    if deadline.limit.satisfied_by.startswith("meeting"):
        meeting = ready.planned.get(place)
        return f"Planned for {words.day(meeting.on)}" if meeting else "Nothing on the calendar yet"
    letter = ready.drafts.get(place)
    return _letter_words(letter) if letter else ""


def _letter_words(letter: Letter) -> str:
    if letter.state == LetterState.FOR_APPROVAL:
        return "Waiting for signature"
    if letter.state == LetterState.APPROVED:
        return "Signed, ready to issue"
    return f"Draft saved {words.moment(letter.saved_at)}"


def url_of(name: str, *args: object) -> str:
    """The address of a page, or nothing while no app has it."""
    try:
        return address(name, *args)
    except NoReverseMatch:
        return ""
