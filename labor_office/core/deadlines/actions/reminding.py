"""Promise the mails of the morning, from the facts of the docket, in four statements.

Nothing is scheduled: each morning's promises follow from what is owed that day. The key
of a promise holds the deadline, its due date, the rung and the person, so that running
again adds none and a date that moves begins anew. Told is the first who still works here of
the owner, the matter's backup, the owner's backup, and the chief. Words and ladder are those of
``notices.rules``; who is away, and who may no longer read, is decided on delivery.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from labor_office.core.matters import kinds
from labor_office.core.notices.actions.promise import promise_selected
from labor_office.core.notices.rules import WORKING_DAYS_A_WEEK
from labor_office.core.users.permissions import Role

_REFERENCE = "REFERENCE"
# Forfeitures by the City's silence: then the attorney is told on the third day.
_FORFEITS = ["granted", "default_against_misser", "bound_by_last_answer", "settled_on_last_answer"]
_NAMED = re.compile(r"%\((\w+)\)s")

# What the City owes, with working days of the office: how long the period, how many left, now and when it arose.
_OWED = """
WITH here AS MATERIALIZED (
    SELECT rank AS today_rank FROM deadlines_calendarday WHERE version_id = %(office)s AND day = %(today)s
), fallback AS MATERIALIZED (
    SELECT min(id) AS id FROM users_user WHERE role = %(chief)s AND is_active
), owed AS (
    SELECT d.id, d.due_on, d.from_on, d.matter_id, m.kind, m.reference, d.name, d.trace, d.limit_id, d.computed_at,
           coalesce(owner.id, of_matter.id, of_owner.id, fallback.id) AS person_id, m.unit_id,
           due.rank - coalesce(began.rank, 0) AS period, due.rank - coalesce(known.rank, 0) AS left_when_known,
           -- What ends on a closed day ahead is not due today, even if no working day lies between.
           CASE WHEN d.due_on > %(today)s THEN greatest(due.rank - here.today_rank, 1)
                ELSE due.rank - here.today_rank END AS days_left
    FROM deadlines_deadline d
    JOIN matters_matter m ON m.id = d.matter_id
    -- Who has left reads nothing: the next who works here is told.
    LEFT JOIN users_user had ON had.id = m.owner_id
    LEFT JOIN users_user owner ON owner.id = m.owner_id AND owner.is_active
    LEFT JOIN users_user of_matter ON of_matter.id = m.backup_id AND of_matter.is_active
    LEFT JOIN users_user of_owner ON of_owner.id = had.backup_id AND of_owner.is_active
    JOIN deadlines_calendarday due ON due.version_id = %(office)s AND due.day = d.due_on
    LEFT JOIN deadlines_calendarday began ON began.version_id = %(office)s AND began.day = d.from_on
    LEFT JOIN deadlines_calendarday known
         ON known.version_id = %(office)s AND known.day = (d.computed_at AT TIME ZONE %(zone)s)::date
    CROSS JOIN here CROSS JOIN fallback
    WHERE d.state IN ('OPEN', 'MISSED') AND d.satisfied_on IS NULL AND m.closed_on IS NULL
      AND d.actor IN ('employer', 'both', 'either') AND {due}
), told AS (
    SELECT owed.*, p.digest_time, coalesce(np.has_digest, true) AS has_digest,
           coalesce(np.rungs_off, '{{}}') AS rungs_off,
           jsonb_build_object(
               'matter', matter_id, 'reference', reference, 'act', owed.name, 'due_on', due_on::text,
               'path', coalesce(replace(%(paths)s::jsonb ->> owed.kind, '{reference}', reference), '/desk/'),
               'unit', coalesce(unit.name, ''),
               'claim', jsonb_build_object('check', 'deadline', 'pk', owed.id, 'expect', due_on::text)) AS act
    FROM owed
    JOIN users_user p ON p.id = owed.person_id AND p.is_active
    LEFT JOIN notices_noticepreference np ON np.user_id = p.id
    LEFT JOIN workforce_bargainingunit unit ON unit.id = owed.unit_id
)
"""
# How the date came about, as far as a list of plain values can say it.
_WHY = """
    jsonb_build_object('act', act, 'rule', l.citation, 'is_verified', l.is_verified,
        'consequence', CASE WHEN l.missed = '' THEN '' ELSE 'If missed: ' || rtrim(l.missed, '.') || '.' END,
        'not_counted', coalesce((
            SELECT string_agg((shut ->> 1) || to_char((shut ->> 0)::date, ' (Mon FMDD)'), ', ')
            FROM jsonb_array_elements(told.trace -> 'closed') AS shut
        ), ''),
        'reasons', jsonb_build_array(jsonb_build_object(
            'text', l.amount || ' ' || CASE WHEN l.count_unit IN ('business_days', 'school_days') THEN 'working day'
                                            WHEN l.count_unit = 'person_work_days' THEN 'work day'
                                            ELSE replace(rtrim(l.count_unit, 's'), '_', ' ') END
                    || CASE WHEN l.amount = 1 THEN '' ELSE 's' END || to_char(from_on, ' from Dy, Mon FMDD'),
            'leads_to', to_char((told.trace ->> 'counted_on')::date, 'Dy, Mon FMDD')))
    )
