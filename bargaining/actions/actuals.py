"""What an agreement really cost, entered against the estimate it was adopted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from bargaining.actions.negotiations import lock_negotiation
from bargaining.costing.actuals import estimate_of
from bargaining.costing.items import Item
from bargaining.costing.money import cents
from bargaining.costing.results import Costing
from bargaining.models.actuals import ActualCost, EstimateOfRecord
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.queries.scenarios import costing_of
from bargaining.rules.tables import TableRefused, read_figure, read_table
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.web import words

COLUMNS = ("item", "fiscal year", "fund", "amount", "source", "reason")
REQUIRED = ("item", "fiscal year", "amount", "source")
_LONGEST = {"source": 200, "reason": 300}


class ActualRefused(Exception):
    """A figure cannot be kept as given. The message says why, and the mend."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A real cost as somebody enters it: ``item`` by its key; ``fund`` empty for all funds together."""

    item: str
    year: str
    amount: Decimal
    source: str
    fund: str = ""
    reason: str = ""


@transaction.atomic
def name_estimate(
    *, negotiation_id: int, scenario: Scenario, adopted_on: date, by: User, at: datetime, today: date
) -> EstimateOfRecord:
    """Say on which costing the agreement was adopted. What is entered already must fit it.

    Raises ActualRefused for a costing of another negotiation, an empty one, a day to come, or one
    that lacks an item, a year or a fund for which a real cost is entered, or has another item in its place.
    """
    negotiation = lock_negotiation(negotiation_id)
    if scenario.negotiation_id != negotiation.pk or not scenario.items:
        raise ActualRefused("Choose a costing of this negotiation that holds something.")
    if adopted_on > today:
        raise ActualRefused("Give the day on which the agreement was adopted; real costs come after it.")
    costing = costing_of(scenario)
    titles = {item.key: item.title for item in costing.items}
    for row in ActualCost.objects.filter(negotiation=negotiation, replaced_at=None):
        _estimated(costing, row.item, row.year, row.fund)
        # Keys are places in a list: at the same place another costing may hold another item.
        if titles[row.item] != row.title:
            raise ActualRefused(
                f"A real cost is entered for {row.title}, and this costing holds {titles[row.item]} in its place. "
                "Take that figure out first."
            )
    kept, _ = EstimateOfRecord.objects.update_or_create(
        negotiation=negotiation,
        defaults={"scenario": scenario, "adopted_on": adopted_on, "named_by": by, "named_at": at},
    )
    summary = "The costing the agreement was adopted on was named"
    record_event(matter=negotiation, verb="costing.estimate", summary=summary, by=by, at=at)
    return kept


@transaction.atomic
def enter_actuals(*, negotiation_id: int, entries: Sequence[Entry], by: User, at: datetime, today: date) -> int:
    """Keep real costs, all of them or none; how many were new or changed.

    A figure entered before for the same item, year and fund is replaced and stays on record.
    Raises ActualRefused with the first reason.
    """
    negotiation = lock_negotiation(negotiation_id)
    costing = _estimate(negotiation)
    changed = 0
    for entry in entries:
        _refuse(entry, costing, today)
        changed += _keep(negotiation, costing, entry, by, at)
    _refuse_mixed(negotiation)
    if changed:
        summary = f"{changed} real cost{'' if changed == 1 else 's'} entered"
        record_event(matter=negotiation, verb="costing.actual", summary=summary, by=by, at=at)
    return changed


@transaction.atomic
def take_out_actual(*, negotiation_id: int, actual_id: int, by: User, at: datetime) -> ActualCost:
    """Let a figure count no longer; it stays on record. Raises ActualRefused when it is out already."""
    negotiation = lock_negotiation(negotiation_id)
    found = ActualCost.objects.filter(negotiation=negotiation, pk=actual_id, replaced_at=None).first()
    if found is None:
        raise ActualRefused("That figure is no longer in force. The page shows what is.")
    found.replaced_at = at
    found.save(update_fields=["replaced_at"])
    record_event(matter=negotiation, verb="costing.actual", summary="A real cost was taken out", by=by, at=at)
    return found


def import_actuals(*, negotiation_id: int, data: bytes, by: User, at: datetime, today: date) -> tuple[int, list[str]]:
    """Load real costs from a CSV file: every line or none. How many were new or changed, and what is wrong."""
    negotiation = Negotiation.objects.get(pk=negotiation_id)
    entries, problems = _read(data, _estimate(negotiation), today)
    if problems:
        return 0, problems
    try:
        return enter_actuals(negotiation_id=negotiation_id, entries=entries, by=by, at=at, today=today), []
    except ActualRefused as refused:
        return 0, [str(refused)]


