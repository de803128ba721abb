"""A grievance comes in: numbered, its people named, its clock started, all or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Required, TypedDict, Unpack

from django.db import transaction

from grievances.actions.file_rows import file_rows
from grievances.actions.telling import assigned_promises
from grievances.models import Grievance
from grievances.queries.filings import Filing, FilingPreview, preview_filing
from grievances.queries.procedures import step_called
from grievances.rules.citing import cited_words
from grievances.rules.timeliness import settle_verdict
from grievances.rules.vocabulary import Filer, Timeliness
from labor_office.core.deadlines.actions.clocks import Beginning, ClockRows, Happened, clock_rows
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.documents.actions.letter_rows import letter_rows
from labor_office.core.matters.actions.access import grant_access, shut_out
from labor_office.core.matters.actions.record import Taken, event_row, next_matter
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.matters.queries import readers_left
from labor_office.core.matters.rules import CONFLICTED_PARTIES, PARTY_WORDS, Level, PartyRole
from labor_office.core.notices.actions.promise import promise_rows
from labor_office.core.users.models import User
from labor_office.core.web.together import insert_together
from labor_office.core.workforce.models import BargainingUnit, Department, Employee, EmployeeOrganization


class NotAsTheProcedureAllows(Exception):
    """The procedure has no way in like this; the text says what it has, or what is missing."""


class LatenessUndecided(Exception):
    """The filing is late and nobody has said what the office makes of it."""


class NobodyNamed(Exception):
    """A grievance is somebody's: a person's, a class's, or the union's; and somebody may open it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Someone to be named on a matter: from the roster, from those who sign in, or typed."""

    role: PartyRole
    name: str = ""
    employee: Employee | None = None
    user: User | None = None
    organization: EmployeeOrganization | None = None
    title: str = ""
    phone: str = ""
    email: str = ""

    @property
    def account(self) -> User | None:
        """The sign-in of this person, if they have one."""
        return self.user or (self.employee.user if self.employee else None)

    @property
    def known_name(self) -> str:
        """The typed name, else the roster's, else the account's."""
        return self.name or (self.employee.name if self.employee else "") or (self.user.name if self.user else "")


class UnionForm(TypedDict, total=False):
    """What a union's form says and what the office adds to it; whatever is left out is not known.

    ``step`` is where it is filed, by default where the procedure begins; a step which the
    procedure does not name as a way in needs ``basis``. A late form needs ``lateness``.
    ``preview`` is what the form has just been shown to start.
    """

    unit: Required[BargainingUnit]
    title: Required[str]
    statement: Required[str]
    received_on: Required[date]
    received_at: time | None
    event_on: date | None
    known_on: date | None
    method: str
    union_number: str
    filer: Filer
    step: str
    kinds: Sequence[str]
    basis: str
    people: Sequence[Named]
    department: Department | None
    articles: Sequence[str]
    remedy: str
    lateness: Timeliness | None
    owner: User | None
    backup: User | None
    is_restricted: bool
    readers: Collection[User]
    preview: FilingPreview | None


@transaction.atomic
def file_grievance(*, by: User, at: datetime, today: date, **form: Unpack[UnionForm]) -> Grievance:
    """Open a grievance: number, people, walls, procedure, clock, first tasks and notice, in one transaction.

    The procedure is the unit's, in force on the day of the event.

    Raises NotAsTheProcedureAllows, LatenessUndecided, NobodyNamed; then no number is used.
    """
    return open_grievance(by=by, at=at, today=today, **form)[0]


def open_grievance(
    *,
    by: User,
    at: datetime,
    today: date,
    taken: Taken | None = None,
    letters: Sequence[str] = (),
    **form: Unpack[UnionForm],
) -> tuple[Grievance, Sequence[Deadline]]:
    """``file_grievance`` inside the caller's transaction: everything that is new is one statement.

    ``taken`` are its key and number where they were taken before, ``letters`` the kinds of letter begun with it.
    Comes with the deadlines it began with.
    """
    people = form.get("people", ())
    if form.get("filer") != Filer.UNION and not any(person.role is PartyRole.GRIEVANT for person in people):
        raise NobodyNamed("Name at least one grievant, or say that the union itself files.")
    preview = _checked(form, today)
    verdict = _verdict(preview, form.get("lateness"))
    taken = taken or next_matter(kind="grievance", year=form["received_on"].year)
    grievance = _numbered(form, preview, verdict, taken, at=at)
    begun = _clock(grievance, preview, by=by, at=at, today=today)
    grievance.next_due_on = begun.next_due_on
    working = [person for person in (grievance.owner, grievance.backup) if person is not None]
    told = assigned_promises(
        matter=grievance, people=working, by=by, at=at, step=preview.step, first=begun.first_owed()
    )
    begun_letters = [
        letter_rows(matter=grievance, kind=kind, number=number, by=by, at=at)
        for number, kind in enumerate(letters, start=1)
    ]
    insert_together(
        [grievance],
        *file_rows(grievance, preview, people=people, articles=form.get("articles", ()), by=by),
        [begun.clock],
        begun.triggers,
        begun.deadlines,
        [_filed(grievance, preview, form.get("basis", ""), by=by, at=at), *(event for _, event in begun_letters)],
        [letter for letter, _ in begun_letters],
        promise_rows(told, at=at),
    )
    _wall(grievance, people, readers=form.get("readers", ()), by=by, at=at)
    return grievance, begun.deadlines


def _numbered(
    form: UnionForm, preview: FilingPreview, verdict: tuple[Timeliness, int | None], taken: Taken, *, at: datetime
) -> Grievance:
    """The grievance with its number, not yet saved; the unit's specialist owns it unless someone else was named."""
    unit, received_on, event_on = form["unit"], form["received_on"], form.get("event_on")
    owner, backup = _answering(form)
    return Grievance(
        id=taken.key,
        matter_id=taken.key,
        kind="grievance",
        reference=taken.reference,
        title=form["title"],
        level=Level.RESTRICTED if form.get("is_restricted") else Level.OFFICE,
        unit=unit,
        department=form.get("department"),
        owner=owner,
        backup=backup,
        opened_on=received_on,
        created_at=at,
        filer=form.get("filer", Filer.INDIVIDUAL),
        event_on=event_on,
        known_on=form.get("known_on") or event_on,
        received_on=received_on,
        received_at=form.get("received_at"),
        method=form.get("method", ""),
        union_number=form.get("union_number", ""),
        filed_step=preview.step,
        step=preview.step,
        statement=form["statement"],
        remedy=form.get("remedy", ""),
        timeliness=verdict[0],
        days_late=verdict[1],
        kinds=list(preview.filing.kinds),
        grievant_names=_grievant_names(form.get("people", ())),
        cited=cited_words(form.get("articles", ())),
    )


