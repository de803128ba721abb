"""Reads for the pages of procedures: the shelf, one version with its limits, what runs under it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.procedures import (
    Procedure,
    ProcedureStep,
    ProcedureVersion,
    SavedExample,
    TimeLimit,
    VersionState,
)
from labor_office.core.deadlines.queries.procedures import failing_examples, same_acts
from labor_office.core.deadlines.queries.readings import as_procedure, limit_of
from labor_office.core.deadlines.rules.order import ProcedureError
from labor_office.core.deadlines.rules.phrases import Phrase, sentences


@dataclass(frozen=True, slots=True)
class Shelved:
    """A procedure on its shelf: the version in force, a draft that waits, and who lives by it."""

    procedure: Procedure
    in_force: ProcedureVersion | None
    coming: ProcedureVersion | None
    draft: ProcedureVersion | None
    matter_count: int
    unverified_count: int

    @property
    def agreement(self) -> str:
        """The agreement or ordinance it was taken from."""
        version = self.in_force or self.coming or self.draft
        texts = version.texts if version else {}
        return ", ".join(str(texts[key]) for key in ("agreement", "article") if texts.get(key))

    @property
    def newest(self) -> ProcedureVersion | None:
        """The version that the name leads to."""
        return self.in_force or self.coming or self.draft


@dataclass(frozen=True, slots=True)
class LimitCard:
    """One limit as it stands on the page, and whether another stands above or below it at its step."""

    row: TimeLimit
    phrases: tuple[Phrase, ...]
    is_first: bool = True
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step with its limits in order; ``step`` is None where a file names only a code."""

    code: str
    name: str
    authority: str
    limits: tuple[LimitCard, ...]
    # Whether it has a row of its own, which a draft can change.
    is_kept: bool = False


def shelf(today: date) -> list[Shelved]:
    """Every procedure by title, in four queries however many there are."""
    procedures = list(Procedure.objects.select_related("unit", "calendar").order_by("title"))
    versions: dict[int, list[ProcedureVersion]] = {}
    not_checked = TimeLimit.objects.filter(version=OuterRef("pk"), is_verified=False)
    rows = ProcedureVersion.objects.annotate(is_unverified=Exists(not_checked)).order_by("-number")
    for version in rows:
        versions.setdefault(version.procedure_id, []).append(version)
    counted = Clock.objects.filter(matter__closed_on=None).values_list("version__procedure").annotate(Count("pk"))
    matters = dict(counted.order_by())
    unverified = dict(
        TimeLimit.objects.filter(is_verified=False).values_list("version").annotate(Count("pk")).order_by()
    )
    return [
        _shelved(procedure, versions.get(procedure.pk, []), matters.get(procedure.pk, 0), unverified, today)
        for procedure in procedures
    ]


def versions_of(slug: str) -> QuerySet[ProcedureVersion]:
    """The versions of one procedure, the newest first."""
    return ProcedureVersion.objects.filter(procedure__slug=slug).select_related(
        "procedure__unit", "procedure__calendar", "made_by", "published_by"
    )


def steps_of(version: ProcedureVersion) -> list[StepCard]:
    """The limits of a version under their steps, in the procedure's order. Two queries."""
    rows = list(limits_of(version))
    steps = {step.code: step for step in ProcedureStep.objects.filter(version=version).order_by("position")}
    names = {row.code: row.name for row in rows}
    found: dict[str, list[LimitCard]] = {code: [] for code in steps}
    for row in rows:
        found.setdefault(row.step, []).append(LimitCard(row, sentences(limit_of(row), names)))
    return [
        StepCard(
            code=code,
            name=steps[code].name if code in steps else _step_name(code),
            authority=steps[code].authority if code in steps else "",
            limits=_in_order(cards),
            is_kept=code in steps,
        )
        for code, cards in found.items()
        if cards or code in steps
    ]


def suggested_calendar(procedure: Procedure) -> int:
    """The calendar to offer for a procedure: the office's, unless someone chose another or matters run by it.

    One that just came from a file counts by the file's own days, which no closure of the
    office would ever reach.
    """
    is_files_own = procedure.calendar.slug == procedure.slug[:60]
    if not is_files_own or Clock.objects.filter(version__procedure=procedure).exists():
        return procedure.calendar_id
    office = Calendar.objects.filter(is_office=True, current__isnull=False).first()
    return office.pk if office else procedure.calendar_id


def limits_of(version: ProcedureVersion) -> QuerySet[TimeLimit]:
    """The rows of a version's limits in order."""
    return TimeLimit.objects.filter(version=version).order_by("position")


def _in_order(cards: list[LimitCard]) -> tuple[LimitCard, ...]:
    last = len(cards) - 1
    return tuple(replace(card, is_first=place == 0, is_last=place == last) for place, card in enumerate(cards))


def open_matter_count(version: ProcedureVersion) -> int:
    """How many open matters run under the version."""
    return Clock.objects.filter(version=version, matter__closed_on=None).count()


def _shelved(
    procedure: Procedure,
    versions: list[ProcedureVersion],
    matter_count: int,
    unverified: dict[int, int],
    today: date,
) -> Shelved:
    published = [one for one in versions if one.state == VersionState.PUBLISHED and one.effective_from is not None]
    begun = [one for one in published if one.effective_from and one.effective_from <= today]
    in_force = max(begun, key=lambda one: (one.effective_from, one.number), default=None)
    coming = next((one for one in published if one not in begun), None)
    draft = next((one for one in versions if one.state == VersionState.DRAFT), None)
    shown = in_force or coming or draft
    return Shelved(procedure, in_force, coming, draft, matter_count, unverified.get(shown.pk, 0) if shown else 0)


def _step_name(code: str) -> str:
    if not code:
        return "Throughout"
    return f"Step {code}" if len(code) <= 2 else code.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Ran:
    """A saved example and what it found: no line when every date agrees."""

    title: str
    code: str
    lines: tuple[str, ...]


def examples_of(version: ProcedureVersion) -> list[Ran]:
    """Every saved example, run now against the version."""
    rows = list(SavedExample.objects.filter(version=version))
    if not rows:
        return []
    try:
        lines = failing_examples(version)
    except ProcedureError as fault:
        lines = [str(fault)]
    found = {row.pk: [line for line in lines if line.startswith(f"{row.title or row.code}:")] for row in rows}
    return [Ran(row.title or row.code, row.code, tuple(found[row.pk])) for row in rows]


def obstacles(version: ProcedureVersion) -> tuple[str, ...]:
    """What keeps a draft from being published, whatever the day; a line each."""
    try:
        procedure = as_procedure(version)
    except ProcedureError as fault:
        return (f"rule {fault.code}, key {fault.key}: {fault}",)
    return (*same_acts(procedure), *failing_examples(version))
