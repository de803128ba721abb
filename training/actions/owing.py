"""Who owes what, as the roster, the rules and the proof stand on a day: two temporary tables, no row in Python.

``training_owed``: one row for each person and requirement whose rule of the day reaches
them. ``training_proof``: of those, the completion that serves best. Both last until the
transaction ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

_DROP = "DROP TABLE IF EXISTS training_owed, training_proof"
# A rule of the day, with the first day anything was asked and the lists that narrow it.
_RULES = """
    rule AS (
        SELECT v.*, (SELECT min(f.starts_on) FROM training_requirementversion f
                     WHERE f.requirement_id = v.requirement_id) AS began_on,
            ARRAY(SELECT bargainingunit_id FROM training_requirementversion_units
                  WHERE requirementversion_id = v.id) AS units,
            ARRAY(SELECT department_id FROM training_requirementversion_departments
                  WHERE requirementversion_id = v.id) AS departments,
            ARRAY(SELECT classification_id FROM training_requirementversion_classifications
                  WHERE requirementversion_id = v.id) AS classifications
        FROM training_requirementversion v
        WHERE v.starts_on <= %(today)s AND (v.ends_on IS NULL OR v.ends_on >= %(today)s)
    )"""
# Everyone at work: where, whether others report to them, and since when in their classification.
_PEOPLE = """
    post AS (
        SELECT a.* FROM workforce_assignment a
        WHERE a.starts_on <= %(today)s AND (a.ends_on IS NULL OR a.ends_on >= %(today)s)
    ),
    person AS (
        SELECT e.id, coalesce(e.hired_on, p.starts_on) AS hired_on, p.starts_on AS joined_on,
            p.department_id, p.classification_id, p.unit_id,
            e.number IN (SELECT supervisor_number FROM post WHERE supervisor_number <> '') AS is_supervisor,
            e.user_id IN (SELECT user_id FROM workforce_departmentcontact
                          WHERE part = 'DECISION_MAKER') AS is_decider,
            before.until IS NOT NULL AS was_promoted,
            (SELECT min(o.starts_on) FROM workforce_assignment o
             WHERE o.employee_id = e.id AND o.classification_id = p.classification_id
               AND o.starts_on > coalesce(before.until, '-infinity'::date)) AS promoted_on
        FROM workforce_employee e
        JOIN post p ON p.employee_id = e.id
        LEFT JOIN LATERAL (
            SELECT max(o.starts_on) AS until FROM workforce_assignment o
            WHERE o.employee_id = e.id AND o.starts_on < p.starts_on AND o.classification_id <> p.classification_id
        ) before ON true
        WHERE (e.left_on IS NULL OR e.left_on >= %(today)s) AND (%(only)s::bigint[] IS NULL OR e.id = ANY(%(only)s))
    )"""
_OCCASIONS = """
    named AS (
        SELECT requirement_id, employee_id, max(since_on) AS since_on FROM training_namedperson
        WHERE since_on <= %(today)s AND (ended_on IS NULL OR ended_on >= %(today)s)
        GROUP BY requirement_id, employee_id
    ),
    law AS (
        SELECT m.unit_id, max(g.starts_on) AS starts_on
        FROM agreements_agreement g JOIN matters_matter m ON m.id = g.matter_id
        WHERE g.published_at IS NOT NULL GROUP BY m.unit_id
    )"""
# Whom the rule is for, and the day on which their time began. Before the rule's own first day nobody's did.
_REACHED = """
    reached AS (
        SELECT person.id AS employee_id, rule.requirement_id, rule.id AS version_id, rule.trigger,
            rule.counts_from_days, rule.repeat_months, rule.window_days,
            CASE rule.trigger
                WHEN 'HIRED' THEN greatest(person.hired_on, rule.began_on)
                WHEN 'PROMOTED' THEN greatest(person.promoted_on, rule.began_on)
                WHEN 'JOINED' THEN greatest(coalesce(named.since_on, person.joined_on), rule.began_on)
                WHEN 'AGREEMENT' THEN greatest(law.starts_on, rule.began_on)
                WHEN 'CASE_OUTCOME' THEN named.since_on
                ELSE rule.fixed_on
            END AS fresh_on
        FROM person CROSS JOIN rule
        LEFT JOIN named ON named.requirement_id = rule.requirement_id AND named.employee_id = person.id
        LEFT JOIN law ON law.unit_id = rule.agreement_unit_id
        WHERE CASE rule.who
                WHEN 'EVERYONE' THEN true
                WHEN 'SUPERVISORS' THEN person.is_supervisor
                WHEN 'REPRESENTED' THEN person.unit_id IS NOT NULL
                WHEN 'UNREPRESENTED' THEN person.unit_id IS NULL
                WHEN 'DECISION_MAKERS' THEN coalesce(person.is_decider, false)
                WHEN 'PROMOTED' THEN person.was_promoted AND person.promoted_on >= rule.began_on
                ELSE named.employee_id IS NOT NULL
            END
            AND (rule.units = '{}' OR person.unit_id = ANY(rule.units))
            AND (rule.departments = '{}' OR person.department_id = ANY(rule.departments))
            AND (rule.classifications = '{}' OR person.classification_id = ANY(rule.classifications))
            AND (rule.trigger <> 'AGREEMENT' OR law.starts_on IS NOT NULL)
    )"""
# An earlier day stands while it is owed: a second promotion gives nobody more time.
_OWED = f"""
    CREATE TEMP TABLE training_owed ON COMMIT DROP AS
    WITH {_RULES}, {_PEOPLE}, {_OCCASIONS}, {_REACHED}
    SELECT reached.employee_id, reached.requirement_id, reached.version_id, reached.counts_from_days,
        reached.repeat_months, reached.window_days,
        CASE WHEN duty.state IN ('OWED', 'EXEMPT') AND duty.due_date_id IS NOT NULL
                  AND reached.trigger IN ('PROMOTED', 'JOINED') AND former.trigger = reached.trigger
             THEN least(duty.trigger_on, reached.fresh_on) ELSE reached.fresh_on END AS trigger_on
    FROM reached
    LEFT JOIN training_duty duty ON duty.employee_id = reached.employee_id
        AND duty.requirement_id = reached.requirement_id AND duty.is_current
    LEFT JOIN training_requirementversion former ON former.id = duty.version_id
