"""The intake form as it stands: filled in, read, and what saving it would start."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.http import QueryDict
from django.utils.functional import SimpleLazyObject

from grievances.actions.filing import Named
from grievances.forms.filling import Filled, fill_in
from grievances.forms.intake import IntakeForm, choose_step, short_title
from grievances.queries.filings import Filing
from grievances.queries.procedures import steps_of
from grievances.queries.roster import called, representatives_of, roster_date
from grievances.queries.starting import Starts, what_starts, when_shown
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee, Representative

DAYS = ("received_on", "event_on", "known_on")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form, whom and what it names, and the panel beside it."""

    form: IntakeForm
    filled: Filled
    starts: Starts
    representatives: tuple[Representative, ...]
    roster_on: date | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds chosen, as far as the procedure treats them apart."""
        return self.starts.preview.filing.kinds if self.starts.preview else ()

    @property
    def owner(self) -> User | None:
        """Who would answer for it: whoever is chosen, else the unit's specialist."""
        unit = self.filled.unit
        chosen: User | None = self.form.cleaned_data.get("owner")
        return chosen or (unit.owner if unit else None)

    @property
    def owner_is_default(self) -> bool:
        """Whether the unit's specialist answers for it because nobody else was chosen."""
        unit = self.filled.unit
        return unit is not None and self.owner is not None and self.owner.pk == unit.owner_id

    @property
    def needs_basis(self) -> bool:
        """Whether the step chosen is none of the procedure's ways in."""
        return bool(self.starts.preview and self.starts.preview.needs_basis)

    @property
    def offers_kinds(self) -> bool:
        """Whether the procedure treats some grievances apart."""
        return bool(self.form.fields["kinds"].choices)  # type: ignore[attr-defined]

    @property
    def way(self) -> str:
        """Changes when steps, kinds or the question about them do: then that part is drawn again."""
        steps, kinds = (self.form.fields[name].choices for name in ("step", "kinds"))  # type: ignore[attr-defined]
        return hashlib.sha256(repr((list(steps), list(kinds), self.needs_basis)).encode()).hexdigest()[:12]

    @property
    def late(self) -> str:
        """Changes when the question about lateness appears or goes."""
        return "late" if self.starts.is_late else ""


def read_sheet(data: QueryDict, *, files: object = None, user: User, today: date) -> Sheet:
    """The sheet for what was typed. The form has been validated; its errors stand until ``hush``."""
    # Only said on the page: a form that is saved never asks for it.
    roster_on = cast("date | None", SimpleLazyObject(roster_date))
    filled = fill_in(data, files=files, user=user, today=today, roster_on=roster_on)
    form = filled.form
    form.is_valid()
    starts = _starts(form, filled, user=user, today=today)
    # Asked only of a late filing, and then it must be answered: the action refuses without.
    form.fields["lateness"].required = starts.is_late
    organization = filled.unit.organization if filled.unit else None
    received = form.cleaned_data.get("received_on") or today
    return Sheet(
        form=form,
        filled=filled,
        starts=starts,
        representatives=when_shown(lambda: tuple(representatives_of(organization, on=received))),
        roster_on=roster_on,
    )


def filing_values(sheet: Sheet) -> dict[str, Any]:
    """What ``file_grievance`` is told, from a form without mistakes."""
    data = sheet.form.cleaned_data
    same = (
        "received_on", "event_on", "known_on", "received_at", "method", "union_number", "filer", "basis", "department",
        "remedy", "owner", "is_restricted", "unit", "statement", "step", "lateness",
    )  # fmt: skip
    return {name: data[name] for name in same} | {
        "title": short_title(data["title"], data["statement"]),
        "kinds": sheet.kinds,
        "articles": sheet.form.numbers(),
        "people": tuple(_people(sheet)),
        "preview": sheet.starts.preview,
    }


def _starts(form: IntakeForm, filled: Filled, *, user: User, today: date) -> Starts:
    choose_step(form, [], "", [])
    data = form.cleaned_data
    wrong = next((str(form.errors[name][0]) for name in DAYS if name in form.errors), "")
    if wrong:
        return Starts(wanted=wrong)
    unit, received_on = data.get("unit"), data["received_on"]
    if unit is None:
        return Starts(wanted="Choose a grievant or the unit, and every date is counted here before you save.")
    filing = Filing(
        unit=unit, received_on=received_on, received_at=data.get("received_at"), event_on=data.get("event_on"),
        known_on=data.get("known_on"), step=data.get("step", ""), kinds=tuple(data.get("kinds", ())),
    )  # fmt: skip
    named = [one.employee.pk for one in filled.chosen]
    starts = what_starts(filing, numbers=form.numbers(), employee_ids=named, user=user, today=today)
    if starts.preview and starts.preview.refusal and filing.step:
        # The step was chosen for another unit.
        form.data["step"] = form.cleaned_data["step"] = ""  # type: ignore[index]  # our own copy, which may change
        starts = what_starts(
            replace(filing, step=""), numbers=form.numbers(), employee_ids=named, user=user, today=today
        )
    _offer_steps(form, starts)
    return starts


def _offer_steps(form: IntakeForm, starts: Starts) -> None:
    preview = starts.preview
    if preview is None or preview.chosen is None or preview.route is None:
        return
    names = {step.code: step.name for step in steps_of(preview.chosen.version.pk)}
    steps = [(code, names.get(code, code)) for code in preview.route.steps]
    begins = names.get(preview.step, "") if not form.data.get("step") else ""
    choose_step(form, steps, begins, preview.kinds_offered)


def _people(sheet: Sheet) -> Iterator[Named]:
    for one in sheet.filled.chosen:
        yield Named(role=PartyRole.GRIEVANT, employee=one.employee, title=one.title)
    for name, account in sheet.filled.typed.items():
        # Nobody on the roster: but whoever signs in by that name must be kept out all the same.
        yield Named(role=PartyRole.GRIEVANT, name=name, user=account)
    for name in sheet.filled.others:
        yield Named(role=PartyRole.GRIEVANT, name=name)
    data = sheet.form.cleaned_data
    if data["supervisor"]:
        heads = [one.supervisor for one in sheet.filled.chosen if one.supervisor]
        known = next((head for head in heads if head.name == data["supervisor"]), None)
        yield _supervisor(data["supervisor"], known)
    if data["representative"]:
        yield _representative(sheet, data["representative"])


def _supervisor(name: str, known: Employee | None) -> Named:
    """The supervisor the roster gave, else whom it or an account knows by exactly this name."""
    if known is not None:
        return Named(role=PartyRole.SUPERVISOR, employee=known, name=name)
    employees, account = called(name)
    employee = employees[0] if len(employees) == 1 else None
    user = (employee.user if employee else None) or account
    return Named(role=PartyRole.SUPERVISOR, employee=employee, user=user, name=name)


def _representative(sheet: Sheet, name: str) -> Named:
    known = next((row for row in sheet.representatives if row.name.lower() == name.lower()), None)
    return Named(
        role=PartyRole.REPRESENTATIVE,
        name=known.name if known else name,
        organization=sheet.filled.unit.organization if sheet.filled.unit else None,
        title=known.role if known else "",
        phone=known.phone if known else "",
        email=known.email if known else "",
    )
