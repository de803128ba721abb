"""A negotiation's clock: the rules the desk comes with, and beginning to count by those in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from bargaining.models.negotiation import Negotiation
from bargaining.rules.process import OWN_PLAN, Event, said
from bargaining.rules.vocabulary import SIDE_WORDS, Side
from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.triggers import record_trigger, withdraw_trigger
from labor_office.core.deadlines.models.clocks import Clock, Trigger
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.deadlines.queries.situations import has_clock
from labor_office.core.deadlines.shipped import Purpose, ShippedRules
from labor_office.core.users.models import User

_PURPOSES = {
    "bargaining-mmba": Purpose(
        "negotiation", "Bargaining, California (MMBA)", is_ours=False, own_citation=OWN_PLAN
    ),
    "bargaining-arbitration": Purpose(
        "negotiation", "Bargaining, charter interest arbitration", is_ours=False, own_citation=OWN_PLAN
    ),
    "bargaining-ordinance": Purpose(
        "negotiation", "Bargaining, City ordinance", is_ours=False, own_citation=OWN_PLAN
    ),
}  # fmt: skip
RULES = ShippedRules(
    "bargaining", "bargaining", Path(__file__).resolve().parent.parent / "shipped" / "rules.toml", _PURPOSES
)


def begin_to_count(
    negotiation: Negotiation,
    *,
    by: User,
    at: datetime,
    today: date,
    version_id: int | None = None,
    kinds: Sequence[str] = (),
) -> Clock | None:
    """Start its clock from what is known of it, as part of the act that opens it; None where no rules are in use."""
    version = version_for("negotiation", negotiation.unit, on=today)
    chosen = version_id or (version.pk if version else None)
    if chosen is None:
        return None
    begins = Beginning(_known(negotiation), kinds, "chosen" if version_id else "in use when it was opened")
    return start_clock(matter_id=negotiation.pk, version_id=chosen, begins=begins, by=by, at=at, today=today)


def note_happening(
    negotiation: Negotiation, event: Event, *, on: date, by: User, at: datetime, today: date
) -> None:  # fmt: skip
    """Let the clock know of what another act recorded; nothing where there is no clock or it is known."""
    if not has_clock(negotiation.pk):
        return
    if Trigger.objects.filter(matter=negotiation, event=event, replaced_at=None).exists():
        return
    what = Happened(event, on, label=said(event))
    record_trigger(matter_id=negotiation.pk, what=what, by=by, at=at, today=today)


def forget_happening(
    negotiation: Negotiation, event: Event, *, reason: str, by: User, at: datetime, today: date
) -> None:  # fmt: skip
    """Take back what the clock was told by an act since undone; nothing where it knows of nothing."""
    if Trigger.objects.filter(matter=negotiation, event=event, replaced_at=None).exists():
        withdraw_trigger(matter_id=negotiation.pk, event=event, reason=reason, by=by, at=at, today=today)


def _known(negotiation: Negotiation) -> list[Happened]:
    found = []
    if negotiation.demanded_on is not None:
        whose = SIDE_WORDS[Side(negotiation.demanded_by)] if negotiation.demanded_by else "Either side"
        found.append(Happened(Event.DEMAND, negotiation.demanded_on, label=f"Demand to bargain, {whose.lower()}"))
    if negotiation.ground_rules_signed_on is not None:
        found.append(Happened(Event.GROUND_RULES, negotiation.ground_rules_signed_on, label="Ground rules signed"))
    first = negotiation.sessions.filter(started_at__isnull=False).order_by("on").first()
    if first is not None:
        found.append(Happened(Event.FIRST_SESSION, first.on, label="First session held"))
    return found
