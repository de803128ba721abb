"""Kinds of matter register themselves; the kernel looks them up and knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from labor_office.core.users.permissions import Permission

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class MatterKind:
    """One kind of matter.

    ``code`` is stored on the row, ``prefix`` begins its numbers (``G-2026-0042``),
    ``detail_url_name`` takes the reference, ``begins_restricted`` closes it at birth.
    """

    code: str
    label: str
    plural: str
    prefix: str
    detail_url_name: str
    begins_restricted: bool = False
    # Digits of the running number: G-2026-0042 has four, N-2026-03 two.
    digits: int = 4
    # What reading it by role takes beside reading the office's matters; people named on it need it not.
    reads_with: Permission | None = None
    # Nobody reads one while the other side looks on, whichever unit it is of: what the office says to the City alone.
    is_citys_own: bool = False
    # For a kind of case: its list, which is narrowed by ``?unit=`` and a unit's slug.
    list_url_name: str = ""
    # The matters of this kind whose mandate a person holds. What is written at the level of the mandate is then
    # read by these alone; without it by everyone named on the matter who bargains.
    mandates_of: Callable[[User], QuerySet[Any]] | None = None


class UnknownKind(LookupError):
    """No app has registered this kind of matter."""


_kinds: dict[str, MatterKind] = {}


def register(kind: MatterKind) -> None:
    """Make ``kind`` known; called once from an app's ``ready``. Registering it again changes nothing."""
    taken = {other.prefix for code, other in _kinds.items() if code != kind.code}
    if kind.prefix in taken:
        raise ValueError(f"The prefix {kind.prefix} is taken by another kind of matter.")
    _kinds[kind.code] = kind


def get(code: str) -> MatterKind:
    """The kind registered as ``code``. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(f"No kind of matter is registered as {code!r}.") from None


def mandates_of(user: User) -> dict[str, QuerySet[Any]]:
    """The matters whose mandate ``user`` holds, for each kind that names holders.

    None for whoever does not bargain, and none while the other side may look on.
    """
    if user.is_looked_on or not user.may(Permission.BARGAINING_READ):
        return {}
    return {kind.code: kind.mandates_of(user) for kind in registered() if kind.mandates_of is not None}


def registered() -> tuple[MatterKind, ...]:
    """Every kind, in the order of registration."""
    return tuple(_kinds.values())