"""
_LADDER = """
    CROSS JOIN LATERAL (
        SELECT min(step) AS rung FROM (VALUES (0), (1), (2), (5), (10)) AS ladder (step)
        WHERE step >= days_left
          AND step <= CASE WHEN period >= 15 THEN 10 WHEN period >= 8 THEN 5 WHEN period >= 4 THEN 2 ELSE 1 END
          AND (step = 0 OR step < left_when_known)
          AND (step < 2 OR step <> ALL (rungs_off))
    ) AS reached
"""
_REMINDERS = f"""
{{owed}}
SELECT 'deadline:' || told.id || ':' || due_on || ':' || rung || ':' || person_id,
       CASE WHEN rung = 0 THEN 'due_today' ELSE 'deadline_reminder' END,
       person_id, matter_id,
       CASE WHEN rung = 0 THEN {_WHY} ELSE {_WHY} || jsonb_build_object('days_left', days_left) END,
       'you own ' || reference,
       (%(today)s::date + digest_time) AT TIME ZONE %(zone)s
FROM told JOIN deadlines_timelimit l ON l.id = told.limit_id {_LADDER}
WHERE rung = 0 OR (rung IS NOT NULL AND NOT has_digest)
"""  # noqa: S608 -- constants only
_OVERDUE = f"""
{{owed}}, late AS (
    SELECT told.*, -days_left AS days_late, ((-days_left - 1) / %(week)s) AS weeks,
           l.missed_effect = ANY(%(forfeits)s) AS forfeits
    FROM told JOIN deadlines_timelimit l ON l.id = told.limit_id
    WHERE days_left < 0
), people AS (
    SELECT late.id, 'day-1' AS stage, person_id AS reader_id FROM late WHERE weeks = 0
    UNION ALL
    SELECT late.id, 'day-2', chief.id FROM late JOIN users_user chief ON chief.role = %(chief)s AND chief.is_active
    WHERE weeks = 0 AND days_late >= 2
    UNION ALL
    SELECT late.id, 'day-3', attorney.id FROM late
    JOIN users_user attorney ON attorney.role = %(attorney)s AND attorney.is_active
    WHERE weeks = 0 AND days_late >= 3 AND forfeits
    UNION ALL
    SELECT late.id, 'week-' || weeks, person.id FROM late JOIN users_user person ON person.is_active AND (
        person.id = person_id OR person.role = %(chief)s OR (forfeits AND person.role = %(attorney)s))
    WHERE weeks >= 1
)
SELECT DISTINCT ON (1) 'overdue:' || told.id || ':' || due_on || ':' || stage || ':' || reader_id,
       'overdue', reader_id, matter_id,
       {_WHY} || jsonb_build_object('days_late', days_late, 'is_repeat', weeks >= 1),
       CASE WHEN reader_id = person_id THEN 'you own ' || reference ELSE reference || ' is overdue' END,
       (%(today)s::date + time '08:00') AT TIME ZONE %(zone)s
