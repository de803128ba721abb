"""What helps the writer of a letter: facts to insert, where to mend a gap, what issuing will do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from grievances.models import Grievance
from grievances.queries.deciders import possible_deciders
from grievances.queries.letter_facts import quotations
from grievances.queries.places import place_of
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.changes import preview
from labor_office.core.deadlines.queries.readings import reading
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.supposing import happened
from labor_office.core.documents.letters import Insert
from labor_office.core.documents.models import Letter
from labor_office.core.users.models import User
from labor_office.core.web.components import Row

ANSWER = "response:"


def inserts(letter: Letter) -> tuple[Insert, ...]:
    """Contract language as of the event, the union's own words, and the dates of the step."""
    grievance = Grievance.objects.get(pk=letter.matter_id)
    found = [
        Insert(f"{quote.citation} as of {words.short_day(quote.as_of)}", " ".join(quote.paragraphs), "discussion")
        for quote in quotations(grievance, reader=letter.saved_by)
    ]
    found.append(Insert("The union's statement", grievance.statement, "positions"))
    if grievance.remedy:
        found.append(Insert("The remedy asked", grievance.remedy, "positions"))
    return tuple(found)


def mend_urls(letter: Letter) -> Mapping[str, str]:
    """Where what a letter lacks is recorded."""
    reference = letter.matter.reference
    facts = reverse("grievances:edit_facts", args=[reference])
    people = reverse("grievances:people", args=[reference])
    return {
        "addressee": people,
        "language": facts,
        "approver": people,
        "next_step": reverse("grievances:deadlines", args=[reference]),
    }


def answer_due_on(letter: Letter) -> date | None:
    """The City's last day to answer at the letter's step."""
    rows = Deadline.objects.filter(
        matter_id=letter.matter_id,
        limit__satisfied_by=f"{ANSWER}{letter.step.lower()}",
        state__in=[DeadlineState.OPEN, DeadlineState.MISSED],
    )
    return rows.order_by("-cycle").values_list("due_on", flat=True).first()


def signers(letter: Letter) -> list[User]:
    """Who may decide the step that the letter answers."""
    return possible_deciders(place_of(Grievance.objects.get(pk=letter.matter_id)))


def consequences(letter: Letter, *, dated_on: date) -> tuple[Row, ...]:
    """Which dates stop and start when the decision goes out dated ``dated_on``."""
    if letter.supersedes_id:
        return (Row("Dates", "A correction moves no date."),)
    moves = preview(letter.matter_id, happened(f"{ANSWER}{letter.step.lower()}", dated_on), today=dated_on)
    unchecked = _unchecked(letter)
    return tuple(
        Row(move.name, f"{_said(move.state_now, move.now, dated_on)}{UNCHECKED if move.code in unchecked else ''}")
        for move in moves
    )


# Said to the office before it signs; the union's letter gives the section and the day.
UNCHECKED = ". This limit has not been checked against its source"


def _unchecked(letter: Letter) -> frozenset[str]:
    clock = Clock.objects.get(pk=letter.matter_id)
    limits = reading(clock.version_id, tuple(clock.kinds)).procedure.limits
    return frozenset(limit.code for limit in limits if not limit.is_verified)


def _said(state: str, due_on: date | None, dated_on: date) -> str:
    if state == DeadlineState.MET:
        return f"Met {words.day(dated_on)}"
    if state == DeadlineState.MISSED and due_on is not None:
        return f"Answered late: it was due {words.day(due_on)}"
    if state == DeadlineState.LAPSED:
        return "No longer owed"
    return f"Due {words.day(due_on)}" if due_on else "Needs a date"
