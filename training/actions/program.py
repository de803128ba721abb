"""The training program of a year: the file that holds its papers and its history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

KIND = "training"
# One program a year, whoever opens it first.
_OPENING = 7_203_021


def program_of(*, by: User | None, at: datetime) -> Matter:
    """The program of the year of ``at``, opened when it is first needed.

    Papers of training lie on it and its events tell what was done. Nobody but the chief
    finds it among the matters: those who train read it through training's own pages.
    """
    today = timezone.localdate(at)
    return _standing(today.year) or _opened(today, by=by, at=at)


def _standing(year: int) -> Matter | None:
    return Matter.objects.filter(kind=KIND, opened_on__year=year).first()


@transaction.atomic
def _opened(today: date, *, by: User | None, at: datetime) -> Matter:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_OPENING])
    found = _standing(today.year)
    if found is not None:
        return found
    program = Matter.objects.create(
        kind=KIND,
        reference=next_reference(kind=KIND, year=today.year),
        title=f"Training program {today.year}",
        level=Level.OFFICE,
        opened_on=today,
        created_at=at,
    )
    record_event(matter=program, verb="training.program_opened", summary=f"{program.title} opened", by=by, at=at)
    return program


def remember(*, verb: str, summary: str, by: User | None, at: datetime, **about: Any) -> None:
    """Add a line to the history of training, in the caller's transaction.

    ``about`` says what it belongs to: ``course`` and ``requirement`` by slug, ``session`` by
    its number, ``person`` by code. Nothing of what somebody needs to take part, ever.
    """
    program = program_of(by=by, at=at)
    record_event(matter=program, verb=f"training.{verb}", summary=summary[:300], by=by, at=at, **about)
