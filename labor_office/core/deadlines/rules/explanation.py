"""The shape of an explained due date, ready to be shown. The page does no arithmetic."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from labor_office.core.deadlines.rules.procedure import Actor


class DayKind(StrEnum):
    """What one day between the start and the due date is to the count."""

    START = "start"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    STOPPED = "stopped"
    EXTENSION = "extension"
    DUE = "due"
    WAITING = "waiting"  # neither counted nor closed: the count is over, the date not yet come


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the strip. ``n`` is its number in the count; ``label`` what the day is
    called; ``text`` a whole sentence about it, for a screen reader or a table."""

    date: date
    kind: DayKind
    n: int | None
    label: str
    text: str
    is_today: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the reckoning: what it is, in words, the date it leads to, what it changed."""

    label: str
    text: str
    on: date | None
    change: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due date told in full; where it stands on a given day is said by ``rules.standing`` alone.

    ``consequence_for`` is who gains by a miss, None when nobody does or the source does not
    say. ``unit`` is what one counted day is called. ``verified`` is empty when the limit has been
    checked against its source.
    """

    headline: str
    sentence: str
    rule: str
    days: tuple[DayCell, ...]
    ledger: tuple[LedgerLine, ...]
    consequence: str
    consequence_for: Actor | None
    party: Actor
    unit: str
    verified: str
