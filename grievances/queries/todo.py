"""What is to be done before a step is decided: kept tasks, and what the record itself can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from grievances.queries.acts import letter_url
from grievances.queries.board import calendar_of
from grievances.queries.record import Record
from grievances.queries.record_parts import TaskShown
from labor_office.core.deadlines.rules import words
from labor_office.core.documents.models import LetterState
from labor_office.core.matters.models.record import Request
from labor_office.core.users.models import User
from labor_office.core.web.access import may_open
from labor_office.core.web.addresses import address


@dataclass(frozen=True, slots=True)
class Task:
    """One line of "Before you decide"; ``pk`` is None for what the record itself knows."""

    title: str
    detail: str
    word: str
    kind: str
    url: str = ""
    pk: int | None = None
    is_done: bool = False
    may_nudge: bool = False


def tasks(record: Record, *, user: User, today: date) -> list[Task]:
    """What is to be done before deciding, with the way to each that is ``user``'s to do.

    Kept tasks come first, then what the record itself can tell.
    """
    return [one if may_open(user, one.url) else replace(one, url="") for one in _all(record, today)]


def _all(record: Record, today: date) -> list[Task]:
    grievance, step = record.grievance, record.place.step
    if record.place.standing.is_at_arbitration or grievance.closed_on:
        return [_kept(record, row, today) for row in record.tasks]
    letter = step.letter
    decision = address("grievances:decision", grievance.reference)
    named = Task(
        "Name the decision maker", str(step.decider) if step.decider else step.authority,
        "Completed" if step.decider else "Not started", "met" if step.decider else "plan",
        url=address("grievances:name_decider", grievance.reference),
        is_done=step.decider is not None,
    )  # fmt: skip
    drafted = Task(
        "Draft the decision letter",
        letter.title if letter else "Starts from the step letter, facts filled in",
        letter.get_state_display() if letter else "Not started",
        "met" if letter and letter.is_issued else "wait" if letter else "plan",
        url=letter_url(grievance, letter.number) if letter else decision,
        is_done=bool(letter and letter.is_issued),
    )
    kept = [_kept(record, row, today) for row in record.tasks]
    kept = [*_acknowledgement(record), *kept]
    return [*[task for task in kept if task.kind != "quiet"], named, drafted, *[t for t in kept if t.kind == "quiet"]]


def _acknowledgement(record: Record) -> list[Task]:
    """The letter that filing drafted; nothing for a grievance that came without one."""
    row = record.grievance.acknowledgement  # type: ignore[attr-defined]  # annotated
    if not row:
        return []
    state = LetterState(row["state"])
    is_out = state == LetterState.ISSUED
    detail = "Facts filled in by filing" if state == LetterState.DRAFT else ""
    url = letter_url(record.grievance, row["number"])
    return [Task("Send the acknowledgement", detail, state.label, "met" if is_out else "wait", url=url, is_done=is_out)]


def _kept(record: Record, row: TaskShown, today: date) -> Task:
    is_ours = row.kind == Request.Kind.CHECK
    if row.done_on:
        return Task(
            row.title, row.outcome or f"Done {words.short_day(row.done_on)}", "Completed", "met", pk=row.pk,
            is_done=True,
        )  # fmt: skip
    if is_ours:
        word, kind = ("Optional", "quiet") if row.is_optional else ("Not started", "plan")
        return Task(row.title, "Not required unless you ask" if row.is_optional else "", word, kind, pk=row.pk)
    asked = row.asked_on or today
    calendar = calendar_of(record)
    days = calendar.open_days_after(asked, today) if calendar else None
    detail = f"Asked of {row.whom} {words.short_day(asked)}"
    if row.nudged_on:
        detail += f", reminded {words.short_day(row.nudged_on)}"
    word = "Waiting" if days is None else f"Waiting {days} working day{'' if days == 1 else 's'}"
    return Task(row.title, detail, word, "wait", pk=row.pk, may_nudge=True)


def done_of(found: Sequence[Task]) -> str:
    """``3 of 5 completed``; optional ones are not counted until done."""
    counted = [task for task in found if task.kind != "quiet"]
    return f"{sum(task.is_done for task in counted)} of {len(counted)} completed"
