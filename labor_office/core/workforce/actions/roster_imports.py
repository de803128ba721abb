"""Loading a roster: receive the file, say what its columns and codes mean, apply, take back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from labor_office.core.users.models import User
from labor_office.core.workforce.actions import roster_apply, roster_check, roster_stage
from labor_office.core.workforce.acts import tell_roster_changed
from labor_office.core.workforce.models import RosterImport
from labor_office.core.workforce.roster_files import UnreadableRoster, open_roster
from labor_office.core.workforce.rules.changes import may_revert, what_blocks
from labor_office.core.workforce.rules.columns import columns_missing, columns_used_twice, suggest_columns

State = RosterImport.State
# One roster is applied or taken back at a time; readers go on meanwhile.
_LOCK = "LOCK TABLE workforce_assignment, workforce_employee IN SHARE ROW EXCLUSIVE MODE"


class ImportRefused(Exception):
    """The roster cannot be applied or taken back as things stand; the text says why."""


@transaction.atomic
def receive_roster(
    *, data: bytes, file_name: str, as_of: date, covers_all: bool, by: User, at: datetime
) -> RosterImport:
    """Keep the file and suggest its columns: as last time where the headings are the same.

    ``covers_all`` says that whoever is not in the file has left. Raises UnreadableRoster
    for a file that is no roster, and ImportRefused for a day before the newest roster; in
    both cases nothing is kept.
    """
    header = open_roster(data).header
    _refuse_older(as_of)
    last = _applied().order_by("-applied_at").first()
    codes = last.choices.get("codes", {}) if last else {}
    return RosterImport.objects.create(
        slug=_next_slug(as_of),
        as_of=as_of,
        file_name=file_name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        header=list(header),
        mapping=suggest_columns(header, remembered=last.mapping if last else {}),
        choices={"covers_all": covers_all, "codes": codes},
        rows=data,
        loaded_by=by,
        loaded_at=at,
    )


@transaction.atomic
def map_columns(*, import_id: int, columns: Mapping[str, str]) -> RosterImport:
    """Say which column holds what, and check the file with that.

    Raises ImportRefused when a needed column is missing or one is chosen twice.
    """
    roster = _lock(import_id)
    if missing := columns_missing(columns):
        raise ImportRefused(f"Choose the column for {' and '.join(field.label.lower() for field in missing)}.")
    if doubled := columns_used_twice(columns):
        raise ImportRefused(f"The column “{doubled[0]}” is chosen twice. Choose it for one field only.")
    roster.mapping = {field: heading for field, heading in columns.items() if heading}
    return _check(roster)


@transaction.atomic
def decide(*, import_id: int, choices: Mapping[str, Any]) -> RosterImport:
    """Keep what a person decided on the review page, and check again with it."""
    roster = _lock(import_id)
    codes = {field: dict(known) for field, known in roster.choices.get("codes", {}).items()}
    for field, decisions in choices.get("codes", {}).items():
        codes.setdefault(field, {}).update(decisions)
    roster.choices = {**roster.choices, **choices, "codes": codes}
    return _check(roster)


@transaction.atomic
def apply_roster(*, import_id: int, by: User, at: datetime) -> RosterImport:
    """Make the roster what the file says, from its date on. All of it, or nothing.

    The file is checked once more under a lock, so what changed since the review counts.
    Raises ImportRefused with what stands in the way.
    """
    roster = _lock(import_id)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    _refuse_older(roster.as_of)
    if not roster.report:
        msg = "Choose the columns first."
        raise ImportRefused(msg)
    roster_apply.add_codes(roster)
    _stage(roster)
    if blocks := what_blocks(roster.report, roster.choices):
        raise ImportRefused(" ".join(blocks))
    roster_apply.write_plan(roster)
    roster.state, roster.applied_at, roster.loaded_by = State.APPLIED, at, by
    roster.save(update_fields=["state", "applied_at", "loaded_by", "report"])
    tell_roster_changed()
    return roster


@transaction.atomic
def revert_roster(*, import_id: int, reason: str, by: User, at: datetime) -> RosterImport:
    """Put the roster back as it stood before the import. Departments and other codes it added stay.

    Raises ImportRefused after thirty days, or when a later roster has been applied.
    """
    roster = RosterImport.objects.select_for_update(no_key=True).get(pk=import_id)
    if roster.state != State.APPLIED or roster.applied_at is None:
        msg = "Only an applied roster can be taken back."
        raise ImportRefused(msg)
    if not may_revert(applied_at=roster.applied_at, at=at):
        msg = "The roster was applied more than 30 days ago. Load a corrected roster instead."
        raise ImportRefused(msg)
    later = _applied().filter(applied_at__gt=roster.applied_at).order_by("applied_at").first()
    if later is not None:
        raise ImportRefused(f"The roster of {_long(later.as_of)} was applied after it. Take that back first.")
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    roster_apply.restore(roster)
    roster.state, roster.reverted_at, roster.reverted_by, roster.revert_reason = State.REVERTED, at, by, reason
    roster.save(update_fields=["state", "reverted_at", "reverted_by", "revert_reason"])
    tell_roster_changed()
    return roster


@transaction.atomic
def discard_roster(*, import_id: int) -> None:
    """Throw away a file that was checked and never applied. Raises ImportRefused for an applied one."""
    _lock(import_id).delete()


def _applied() -> QuerySet[RosterImport]:
    return RosterImport.objects.defer("rows").filter(state=State.APPLIED)


def _lock(import_id: int) -> RosterImport:
    roster = RosterImport.objects.select_for_update(no_key=True).get(pk=import_id)
    if roster.state != State.CHECKED:
        msg = "This roster has already been applied."
        raise ImportRefused(msg)
    return roster


def _refuse_older(as_of: date) -> None:
    newest = _applied().order_by("-as_of").first()
    if newest is not None and as_of < newest.as_of:
        raise ImportRefused(
            f"A roster of {_long(newest.as_of)} has been applied. Rosters are loaded in the order of their "
            "dates: choose a later date, or take that one back first."
        )


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _next_slug(as_of: date) -> str:
    taken = set(RosterImport.objects.filter(as_of=as_of).values_list("slug", flat=True))
    names = (f"{as_of}-{count}" if count > 1 else str(as_of) for count in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _check(roster: RosterImport) -> RosterImport:
    _stage(roster)
    roster.save(update_fields=["mapping", "choices", "report"])
    return roster


def _stage(roster: RosterImport) -> None:
    """Read the file beside the roster and keep the report on ``roster``, unsaved."""
    try:
        rows = open_roster(bytes(roster.rows)).rows
        roster_stage.copy_cells(rows, header=roster.header, columns=roster.mapping)
    except UnreadableRoster as refusal:
        raise ImportRefused(str(refusal)) from refusal
    covers_all = bool(roster.choices.get("covers_all"))
    reading = roster_check.read_codes(roster.choices.get("codes", {}))
    roster_stage.read_rows(reading.rows, columns=roster.mapping, latest=roster.as_of)
    if roster.choices.get("numbers") == "same":
        roster_stage.use_roster_numbers()
    roster_stage.compare(columns=roster.mapping)
    roster.report = roster_check.build_report(reading, columns=roster.mapping, covers_all=covers_all)
