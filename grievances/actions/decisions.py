"""The City decides a step: a decision maker named, a letter drafted, and issued with all that follows."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from agreements.models.text import cited as cited_as
from grievances.actions.places import MoveRefused, hold
from grievances.letters import STEP_DECISION
from grievances.models import GrievanceStep
from grievances.queries.course import course
from grievances.queries.deciders import refusals, usual_decider
from grievances.queries.places import Place
from grievances.rules.moves import Act
from grievances.rules.route import codes_onward
from grievances.rules.vocabulary import FAVORABLE, StepOutcome, StepState
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.readings import reading
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.lateness import late_words, working_days_late
from labor_office.core.deadlines.shown import calendar_now
from labor_office.core.documents.actions.drafting import draft_letter, lock_letter
from labor_office.core.documents.actions.issuing import issue_letter
from labor_office.core.documents.letters import LetterNotIssued
from labor_office.core.documents.models import Letter
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

# ``14``, ``14A``, ``14.3(b)``, ``7-2``.
_NUMBER = re.compile(r"\d+[A-Za-z]?([.-](\d+[A-Za-z]?|[A-Za-z]))*(\(\w+\))*")


class DeciderRefused(Exception):
    """This person may not decide here; the text says why."""


@transaction.atomic
def name_decider(*, grievance_id: int, decider: User, by: User, at: datetime) -> GrievanceStep:
    """Name who decides the current step. Raises MoveRefused, DeciderRefused."""
    here = hold(grievance_id, Act.DRAFT_DECISION)
    check_decider(here, decider)
    if here.step.decider_id != decider.pk:
        here.step.decider = decider
        here.step.save(update_fields=["decider"])
        record_event(
            matter=here.grievance, verb="grievance.decider_named", summary=f"{decider} decides {here.step.name}",
            by=by, at=at, step=here.step.code, decider=decider.pk,
        )  # fmt: skip
    return here.step


@transaction.atomic
def draft_step_decision(
    *, grievance_id: int, by: User, at: datetime, decider: User | None = None, outcome: StepOutcome | None = None
) -> Letter:
    """Begin the decision letter of the current step, with what is known filled in; a draft begun before is returned.

    The decision maker is ``decider``, else who was named, else who decides that step for
    the department. Raises MoveRefused, DeciderRefused.
    """
    here = hold(grievance_id, Act.DRAFT_DECISION)
    if here.step.letter is not None and not here.step.letter.is_issued:
        return here.step.letter
    chosen = decider or here.step.decider or usual_decider(here)
    if chosen is not None:
        check_decider(here, chosen)
    letter = draft_letter(
        matter_id=here.grievance.pk, kind=STEP_DECISION, step=here.step.code, title=f"{here.step.name} decision",
        fields=_known(here, outcome), approver=chosen, by=by, at=at,
    )  # fmt: skip
    here.step.letter, here.step.decider = letter, chosen
    here.step.save(update_fields=["letter", "decider"])
    return letter


@transaction.atomic
def issue_step_decision(
    *, letter_id: int, revision: int, dated_on: date, delivery: str, by: User, at: datetime
) -> Letter:
    """Issue the decision: the step is decided, the City's limit met or late, the union's time begun.

    A correction of an issued decision moves no date. Raises LetterNotIssued with the reason.
    """
    letter = lock_letter(letter_id)
    given = {"letter_id": letter_id, "revision": revision, "dated_on": dated_on, "delivery": delivery}
    if letter.supersedes is not None:
        return _correct(letter, issue_letter(**given, by=by, at=at))  # type: ignore[arg-type]
    try:
        here = hold(letter.matter_id, Act.DECIDE)
        _check(here, letter, dated_on)
        check_decider(here, letter.approver or by)
    except (MoveRefused, DeciderRefused) as why:
        raise LetterNotIssued(str(why)) from None
    outcome = StepOutcome(letter.fields["outcome"]) if letter.fields.get("outcome") else None
    if outcome is None:
        return issue_letter(**given, by=by, at=at)  # type: ignore[arg-type]  # says what is missing
    late = _days_late(here, dated_on)
    _decide(here, letter, outcome, dated_on=dated_on, days_late=late, decider=letter.approver or by)
    what = Happened(f"response:{here.step.code.lower()}", dated_on, label=f"{here.step.name} decision issued")
    record_trigger(matter_id=here.grievance.pk, what=what, by=by, at=at, today=timezone.localtime(at).date())
    end_appeals(here, here.step, outcome)
    _record(here, outcome, dated_on=dated_on, days_late=late, by=by, at=at)
    return issue_letter(**given, by=by, at=at)  # type: ignore[arg-type]


def check_decider(here: Place, decider: User) -> None:
    """Raises DeciderRefused for whoever decided below, is named in the case, decides elsewhere, or signs no letters."""
    if not decider.may(Permission.LETTER_APPROVE):
        raise DeciderRefused(f"{decider} does not decide grievances. Choose a decision maker.")
    why = refusals(here, [decider])[0][1]
    if why:
        raise DeciderRefused(f"{decider}: {why}")


def _known(here: Place, outcome: StepOutcome | None) -> dict[str, str]:
    grievance, step = here.grievance, here.step
    citations = grievance.citations.select_related("article")
    cited = ", ".join(str(citation.article or _as_cited(citation.text)) for citation in citations)
    facts = [f"The grievance was received on {words.full_day(grievance.received_on)}."]
    if grievance.event_on:
        facts.insert(0, f"The event occurred on {words.full_day(grievance.event_on)}.")
    facts += course(grievance, step)
    if step.meeting is not None and step.meeting.held_on:
        facts.append(f"The {step.name} meeting was held on {words.full_day(step.meeting.held_on)}.")
    filled = {"facts": "\n\n".join(facts), "positions": grievance.statement}
    if cited:
        filled["issue"] = f"Whether the City violated {cited}, as the grievance alleges."
    return filled | ({"outcome": outcome.value} if outcome else {})


def _as_cited(text: str) -> str:
    """``Art. 30`` of a bare number; whatever else the form cites, ``30-day notice`` too, as it stands."""
    return cited_as(text) if _NUMBER.fullmatch(text) else text


def _check(here: Place, letter: Letter, dated_on: date) -> None:
    if letter.step != here.step.code:
        raise MoveRefused(f"This letter decides another step; the grievance is at {here.step.name}.")
    if dated_on < here.step.filed_on:
        raise MoveRefused(f"{here.step.name} began on {words.day(here.step.filed_on)}. Date the letter on or after it.")


def _decide(
    here: Place, letter: Letter, outcome: StepOutcome, *, dated_on: date, days_late: int | None, decider: User
) -> None:
    step = here.step
    step.state, step.outcome, step.decided_on = StepState.DECIDED, outcome, dated_on
    step.letter, step.decider, step.days_late = letter, decider, days_late
    step.save(update_fields=["state", "outcome", "decided_on", "letter", "decider", "days_late"])


def _days_late(here: Place, dated_on: date) -> int | None:
    """Working days late; None when late by days that no calendar counts yet."""
    row = (
        Deadline.objects.filter(
            matter_id=here.grievance.pk,
            cycle=here.clock.cycle,
            limit__satisfied_by=f"response:{here.step.code.lower()}",
            due_on__lt=dated_on,
        )
        .select_related("calendar_version__calendar")
        .first()
    )
    return 0 if row is None or row.due_on is None else working_days_late(row.due_on, dated_on, calendar_now(row))


def end_appeals(here: Place, step: GrievanceStep, outcome: StepOutcome) -> None:
    """Let the union's limits for going on from ``step`` lapse where ``outcome`` leaves nothing to appeal."""
    if outcome in FAVORABLE:
        limits = reading(here.clock.version_id, tuple(here.clock.kinds)).procedure.limits
        onward = codes_onward(limits, here.route, step=step.code)
        let_lapse(matter_id=here.grievance.pk, reason=f"{outcome.label} at {step.name}", codes=sorted(onward))


def _record(
    here: Place, outcome: StepOutcome, *, dated_on: date, days_late: int | None, by: User, at: datetime
) -> None:
    late = f", issued {late_words(days_late)}" if days_late != 0 else ""
    record_event(
        matter=here.grievance, verb="grievance.step_decided",
        summary=f"{here.step.name} decided {words.day(dated_on)}: {outcome.label}{late}", by=by, at=at,
        step=here.step.code, outcome=outcome, dated_on=dated_on, days_late=days_late,
    )  # fmt: skip


def _correct(letter: Letter, issued: Letter) -> Letter:
    """Let the step show the corrected letter and what it decides; its date stays."""
    steps = GrievanceStep.objects.filter(grievance_id=letter.matter_id, letter=letter.supersedes)
    outcome = letter.fields.get("outcome")
    steps.update(letter=issued, **({"outcome": outcome} if outcome else {}))
    return issued
