"""What an act on a case's clock would do to the dates, shown before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from django.db.models import OuterRef, QuerySet, Subquery

from grievances.queries.cases import Case
from grievances.rules.timeliness import Verdict
from labor_office.core.deadlines.models.clocks import Extension, Trigger
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.changes import preview
from labor_office.core.deadlines.queries.situations import Situation, facts_if, situation
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.choosing import ClosedDay, DayNotPublished, choices_for, day_meant
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.procedure import CountUnit
from labor_office.core.deadlines.rules.supposing import (
    all_stopped,
    extended_by,
    extended_to,
    happened,
    never_happened,
    restarted,
)

LIVE = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.STOPPED, DeadlineState.NEEDS_DATE)


class Filled(Protocol):
    """A form whose fields were read."""

    cleaned_data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """One sentence for a screen reader, the dates that move, a verdict on what came in, and warnings."""

    sentence: str
    moves: tuple[Move, ...] = ()
    verdict: Verdict | None = None
    warnings: tuple[str, ...] = ()
    # What may be meant by a day on which no business is done: value, words, whether chosen.
    closed_choices: tuple[tuple[str, str, bool], ...] = ()


def told(moves: list[Move], *, verdict: Verdict | None = None, warnings: tuple[str, ...] = ()) -> Preview:
    """A preview whose sentence sums up the moves."""
    dated = [move for move in moves if move.now is not None and move.now != move.was]
    if not moves:
        sentence = "No date moves."
    elif dated:
        sentence = f"{dated[0].name}: {words.day(dated[0].now)}." if dated[0].now else ""
        more = len(moves) - 1
        sentence += f" {more} more {'date changes' if more == 1 else 'dates change'}." if more else ""
    else:
        sentence = f"{len(moves)} {'deadline changes' if len(moves) == 1 else 'deadlines change'}."
    if verdict is not None and verdict.due_on is not None:
        sentence = f"{verdict.sentence} {sentence}"
    return Preview(sentence, tuple(moves), verdict, warnings)


def of_extension(case: Case, form: Filled, today: date) -> Preview:
    """The limit extended so; unsigned, the earlier date stays in force. A closed day asks which is meant."""
    given, now = form.cleaned_data, situation(case.matter.pk)
    code = given["code"]
    choices: tuple[tuple[str, str, bool], ...] = ()
    if given["how"] == "days":
        change = extended_by(code, given["amount"], given["unit"])
    else:
        day, chosen = given["new_due_on"], given["closed_day"]
        choices = tuple((each.value, said, each is chosen) for each, said in choices_for(day, now.calendar))
        try:
            day = day_meant(day, now.calendar, chosen or ClosedDay.KEEP)
        except DayNotPublished as refused:
            return Preview("No date can be given.", warnings=(str(refused),))
        change = extended_to(code, day)
    unsigned = given["signature"] != "signed"
    warning = ("Until it is signed the earlier date stays in force.",) if unsigned else ()
    shown = told(preview(case.matter.pk, change, today=today), warnings=warning)
    return replace(shown, closed_choices=choices)


def of_signature(case: Case, form: Filled, today: date) -> Preview:
    """An agreed extension in force from now on."""
    signed = form.cleaned_data["extension_id"]
    return told(preview(case.matter.pk, lambda _facts: facts_if(case.clock, signed=signed), today=today))


def of_taking_back(case: Case, form: Filled, today: date) -> Preview:
    """The date as it is without the extension."""
    gone = form.cleaned_data["extension_id"]
    return told(preview(case.matter.pk, lambda _facts: facts_if(case.clock, without=gone), today=today))


def of_stop(case: Case, form: Filled, today: date) -> Preview:
    """The clock stopped from then."""
    now, from_on = situation(case.matter.pk), form.cleaned_data["from_on"]
    codes = tuple(limit.code for limit in now.reading.procedure.limits)
    noted = _closed_note(from_on, now, "was not counted in any case; the first working day left out is")
    moves = [] if noted.is_refused else preview(case.matter.pk, all_stopped("abeyance", from_on, codes), today=today)
    return told(moves, warnings=noted.lines)


def of_restart(case: Case, form: Filled, today: date) -> Preview:
    """The clock running again from then."""
    on = form.cleaned_data["on"]
    noted = _closed_note(on, situation(case.matter.pk), "is not counted; the first working day that counts is")
    moves = [] if noted.is_refused else preview(case.matter.pk, restarted(on), today=max(today, on))
    return told(moves, warnings=noted.lines)


@dataclass(frozen=True, slots=True)
class _Noted:
    lines: tuple[str, ...] = ()
    is_refused: bool = False


def _closed_note(day: date, now: Situation, said: str) -> _Noted:
    """What is to be known of a day that stops or starts a clock: that it is closed, or past the calendar."""
    try:
        following = day_meant(day, now.calendar, ClosedDay.NEXT)
    except DayNotPublished as refused:
        return _Noted((str(refused),), is_refused=True)
    if following == day:
        return _Noted()
    why = now.calendar.why_closed(day)
    return _Noted((f"{words.day(day)} ({why}) {said} {words.day(following)}.",))


def of_right(case: Case, form: Filled, today: date) -> Preview:
    """So much more time, taken without asking."""
    given = form.cleaned_data
    return told(preview(case.matter.pk, extended_by(given["code"], given["amount"], given["unit"]), today=today))


def of_new_date(case: Case, form: Filled, today: date) -> Preview:
    """What was recorded, on its right day."""
    given = form.cleaned_data
    return told(preview(case.matter.pk, happened(given["event"], given["on"]), today=today, is_correction=True))


def of_undoing(case: Case, form: Filled, today: date) -> Preview:
    """The dates as they would be, had it never been recorded."""
    undone = never_happened(form.cleaned_data["event"])
    return told(preview(case.matter.pk, undone, today=today, is_correction=True))


def of_ending(case: Case, _form: Filled, _today: date) -> Preview:
    """What is no longer owed once the case is closed."""
    rows = Deadline.objects.filter(matter_id=case.matter.pk, state__in=LIVE, satisfied_on=None, lapsed_reason="")
    moves = [
        Move(row.code, row.name, row.actor, row.state, DeadlineState.LAPSED, row.due_on, None, row.pk)
        for row in rows.order_by("due_on", "pk")
    ]
    count = len(moves)
    sentence = f"{count} {'deadline is' if count == 1 else 'deadlines are'} no longer owed." if moves else (
        "Nothing is owed any more."
    )  # fmt: skip
    return Preview(sentence, tuple(moves))


def running_limits(case: Case) -> list[tuple[str, str]]:
    """What can be extended: deadlines that run, the City's first."""
    rows = Deadline.objects.filter(
        matter_id=case.matter.pk, cycle=case.clock.cycle, state__in=[DeadlineState.OPEN, DeadlineState.MISSED],
        satisfied_on=None, lapsed_reason="",
    )  # fmt: skip
    ordered = sorted(rows, key=lambda row: (not row.is_ours, row.due_on or date.max))
    return [(row.code, f"{row.name}, due {words.day(row.due_on)}") for row in ordered if row.due_on]


