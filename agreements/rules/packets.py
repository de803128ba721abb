"""The Council's packet in its two editions: what each may say. Pure.

The two papers share no class that holds a closed word: what is not a field of
``OpenPacket`` cannot be printed in the open edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bargaining.rules.council_papers import dollars
from labor_office.core.documents.rules.papers import needed

# What the worker calls the maker of packets.
MAKER = "council_packet"


@dataclass(frozen=True, slots=True)
class Cost:
    """What an item costs in a fiscal year, named by the year it ends in."""

    fiscal_year: int
    item: str
    fund: str
    is_recurring: bool
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CostRow:
    """One row of the fiscal table, an amount for each year in order; "" where there is none."""

    item: str
    fund: str
    kind: str
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiscalTable:
    """Costs by fiscal year: items, then what recurs, what is paid once, and all of it."""

    years: tuple[str, ...]
    rows: tuple[CostRow, ...]
    totals: tuple[CostRow, ...]


def fiscal_table(costs: Iterable[Cost]) -> FiscalTable:
    """The costs as a table; items in the order given, funds apart."""
    found = list(costs)
    years = sorted({cost.fiscal_year for cost in found})
    sums: dict[tuple[str, str, bool], dict[int, Decimal]] = {}
    for cost in found:
        row = sums.setdefault((cost.item, cost.fund, cost.is_recurring), {})
        row[cost.fiscal_year] = row.get(cost.fiscal_year, Decimal()) + cost.amount
    rows = [
        CostRow(item, fund, _kind(is_recurring), _amounts(row, years))
        for (item, fund, is_recurring), row in sums.items()
    ]
    parts = (
        ("Recurring", [cost for cost in found if cost.is_recurring]),
        ("One-time", [cost for cost in found if not cost.is_recurring]),
        ("Total", found),
    )
    totals = [CostRow(label, "", "", _amounts(_by_year(part), years)) for label, part in parts]
    return FiscalTable(tuple(f"FY {year}" for year in years), tuple(rows), tuple(totals))


def _kind(is_recurring: bool) -> str:  # noqa: FBT001 -- one word of a table
    return "Recurring" if is_recurring else "One-time"


def _by_year(costs: Sequence[Cost]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for cost in costs:
        found[cost.fiscal_year] = found.get(cost.fiscal_year, Decimal()) + cost.amount
    return found


def _amounts(row: dict[int, Decimal], years: Sequence[int]) -> tuple[str, ...]:
    return tuple(dollars(row[year]) if year in row else "" for year in years)


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause of the former agreement; ``details`` says each change of words in a sentence."""

    citation: str
    what: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoWords:
    """The memo as Councils are used to reading it."""

    addressed_to: str = needed("Say to whom the memo goes.", default="")
    through: str = ""
    sender: str = needed("Nobody is named as its author.", default="")
    docket_title: str = needed("The docket title is not written.", default="")
    issue: tuple[str, ...] = needed("The issue is not written.", default=())
    recommendation: tuple[str, ...] = needed("The recommendation is not written.", default=())
    background: tuple[str, ...] = needed("The background is not written.", default=())
    discussion: tuple[str, ...] = needed("The discussion is not written.", default=())
    fiscal_note: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolutionDraft:
    """The resolution to be put to the roll call."""

    whereas: tuple[str, ...] = needed("The resolution has no whereas clause.", default=())
    agreement: str = ""
    term: str = ""
    years: tuple[str, ...] = needed("No fiscal year has a figure, so there is nothing to commit to.", default=())
    members: tuple[str, ...] = needed("The Council's members are not named for the roll call.", default=())


@dataclass(frozen=True, slots=True)
class OpenPacket:
    """What anybody may read: memo, fiscal table, resolution, changes. It has no field for anything closed."""

    reference: str
    unit: str
    union: str
    agreement: str
    council_on: date | None
    memo: MemoWords
    ratified: str
    fiscal: FiscalTable
    resolution: ResolutionDraft
    former: str
    changes: tuple[ClauseChange, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One step and how it stands, for the Council's reading."""

    step: str
    standing: str


@dataclass(frozen=True, slots=True)
class ClosedPacket:
    """What only the Council in closed session reads."""

    reference: str
    unit: str
    agreement: str
    docket_title: str
    council_on: date | None
    sender: str
    authority: tuple[str, ...] = needed("The authority asked for is not written.", default=())
    positions: tuple[str, ...] = ()
    risks: tuple[str, ...] = needed("No risk is written down.", default=())
    legal_note: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    fiscal: FiscalTable = FiscalTable((), (), ())
