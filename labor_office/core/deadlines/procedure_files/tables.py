"""Reading one table of a procedure file: each key once, each fault named with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)
MAX_AMOUNT = 36_525  # a century of days: a larger amount is a slip of the hand

Plain = str | int | float | bool | date | time | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a procedure file: where it is, and what would mend it."""

    message: str
    key: str = ""
    procedure: str = ""
    timeline: str = ""
    rule: str = ""

    def __str__(self) -> str:
        """``procedure P, timeline T, rule R, key K: message``, without the parts that do not apply."""
        named = (
            ("procedure", self.procedure),
            ("timeline", self.timeline),
            ("rule", self.rule),
            ("key", self.key),
        )
        place = ", ".join(f"{what} {name}" for what, name in named if name)
        return f"{place}: {self.message}" if place else self.message


class Table:
    """A table of the file, and the faults found in it so far.

    Each method reads one key and answers with a value of its type; for a key that is
    missing or of another form it notes a Problem and answers with the default, so that one
    reading finds every fault. ``finish`` notes the keys that nobody asked for.
    """

    def __init__(self, content: Mapping[str, object], place: Problem, problems: list[Problem]) -> None:
        self._content, self._place, self._problems = content, place, problems
        self._asked: set[str] = set()

    def problem(self, key: str, message: str) -> None:
        """Note a fault of ``key``."""
        inner = f"{self._place.key}.{key}" if self._place.key else key
        self._problems.append(replace(self._place, key=inner, message=message))

    def has(self, key: str) -> bool:
        """Whether the file gives ``key``."""
        return key in self._content

    def keys(self) -> tuple[str, ...]:
        """The keys of the table, for tables whose keys are names."""
        return tuple(self._content)

    def finish(self) -> None:
        """Note every key of the file that has not been asked for."""
        for key in self._content:
            if key not in self._asked:
                self.problem(key, "is not a key of this table; check the spelling or leave it out")

    def raw(self, key: str) -> object:
        """Whatever stands under ``key``, None when nothing does."""
        self._asked.add(key)
        return self._content.get(key)

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; a whole number is taken as its digits. Empty when it is not given."""
        value = self.raw(key)
        if value is None:
            self._require(key, required)
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.problem(key, f"must be a text in quotes, not {_said(value)}")
            return ""
        if required and value == "":
            self.problem(key, "must not be empty")
        return str(value)

    def whole(self, key: str, default: int, *, least: int, required: bool = False) -> int:
        """A whole number of at least ``least``."""
        value = self.raw(key)
        if value is None:
            self._require(key, required)
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MAX_AMOUNT:
            wanted = f"must be a whole number from {least} to {MAX_AMOUNT:,}"
            self.problem(key, f"{wanted}, not {_said(value)}")
            return default
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when it is not given."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.problem(key, f"must be true or false, not {_said(value)}")
        return False

    def choice(self, key: str, kind: type[E], default: E, *, required: bool = False) -> E:
        """One of the words of ``kind``."""
        value = self.raw(key)
        if value is None:
            self._require(key, required)
            return default
        try:
            return kind(value)  # type: ignore[arg-type]
        except ValueError:
            self.problem(key, f"must be one of {', '.join(kind)}, not {_said(value)}")
            return default

    def names(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A name, or a list of names."""
        value = self.raw(key)
        if value is None:
            self._require(key, required)
            return ()
        names = value if isinstance(value, list) else [value]
        if not names or not all(isinstance(name, str) and name for name in names):
            self.problem(key, f"must be a list of names, not {_said(value)}")
            return ()
        return tuple(names)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date without an hour."""
        value = self.raw(key)
        if value is None:
            self._require(key, required)
            return None
        if not is_day(value):
            self.problem(key, f"must be a date such as 2026-06-15 without quotes, not {_said(value)}")
            return None
        return value  # type: ignore[return-value]

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates; empty when it is not given."""
        value = self.raw(key)
        if value is None:
            return ()
        wrong = [day for day in value if not is_day(day)] if isinstance(value, list) else [value]
        if wrong:
            self.problem(key, f"must be a list of dates such as 2026-06-15, and {_said(wrong[0])} is not")
            return ()
        return tuple(value)  # type: ignore[arg-type]

    def hour(self, key: str, *, required: bool = False) -> time | None:
        """An hour, ``"17:00"`` or a TOML time."""
        value = self.raw(key)
        if value is None:
            self._require(key, required)
            return None
        if isinstance(value, time):
            return value
        try:
            return time.fromisoformat(value if isinstance(value, str) and ":" in value else "")
        except ValueError:
            self.problem(key, f'must be an hour such as "17:00", not {_said(value)}')
            return None

    def table(self, key: str) -> "Table | None":
        """A table within this one; None when it is not given."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.problem(key, f"must be a table, not {_said(value)}")
            return None
        return Table(value, replace(self._place, key=key), self._problems)

    def tables(self, key: str, *, required: bool = False) -> list["Table"]:
        """The tables of a list; empty when it is not given."""
        value = self.raw(key)
        if value is None:
            self._require(key, required)
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.problem(key, f"must be a list of tables, not {_said(value)}")
            return []
        return [
            Table(row, replace(self._place, key=f"{key}[{number}]"), self._problems)
            for number, row in enumerate(value, start=1)
        ]

    def _require(self, key: str, required: bool) -> None:  # noqa: FBT001
        if required:
            self.problem(key, "is missing")


def is_day(value: object) -> bool:
    """Whether ``value`` is a date without an hour."""
    return type(value) is date


def _said(value: object) -> str:
    """The value as the file shows it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, dict):
        return "a table"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
