"""What a person does about a deadline: the words on the button and where it leads.

Each kind of matter registers how its deadlines are met; the docket asks here and
knows none of the kinds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from labor_office.core.matters import kinds
from labor_office.core.users.models import User
from labor_office.core.web.access import may_open


@dataclass(frozen=True, slots=True)
class Act:
    """One button: ``label`` names the act ("Finish letter"), ``url`` is its page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What an act is asked for: the matter's reference, the limit that must be met, what stands ready for it.

    ``has_draft``: a letter of the step was begun. ``has_meeting``: one is on the calendar; None
    where nobody looked.
    """

    reference: str
    code: str
    step: str
    satisfied_by: str
    has_draft: bool = False
    has_meeting: bool | None = None


Chooser = Callable[[Owed], Act]

_choosers: dict[str, Chooser] = {}


def register(kind: str, chooser: Chooser) -> None:
    """Say how deadlines of matters of ``kind`` are met; registering again replaces."""
    _choosers[kind] = chooser


def act_for(kind: str, owed: Owed, *, user: User) -> Act:
    """The act that meets ``owed``; opening the record when its kind names none, or the act is not for ``user``."""
    chooser = _choosers.get(kind)
    act = chooser(owed) if chooser is not None else None
    if act is not None and may_open(user, act.url):
        return act
    return Act("Open", reverse(kinds.get(kind).detail_url_name, args=[owed.reference]))


Resolver = Callable[[str, str, date], str]

_resolvers: list[Resolver] = []


def register_citations(resolver: Resolver) -> None:
    """Say where a citation leads: given a unit's slug, the citation and a day; "" when nowhere."""
    _resolvers[:] = [resolver]


def citation_url(unit_slug: str, citation: str, on: date | None) -> str:
    """The address of the cited text in force on ``on``, or nothing when no text is held."""
    if not (unit_slug and citation and on):
        return ""
    return next((url for resolver in _resolvers if (url := resolver(unit_slug, citation, on))), "")