FROM people JOIN late AS told USING (id) JOIN deadlines_timelimit l ON l.id = told.limit_id
"""  # noqa: S608 -- constants only
_DIGESTS = f"""
{{owed}}, banded AS (
    SELECT person_id, digest_time, due_on, told.id,
           CASE WHEN days_left < 0 THEN 'overdue' WHEN due_on = %(today)s THEN 'today'
                WHEN due_on <= %(sunday)s THEN 'week' ELSE 'soon' END AS band,
           CASE WHEN days_left < 0 THEN act || jsonb_build_object('note',
                    -days_left || ' working day' || CASE WHEN days_left = -1 THEN '' ELSE 's' END || ' late')
                WHEN due_on > %(sunday)s THEN act || jsonb_build_object('note', days_left || ' working days left')
                ELSE act END AS act
    FROM told {_LADDER}
    WHERE has_digest AND (due_on <= %(sunday)s OR rung IS NOT NULL)
), lists AS (
    SELECT person_id, digest_time, band, jsonb_agg(act ORDER BY due_on, id) AS acts
    FROM banded GROUP BY person_id, digest_time, band
), stopped AS (
    SELECT m.owner_id, count(DISTINCT m.id) AS count FROM deadlines_deadline d
    JOIN matters_matter m ON m.id = d.matter_id AND m.closed_on IS NULL
    WHERE d.state = 'STOPPED' GROUP BY m.owner_id
), shut AS (
    SELECT jsonb_agg(jsonb_build_object('on', day::text, 'name', coalesce(nullif(label, ''), 'City closed'))
                     ORDER BY day) AS days
    FROM deadlines_calendarday
    WHERE version_id = %(office)s AND day BETWEEN %(today)s AND %(sunday)s
      AND NOT is_open AND extract(isodow FROM day) < 6
)
SELECT 'digest:' || %(today)s::date || ':' || person_id, 'digest', person_id, NULL::bigint,
       jsonb_build_object('on', %(today)s::date::text, 'closed', coalesce((SELECT days FROM shut), '[]'),
                          'stopped_count', coalesce((SELECT count FROM stopped WHERE owner_id = person_id), 0))
           || jsonb_object_agg(band, acts),
       'you have deadlines', (%(today)s::date + digest_time) AT TIME ZONE %(zone)s
FROM lists GROUP BY person_id, digest_time
"""  # noqa: S608 -- constants only


def promise_morning(*, office_version_id: int, today: date, sunday: date, horizon: date, now: datetime) -> int:
    """Promise what is due to be said on ``today``, a working day; how many promises are new.

    ``sunday`` ends this week and ``horizon`` is the tenth working day from today. Overdue
    comes first, then what is due today and the reminders of those without a digest, then
    one digest a person.
    """
    parameters = {
        "office": office_version_id,
        "today": today,
        "sunday": sunday,
        "horizon": horizon,
        "chief": Role.CHIEF.value,
        "attorney": Role.ATTORNEY.value,
        "forfeits": _FORFEITS,
        "week": WORKING_DAYS_A_WEEK,
        "zone": settings.TIME_ZONE,
        "paths": _paths(),
    }
    late = _owed("d.due_on < %(today)s")
    ahead = _owed("d.due_on BETWEEN %(today)s AND %(horizon)s")
    both = _owed("d.due_on <= greatest(%(horizon)s::date, %(sunday)s::date)")
    return (
        _promise(_OVERDUE.format(owed=late), parameters, now)
        + _promise(_REMINDERS.format(owed=ahead), parameters, now)
        + _promise(_DIGESTS.format(owed=both), parameters, now)
    )


def _owed(due: str) -> str:
    return _OWED.format(due=due, reference=_REFERENCE)


def _promise(select: str, parameters: dict[str, Any], now: datetime) -> int:
    """The outbox takes its values by place, these statements name them."""
    places = [parameters[name] for name in _NAMED.findall(select)]
    return promise_selected(_NAMED.sub("%s", select), places, at=now)


def _paths() -> str:
    """The record page of each kind of matter that has one, with a place for its number."""
    found = {}
    for kind in kinds.registered():
        with suppress(NoReverseMatch):
            found[kind.code] = reverse(kind.detail_url_name, args=[_REFERENCE])
    return json.dumps(found)
