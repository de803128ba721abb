"""Due dates by the clock: counted once for everyone whose time under a rule began on the same day."""

from __future__ import annotations

from datetime import date

from django.db import connection

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import office_calendar
from labor_office.core.deadlines.rules.procedure import CountUnit
from training.models.duties import DueDate
from training.models.requirements import RequirementVersion
from training.rules.due import Due, DueRule, due_of
from training.rules.vocabulary import Trigger

NO_CALENDAR = "the office has no work calendar yet"
# Pairs nobody has counted, or that another calendar counted.
_UNCOUNTED = """
    SELECT DISTINCT owed.version_id, owed.trigger_on FROM training_owed owed
    LEFT JOIN training_duedate due ON due.version_id = owed.version_id AND due.trigger_on = owed.trigger_on
    WHERE due.id IS NULL OR due.trace ->> 'calendar' IS DISTINCT FROM %s
"""
_FIRST_DAY = "SELECT requirement_id, min(starts_on) FROM training_requirementversion GROUP BY requirement_id"


def count_due_dates() -> int:
    """Count every date that ``training_owed`` needs and that no date, or another calendar's, stands for; how many."""
    calendar = calendar_now()
    identity = calendar.identity if calendar else None
    with connection.cursor() as cursor:
        cursor.execute(_UNCOUNTED, [identity])
        pairs: list[tuple[int, date]] = cursor.fetchall()
    if not pairs:
        return 0
    rules = rules_of({version for version, _ in pairs})
    rows = [_row(version, day, calendar, rules[version]) for version, day in pairs]
    DueDate.objects.bulk_create(
        rows,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["version", "trigger_on"],
        update_fields=["due_on", "missing", "trace"],
    )
    return len(rows)


def calendar_now() -> WorkCalendar | None:
    """The office's published calendar; None before it has one."""
    try:
        return office_calendar()
    except Calendar.DoesNotExist:
        return None


def rules_of(versions: set[int]) -> dict[int, DueRule]:
    """Each rule as the clock reads it. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_DAY)
        first: dict[int, date] = dict(cursor.fetchall())
    found = RequirementVersion.objects.filter(pk__in=versions).select_related("requirement")
    return {version.pk: rule_of(version, began_on=first[version.requirement_id]) for version in found}


def rule_of(version: RequirementVersion, *, began_on: date) -> DueRule:
    """One rule as the clock reads it."""
    return DueRule(
        title=version.requirement.title,
        trigger=Trigger(version.trigger),
        amount=version.due_amount,
        unit=CountUnit(version.due_unit),
        began_on=began_on,
        basis=version.requirement.basis,
    )


def _row(version: int, day: date, calendar: WorkCalendar | None, rule: DueRule) -> DueDate:
    if calendar is None:
        return DueDate(version_id=version, trigger_on=day, missing=NO_CALENDAR)
    due: Due = due_of(rule, day, calendar)
    return DueDate(
        version_id=version, trigger_on=day, due_on=due.on, missing=due.missing[:300], trace=due.trace.to_json()
    )
