"""The list of grievances: a page of numbers first, then what is printed beside each, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from grievances.queries.procedures import step_name
from grievances.rules.vocabulary import OUTCOME_WORDS
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.rules.standing import Band, Facts, Standing, standing
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS
from labor_office.core.web import dates
from labor_office.core.web.addresses import address
from labor_office.core.web.compiled import planned_cursor

MOST_COUNTED = 1_000
# Grievances that owe nothing stand after every date.
NEVER = date.max
PAGE = "grievances"
_ENDED = {code.value: said for code, said in OUTCOME_WORDS.items()}
_NAMES = """
    SELECT 'unit', id, slug, name, '' FROM workforce_bargainingunit
    UNION ALL SELECT 'department', id, slug, name, is_active::text FROM workforce_department
    UNION ALL SELECT 'owner', id, '', name, CASE WHEN is_active THEN role ELSE 'LEFT' END FROM users_user
    UNION ALL SELECT CASE WHEN user_id IS NULL THEN 'shared' ELSE 'view' END, id, query, name, is_default::text
      FROM matters_savedview WHERE page = %s AND (user_id IS NULL OR user_id = %s)
    UNION ALL SELECT 'calendar', current_id, '', '', ''
      FROM deadlines_calendar WHERE is_office AND current_id IS NOT NULL
    ORDER BY 1, 4
"""
# By lists of keys, not by a subquery a row: sorted keys cost a handful of index pages.
_BESIDE = """
    SELECT matter_id, step, grievant_names, cited, outcome, NULL::date
      FROM grievances_grievance WHERE matter_id = ANY(%(keys)s)
    UNION ALL SELECT matter_id, '', '', '', '', from_on
      FROM deadlines_clockstop WHERE matter_id = ANY(%(idle)s) AND to_on IS NULL
"""


@dataclass(frozen=True, slots=True)
class KeptView:
    """A saved view: its name and the query it stands for."""

    id: int
    name: str
    query: str
    is_shared: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class Names:
    """Everything the list calls by name, in one query: units, departments, people, saved views, the calendar."""

    units: tuple[tuple[str, str], ...]
    departments: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    views: tuple[KeptView, ...]
    calendar_id: int | None
    of: Mapping[tuple[str, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a matter in its line, from the grievance's own tables."""

    step: str = ""
    grievants: str = ""
    cited: str = ""
    outcome: str = ""
    still_since: date | None = None


@dataclass(slots=True)
class ListRow:
    """One line of the list, every value already words."""

    reference: str
    url: str
    peek_url: str
    title: str
    is_restricted: bool
    unit: str
    department: str
    grievants: str
    articles: str
    step: str
    due_on: date | None
    standing: Standing
    owner: str
    filed_words: str


def list_names(user: User) -> Names:
    """What the page calls by name. One query."""
    with planned_cursor() as cursor:
        cursor.execute(_NAMES, [PAGE, user.pk])
        rows = cursor.fetchall()
    by_kind: dict[str, list[tuple[int, str, str, str]]] = {}
    for kind, pk, code, name, more in rows:
        by_kind.setdefault(kind, []).append((pk, code, name, more))
    views = [
        (row, is_shared) for kind, is_shared in (("shared", True), ("view", False)) for row in by_kind.get(kind, ())
    ]
    return Names(
        units=tuple((code, name) for _, code, name, _ in by_kind.get("unit", ())),
        departments=tuple((code, name) for _, code, name, used in by_kind.get("department", ()) if used == "true"),
        owners=tuple((str(pk), name) for pk, _, name, role in by_kind.get("owner", ()) if role in CASE_WORKERS),
        views=tuple(KeptView(pk, name, query, shared, flag == "true") for (pk, query, name, flag), shared in views),
        calendar_id=next((pk for pk, *_ in by_kind.get("calendar", ())), None),
        of={(kind, pk): name for kind in ("unit", "department", "owner") for pk, _, name, _ in by_kind.get(kind, ())},
    )


def grievance_matters(user: User) -> QuerySet[Matter]:
    """Grievances ``user`` may know of, as plain matters: what a list sorts and narrows."""
    return Matter.objects.visible_to(user).filter(kind="grievance")


def with_due_key(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The same with ``due_key``, the next due date or a day after all others: a column that is never null."""
    return matters.annotate(due_key=Coalesce("next_due_on", Value(NEVER)))


def counted(matters: QuerySet[Matter]) -> str:
    """How many, up to a thousand; beyond it ``1,000+``. One query that reads no more rows than that."""
    sql, parameters = matters.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS found", parameters)  # noqa: S608 -- Django's own SQL
        (count,) = cursor.fetchone()
    return count_words(count)


def count_words(count: int) -> str:
    """``412``; ``1,000+`` where counting ended."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def list_rows(matters: Sequence[Matter], names: Names, *, today: date) -> tuple[ListRow, ...]:
    """The lines for one page of matters, in its order. One query, none for an empty page."""
    if not matters:
        return ()
    found = _beside(matters)
    calendar = work_calendar(names.calendar_id) if names.calendar_id else None
    return tuple(
        _row(matter, found[matter.pk], _stands(matter, found[matter.pk], today, calendar), names) for matter in matters
    )


def _beside(matters: Sequence[Matter]) -> Mapping[int, _Beside]:
    keys = sorted(matter.pk for matter in matters)
    idle = [matter.pk for matter in matters if matter.is_open and matter.next_due_on is None]
    with planned_cursor() as cursor:
        cursor.execute(_BESIDE, {"keys": keys, "idle": idle})
        rows = cursor.fetchall()
    still = {row[0]: row[-1] for row in rows if row[-1] is not None}
    return {
        key: _Beside(step, grievants, cited, outcome, still.get(key))
        for key, step, grievants, cited, outcome, since in rows
        if since is None
    }


def _row(matter: Matter, beside: _Beside, stands: Standing, names: Names) -> ListRow:
    due = matter.next_due_on if matter.is_open else None
    return ListRow(
        reference=matter.reference,
        url=address("grievances:detail", matter.reference),
        peek_url=address("grievances:peek", matter.reference),
        title=matter.title,
        is_restricted=matter.is_restricted,
        unit=names.of.get(("unit", matter.unit_id or 0), ""),
        department=names.of.get(("department", matter.department_id or 0), ""),
        grievants=beside.grievants,
        articles=beside.cited,
        step=step_name(beside.step),
        due_on=due,
        standing=stands,
        owner=names.of.get(("owner", matter.owner_id or 0), ""),
        filed_words=dates.short_day_with_year(matter.opened_on),
    )


def _stands(matter: Matter, beside: _Beside, today: date, calendar: WorkCalendar | None) -> Standing:
    if matter.closed_on is not None:
        return Standing(Band.QUIET, _ENDED.get(beside.outcome, "Closed"))
    if matter.next_due_on is not None:
        owed = Facts("OPEN", is_ours=True, due_on=matter.next_due_on)
        return standing(owed, today=today, calendar=calendar)
    if beside.still_since is not None:
        since = beside.still_since
        return Standing(Band.STOPPED, f"Clock stopped {since:%b} {since.day}")
    return Standing(Band.WAITING, "Nothing owed by the City")
