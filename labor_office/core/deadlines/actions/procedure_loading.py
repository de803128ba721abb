"""A procedure file into rows: each procedure whole or not at all, and the same file again changes nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from labor_office.core.deadlines.actions.calendars import Closing, make_calendar
from labor_office.core.deadlines.actions.procedures import (
    LimitNotSound,
    NotPublishable,
    fill_draft,
    publish_version,
)
from labor_office.core.deadlines.models.calendars import Calendar, ClosedDay
from labor_office.core.deadlines.models.procedures import (
    Procedure,
    ProcedureVersion,
    SavedExample,
    VersionState,
)
from labor_office.core.deadlines.procedure_files.reading import (
    FiledProcedure,
    NotAProcedureFile,
    read_procedure_file,
)
from labor_office.core.deadlines.procedure_files.timelines import days_of
from labor_office.core.deadlines.queries.procedures import plain
from labor_office.core.deadlines.queries.readings import as_procedure
from labor_office.core.deadlines.rules.procedure import Procedure as ReadProcedure
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Before any agreement: a procedure whose term does not say when it began is in force for every matter.
_ALWAYS = date(1970, 1, 1)
_NO_DAYS = (date(2000, 1, 1), date(2049, 12, 31))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one procedure: ``did`` in words, ``lines`` what stands against it, each with its place."""

    id: str
    did: str
    lines: tuple[str, ...] = ()
    version_id: int | None = None
    # By which its page is found; empty while nothing is stored.
    slug: str = ""
    number: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands against it."""
        return not self.lines


def load_procedures(
    *,
    text: str,
    by: User | None,
    at: datetime,
    effective_from: date | None = None,
    unit: BargainingUnit | None = None,
    is_draft: bool = False,
    only: frozenset[str] | None = None,
) -> list[Loaded]:
    """Store every procedure of the file, tried on its own timelines and published.

    A new procedure takes effect on ``effective_from``, else on the first day of its term,
    else always; a changed one becomes a draft, published only when ``effective_from`` says
    from when. One that does not give its timelines' dates stays a draft. A procedure with
    a fault is not stored, the others are. ``only``: all but those ids are left alone. Raises
    NotAProcedureFile when the file as a whole cannot be read; then nothing is stored.
    """
    file = read_procedure_file(text)
    if file.problems:
        raise NotAProcedureFile("; ".join(str(problem) for problem in file.problems))
    content = {str(row.get("id")): row for row in tomllib.loads(text)["procedure"] if isinstance(row, dict)}
    wanted = _Wanted(by, at, effective_from, unit, is_draft)
    return [
        _load(filed, content.get(filed.id, {}), wanted) for filed in file.procedures if only is None or filed.id in only
    ]


@dataclass(frozen=True, slots=True)
class _Wanted:
    by: User | None
    at: datetime
    effective_from: date | None
    unit: BargainingUnit | None
    is_draft: bool


def _load(filed: FiledProcedure, content: dict[str, Any], wanted: _Wanted) -> Loaded:
    problems = [*filed.problems, *(problem for timeline in filed.timelines for problem in timeline.problems)]
    if filed.procedure is None or problems:
        return Loaded(filed.id, "not loaded", tuple(str(problem) for problem in problems))
    slug = slugify(filed.id)[:80]
    if not slug:
        return Loaded(filed.id, "not loaded", (f"procedure {filed.id}, key id: must hold a letter or a digit",))
    try:
        with transaction.atomic():
            version, did = _store(slug, filed, content, wanted)
    except LimitNotSound as fault:
        return Loaded(filed.id, "not loaded", (f"procedure {filed.id}, {fault}",))
    if version.state != VersionState.DRAFT or did == "unchanged":
        return _outcome(filed, version, did)
    return _publish(version, did, filed, wanted)


def _store(slug: str, filed: FiledProcedure, content: dict[str, Any], wanted: _Wanted) -> tuple[ProcedureVersion, str]:
    """The version that holds what the file says, and what was done to have it."""
    assert filed.procedure is not None  # noqa: S101 -- the caller looked
    read = _cited(filed.procedure)
    examples = {str(one["id"]): one for one in plain(content.get("timeline", []))}
    procedure = Procedure.objects.filter(slug=slug).select_for_update(no_key=True).first()
    if procedure is None:
        procedure = Procedure.objects.create(
            slug=slug, title=read.title[:200], unit=wanted.unit, calendar=_calendar(slug, filed, wanted)
        )
    latest = procedure.versions.order_by("-number").first()
    if latest is not None and _is_same(latest, read, examples):
        return latest, "unchanged"
    if latest is not None and latest.state == VersionState.DRAFT:
        latest.delete()
        latest = procedure.versions.order_by("-number").first()
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=latest.number + 1 if latest else 1,
        texts=_texts(read),
        cutoff_time=read.cutoff_time,
        late_filing_effect=read.late_filing_effect or "",
        change_note="Loaded from a procedure file",
        made_by=wanted.by,
        made_at=wanted.at,
    )
    fill_draft(version, read.limits)
    SavedExample.objects.bulk_create(
        [
            SavedExample(version=version, code=code[:80], title=str(one.get("title", code))[:200], timeline=one)
            for code, one in examples.items()
        ]
    )
    return version, "new" if version.number == 1 else "changed"


def _publish(version: ProcedureVersion, did: str, filed: FiledProcedure, wanted: _Wanted) -> Loaded:
    if wanted.is_draft or (did == "changed" and wanted.effective_from is None):
        return _outcome(filed, version, f"{did}, version {version.number} is a draft")
    effective_from = wanted.effective_from or _term_start(version.texts)
    try:
        publish_version(version_id=version.pk, effective_from=effective_from, by=wanted.by, at=wanted.at)
    except NotPublishable as refused:
        lines = tuple(f"procedure {filed.id}: {line}" for line in refused.lines)
        return _outcome(filed, version, f"{did}, version {version.number} stays a draft", lines)
    return _outcome(filed, version, f"{did}, version {version.number} in force from {effective_from}")


def _outcome(filed: FiledProcedure, version: ProcedureVersion, did: str, lines: tuple[str, ...] = ()) -> Loaded:
    return Loaded(filed.id, did, lines, version.pk, version.procedure.slug, version.number)


def _is_same(version: ProcedureVersion, read: ReadProcedure, examples: dict[str, Any]) -> bool:
    stored = as_procedure(version)
    kept = {one.code: one.timeline for one in version.examples.all()}
    return (
        (stored.limits, stored.cutoff_time, stored.late_filing_effect)
        == (read.limits, read.cutoff_time, read.late_filing_effect)
        and version.texts == _texts(read)
        and kept == {code[:80]: one for code, one in examples.items()}
    )


def _cited(read: ReadProcedure) -> ReadProcedure:
    """The procedure with its article as the citation of each limit that names no section of its own."""
    article = str(read.texts.get("article", ""))[:120]
    limits = tuple(limit if limit.citation else replace(limit, citation=article) for limit in read.limits)
    return replace(read, limits=limits)


def _texts(read: ReadProcedure) -> dict[str, object]:
    return {key: list(text) if isinstance(text, tuple) else text for key, text in read.texts.items()}


def _calendar(slug: str, filed: FiledProcedure, wanted: _Wanted) -> Calendar:
    """A calendar of the procedure's own days, for the whole years that they lie in.

    Past those years nobody has entered holidays, and no date is given.
    """
    read = filed.procedure
    assert read is not None  # noqa: S101 -- the caller looked
    source = str(read.texts.get("holiday_note") or read.texts.get("source_url") or f"procedure file, {filed.id}")
    closed = [Closing(day, "Holiday", source=source) for day in sorted(read.holidays)]
    for first, last, label in read.closed_ranges:
        days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
        closed += [
            Closing(day, (label or "Closed")[:80], ClosedDay.Kind.CLOSURE, source)
            for day in days
            if day not in read.holidays
        ]
    first_on, last_on = _years([one.day for one in closed] or _days_told(filed))
    return make_calendar(
        name=f"{read.title[:90]} ({slug[:25]})",
        slug=slug[:60],
        first_on=first_on,
        published_through=last_on,
        closed=closed,
        by=wanted.by,
        at=wanted.at,
        reason=f"Days of the procedure file, {filed.id}",
    )


def _days_told(filed: FiledProcedure) -> list[date]:
    return [day for timeline in filed.timelines for day in days_of(timeline)]


def _years(days: Sequence[date]) -> tuple[date, date]:
    if not days:
        return _NO_DAYS
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def _term_start(texts: dict[str, Any]) -> date:
    found = _DAY.search(str(texts.get("term", "")))
    try:
        return date.fromisoformat(found.group()) if found else _ALWAYS
    except ValueError:
        return _ALWAYS
