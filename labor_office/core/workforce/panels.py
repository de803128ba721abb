"""What pages of units, organizations and people show beside the roster: apps above register it, the pages know none.

Each source reads what the user may see and asks a number of questions that does not grow
with the rows. What a person may not know of is in no line and no count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit, Employee, EmployeeOrganization


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: its words, where they lead, what stands beneath, and a state in words."""

    words: str
    url: str = ""
    detail: str = ""
    chip: str = ""
    chip_kind: str = "quiet"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its heads, and rows of as many cells. ``caption`` says what it holds."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]

    @property
    def labelled(self) -> list[list[tuple[str, Line]]]:
        """The rows with the head of each cell, which a phone shows beside it."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Panel:
    """A titled part of a page: prose, a table or a list; ``empty`` is said when it holds nothing.

    ``links`` stand in its head; ``button`` among the page's own acts.
    """

    title: str
    text: str = ""
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    empty: str = ""
    links: tuple[Line, ...] = ()
    button: Line | None = None
    is_aside: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show but the sentence that says so."""
        return not (self.text or self.lines or (self.grid and self.grid.rows))


UnitSource = Callable[[User, BargainingUnit, date], Panel | None]
PersonSource = Callable[[User, Employee, date], Panel | None]
OrganizationSource = Callable[[User, EmployeeOrganization, date], Panel | None]
# For the list of units: by the unit's id, what stands in the column.
ColumnSource = Callable[[User, Sequence[BargainingUnit], date], Mapping[int, Line]]


_of_units: dict[str, tuple[int, UnitSource]] = {}
_of_organizations: dict[str, tuple[int, OrganizationSource]] = {}
_of_people: dict[str, tuple[int, PersonSource]] = {}
_columns: dict[str, tuple[int, ColumnSource]] = {}


def register_unit(code: str, source: UnitSource, *, order: int = 50) -> None:
    """Add a panel to every unit's page; registering a code again replaces."""
    _of_units[code] = (order, source)


def register_organization(code: str, source: OrganizationSource, *, order: int = 50) -> None:
    """Add a panel to every organization's page; registering a code again replaces."""
    _of_organizations[code] = (order, source)


def register_person(code: str, source: PersonSource, *, order: int = 50) -> None:
    """Add a panel to the roster's page of every person; registering a code again replaces."""
    _of_people[code] = (order, source)


def register_column(label: str, source: ColumnSource, *, order: int = 50) -> None:
    """Add a column to the list of units; registering a label again replaces."""
    _columns[label] = (order, source)


def unit_panels(user: User, unit: BargainingUnit, day: date) -> list[Panel]:
    """What is registered for a unit as ``user`` may see it on a day, in order."""
    sources = (source for _, source in sorted(_of_units.values(), key=lambda each: each[0]))
    return [panel for source in sources if (panel := source(user, unit, day)) is not None]


def organization_panels(user: User, organization: EmployeeOrganization, day: date) -> list[Panel]:
    """The same for an organization."""
    sources = (source for _, source in sorted(_of_organizations.values(), key=lambda each: each[0]))
    return [panel for source in sources if (panel := source(user, organization, day)) is not None]


def person_panels(user: User, employee: Employee, day: date) -> list[Panel]:
    """The same for a person on the roster."""
    sources = (source for _, source in sorted(_of_people.values(), key=lambda each: each[0]))
    return [panel for source in sources if (panel := source(user, employee, day)) is not None]


def with_columns(user: User, units: Sequence[BargainingUnit], day: date) -> list[str]:
    """The heads of the registered columns; each unit gets ``cells``, the head and the line of each."""
    ordered = sorted(_columns.items(), key=lambda item: item[1][0])
    filled = [(label, source(user, units, day)) for label, (_, source) in ordered]
    for unit in units:
        unit.cells = [(label, cells.get(unit.pk)) for label, cells in filled]  # type: ignore[attr-defined]
    return [label for label, _ in filled]