def unsigned_extensions(case: Case) -> list[tuple[int, str]]:
    """What waits for a signature in this pass, oldest first."""
    return [(row.pk, _said(row)) for row in _standing(case).filter(signed_on=None, is_as_of_right=False)]


def standing_extensions(case: Case) -> list[tuple[int, str]]:
    """What can be taken back in this pass: signed, unsigned, or taken as of right."""
    return [(row.pk, _said(row)) for row in _standing(case)]


def _standing(case: Case) -> QuerySet[Extension]:
    name = Deadline.objects.filter(
        matter_id=OuterRef("matter_id"), cycle=OuterRef("cycle"), code=OuterRef("limit_code")
    ).values("name")[:1]
    rows = Extension.objects.filter(matter_id=case.matter.pk, cycle=case.clock.cycle, withdrawn_at=None)
    return rows.annotate(limit_name=Subquery(name))


def _said(row: Extension) -> str:
    name = row.limit_name or row.limit_code  # type: ignore[attr-defined]  # annotated
    more = f"to {words.day(row.new_due_on)}" if row.new_due_on else (
        f"by {words.units(row.amount or 0, CountUnit(row.count_unit))}"
    )  # fmt: skip
    return f"{name}, {more}, agreed {words.day(row.agreed_on)} with {row.agreed_by}"


def extension_words(case: Case) -> str:
    """What the procedure says of more time, in its own words; empty when it says nothing."""
    said = case.clock.version.texts.get("extension", "")
    text = "; ".join(said) if isinstance(said, list) else str(said)
    return f"The procedure on more time: {text.rstrip('.')}." if text else ""


def no_more_time_of_right(case: Case) -> str:
    """Why nobody may take time as of right here; empty where the procedure speaks of more time."""
    return "" if extension_words(case) else (
        "The procedure says nothing of time that a side may take without the other. Record an extension instead."
    )  # fmt: skip


def recorded_events(case: Case) -> list[tuple[str, str]]:
    """What is on record in this pass, with its day."""
    rows = Trigger.objects.filter(matter_id=case.matter.pk, cycle=case.clock.cycle, replaced_at=None)
    return [(row.event, f"{words.capitalized(words.event(row.event))}, {words.day(row.on)}") for row in rows]