def _read(data: bytes, costing: Costing, today: date) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    problems: list[str] = []
    seen: dict[tuple[str, str, str], int] = {}
    try:
        rows = list(read_table(data, columns=COLUMNS, required=REQUIRED))
    except TableRefused as refused:
        return [], [str(refused)]
    for line, cells in rows:
        try:
            entry = _entry(cells, costing)
            _refuse(entry, costing, today)
        except ActualRefused as refused:
            problems.append(f"Line {line}: {refused}")
            continue
        place = (entry.item, entry.year, entry.fund)
        if place in seen:
            problems.append(f"Line {line}: It says the same item, year and fund as line {seen[place]}.")
        seen[place] = line
        entries.append(entry)
    if not rows:
        problems.append("The file names its columns and has no line below them.")
    return entries, problems


def _entry(cells: Mapping[str, str], costing: Costing) -> Entry:
    item = _item_called(cells["item"], costing)
    amount = read_figure(cells["amount"])
    if "%" in cells["amount"]:
        raise ActualRefused(f"“{cells['amount'][:40]}” is a percentage. Write what was paid in dollars, like 72,500.")
    if amount is None:
        raise ActualRefused(f"“{cells['amount'][:40]}” is no sum. Write it like 72,500 or (1,200.50).")
    for column, most in _LONGEST.items():
        if len(cells[column]) > most:
            raise ActualRefused(f"The {column} is longer than {most} characters. Shorten it.")
    return Entry(item.key, cells["fiscal year"], cents(amount), cells["source"], cells["fund"], cells["reason"])


def _item_called(named: str, costing: Costing) -> Item:
    """The item by its key, or by a title that no other item bears."""
    said = named.lower()
    found = [item for item in costing.items if item.key.lower() == said]
    found = found or [item for item in costing.items if item.title.lower() == said]
    if not found:
        raise ActualRefused(f"The estimate has no item called “{named[:60]}”.")
    if len(found) > 1:
        keys = " or ".join(f"{item.key} (from {words.day_year(item.effective_on)})" for item in found)
        raise ActualRefused(f"{len(found)} items are called “{named[:60]}”. Write {keys} instead.")
    return found[0]


def _estimate(negotiation: Negotiation) -> Costing:
    found = EstimateOfRecord.objects.select_related("scenario").filter(negotiation=negotiation).first()
    if found is None:
        raise ActualRefused("Say first on which costing the agreement was adopted.")
    return costing_of(found.scenario)


def _estimated(costing: Costing, item: str, year: str, fund: str) -> None:
    try:
        estimate_of(costing, item=item, year=year, fund=fund)
    except ValueError as unknown:
        raise ActualRefused(str(unknown)) from unknown


def _refuse(entry: Entry, costing: Costing, today: date) -> None:
    if not entry.source.strip():
        raise ActualRefused("Say where the figure comes from.")
    year = next((year for year in costing.years if year.name == entry.year), None)
    if year is None:
        named = ", ".join(each.name for each in costing.years)
        raise ActualRefused(f"The estimate has no “{entry.year[:40]}”. It has {named}.")
    if year.starts_on > today:
        raise ActualRefused(f"{year.name} has not begun, so nothing was spent in it.")
    _estimated(costing, entry.item, entry.year, entry.fund)


def _keep(negotiation: Negotiation, costing: Costing, entry: Entry, by: User, at: datetime) -> bool:
    """Whether it is new or differs from what was in force."""
    here = {"negotiation": negotiation, "item": entry.item, "year": entry.year, "fund": entry.fund}
    former = ActualCost.objects.filter(**here, replaced_at=None).first()
    said = (entry.amount, entry.source.strip(), entry.reason.strip())
    if former is not None:
        if (former.amount, former.source, former.reason) == said:
            return False
        former.replaced_at = at
        former.save(update_fields=["replaced_at"])
    title = next(item.title for item in costing.items if item.key == entry.item)
    ActualCost.objects.create(
        **here, title=title, amount=said[0], source=said[1], reason=said[2], entered_by=by, entered_at=at
    )
    return True


def _refuse_mixed(negotiation: Negotiation) -> None:
    """An item's cost of a year is entered for all funds together or fund by fund: both would count it twice."""
    rows = ActualCost.objects.filter(negotiation=negotiation, replaced_at=None)
    whole = {(row.item, row.year): row for row in rows if not row.fund}
    for row in rows:
        if row.fund and (row.item, row.year) in whole:
            raise ActualRefused(
                f"{row.title} in {row.year} is entered for all funds together and for {row.fund}. "
                "Take one of the two out first."
            )
