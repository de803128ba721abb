"""A costing on paper: every figure as text, gathered before a template sees it."""

from __future__ import annotations

from dataclasses import dataclass

# What the worker knows it by.
MAKER = "costing"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of a table."""

    title: str
    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """One table: what it holds, the heads of its columns, its lines; ``first`` heads the lines' titles."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[PaperRow, ...]
    note: str = ""
    first: str = "In dollars"


@dataclass(frozen=True, slots=True)
class CostPaper:
    """A scenario as it is handed out: the point in a sentence, the tables, what it rests on."""

    name: str
    negotiation: str
    unit: str
    point: str
    tables: tuple[PaperTable, ...]
    items: tuple[str, ...]
    assumptions: tuple[str, ...]
    lineage: tuple[str, ...]
