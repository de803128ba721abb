"""What a derivation would change on the stored deadlines: the one comparison, for preview and for saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.situations import Situation, situation
from labor_office.core.deadlines.rules.docket import LAPSED, Docket, Entry
from labor_office.core.deadlines.rules.facts import Facts
from labor_office.core.deadlines.rules.moves import Move

# Done with: a later extension, stop or holiday moves them no more. Only a corrected record reopens them.
FINISHED = (DeadlineState.MET, DeadlineState.ENDED, DeadlineState.LAPSED)


@dataclass(frozen=True, slots=True)
class Change:
    """A stored deadline and what it is to become; ``row`` is None for one that begins."""

    entry: Entry
    row: Deadline | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write: ``changed`` entries, and ``ended`` rows whose start is no longer on record."""

    changed: tuple[Change, ...]
    ended: tuple[tuple[Deadline, str], ...]

    def moves(self) -> list[Move]:
        """The same, as people read it, in the procedure's order."""
        found = [_move(change.entry, change.row) for change in self.changed]
        found += [_end(row) for row, _ in self.ended]
        return [move for move in found if move.is_new or move.is_moved or move.state_was != move.state_now]


def changes(now: Situation, found: Docket, *, is_correction: bool) -> Changes:
    """How the stored deadlines of ``now`` differ from ``found``.

    Finished rows stay as they are, unless ``is_correction``: then a record was wrong, and
    what no longer follows from it is opened again. What people let lapse stays so.
    """
    changed = [
        Change(entry, row)
        for entry in found.entries
        if _is_written(entry, row := now.rows.get(entry.limit.code), is_correction=is_correction)
    ]
    at_work = {entry.limit.code for entry in found.entries}
    reasons = {one.limit.code: one.missing for one in found.waiting}
    ended = [
        (row, reasons.get(code) or "Its start is no longer on record")
        for code, row in now.rows.items()
        if code not in at_work and row.state != LAPSED and (is_correction or row.state not in FINISHED)
    ]
    return Changes(tuple(changed), tuple(ended))


def preview(
    matter_id: int, change: Callable[[Facts], Facts], *, today: date, is_correction: bool = False
) -> list[Move]:
    """Old and new dates, had ``change`` been recorded. Nothing is saved.

    ``change`` is one of ``rules.supposing``. Raises ``Clock.DoesNotExist``.
    """
    now = situation(matter_id)
    then = now.with_facts(change(now.facts)).docket(today)
    return changes(now, then, is_correction=is_correction).moves()


def values(entry: Entry, row: Deadline | None = None) -> dict[str, object]:
    """The entry as column values of its row; what the miss of ``row`` brought about stays as long as the miss does."""
    is_same_miss = row is not None and row.is_settled_by_miss and row.due_on == entry.due_on
    stays = is_same_miss and entry.state == DeadlineState.MISSED and entry.satisfied_on is None
    return {
        "state": entry.state,
        "from_on": entry.from_on,
        "due_on": entry.due_on,
        "counted_due_on": entry.counted_due_on,
        "window_start_on": entry.window_start_on,
        "satisfied_on": entry.satisfied_on,
        "is_extended": entry.is_extended,
        "days_left_when_stopped": entry.days_left_when_stopped,
        "missing": entry.missing[:300],
        "lapsed_reason": row.lapsed_reason if row is not None and stays else entry.lapsed_reason[:200],
        "is_lapsed_by_clock": entry.state == LAPSED,
        "is_plain": entry.is_plain,
    }


def _is_written(entry: Entry, row: Deadline | None, *, is_correction: bool) -> bool:
    if row is None:
        return entry.state != LAPSED
    if row.state == DeadlineState.LAPSED and not row.is_lapsed_by_clock:
        return False
    if row.is_settled_by_miss and entry.state == LAPSED and not is_correction:
        return False
    is_done = row.state in (DeadlineState.MET, DeadlineState.ENDED)
    if is_done and (not is_correction or entry.state == row.state):
        return False
    return _differs(entry, row)


def _differs(entry: Entry, row: Deadline) -> bool:
    wanted = values(entry, row)
    if any(getattr(row, name) != value for name, value in wanted.items()):
        return True
    return _without_calendar(row.trace) != _without_calendar(entry.trace.to_json())


def _without_calendar(trace: dict[str, object]) -> dict[str, object]:
    """The same count by a later version of the calendar is no change."""
    return {key: value for key, value in trace.items() if key != "calendar"}


def _move(entry: Entry, row: Deadline | None) -> Move:
    move = Move(
        code=entry.limit.code,
        name=entry.limit.name,
        actor=entry.limit.actor.value,
        state_was="",
        state_now=entry.state,
        was=None,
        now=entry.due_on,
        missing=entry.missing,
    )
    if row is None:
        return move
    return replace(move, state_was=row.state, was=row.due_on, deadline_id=row.pk, matter_id=row.matter_id)


def _end(row: Deadline) -> Move:
    return Move(
        code=row.code,
        name=row.name,
        actor=row.actor,
        state_was=row.state,
        state_now=LAPSED,
        was=row.due_on,
        now=None,
        deadline_id=row.pk,
        matter_id=row.matter_id,
    )
