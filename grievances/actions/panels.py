"""The panel of arbitrators: its names, and each side's strikes in turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from grievances.models import PanelName, Proceeding
from grievances.rules.strikes import SIDE_WORDS, Panel, Side, out_of_turn
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User


class StrikesBegun(Exception):
    """A name is struck already, so the panel stands as it is."""


class NotToStrike(Exception):
    """The name cannot be struck, or given back, now; the words say why."""


class OutOfTurn(Exception):
    """The other side strikes next; the words say so. Struck all the same once both agree."""


@transaction.atomic
def set_panel(*, proceeding_id: int, names: Sequence[str], first: Side, by: User, at: datetime) -> list[PanelName]:
    """Write down the names of the panel in the order of the list, and who strikes first. Raises StrikesBegun."""
    proceeding = _held(proceeding_id)
    if proceeding.panel.exclude(struck_by="").exists():
        raise StrikesBegun("Names are struck already. Give the strikes back first to change the panel.")
    proceeding.panel.all().delete()
    rows = [
        PanelName(proceeding=proceeding, position=place, name=name[:120]) for place, name in enumerate(names, start=1)
    ]
    made = PanelName.objects.bulk_create(rows)
    proceeding.first_strike = first
    proceeding.save(update_fields=["first_strike"])
    summary = f"Panel of {len(made)} recorded; {SIDE_WORDS[first].lower()} strikes first"
    record_event(matter=proceeding, verb="arbitration.panel", summary=summary, by=by, at=at)
    return made


@transaction.atomic
def strike_name(
    *, proceeding_id: int, name_id: int, side: Side, on: date, by: User, at: datetime, is_agreed: bool = False
) -> PanelName:
    """Record that ``side`` struck a name. ``is_agreed``: both sides agree that it is out of turn.

    Raises OutOfTurn, and NotToStrike for a name struck already, one no longer on the panel, or the last one left.
    """
    proceeding = _held(proceeding_id)
    panel = panel_of(proceeding)
    found = proceeding.panel.filter(pk=name_id).first()
    if found is None:
        raise NotToStrike("The panel was changed meanwhile. Look at its names again.")
    if found.struck_by:
        raise NotToStrike(f"{found.name} is struck already.")
    if panel.is_settled:
        raise NotToStrike("One name is left: that is the arbitrator.")
    warning = out_of_turn(panel, side)
    if warning and not is_agreed:
        raise OutOfTurn(warning)
    found.struck_by, found.strike, found.struck_on = side, len(panel.struck) + 1, on
    found.save(update_fields=["struck_by", "strike", "struck_on"])
    said = f"{SIDE_WORDS[side]} struck {found.name}" + (", out of turn by agreement" if warning else "")
    record_event(matter=proceeding, verb="arbitration.strike", summary=said[:300], by=by, at=at, on=on, side=side)
    return found


@transaction.atomic
def give_back_strike(*, proceeding_id: int, reason: str, by: User, at: datetime) -> PanelName:
    """Take the newest strike back, recorded by mistake. Raises NotToStrike when none is recorded."""
    proceeding = _held(proceeding_id)
    found = proceeding.panel.exclude(struck_by="").order_by("-strike").first()
    if found is None:
        raise NotToStrike("No strike is recorded.")
    found.struck_by, found.strike, found.struck_on = "", None, None
    found.save(update_fields=["struck_by", "strike", "struck_on"])
    summary = f"Strike of {found.name} taken back: {reason}"
    record_event(matter=proceeding, verb="arbitration.strike_taken_back", summary=summary[:300], by=by, at=at)
    return found


def panel_of(proceeding: Proceeding) -> Panel:
    """The panel as the rules see it. One query."""
    rows = list(proceeding.panel.all())
    struck = sorted((row for row in rows if row.strike), key=lambda row: row.strike or 0)
    return Panel(Side(proceeding.first_strike or Side.CITY), [Side(row.struck_by) for row in struck], len(rows))


def _held(proceeding_id: int) -> Proceeding:
    Matter.objects.select_for_update(no_key=True).get(pk=proceeding_id)
    return Proceeding.objects.get(pk=proceeding_id)
