"""Putting right what was recorded wrongly, and what a case is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from agreements.queries.reading import articles_called
from grievances.actions.filing import LatenessUndecided
from grievances.actions.places import MoveRefused, hold
from grievances.models import Citation, Grievance, GrievanceStep
from grievances.queries.arrivals import judged_otherwise
from grievances.queries.places import Place
from grievances.rules.citing import cited_once, cited_words
from grievances.rules.moves import Act
from grievances.rules.timeliness import settle_verdict
from grievances.rules.vocabulary import Timeliness
from labor_office.core.deadlines.actions.triggers import correct_trigger
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.lateness import late_words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Department


@transaction.atomic
def correct_start(
    *,
    grievance_id: int,
    event: str,
    on: date,
    reason: str,
    by: User,
    at: datetime,
    today: date,
    lateness: Timeliness | None = None,
) -> list[Move]:
    """Give something that happened its right date, on the clock and wherever the record shows it.

    What came in is judged again; what turns out late needs ``lateness``. The wrong date
    stays in history with ``reason``. Raises MoveRefused for a day to come and for an event
    after its receipt, LatenessUndecided, NotRecorded when there is no such event.
    """
    if on > today:
        raise MoveRefused(f"{words.day(on)} is still to come. Enter the day it happened.")
    here = hold(grievance_id, Act.CORRECT)
    _refuse_event_after_receipt(here, event, on)
    judged = _settled(here, event, on, lateness, today=today)
    moves = correct_trigger(matter_id=here.grievance.pk, event=event, on=on, reason=reason, by=by, at=at, today=today)
    _follow(here, event, on)
    for step, timeliness, days_late in judged:
        _judge_again(here, step, timeliness, days_late, by=by, at=at)
    return moves


@transaction.atomic
def correct_facts(
    *,
    grievance_id: int,
    title: str,
    statement: str,
    remedy: str,
    articles: Sequence[str],
    by: User,
    at: datetime,
    department: Department | None = None,
    union_number: str = "",
) -> Grievance:
    """Change what the grievance is about. Nothing changed, nothing recorded; dates go by ``correct_start``."""
    here = hold(grievance_id, Act.CORRECT)
    grievance = here.grievance
    given = {
        "title": title, "statement": statement, "remedy": remedy, "department": department,
        "union_number": union_number,
    }  # fmt: skip
    changed = [name for name, value in given.items() if getattr(grievance, name) != value]
    for name in changed:
        setattr(grievance, name, given[name])
    if changed:
        grievance.save(update_fields=changed)
    if _cite(grievance, articles):
        changed.append("articles")
    if changed:
        record_event(
            matter=grievance, verb="grievance.facts_changed",
            summary=f"Changed: {', '.join(name.replace('_', ' ') for name in changed)}", by=by, at=at,
            fields=changed,
        )  # fmt: skip
    return grievance


def _cite(grievance: Grievance, articles: Sequence[str]) -> bool:
    wanted = cited_once(articles)
    held = {citation.text: citation for citation in grievance.citations.all()}
    if set(wanted) == set(held):
        return False
    grievance.citations.exclude(text__in=wanted).delete()
    known = articles_called(grievance.unit_id, wanted, on=grievance.event_on or grievance.received_on)
    Citation.objects.bulk_create(
        [Citation(grievance=grievance, article=known.get(text), text=text) for text in wanted if text not in held]
    )
    grievance.cited = cited_words([*(text for text in held if text in wanted), *wanted])
    grievance.save(update_fields=["cited"])
    return True


def _refuse_event_after_receipt(here: Place, event: str, on: date) -> None:
    grievance = here.grievance
    received_on = on if event == here.route.event_into(grievance.filed_step) else grievance.received_on
    event_on = on if event == "incident" else grievance.event_on
    if event_on is not None and event_on > received_on:
        raise MoveRefused(
            f"The event would be on {words.day(event_on)}, after the grievance was received on "
            f"{words.day(received_on)}. Correct the other date first if that one is wrong."
        )


def _settled(
    here: Place, event: str, on: date, lateness: Timeliness | None, *, today: date
) -> list[tuple[GrievanceStep, Timeliness, int | None]]:
    """What the correction makes of each step that came in; what the office said of a late one stands."""
    found = []
    for step, verdict in judged_otherwise(here, event, on, today=today):
        said = lateness or Timeliness(step.timeliness)
        try:
            found.append((step, *settle_verdict(verdict, said)))
        except ValueError as undecided:
            raise LatenessUndecided(str(undecided)) from None
    return found


def _judge_again(
    here: Place, step: GrievanceStep, timeliness: Timeliness, days_late: int | None, *, by: User, at: datetime
) -> None:
    GrievanceStep.objects.filter(pk=step.pk).update(timeliness=timeliness, filed_days_late=days_late)
    grievance = here.grievance
    if step.code == grievance.filed_step:
        grievance.timeliness, grievance.days_late = timeliness, days_late
        grievance.save(update_fields=["timeliness", "days_late"])
    late = f", {late_words(days_late)}" if days_late != 0 else ""
    record_event(
        matter=grievance, verb="grievance.judged_again", by=by, at=at,
        summary=f"{step.name} judged again: {timeliness.label.lower()}{late}",
        step=step.code, timeliness=timeliness, days_late=days_late,
    )  # fmt: skip


def _follow(here: Place, event: str, on: date) -> None:
    """Let step, meeting and grievance show the corrected date."""
    grievance, (kind, _, code) = here.grievance, event.partition(":")
    step = GrievanceStep.objects.filter(grievance=grievance, cycle=here.clock.cycle, code__iexact=code).first()
    if kind == "demand":
        reached = GrievanceStep.objects.filter(grievance=grievance, cycle=here.clock.cycle, code=_at(here, event))
        reached.update(filed_on=on)
    elif kind == "filed" and step is not None:
        step.filed_on = on
        step.save(update_fields=["filed_on"])
        if code == grievance.filed_step.lower():
            grievance.received_on = on
            grievance.save(update_fields=["received_on"])
    elif kind == "meeting" and step is not None and step.meeting_id:
        Meeting.objects.filter(pk=step.meeting_id).update(held_on=on)
    elif kind == "response" and step is not None and step.outcome:
        step.decided_on = on
        step.save(update_fields=["decided_on"])
    elif kind in {"knowledge", "incident"}:
        name = "known_on" if kind == "knowledge" else "event_on"
        setattr(grievance, name, on)
        grievance.save(update_fields=[name])


def _at(here: Place, event: str) -> str:
    """The step that ``event`` leads into."""
    return next((code for code in here.route.steps if here.route.event_into(code) == event), "")