"""  # noqa: S608 -- constants only
# The completion that is good longest; of two alike, the earlier.
_PROOF = """
    CREATE TEMP TABLE training_proof ON COMMIT DROP AS
    SELECT DISTINCT ON (owed.employee_id, owed.requirement_id) owed.employee_id, owed.requirement_id,
        done.id AS completion_id, done.completed_on AS done_on,
        least(done.valid_until, (done.completed_on + make_interval(months => owed.repeat_months))::date) AS good_until
    FROM training_owed owed
    JOIN training_satisfyingcourse satisfies ON satisfies.version_id = owed.version_id
    JOIN training_courseversion taught ON taught.course_id = satisfies.course_id
    JOIN training_completion done ON done.version_id = taught.id AND done.employee_id = owed.employee_id
    WHERE done.voided_at IS NULL AND done.completed_on <= %(today)s
        AND (owed.counts_from_days IS NULL OR done.completed_on >= owed.trigger_on - owed.counts_from_days)
    ORDER BY owed.employee_id, owed.requirement_id, good_until DESC NULLS FIRST, done.completed_on, done.id
"""
_REACH_OF_ONE = f"""
    WITH {_RULES}, {_PEOPLE}, {_OCCASIONS}, {_REACHED}
    SELECT employee_id, fresh_on FROM reached WHERE version_id = %(version)s
"""  # noqa: S608 -- constants only


def lay_out(*, today: date, employees: Sequence[int] | None) -> dict[str, Any]:
    """Make both tables for ``today``, of everyone or of ``employees`` alone; the parameters they were made with."""
    values: dict[str, Any] = {"today": today, "only": None if employees is None else list(employees)}
    with connection.cursor() as cursor:
        cursor.execute(_DROP)
        cursor.execute(_OWED, values)
        cursor.execute("ANALYZE training_owed")
        cursor.execute(_PROOF, values)
        cursor.execute("ANALYZE training_proof")
    return values


def reached_by(version_id: int, *, today: date) -> list[tuple[int, date]]:
    """Whom one rule reaches on ``today`` and since when their time runs: what a rule would do, before it is saved."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH_OF_ONE, {"today": today, "only": None, "version": version_id})
        return [(row[0], row[1]) for row in cursor.fetchall()]
