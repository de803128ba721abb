"""Verbs of the storyteller: each does one thing on a day through the same action that a page calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from grievances.actions.appeals import record_appeal
from grievances.actions.decisions import draft_step_decision, issue_step_decision
from grievances.actions.filing import Named, file_grievance
from grievances.actions.meetings import record_meeting
from grievances.actions.proceedings import open_proceeding
from grievances.models import Grievance, Proceeding
from grievances.rules.vocabulary import Filer, StepOutcome, Timeliness
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.documents.actions.drafting import save_letter, send_for_approval
from labor_office.core.documents.actions.issuing import approve
from labor_office.core.documents.models import Letter
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee, Representative
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

FINDINGS = {
    "issue": "Whether the agreement was violated as the grievance alleges.",
    "facts": "The department kept the posted list and the daily log. Both were read for this decision.",
    "positions": "The union says the language leaves no choice. The department says the practice has been followed.",
    "discussion": "The language is read as it stands. The log shows what was offered, to whom and when.",
}


@dataclass(frozen=True, slots=True)
class Filing:
    """A grievance as the union filed it."""

    unit: str
    title: str
    statement: str
    articles: tuple[str, ...]
    department: str
    grievants: tuple[str, ...]
    received_on: date
    event_on: date
    remedy: str = "Make the grievant whole and follow the agreement from now on."
    representative: str = "Tanya Boone"
    owner: str = ""
    step: str = ""
    lateness: Timeliness | None = None
    received_at: time | None = None


def file(city: Rivermont, filing: Filing, *, by: str = "Nell Harwood") -> Grievance:
    """Enter the union's form on the day it came."""
    people = [Named(role=PartyRole.GRIEVANT, employee=Employee.objects.get(name=name)) for name in filing.grievants] + [
        _representative(filing.representative)
    ]
    return file_grievance(
        unit=city.units[filing.unit],
        title=filing.title,
        statement=filing.statement,
        received_on=filing.received_on,
        received_at=filing.received_at,
        event_on=filing.event_on,
        articles=filing.articles,
        department=city.departments[filing.department],
        people=people,
        filer=Filer.CLASS if len(filing.grievants) > 1 else Filer.INDIVIDUAL,
        remedy=filing.remedy,
        method="email",
        step=filing.step,
        lateness=filing.lateness,
        owner=city.people[filing.owner] if filing.owner else None,
        by=city.people[by],
        at=moment(filing.received_on, "16:20"),
        today=filing.received_on,
    )


def decide(
    city: Rivermont, grievance: Grievance, on: date, *, decider: str, outcome: StepOutcome = StepOutcome.DENIED
) -> Letter:
    """Draft, sign and issue the answer of the current step, all on one day."""
    writer = grievance.owner or city.dana
    letter = draft_step_decision(
        grievance_id=grievance.pk, by=writer, at=moment(on, "10:05"), decider=city.people[decider], outcome=outcome
    )
    texts = FINDINGS | {"outcome": outcome.value}
    if outcome is not StepOutcome.DENIED:
        texts["remedy"] = "Four hours at the overtime rate, in the next pay period."
    letter = save_letter(
        letter_id=letter.pk, revision=letter.revision, fields=texts, by=writer, at=moment(on, "11:30"), delivery="email"
    )
    letter = send_for_approval(
        letter_id=letter.pk, revision=letter.revision, approver=city.people[decider], by=writer, at=moment(on, "13:10")
    )
    letter = approve(letter_id=letter.pk, revision=letter.revision, by=city.people[decider], at=moment(on, "15:45"))
    return issue_step_decision(
        letter_id=letter.pk, revision=letter.revision, dated_on=on, delivery="email", by=writer, at=moment(on, "16:31")
    )


def begin_decision(city: Rivermont, grievance: Grievance, on: date, clock: str, *, decider: str) -> Letter:
    """Begin the answer of the current step and leave it half written."""
    writer = grievance.owner or city.dana
    letter = draft_step_decision(
        grievance_id=grievance.pk, by=writer, at=moment(on, clock), decider=city.people[decider]
    )
    return save_letter(
        letter_id=letter.pk,
        revision=letter.revision,
        fields={"issue": FINDINGS["issue"], "facts": FINDINGS["facts"]},
        by=writer,
        at=moment(on, clock),
    )


def appeal(city: Rivermont, grievance: Grievance, on: date, clock: str = "13:15") -> None:
    """The union takes the grievance to the next step."""
    record_appeal(
        grievance_id=grievance.pk,
        received_on=on,
        received_at=time.fromisoformat(clock),
        method="email",
        filed_by="Tanya Boone",
        by=grievance.owner or city.dana,
        at=moment(on, clock),
        today=on,
    )


def meet(city: Rivermont, grievance: Grievance, on: date, people: str) -> None:
    """Hold the meeting of the current step."""
    record_meeting(
        grievance_id=grievance.pk,
        held_on=on,
        people=people,
        minutes="The union went through the log day by day. The department explained how the list is kept.",
        by=grievance.owner or city.dana,
        at=moment(on, "11:00"),
        today=on,
    )


def proceed(
    city: Rivermont,
    kind: str,
    title: str,
    on: date,
    triggers: tuple[Happened, ...],
    *,
    unit: str,
    today: date,
    **more: object,
) -> Proceeding:
    """Open an arbitration, charge, discipline case or information request."""
    owner = more.pop("owner", None)
    return open_proceeding(
        kind=kind,
        title=title,
        opened_on=on,
        triggers=triggers,
        unit=city.units[unit],
        owner=owner if isinstance(owner, User) else city.dana,
        by=city.dana,
        at=moment(on, "09:30"),
        today=today,
        **more,  # type: ignore[arg-type]
    )


def _representative(name: str) -> Named:
    known = Representative.objects.select_related("organization").get(name=name)
    return Named(
        role=PartyRole.REPRESENTATIVE,
        name=known.name,
        organization=known.organization,
        title=known.role,
        phone=known.phone,
    )
