"""Calendars, procedures and matters with a running clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from labor_office.core.deadlines.actions.calendars import Closing, make_calendar
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureVersion, TimeLimit, VersionState
from labor_office.core.deadlines.queries.readings import row_of
from labor_office.core.deadlines.rules.procedure import (
    Actor,
    CountUnit,
    Limit,
    MissedEffect,
    Roll,
    StartMode,
)

MADE_AT = datetime(2026, 1, 2, 15, 0, tzinfo=UTC)
HOLIDAYS = (
    Closing(date(2026, 1, 1), "New Year's Day"),
    Closing(date(2026, 5, 25), "Memorial Day"),
    Closing(date(2026, 6, 19), "Juneteenth"),
    Closing(date(2026, 7, 3), "Independence Day"),
    Closing(date(2026, 9, 7), "Labor Day"),
    Closing(date(2026, 11, 26), "Thanksgiving"),
    Closing(date(2026, 12, 25), "Christmas"),
)
WORKING = CountUnit.BUSINESS_DAYS
# A short grievance procedure: the union files and appeals, the City meets and answers.
LIMITS = (
    Limit("R1", "File at Step 1", Actor.UNION, ("knowledge",), 15, WORKING, step="1", satisfied_by="filed:1",
          missed="forfeited", missed_effect=MissedEffect.WITHDRAWN, is_verified=True),
    Limit("R2", "Step 1 meeting", Actor.EMPLOYER, ("filed:1",), 5, WORKING, step="1", satisfied_by="meeting:1",
          is_verified=True),
    Limit("R3", "Step 1 decision", Actor.EMPLOYER, ("meeting:1",), 10, WORKING, step="1", satisfied_by="response:1",
          missed="denied as of the last day", missed_effect=MissedEffect.DEEMED_DENIED,
          missed_creates="deemed_denied:1", citation="Art. 11, 11.5(b)", is_verified=True),
    Limit("R4", "Appeal to Step 2", Actor.UNION, ("response:1", "deemed_denied:1"), 10, WORKING, StartMode.EARLIEST,
          step="2", satisfied_by="filed:2", missed_effect=MissedEffect.SETTLED_ON_LAST_ANSWER),
    Limit("R5", "Step 2 meeting", Actor.EMPLOYER, ("filed:2",), 20, CountUnit.CALENDAR_DAYS, step="2",
          roll=Roll.FORWARD, satisfied_by="meeting:2"),
    Limit("R6", "Step 2 decision", Actor.EMPLOYER, ("meeting:2",), 10, WORKING, step="2", satisfied_by="response:2",
          missed_effect=MissedEffect.ADVANCE_ALLOWED),
)  # fmt: skip


def calendar(
    *, closed: Sequence[Closing] = HOLIDAYS, name: str = "City", through: date = date(2026, 12, 31)
) -> Calendar:
    """The City's working days of 2026."""
    return make_calendar(
        name=name, first_on=date(2026, 1, 1), published_through=through, closed=closed, by=None, at=MADE_AT
    )


def published_version(
    *, limits: Sequence[Limit] = LIMITS, on: Calendar | None = None, slug: str = "labor-and-trades"
) -> ProcedureVersion:
    """A procedure with one published version of ``limits``."""
    version = draft_version(limits=limits, on=on, slug=slug)
    version.state, version.effective_from, version.published_at = VersionState.PUBLISHED, date(2026, 1, 1), MADE_AT
    version.save(update_fields=["state", "effective_from", "published_at"])
    return version


def draft_version(
    *, limits: Sequence[Limit] = LIMITS, on: Calendar | None = None, slug: str = "labor-and-trades"
) -> ProcedureVersion:
    """A procedure whose first version is still a draft."""
    procedure = Procedure.objects.create(slug=slug, title=f"Procedure {slug}", calendar=on or calendar(name=slug))
    version = ProcedureVersion.objects.create(procedure=procedure, number=1, made_at=MADE_AT)
    TimeLimit.objects.bulk_create(
        [row_of(limit, version_id=version.pk, position=place) for place, limit in enumerate(limits)]
    )
    return version
