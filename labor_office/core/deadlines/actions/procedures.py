"""Procedures: drafted, tried on saved examples, published with an effective date. Published ones never change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from labor_office.core.deadlines.models.procedures import (
    Procedure,
    ProcedureStep,
    ProcedureVersion,
    SavedExample,
    TimeLimit,
    VersionState,
)
from labor_office.core.deadlines.queries.procedures import failing_examples, same_acts, timeline_of
from labor_office.core.deadlines.queries.readings import as_procedure, row_of
from labor_office.core.deadlines.rules.order import ProcedureError
from labor_office.core.deadlines.rules.procedure import Limit
from labor_office.core.users.models import User

# A limit's columns by the keys of the procedure file, where they differ.
_FILE_KEYS = {"code": "id", "count_unit": "unit", "is_extendable": "not_extendable"}


class NotADraft(Exception):
    """A published version of a procedure never changes."""


class NotPublishable(Exception):
    """The version cannot be published; ``lines`` say each reason and its place."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


class LimitNotSound(Exception):
    """The limit cannot stand in the procedure; the message names it and what would mend it."""


@transaction.atomic
def new_draft(*, procedure_id: int, note: str, by: User | None, at: datetime) -> ProcedureVersion:
    """A draft of the next version, a copy of the latest; the draft there is, if one waits already."""
    procedure = Procedure.objects.select_for_update(no_key=True).get(pk=procedure_id)
    latest = procedure.versions.order_by("-number").first()
    if latest is not None and latest.state == VersionState.DRAFT:
        return latest
    draft = ProcedureVersion.objects.create(
        procedure=procedure,
        number=latest.number + 1 if latest else 1,
        texts=latest.texts if latest else {},
        cutoff_time=latest.cutoff_time if latest else None,
        late_filing_effect=latest.late_filing_effect if latest else "",
        change_note=note[:300],
        made_by=by,
        made_at=at,
    )
    if latest is not None:
        fill_like(draft, latest)
    return draft


@transaction.atomic
def add_limit(*, version_id: int, limit: Limit) -> TimeLimit:
    """Put one more limit at the end of a draft. Raises NotADraft, LimitNotSound."""
    version = held_draft(version_id)
    last = version.limits.order_by("-position").values_list("position", flat=True).first()
    row = checked_row(limit, version=version, position=0 if last is None else last + 1)
    if version.limits.filter(code=limit.code).exists():
        raise LimitNotSound(f"{limit.code}: another limit of this version has that id. Give it its own.")
    row.save(force_insert=True)
    _keep_steps(version)
    _check_whole(version)
    return row


@transaction.atomic
def edit_limit(*, version_id: int, code: str, limit: Limit) -> TimeLimit:
    """Put ``limit`` in the place of the one called ``code`` in a draft. Raises NotADraft, LimitNotSound."""
    version = held_draft(version_id)
    stored = version.limits.get(code=code)
    row = checked_row(limit, version=version, position=stored.position)
    if limit.code != code and version.limits.filter(code=limit.code).exists():
        raise LimitNotSound(f"{limit.code}: another limit of this version has that id. Give it its own.")
    row.pk = stored.pk
    row.save(force_update=True)
    _keep_steps(version)
    _check_whole(version)
    return row


@transaction.atomic
def remove_limit(*, version_id: int, code: str) -> None:
    """Take a limit out of a draft. Raises NotADraft, and LimitNotSound when another starts from its due date."""
    version = held_draft(version_id)
    version.limits.get(code=code).delete()
    _check_whole(version)


@transaction.atomic
def set_day_rule(
    *, version_id: int, cutoff_time: time | None, late_filing_effect: str, texts: dict[str, Any]
) -> ProcedureVersion:
    """The draft's hour after which a filing counts for the next day, and its descriptive words. Raises NotADraft."""
    version = held_draft(version_id)
    version.cutoff_time, version.late_filing_effect, version.texts = cutoff_time, late_filing_effect, texts
    version.save(update_fields=["cutoff_time", "late_filing_effect", "texts"])
    return version


@transaction.atomic
def save_example(*, version_id: int, code: str, title: str, timeline: dict[str, Any]) -> SavedExample:
    """Keep a worked timeline that this version must reproduce; one of the same code is replaced.

    ``timeline`` is as the procedure file writes it, its days as ISO text. Raises NotADraft,
    and LimitNotSound when it names what is not there.
    """
    version = held_draft(version_id)
    example = SavedExample(version=version, code=code, title=title, timeline=timeline)
    rules = frozenset(limit.code for limit in as_procedure(version).limits)
    problems = timeline_of(example, version.procedure.slug, 1, rules).problems
    if problems:
        raise LimitNotSound("; ".join(str(problem) for problem in problems))
    SavedExample.objects.filter(version=version, code=code).delete()
    example.save(force_insert=True)
    return example


