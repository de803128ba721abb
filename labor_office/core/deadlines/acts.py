"""What a person does about a deadline: the words on the button and where it leads.

Each kind of matter registers how its deadlines are met; the docket asks here and
knows none of the kinds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from labor_office.core.matters import kinds


@dataclass(frozen=True, slots=True)
class Act:
    """One button: ``label`` names the act ("Finish letter"), ``url`` is its page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What an act is asked for: the matter's reference and the limit that must be met."""

    reference: str
    code: str
    step: str
    satisfied_by: str


Chooser = Callable[[Owed], Act]

_choosers: dict[str, Chooser] = {}


def register(kind: str, chooser: Chooser) -> None:
    """Say how deadlines of matters of ``kind`` are met; registering again replaces."""
    _choosers[kind] = chooser


def act_for(kind: str, owed: Owed) -> Act:
    """The act that meets ``owed``; opening the record when its kind names none."""
    chooser = _choosers.get(kind)
    if chooser is not None:
        return chooser(owed)
    return Act("Open", reverse(kinds.get(kind).detail_url_name, args=[owed.reference]))
