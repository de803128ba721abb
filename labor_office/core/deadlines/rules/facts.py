"""What has happened in one matter: all that a derivation may look at besides the procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType

from labor_office.core.deadlines.rules.procedure import CountUnit


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, or is set to happen, on a civil date; ``at`` if the hour is known.

    Of several happenings of one event the first counts. A remand or a corrected record is
    told by leaving out the happenings that no longer stand.
    """

    event: str
    on: date
    at: time | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgreedExtension:
    """Both sides agreed in writing that ``limit`` is due on ``new_due``."""

    limit: str
    new_due: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnilateralExtension:
    """So much more time from the due date of ``limit``: one side took it as of right, or both agreed on it."""

    limit: str
    amount: int
    unit: CountUnit
    note: str = ""
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Freeze:
    """The clock of ``limits`` stopped from ``from_on`` to ``to_on``, both days not counted.

    ``to_on`` None: it is still stopped. A stop that may last only so long says so by
    ``cap_on`` (the last day it may cover) or ``cap_amount`` of ``cap_unit`` (that many from
    its first day); past that the clock runs, whatever ``to_on`` says. An outer limit
    (``Limit.cap``) keeps running unless ``stops_outer_limit`` says that it stopped as well.
    """

    kind: str
    limits: tuple[str, ...]
    from_on: date
    to_on: date | None
    cap_on: date | None = None
    cap_amount: int | None = None
    cap_unit: CountUnit = CountUnit.CALENDAR_DAYS
    stops_outer_limit: bool = False


def _none() -> Mapping[str, tuple[date, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one matter.

    ``extra_closed`` are closed days beyond the calendar's. ``work_dates`` are a person's
    work days, ``lists`` the dates of a list (meetings, days of presence) by its key.
    ``kinds`` are the kinds of grievance this is, for outer limits that spare some kinds.
    """

    happenings: tuple[Happening, ...]
    extensions: tuple[AgreedExtension, ...] = ()
    unilateral_extensions: tuple[UnilateralExtension, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    extra_closed: tuple[date, ...] = ()
    work_dates: Mapping[str, tuple[date, ...]] = field(default_factory=_none)
    lists: Mapping[str, tuple[date, ...]] = field(default_factory=_none)
    kinds: frozenset[str] = frozenset()
