"""Writing a compared roster, and undoing it. Set-based: every statement stands for all rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection
from django.db.models import Model
from django.utils.text import slugify

from labor_office.core.workforce.actions.roster_check import known_codes
from labor_office.core.workforce.actions.roster_stage import GONE
from labor_office.core.workforce.models import BargainingUnit, Classification, Department, Employee, RosterImport
from labor_office.core.workforce.rules.codes import CodeField, Known, find_known, new_code

_LEAVING = "CREATE TEMP TABLE roster_gone ON COMMIT DROP AS SELECT a.id AS assignment_id, a.employee_id, a.starts_on"
_KEEP_BEFORE = """
    INSERT INTO workforce_rosterbefore (roster_import_id, kind, fields)
    SELECT %(roster)s, 'EMPLOYEE', to_jsonb(e) FROM workforce_employee e
    JOIN roster_plan p ON p.employee_id = e.id WHERE p.is_person_changed OR p.kind = 'back'
    UNION ALL
    SELECT %(roster)s, 'EMPLOYEE', to_jsonb(e) FROM workforce_employee e JOIN roster_gone g ON g.employee_id = e.id
    UNION ALL
    SELECT %(roster)s, 'ASSIGNMENT', to_jsonb(a) FROM workforce_assignment a
    JOIN roster_plan p ON p.assignment_id = a.id WHERE p.is_post_changed
    UNION ALL
    SELECT %(roster)s, 'ASSIGNMENT', to_jsonb(a) FROM workforce_assignment a
    JOIN roster_gone g ON g.assignment_id = a.id
"""
_END_POSTS = """
    UPDATE workforce_assignment a SET ends_on = %(eve)s FROM (
        SELECT assignment_id FROM roster_plan WHERE is_post_changed AND assignment_id IS NOT NULL
        UNION ALL SELECT assignment_id FROM roster_gone) ended
    WHERE a.id = ended.assignment_id AND a.starts_on < %(as_of)s
"""
# A second roster of the same day replaces what the first one began that day.
_REPLACE_POSTS = """
    DELETE FROM workforce_assignment a USING (
        SELECT assignment_id FROM roster_plan WHERE is_post_changed AND assignment_id IS NOT NULL
        UNION ALL SELECT assignment_id FROM roster_gone) ended
    WHERE a.id = ended.assignment_id AND a.starts_on >= %(as_of)s
"""
_UPDATE_PEOPLE = """
    UPDATE workforce_employee e SET name = p.name, email = p.email, hired_on = p.hired_on, left_on = NULL
    FROM roster_plan p WHERE p.employee_id = e.id AND p.is_person_changed
"""
_LET_GO = "UPDATE workforce_employee e SET left_on = %(eve)s FROM roster_gone g WHERE g.employee_id = e.id"
_ADD_PEOPLE_AND_POSTS = """
    WITH added AS (
        INSERT INTO workforce_employee (number, name, email, hired_on)
        SELECT number, name, email, hired_on FROM roster_plan WHERE employee_id IS NULL ORDER BY line
        RETURNING id, number
    )
    INSERT INTO workforce_assignment (employee_id, department_id, classification_id, unit_id, pay_step, annual_pay,
        fte, weekly_hours, supervisor_number, starts_on, roster_import_id)
    SELECT coalesce(p.employee_id, added.id), p.department_id, p.classification_id, p.unit_id, p.pay_step, p.annual_pay,
        p.fte, p.weekly_hours, p.supervisor_number, %(as_of)s, %(roster)s
    FROM roster_plan p LEFT JOIN added ON added.number = p.number
    WHERE p.is_post_changed OR p.assignment_id IS NULL
"""
_REMOVE_POSTS = "DELETE FROM workforce_assignment WHERE roster_import_id = %(roster)s"
_RESTORE_PEOPLE = """
    UPDATE workforce_employee e SET name = was.name, email = was.email, hired_on = was.hired_on, left_on = was.left_on
    FROM workforce_rosterbefore b, jsonb_populate_record(NULL::workforce_employee, b.fields) was
    WHERE b.roster_import_id = %(roster)s AND b.kind = 'EMPLOYEE' AND e.id = was.id
"""
_RESTORE_POSTS = """
    INSERT INTO workforce_assignment OVERRIDING SYSTEM VALUE
    SELECT was.* FROM workforce_rosterbefore b, jsonb_populate_record(NULL::workforce_assignment, b.fields) was
    WHERE b.roster_import_id = %(roster)s AND b.kind = 'ASSIGNMENT'
    ON CONFLICT (id) DO UPDATE SET ends_on = excluded.ends_on