def _answering(form: UnionForm) -> tuple[User | None, User | None]:
    """Owner and backup. Whom the grievance is about is neither: then the next one answers for it, or nobody yet."""
    conflicted = {account.pk for account, _ in _conflicted(form.get("people", ()))}
    wanted = (form.get("owner") or form["unit"].owner, form.get("backup"))
    fit = {person.pk: person for person in wanted if person is not None and person.pk not in conflicted}
    owner, backup = (*fit.values(), None, None)[:2]
    return owner, backup


def _conflicted(people: Sequence[Named]) -> list[tuple[User, PartyRole]]:
    """The accounts of those whom the grievance is about, each with what they are to it."""
    return [(one.account, one.role) for one in people if one.account is not None and one.role in CONFLICTED_PARTIES]


def _checked(form: UnionForm, today: date) -> FilingPreview:
    basis = form.get("basis", "")
    filing = Filing(
        unit=form["unit"],
        received_on=form["received_on"],
        received_at=form.get("received_at"),
        event_on=form.get("event_on"),
        known_on=form.get("known_on"),
        step=form.get("step", ""),
        kinds=tuple(form.get("kinds", ())),
    )
    shown = form.get("preview")
    # What was counted for the form a moment ago is not counted again, if it was of these very facts.
    preview = shown if shown is not None and shown.filing == filing else preview_filing(filing, today=today)
    if preview.refusal:
        raise NotAsTheProcedureAllows(preview.refusal)
    if preview.needs_basis and not basis and preview.chosen and preview.route:
        named = ", ".join(
            step_called(preview.chosen.version.pk, way.to_step).name + (f" ({way.only_for})" if way.only_for else "")
            for way in preview.route.entries()
        )
        raise NotAsTheProcedureAllows(
            f"{preview.chosen.version.procedure} names these ways in: {named}. "
            "To file elsewhere, say which section or agreement allows it."
        )
    return preview


def _verdict(preview: FilingPreview, lateness: Timeliness | None) -> tuple[Timeliness, int | None]:
    if preview.verdict is None:
        return Timeliness.UNKNOWN, 0
    try:
        return settle_verdict(preview.verdict, lateness)
    except ValueError as undecided:
        raise LatenessUndecided(str(undecided)) from None


def _grievant_names(people: Sequence[Named]) -> str:
    names = [person.known_name for person in people if person.role is PartyRole.GRIEVANT]
    return ", ".join(names)[:300]


def _wall(grievance: Grievance, people: Sequence[Named], *, readers: Collection[User], by: User, at: datetime) -> None:
    """Shut out whom the grievance is about; name who works on one that is closed to the office."""
    for account, role in _conflicted(people):
        reason = f"Named in it as {PARTY_WORDS[role].lower()}."
        shut_out(matter_id=grievance.pk, user=account, reason=reason, by=by, at=at)
    if grievance.is_restricted:
        working = [person for person in (grievance.owner, grievance.backup, by) if person is not None]
        for reader in {person.pk: person for person in [*working, *readers]}.values():
            grant_access(matter_id=grievance.pk, user=reader, reason="Works on it.", by=by, at=at)
        if not readers_left(grievance).exists():
            raise NobodyNamed("Nobody could open this grievance. Choose an owner whom it is not about.")


def _filed(grievance: Grievance, preview: FilingPreview, basis: str, *, by: User, at: datetime) -> MatterEvent:
    late = ""
    if preview.verdict and preview.verdict.is_late:
        late = f" {preview.verdict.sentence} {grievance.get_timeliness_display()}."
    where = f" at {preview.step if len(preview.step) > 2 else f'Step {preview.step}'}"
    allowed_by = f" ({basis})" if basis else ""
    return event_row(
        matter=grievance,
        verb="grievance.filed",
        summary=f"Grievance filed{where}{allowed_by}.{late}"[:300],
        by=by,
        at=at,
        step=preview.step,
        received_on=grievance.received_on,
        timeliness=grievance.timeliness,
        days_late=preview.verdict.days_late if preview.verdict else 0,
    )


def _clock(grievance: Grievance, preview: FilingPreview, *, by: User, at: datetime, today: date) -> ClockRows:
    assert preview.chosen is not None  # noqa: S101 -- a preview without refusal has chosen
    triggers = [
        Happened(one.event, one.on, one.at, method=grievance.method if ":" in one.event else "")
        for one in preview.happenings
    ]
    begins = Beginning(triggers, tuple(grievance.kinds), preview.chosen.reason)
    return clock_rows(
        matter_id=grievance.pk, version=preview.chosen.version, begins=begins, by=by, at=at, today=today
    )  # fmt: skip