@transaction.atomic
def remove_example(*, version_id: int, code: str) -> None:
    """Give up a saved example of a draft. Raises NotADraft."""
    held_draft(version_id).examples.filter(code=code).delete()


@transaction.atomic
def publish_version(
    *, version_id: int, effective_from: date, by: User | None, at: datetime, note: str = ""
) -> ProcedureVersion:
    """Let matters begin under the version from ``effective_from`` on.

    Matters that run keep the version they began under; earlier versions stay in force for
    earlier dates. Raises NotADraft, and NotPublishable with a line for each example it
    does not reproduce, each act with two clocks, and anything that contradicts itself.
    """
    version = held_draft(version_id)
    lines = _obstacles(version, effective_from)
    if lines:
        raise NotPublishable(lines)
    version.state, version.effective_from = VersionState.PUBLISHED, effective_from
    version.published_by, version.published_at = by, at
    version.change_note = note[:300] or version.change_note
    version.save(update_fields=["state", "effective_from", "published_by", "published_at", "change_note"])
    return version


def checked_row(limit: Limit, *, version: ProcedureVersion, position: int) -> TimeLimit:
    """The limit as a row that will fit the table. Raises LimitNotSound naming the limit and the key."""
    row = row_of(limit, version_id=version.pk, position=position)
    try:
        row.clean_fields(exclude=["version", "start", "cap", "agenda_cutoff"])
    except ValidationError as fault:
        key, messages = next(iter(fault.message_dict.items()))
        raise LimitNotSound(f"rule {limit.code}, key {_FILE_KEYS.get(key, key)}: {messages[0]}") from None
    return row


def fill_draft(version: ProcedureVersion, limits: Sequence[Limit]) -> None:
    """Give an empty draft its limits, and its steps in the order in which the limits name them."""
    codes = dict.fromkeys(limit.step for limit in limits if limit.step)
    steps = [ProcedureStep(code=code, name=step_name(code), position=place) for place, code in enumerate(codes)]
    _fill(version, limits, steps)


def fill_like(draft: ProcedureVersion, model: ProcedureVersion, *, has_examples: bool = True) -> None:
    """Give an empty draft the limits and steps of ``model``, and its worked examples unless told otherwise."""
    _fill(draft, as_procedure(model).limits, list(model.steps.all()))
    if has_examples:
        copies = [
            SavedExample(version=draft, code=one.code, title=one.title, timeline=one.timeline)
            for one in model.examples.all()
        ]
        SavedExample.objects.bulk_create(copies)


def step_name(code: str) -> str:
    """``Step 2``; a word stands for itself: ``Arbitration``."""
    return f"Step {code}" if len(code) <= 2 else f"{code[:1].upper()}{code[1:].replace('_', ' ')}"


def _fill(version: ProcedureVersion, limits: Sequence[Limit], steps: Sequence[ProcedureStep]) -> None:
    rows = [checked_row(limit, version=version, position=place) for place, limit in enumerate(limits)]
    TimeLimit.objects.bulk_create(rows)
    ProcedureStep.objects.bulk_create(
        [
            ProcedureStep(version=version, code=one.code, name=one.name, authority=one.authority, position=one.position)
            for one in steps
        ]
    )


def held_draft(version_id: int) -> ProcedureVersion:
    """The version, locked until the transaction ends. Raises NotADraft once it is published."""
    version = (
        ProcedureVersion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("procedure__calendar")
        .get(pk=version_id)
    )
    if version.state != VersionState.DRAFT:
        raise NotADraft(f"{version} is published and never changes. Begin a new draft from it.")
    return version


def _keep_steps(version: ProcedureVersion) -> None:
    """Every step that a limit names has its row; a step named for the first time comes last."""
    known = dict(version.steps.values_list("code", "position"))
    named = version.limits.exclude(step="").order_by("position").values_list("step", flat=True)
    first = max(known.values(), default=-1) + 1
    fresh = [code for code in dict.fromkeys(named) if code not in known]
    ProcedureStep.objects.bulk_create(
        [
            ProcedureStep(version=version, code=code, name=step_name(code), position=place)
            for place, code in enumerate(fresh, start=first)
        ]
    )


def _check_whole(version: ProcedureVersion) -> None:
    try:
        as_procedure(version)
    except ProcedureError as fault:
        raise LimitNotSound(f"rule {fault.code}, key {fault.key}: {fault}") from None


def _obstacles(version: ProcedureVersion, effective_from: date) -> list[str]:
    try:
        procedure = as_procedure(version)
    except ProcedureError as fault:
        return [f"rule {fault.code}, key {fault.key}: {fault}"]
    if not procedure.limits:
        return ["The version has no limits yet."]
    taken = ProcedureVersion.objects.filter(procedure_id=version.procedure_id, effective_from=effective_from).exclude(
        pk=version.pk
    )
    lines = [f"Version {one.number} takes effect on that day already. Choose another day." for one in taken]
    return lines + same_acts(procedure) + failing_examples(version)
