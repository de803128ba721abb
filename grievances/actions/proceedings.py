"""Opening arbitrations, charges, discipline and information requests: a matter with a clock and a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from django.db import transaction

from grievances.actions.filing import Named
from grievances.actions.telling import tell_assigned
from grievances.models import Proceeding
from grievances.queries.procedures import version_of_kind
from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.matters import kinds
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.parties import add_party
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Request
from labor_office.core.matters.rules import CONFLICTED_PARTIES, Level
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit, Department


class AboutWhoWorksOnIt(Exception):
    """Everyone who would answer for it is one of those whom it is about."""


class Opening(TypedDict, total=False):
    """What is known of a proceeding when it is opened; ``origin`` is the matter it came from."""

    kind: Required[str]
    title: Required[str]
    opened_on: Required[date]
    triggers: Sequence[Happened]
    unit: BargainingUnit | None
    department: Department | None
    forum: str
    opponent: str
    case_number: str
    sections: str
    remedy: str
    summary: str
    is_restricted: bool
    items: Sequence[str]
    origin: Matter | None
    people: Sequence[Named]
    owner: User | None
    backup: User | None
    readers: Collection[User]
    # By account, the last day of those among the readers who read only until then.
    reading_until: Mapping[int, date]
    special_kinds: Sequence[str]


@transaction.atomic
def open_proceeding(*, by: User, at: datetime, today: date, **given: Unpack[Opening]) -> Proceeding:
    """Open a proceeding and start its clock, if a procedure for its kind is published.

    Discipline and charges begin closed to all but the people who work on them and ``readers``,
    others do with ``is_restricted``. Whom it is about neither works on it nor reads it. Each
    of ``items`` becomes a task of our own. Raises AboutWhoWorksOnIt.
    """
    registered = kinds.get(given["kind"])
    is_restricted = registered.begins_restricted or given.get("is_restricted", False)
    proceeding = _numbered(given, is_restricted=is_restricted, by=by, at=at)
    proceeding.save(force_insert=True)
    record_event(matter=proceeding, verb="proceeding.opened", summary=f"{registered.label} opened", by=by, at=at)
    working = [person for person in (proceeding.owner, proceeding.backup) if person is not None]
    if is_restricted:
        readers = _fit(given, [by, *working, *given.get("readers", ())])
        _name_readers(proceeding, readers, given.get("reading_until", {}), by=by, at=at)
    _name(proceeding, given.get("people", ()), by=by, at=at)
    Request.objects.bulk_create(
        [Request(matter_id=proceeding.pk, kind=Request.Kind.CHECK, title=item[:160], asked_by=by)
         for item in given.get("items", ())]
    )  # fmt: skip
    _start(proceeding, given.get("triggers", ()), given.get("special_kinds", ()), by=by, at=at, today=today)
    tell_assigned(matter=proceeding, people=working, by=by, at=at)
    return proceeding


def _fit(given: Opening, people: Sequence[User]) -> list[User]:
    """Those of ``people`` whom the case is not about, each once. Raises AboutWhoWorksOnIt when nobody is left."""
    about = {
        person.account.pk
        for person in given.get("people", ())
        if person.account is not None and person.role in CONFLICTED_PARTIES
    }
    fit = {person.pk: person for person in people if person.pk not in about}
    if not fit:
        raise AboutWhoWorksOnIt("Nobody could answer for this case. Choose an owner whom it is not about.")
    return list(fit.values())


def _numbered(given: Opening, *, is_restricted: bool, by: User, at: datetime) -> Proceeding:
    unit = given.get("unit")
    wanted = (given.get("owner"), unit.owner if unit else None, by, given.get("backup"))
    owner = _fit(given, [person for person in wanted if person is not None])[0]
    backups = [one for one in (given.get("backup"),) if one is not None and one.pk != owner.pk]
    plain = ("forum", "opponent", "case_number", "sections", "remedy", "summary")
    return Proceeding(
        kind=given["kind"],
        reference=next_reference(kind=given["kind"], year=given["opened_on"].year),
        title=given["title"],
        level=Level.RESTRICTED if is_restricted else Level.OFFICE,
        unit=unit,
        department=given.get("department"),
        owner=owner,
        backup=_fit(given, [*backups, owner])[0] if backups else None,
        opened_on=given["opened_on"],
        created_at=at,
        origin=given.get("origin"),
        **{name: given.get(name, "") for name in plain},
    )


def _name(proceeding: Proceeding, people: Sequence[Named], *, by: User, at: datetime) -> None:
    for person in people:
        add_party(
            matter_id=proceeding.pk,
            role=person.role,
            name=person.known_name,
            employee=person.employee,
            user=person.user,
            organization=person.organization,
            title=person.title,
            phone=person.phone,
            email=person.email,
            by=by,
            at=at,
        )


def _name_readers(
    proceeding: Proceeding, people: Sequence[User], until: Mapping[int, date], *, by: User, at: datetime
) -> None:
    """Name each through the last day they have, but for those who answer for the case: they read it while they do."""
    for person in people:
        is_working = person.pk in {proceeding.owner_id, proceeding.backup_id}
        grant_access(
            matter_id=proceeding.pk, user=person, reason="Works on it.", by=by, at=at,
            ends_on=None if is_working else until.get(person.pk),
        )  # fmt: skip


def _start(
    proceeding: Proceeding, triggers: Sequence[Happened], special: Sequence[str], *, by: User, at: datetime, today: date
) -> None:
    on = min((happened.on for happened in triggers), default=proceeding.opened_on)
    chosen = version_of_kind(kind=proceeding.kind, unit=proceeding.unit, on=on)
    if chosen is not None:
        begins = Beginning(triggers, tuple(special), chosen.reason)
        start_clock(
            matter_id=proceeding.pk, version_id=chosen.version.pk, begins=begins, by=by, at=at, today=today
        )  # fmt: skip