"""
_FORGET_BEFORE = "DELETE FROM workforce_rosterbefore WHERE roster_import_id = %(roster)s"


def add_codes(roster: RosterImport) -> None:
    """Add the departments, classifications and units that a person chose to add from the file.

    Their names come from the file's name columns where it has them. What was decided is
    turned into "the same as" the new entry, so that the next import remembers it.
    """
    codes = {field: dict(decisions) for field, decisions in roster.choices.get("codes", {}).items()}
    lists = known_codes()
    for field in CodeField:
        names = _names_in_report(roster, field)
        for raw, decision in codes.get(field, {}).items():
            if decision != "add" or raw not in names or find_known(raw, lists[field]):
                continue
            entry = _add(field, raw, names[raw], known=lists[field])
            lists[field].append(entry)
            codes[field][raw] = f"same:{entry.code}"
    roster.choices = {**roster.choices, "codes": codes}
    roster.save(update_fields=["choices"])


def _names_in_report(roster: RosterImport, field: CodeField) -> dict[str, str]:
    return {
        each["raw"]: each.get("name") or each["raw"].strip()
        for each in roster.report["codes"]
        if each["field"] == field
    }


def _add(field: CodeField, raw: str, name: str, *, known: Sequence[Known]) -> Known:
    """Add one entry to a list of the City's; its name says the code as well when another has that name."""
    code = new_code(raw, taken={entry.code for entry in known})
    if name.casefold() in {entry.name.casefold() for entry in known}:
        name = f"{name} ({code})"
    name = name[:120]
    if field is CodeField.CLASSIFICATION:
        key = Classification.objects.create(code=code, title=name).pk
    elif field is CodeField.DEPARTMENT:
        key = Department.objects.create(code=code, name=name, slug=_free_slug(Department, name)).pk
    else:
        key = BargainingUnit.objects.create(code=code, name=name, slug=_free_slug(BargainingUnit, name)).pk
    return Known(key, code, name)


def _free_slug(model: type[Model], name: str) -> str:
    base = slugify(name)[:50] or "entry"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))  # noqa: SLF001 -- public in all but name
    return next(slug for n in range(1, len(taken) + 2) if (slug := f"{base}-{n}" if n > 1 else base) not in taken)


def write_plan(roster: RosterImport) -> None:
    """Write ``roster_plan``: close what ended the day before, add people and posts, keep what stood before."""
    values: dict[str, int | date] = {
        "roster": roster.pk,
        "as_of": roster.as_of,
        "eve": roster.as_of - timedelta(days=1),
    }
    leaving = GONE if roster.choices.get("covers_all") else GONE + " AND false"
    with connection.cursor() as cursor:
        cursor.execute(_LEAVING + leaving)
        for statement in (_KEEP_BEFORE, _END_POSTS, _REPLACE_POSTS, _UPDATE_PEOPLE, _LET_GO, _ADD_PEOPLE_AND_POSTS):
            cursor.execute(statement, values)


def restore(roster: RosterImport) -> None:
    """Put back every row the import changed, and remove what it added.

    A person it added who is named elsewhere by now stays, shown as having left the day
    before the roster.
    """
    values = {"roster": roster.pk}
    added = list(_people_added_by(roster))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for statement in (_REMOVE_POSTS, _RESTORE_PEOPLE, _RESTORE_POSTS, _FORGET_BEFORE):
            cursor.execute(statement, values)
    people = Employee.objects.filter(pk__in=added)
    named = Employee.objects.none()
    for relation in Employee._meta.get_fields(include_hidden=True):  # noqa: SLF001 -- Django's documented way to ask
        if relation.one_to_many and relation.related_model is not None and relation.auto_created:
            column = relation.field.attname  # type: ignore[union-attr]
            holders = relation.related_model._default_manager.filter(**{f"{column}__in": people})  # noqa: SLF001
            named = named | Employee.objects.filter(pk__in=holders.values(column))
    kept = list(named.values_list("pk", flat=True))
    people.filter(pk__in=kept).update(left_on=roster.as_of - timedelta(days=1))
    people.exclude(pk__in=kept).delete()


def _people_added_by(roster: RosterImport) -> list[int]:
    """Keys of those whose every post came with ``roster`` and of whom nothing stood before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT a.employee_id FROM workforce_assignment a WHERE a.roster_import_id = %(roster)s
            AND NOT EXISTS (SELECT FROM workforce_assignment o WHERE o.employee_id = a.employee_id
                AND o.roster_import_id IS DISTINCT FROM %(roster)s)
            AND NOT EXISTS (SELECT FROM workforce_rosterbefore b WHERE b.roster_import_id = %(roster)s
                AND b.kind = 'EMPLOYEE' AND (b.fields ->> 'id')::bigint = a.employee_id)
            AND NOT EXISTS (SELECT FROM workforce_rosterbefore b WHERE b.roster_import_id = %(roster)s
                AND b.kind = 'ASSIGNMENT' AND (b.fields ->> 'employee_id')::bigint = a.employee_id)
            """,
            {"roster": roster.pk},
        )
        return [key for (key,) in cursor.fetchall()]
