"""What the roster and the last case know already, so that nobody types it: filled in, never over what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.text import format_lazy

from grievances.forms.intake import IntakeForm
from grievances.queries.roster import (
    RosterPerson,
    called,
    placed,
    roster_people,
    search_roster,
    unit_and_last_representative,
)
from labor_office.core.users.models import User
from labor_office.core.web.dates import UnreadableDate, parse_day
from labor_office.core.workforce.models import BargainingUnit

ON_ROSTER, TYPED = "e:", "n:"
# A typed name that the roster has too, and a person said that it is somebody else.
SOMEONE_ELSE = "x:"
MOST_GRIEVANTS = 40


@dataclass(frozen=True, slots=True)
class Filled:
    """The form with what is known filled in, and the people it names."""

    form: IntakeForm
    chosen: tuple[RosterPerson, ...]
    # Names of people on no roster, each with the account of whoever signs in by that name.
    typed: Mapping[str, User | None] = field(default_factory=dict)
    # Names of people who are nobody on the roster though someone there is called so.
    others: tuple[str, ...] = ()
    found: tuple[RosterPerson, ...] = ()
    unit: BargainingUnit | None = None
    changed: frozenset[str] = field(default_factory=frozenset)


def fill_in(data: QueryDict, *, files: object = None, user: User, today: date, roster_on: date | None) -> Filled:
    """The form of ``data`` with unit, department, supervisor, owner and representative filled in.

    What we filled in before may be replaced when another grievant is chosen; what a person
    typed may not.
    """
    data = _readable(data)
    day = _day(data.get("event_on", ""), today) or _day(data.get("received_on", ""), today) or today
    picked = data.getlist("grievants")[:MOST_GRIEVANTS]
    chosen = roster_people([one.removeprefix(ON_ROSTER) for one in picked if one.startswith(ON_ROSTER)], on=day)
    typed, others = _names(picked, TYPED), _names(picked, SOMEONE_ELSE)
    known = {name: called(name) for name in typed}
    unclear = {name: placed(employees, on=day) for name, (employees, _) in known.items()}
    typed = [name for name in typed if not unclear[name]]
    alike = [one for people in unclear.values() for one in people]
    found = [one for one in (*alike, *search_roster(data.get("find", ""), on=day)) if not _is_among(one, chosen)]
    doubted = [name for name, people in unclear.items() if people]
    filled, changed, unit = _with_what_is_known(data, chosen, user)
    filled.setlist("grievants", [one for one in picked if one.removeprefix(TYPED) not in doubted])
    form = IntakeForm(filled, files, today=today)
    form.know(unit)
    form.doubted = tuple(doubted)
    rows = _choices(chosen, typed, _once(found), data.get("find", ""), roster_on)
    rows += [(f"{SOMEONE_ELSE}{name}", f"{name}, someone else of that name") for name in (*others, *doubted)]
    form.fields["grievants"].choices = rows  # type: ignore[attr-defined]
    accounts = {name: known[name][1] for name in typed}
    return Filled(form, tuple(chosen), accounts, tuple(others), tuple(found), unit, changed)


def _names(picked: Sequence[str], prefix: str) -> list[str]:
    return [one.removeprefix(prefix) for one in picked if one.startswith(prefix) and one.removeprefix(prefix).strip()]


def _once(people: Sequence[RosterPerson]) -> list[RosterPerson]:
    return list({one.employee.pk: one for one in people}.values())


def _choices(
    chosen: Sequence[RosterPerson], typed: Sequence[str], found: Sequence[RosterPerson], words: str,
    roster_on: date | None,
) -> list[tuple[str, Any]]:  # fmt: skip
    """Chosen people first, then whom the search found, then the words themselves as a name of no roster."""
    off = _off_roster(roster_on)
    rows = [(f"{ON_ROSTER}{one.employee.number}", one.label) for one in (*chosen, *found)]
    words = " ".join(words.split())
    names = [*typed, words] if words and not words.isdigit() and words not in typed else typed
    return [*rows, *((f"{TYPED}{name}", format_lazy("{} ({})", name, off)) for name in names if name)]


def _off_roster_words(roster_on: date | None) -> str:
    # A day that is read only when it is said cannot be formatted, but says its month.
    return f"not on the roster of {roster_on.strftime('%B')} {roster_on.day}" if roster_on else "no roster is loaded"


_off_roster = lazy(_off_roster_words, str)


def _with_what_is_known(
    data: QueryDict, chosen: Sequence[RosterPerson], user: User
) -> tuple[QueryDict, frozenset[str], BargainingUnit | None]:
    before = dict(parse_qsl(data.get("filled", "")[:2000]))
    result, ours = data.copy(), {}

    def put(name: str, known: str) -> None:
        typed = data.get(name, "").strip()
        if typed and typed != before.get(name):
            return
        result[name] = known
        if known:
            ours[name] = known

    first = chosen[0] if chosen else None
    put("unit", first.unit.slug if first and first.unit else "")
    put("department", first.department.slug if first and first.department else "")
    put("supervisor", first.supervisor.name if first and first.supervisor else "")
    unit, spoke_last = unit_and_last_representative(result.get("unit", ""), user=user)
    put("owner", str(unit.owner_id or "") if unit else "")
    put("representative", spoke_last)
    result["filled"] = urlencode(ours)
    changed = frozenset(name for name in (*ours, *before) if result.get(name, "") != data.get(name, ""))
    return result, changed, unit


def _readable(data: QueryDict) -> QueryDict:
    """The same without the zero bytes that no database column takes."""
    if not any("\x00" in value for _, values in data.lists() for value in values):
        return data
    plain = data.copy()
    for name in plain:
        plain.setlist(name, [value.replace("\x00", "") for value in plain.getlist(name)])
    return plain


def _is_among(person: RosterPerson, people: Sequence[RosterPerson]) -> bool:
    return any(other.employee.pk == person.employee.pk for other in people)


def _day(typed: str, today: date) -> date | None:
    try:
        return parse_day(typed, today=today) if typed.strip() else None
    except UnreadableDate:
        return None
