"""Closed days that the ``holidays`` library proposes. A person confirms each: the library knows states, not cities."""

from dataclasses import dataclass
from datetime import date

import holidays

SATURDAY = 5
# What a person should know before ticking a day; found by checking the library against the statutes.
_NOTES = {
    "election day": "Closed for the State; many cities work. Tick it only if yours is closed.",
    "day after thanksgiving": "A State holiday; check the agreement for city employees.",
    "indigenous peoples' day": "The Virginia statute calls it Columbus Day and Yorktown Victory Day.",
    "inauguration day": "Federal, every four years, in and around Washington.",
    "susan b. anthony day": "Observed in California schools; not a paid day off.",
    "diwali": "Listed by the library as public; not a paid day off in most agreements.",
    "cesar chavez day": "A State holiday in California; check the agreement.",
    "lincoln's birthday": "Kept by some States only; check the agreement.",
}
_OBSERVED = "Moved off a weekend. Agreements differ: some keep the Friday, some the Monday, some neither."
_WEEKEND = "Falls on a weekend, which is closed already: no row is needed."


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed day. ``is_likely``: most offices close, so it comes ticked."""

    day: date
    name: str
    note: str
    is_likely: bool

    @property
    def is_weekend(self) -> bool:
        """Whether the day is closed anyway."""
        return self.day.weekday() >= SATURDAY


def source_of(code: str) -> str:
    """How a proposed day names where it comes from."""
    return f"proposed by the holidays library for {code}, confirmed by a person"


def propose(code: str, year: int) -> tuple[Proposal, ...]:
    """The days that the library knows for ``US-VA`` or ``US`` in ``year``, in order; none for an unknown place."""
    country, _, subdivision = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError:
        return ()
    return tuple(_proposal(day, name) for day, name in sorted(found.items()) if day.year == year)


def _proposal(day: date, name: str) -> Proposal:
    if day.weekday() >= SATURDAY:
        return Proposal(day, name, _WEEKEND, is_likely=False)
    note = next((said for words, said in _NOTES.items() if words in name.lower()), "")
    if "observed" in name.lower():
        return Proposal(day, name, f"{_OBSERVED} {note}".strip(), is_likely=True)
    return Proposal(day, name, note, is_likely=not note)
