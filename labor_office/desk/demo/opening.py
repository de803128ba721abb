"""Opening the demo city: found it, load its procedures, tell its story."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from labor_office.core.deadlines.actions.adopting import adopt_procedure
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.actions.procedures import publish_version
from labor_office.core.deadlines.actions.sweep import sweep
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureStep, TimeLimit
from labor_office.core.notices.models import Notice, NoticeState
from labor_office.core.users.models import User
from labor_office.desk.demo import (
    adoption,
    bargaining,
    briefing,
    classroom,
    committees,
    continuity,
    costing,
    duties,
    exchange,
    handing,
    impasse,
    imports,
    mandate,
    opinions,
    petitions,
    proceedings,
    process,
    representation,
    settlement,
    story,
    survey,
    training,
)
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.purposes import PURPOSES
from labor_office.desk.demo.setting import Rivermont, continue_old_numbers, found, keep_records

PROCEDURES = Path(__file__).with_name("procedures.toml")
AUTHORITIES = {
    "labor-and-trades-grievance": {"1": "Superintendent", "2": "Department Head", "3": "City Manager's designee"},
    "fire-and-ems-grievance": {"1": "Battalion chief", "2": "Fire Chief"},
    "police-grievance": {"1": "Division commander", "2": "Chief of Police"},
}


class CityStands(Exception):
    """People are in the database already."""


@transaction.atomic
def open_city(*, today: date, now: datetime) -> Rivermont:
    """Rivermont as it stands on the morning of ``today``. Raises CityStands unless the database is empty."""
    if User.objects.exists():
        raise CityStands("The database has people in it already; the demo city is only put into an empty one.")
    city = found(today)
    _procedures(city)
    continue_old_numbers(today.year)
    keep_records(city)
    story.tell_past(city)
    story.tell(city)
    proceedings.tell(city)
    opinions.tell(city)
    duties.tell(city)
    process.prepare(city)
    settlement.tell(city)
    impasse.tell(city)
    bargaining.tell(city)
    process.tell(city)
    exchange.tell(city)
    costing.tell(city)
    survey.tell(city)
    adoption.tell(city)
    mandate.tell(city)
    handing.tell(city)
    imports.tell(city)
    representation.tell(city)
    petitions.tell(city)
    training.tell(city)
    classroom.tell(city)
    briefing.tell(city)
    continuity.tell(city)
    committees.tell(city)
    _absence(city)
    _forget_old_mail(now)
    sweep(today=today, now=now)
    return city


def _procedures(city: Rivermont) -> None:
    """Load the file as an office would, put each procedure to use, and publish it."""
    at = moment(date(city.days.today.year - 2, 1, 2), "09:00")
    loaded = load_procedures(text=PROCEDURES.read_text(), by=city.chief, at=at, is_draft=True, calendar=city.calendar)
    for one in loaded:
        if not one.is_sound or one.version_id is None:
            raise ValueError(f"{one.id}: {'; '.join(one.lines)}")
        unit, kind, title = PURPOSES[one.id]
        procedure = Procedure.objects.get(slug=one.id)
        adopt_procedure(
            procedure_id=procedure.pk,
            title=title,
            unit=city.units[unit] if unit else None,
            matter_kind=kind,
            calendar=city.calendar,
        )
        TimeLimit.objects.filter(version=one.version_id).update(is_verified=True)
        for code, authority in AUTHORITIES.get(one.id, {}).items():
            ProcedureStep.objects.filter(version=one.version_id, code=code).update(authority=authority)
        publish_version(version_id=one.version_id, effective_from=date(2021, 5, 1), by=city.chief, at=at)


def _absence(city: Rivermont) -> None:
    """Dana is away three weeks from now and has named nobody yet."""
    city.dana.away_from, city.dana.away_until = city.days.ahead(21), city.days.ahead(25)
    city.dana.previous_visit_at = moment(city.days.working(-1), "08:00")
    city.dana.save(update_fields=["away_from", "away_until", "previous_visit_at"])


def _forget_old_mail(now: datetime) -> None:
    """What was promised before this morning was mailed in its time; the outbox starts with today."""
    old = Notice.objects.filter(state=NoticeState.PROMISED, promised_at__lt=now - timedelta(hours=12))
    old.update(state=NoticeState.CANCELLED, error="Told before the demo city was opened.")
