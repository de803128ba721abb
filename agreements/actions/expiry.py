"""Watching the last day of a text: deadlines by the office's procedure for such papers, through the clock."""

from __future__ import annotations

from datetime import date, datetime

from agreements.models.side_letters import SideLetter
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.triggers import correct_trigger
from labor_office.core.deadlines.models.clocks import Trigger
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.deadlines.queries.situations import has_clock
from labor_office.core.users.models import User

# The event that a procedure for side letters counts back from.
EXPIRES = "expires"


def watch_expiry(letter: SideLetter, *, last_day: date | None, by: User, at: datetime, today: date) -> None:
    """Let the clock of ``letter`` count back from ``last_day``; part of an act that records its own event.

    The procedure is the unit's own for side letters, else everyone's; an office that has
    loaded none watches nothing. A last day that has passed, or none any more, ends the
    watch.
    """
    if last_day is None or last_day < today:
        end_watch(letter)
        return
    if not has_clock(letter.pk):
        version = version_for(letter.kind, letter.unit, on=today)
        if version is not None:
            begins = Beginning([Happened(EXPIRES, last_day, label="The letter's last day")])
            start_clock(matter_id=letter.pk, version_id=version.pk, begins=begins, by=by, at=at, today=today)
        return
    counted = Trigger.objects.filter(matter=letter, event=EXPIRES, replaced_at=None).first()
    if counted is not None and counted.on != last_day:
        correct_trigger(
            matter_id=letter.pk, event=EXPIRES, on=last_day, reason="The letter has another last day.", by=by, at=at,
            today=today,
        )  # fmt: skip


def end_watch(letter: SideLetter) -> None:
    """Let the deadlines of ``letter`` lapse, if it has any; part of an act that records its own event."""
    if has_clock(letter.pk):
        let_lapse(matter_id=letter.pk, reason="The letter holds no longer, or as long as the agreement.")
