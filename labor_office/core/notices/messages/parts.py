"""What messages are made of, and how they are stored and read back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

from labor_office.core.notices.claims import Claim
from labor_office.core.web.addresses import address
from labor_office.core.web.dates import long_day, short_day


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting as iCalendar, its lines ending as every text's here do; they get the mail's own endings on the way.

    ``method`` says what the reader's calendar does with it: REQUEST or CANCEL.
    """

    method: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something about one matter. Whoever may not read the matter is not told the part."""

    # Primary key of the matter and its number as people quote it.
    matter: int
    reference: str
    # Where the act is done, from the root: /grievances/G-2026-0042/steps/2/decision/
    path: str
    # What must still be so when it is sent; without one it is told in any case.
    claim: Claim | None = None
    # Set when it is sent, never stored: the matter is closed to the office.
    is_restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Part):
    """One thing owed by a day. ``act`` names it ("Step 2 decision"), ``task`` says it ("Issue the Step 2 decision")."""

    act: str
    due_on: date
    task: str = ""
    due_time: str = ""
    unit: str = ""
    # A short remark for lists: "AT RISK: none scheduled", "5 working days left".
    note: str = ""

    @property
    def due(self) -> str:
        """``Tue, Jun 23``."""
        return short_day(self.due_on)

    @property
    def due_long(self) -> str:
        """``Tuesday, June 23, 2026, 5:00 p.m.``; no time when the rule names none."""
        return f"{long_day(self.due_on)}, {self.due_time}" if self.due_time else long_day(self.due_on)

    @property
    def stop(self) -> str:
        """The full stop after ``due_long``, unless "p.m." has brought one."""
        return "" if self.due_long.endswith(".") else "."

    @property
    def column(self) -> str:
        """Day and number at a fixed width, for a list in plain text."""
        return f"{self.due:<12}{self.reference:<16}"

    @property
    def line(self) -> str:
        """What stands in a list."""
        return self.task or self.act


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The base of every message. Subclasses say what they need; templates read nothing else."""

    template: ClassVar[str]
    label: ClassVar[str]
    # May be turned off by its reader, so it carries List-Unsubscribe.
    is_optional: ClassVar[bool] = False
    # Goes to the backup while its reader is away.
    follows_backup: ClassVar[bool] = True
    # Says each matter in a line of its own, closed ones as "(restricted)"; never replaced as a whole.
    is_list: ClassVar[bool] = False
    # Several of these to one person within a few minutes travel together.
    gathers: ClassVar[bool] = False

    @property
    def path(self) -> str:
        """Where its one button leads."""
        return next((part.path for part in self.parts()), address("desk:mine"))

    @property
    def closed_subject(self) -> str:
        """The subject when its one matter is closed to the office: the number and a day, no act."""
        return next((part.reference for part in self.parts()), "")

    @property
    def claim(self) -> Claim | None:
        """What must still be so when it is sent, of a message that is about no matter; None when nothing must."""
        return None

    def invitation(self, *, to_name: str, to_address: str, organizer: str) -> Invitation | None:
        """The meeting it brings into the reader's calendar, if it is about one."""
        return None

    def parts(self) -> Iterator[Part]:
        """Everything in it that is about a matter."""
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, Part):
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, Part))

    def claims(self) -> Iterator[Claim]:
        """Everything it takes for granted."""
        yield from (part.claim for part in self.parts() if part.claim)
        if self.claim is not None:
            yield self.claim

    def settle(self, holds: Callable[[Claim], bool]) -> Self | None:
        """This message without what is no longer so; None when nothing is left to say."""
        if self.claim is not None and not holds(self.claim):
            return None
        return self.keep(lambda part: part.claim is None or holds(part.claim))

    def matters(self) -> frozenset[int]:
        """Every matter it says something about."""
        return frozenset(part.matter for part in self.parts())

    def keep(self, wanted: Callable[[Part], bool]) -> Self | None:
        """This message without the parts that are not ``wanted``; None when nothing is left to say."""
        if not any(True for _ in self.parts()):
            return self
        kept: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, Part) and not wanted(value):
                return None
            if isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
                kept[one.name] = tuple(item for item in value if not isinstance(item, Part) or wanted(item))
        left = replace(self, **kept) if kept else self
        return left if any(True for _ in left.parts()) else None

    def veil(self, restricted: Collection[int]) -> Self:
        """This message with the parts of ``restricted`` matters marked as such."""
        changed: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, Part):
                changed[one.name] = replace(value, is_restricted=value.matter in restricted)
            elif isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
                changed[one.name] = tuple(
                    replace(item, is_restricted=item.matter in restricted) if isinstance(item, Part) else item
                    for item in value
                )
        return replace(self, **changed) if changed else self

    def to_context(self) -> dict[str, Any]:
        """What is stored: plain values, dates as ISO text, whatever has its default left out."""
        return _plain_fields(self)

    @classmethod
    def from_context(cls, context: dict[str, Any]) -> Self:
        """The message a stored context holds; keys it no longer knows are passed over."""
        message: Self = _read_fields(cls, context)
        return message


def _plain_fields(thing: Any) -> dict[str, Any]:  # noqa: ANN401 -- any of the dataclasses here
    found = ((name, getattr(thing, name), default) for name, default in _defaults(type(thing)))
    return {name: _plain(value) for name, value, default in found if value != default}


_defaults_of: dict[type[Any], list[tuple[str, Any]]] = {}


def _defaults(cls: type[Any]) -> list[tuple[str, Any]]:
    """The fields of ``cls`` with their defaults; looked up once, like their kinds below."""
    if cls not in _defaults_of:
        _defaults_of[cls] = [(one.name, one.default) for one in fields(cls)]
    return _defaults_of[cls]


def _plain(value: Any) -> Any:  # noqa: ANN401 -- a field of any type
    if isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _plain_fields(value) if is_dataclass(value) and not isinstance(value, type) else value


_kinds_of: dict[type[Any], dict[str, Any]] = {}


def _kinds(cls: type[Any]) -> dict[str, Any]:
    """The type of each field of ``cls``; looked up once, for it is slow and asked for every message."""
    if cls not in _kinds_of:
        hints = get_type_hints(cls)
        _kinds_of[cls] = {one.name: hints[one.name] for one in fields(cls)}
    return _kinds_of[cls]


def _read_fields(cls: type[Any], stored: dict[str, Any]) -> Any:  # noqa: ANN401 -- an object of ``cls``
    kinds = _kinds(cls)
    return cls(**{name: _read(kinds[name], value) for name, value in stored.items() if name in kinds})


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401 -- a field of any type
    if kind is date:
        return date.fromisoformat(value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if isinstance(value, dict):
        cls: Any = next(each for each in (get_args(kind) or (kind,)) if is_dataclass(each))
        return _read_fields(cls, value)
    if isinstance(value, str) and date in get_args(kind):
        return date.fromisoformat(value)
    return value
