"""Promise the mails of the morning, from the facts of the docket, in one statement.

Nothing is scheduled: each morning's promises follow from what is owed that day. The key
of a promise holds the deadline, its due date, the rung and the person, so that running
again adds none and a date that moves begins anew. Words and ladder are those of
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

from labor_office.core.deadlines.queries.claims import CHECK_UNDRAFTED
from labor_office.core.matters import kinds
from labor_office.core.notices.actions.promise import promise_selected
from labor_office.core.notices.rules import SECOND_CALL, WORKING_DAYS_A_WEEK
from labor_office.core.users.permissions import Role

_REFERENCE = "REFERENCE"
# Forfeitures by the City's silence: then the attorney is told on the third day.
_FORFEITS = ["granted", "default_against_misser", "bound_by_last_answer", "settled_on_last_answer"]
_NAMED = re.compile(r"%\((\w+)\)s")

# Who is told, and how they wish to be.
_READERS = """
office AS MATERIALIZED (
    SELECT day, rank FROM deadlines_calendarday WHERE version_id = %(office)s
), reader AS MATERIALIZED (
    SELECT p.id, p.role, p.digest_time, coalesce(np.has_digest, true) AS has_digest,
           coalesce(np.rungs_off, '{}') AS rungs_off, 'digest:' || %(today)s::date || ':' || p.id AS digest_key
    FROM users_user p LEFT JOIN notices_noticepreference np ON np.user_id = p.id
    WHERE p.is_active
)"""
# What the City owes, with working days of the office: how long the period, how many left, now and when it arose.
# No words yet: they are made for what has not been promised, and on most runs that is nothing. What they are made
# from comes along, for finding the row a second time costs as much as making them.
_OWED = """
owed AS MATERIALIZED (
    SELECT d.id, d.due_on, d.matter_id, d.limit_id, m.reference, m.kind, m.unit_id,
           d.name, d.from_on, d.trace -> 'closed' AS closed, (d.trace ->> 'counted_on')::date AS counted_on,
           reader.id AS person_id, reader.digest_time, reader.digest_key, reader.has_digest, reader.rungs_off,
           due.rank - coalesce(began.rank, 0) AS period, due.rank - coalesce(known.rank, 0) AS left_when_known,
           -- What ends on a closed day ahead is not due today, even if no working day lies between.
           CASE WHEN d.due_on > %(today)s THEN greatest(due.rank - here.rank, 1)
                ELSE due.rank - here.rank END AS days_left
    FROM deadlines_deadline d
    JOIN matters_matter m ON m.id = d.matter_id
    -- Who has left reads nothing: the next who works here is told.
    LEFT JOIN users_user had ON had.id = m.owner_id
    LEFT JOIN reader owner ON owner.id = m.owner_id
    LEFT JOIN reader of_matter ON of_matter.id = m.backup_id
    LEFT JOIN reader of_owner ON of_owner.id = had.backup_id
    JOIN reader ON reader.id = coalesce(owner.id, of_matter.id, of_owner.id,
                                        (SELECT min(id) FROM reader WHERE role = %(chief)s))
    JOIN office due ON due.day = d.due_on
    LEFT JOIN office began ON began.day = d.from_on
    LEFT JOIN office known ON known.day = (d.computed_at AT TIME ZONE %(zone)s)::date
    JOIN office here ON here.day = %(today)s
    WHERE d.state IN ('OPEN', 'MISSED') AND d.satisfied_on IS NULL AND d.lapsed_reason = ''
      AND m.closed_on IS NULL
      AND d.actor IN ('employer', 'both', 'either')
      AND d.due_on <= greatest(%(horizon)s::date, %(sunday)s::date)
), ahead AS MATERIALIZED (
    -- As rules.rung_reached has it: the nearest rung whose morning has come, of those the period allows.
    SELECT owed.*, CASE WHEN due_on >= %(today)s THEN least(
               CASE WHEN days_left <= 0 THEN 0 END,
               CASE WHEN days_left <= 1 AND left_when_known > 1 THEN 1 END,
               CASE WHEN days_left <= 2 AND left_when_known > 2 AND period >= 4 AND 2 <> ALL (rungs_off) THEN 2 END,
               CASE WHEN days_left <= 5 AND left_when_known > 5 AND period >= 8 AND 5 <> ALL (rungs_off) THEN 5 END,
               CASE WHEN days_left <= 10 AND left_when_known > 10 AND period >= 15 AND 10 <> ALL (rungs_off) THEN 10 END
           ) END AS rung
    FROM owed
)"""
# The act itself, and how its date came about, as far as a list of plain values can say it.
_ACT = """
    jsonb_build_object(
        'matter', {row}.matter_id, 'reference', {row}.reference, 'act', {row}.name, 'due_on', {row}.due_on::text,
        'path', coalesce(replace(%(paths)s::jsonb ->> {row}.kind, 'REFERENCE', {row}.reference), %(desk)s),
        'unit', coalesce(unit.name, ''),
        'claim', jsonb_build_object('check', {check}, 'pk', {row}.id, 'expect', {row}.due_on::text))
"""
_NAMED_BY = "LEFT JOIN workforce_bargainingunit unit ON unit.id = {row}.unit_id"
_CHECK = "CASE WHEN more ? 'is_second' THEN %(undrafted)s::text ELSE 'deadline' END"
_WHY = f"""
    jsonb_build_object('act', {_ACT.format(row="fresh", check=_CHECK)}, 'rule', l.citation,
        'is_verified', l.is_verified,
        'consequence', CASE WHEN l.missed = '' THEN '' ELSE rtrim(l.missed, '.') || '.' END,
        'not_counted', CASE WHEN closed IS NULL THEN '' ELSE (
            SELECT string_agg((shut ->> 1) || to_char((shut ->> 0)::date, ' (Mon FMDD)'), ', ')
            FROM jsonb_array_elements(closed) AS shut) END,
        'reasons', jsonb_build_array(jsonb_build_object(
            'text', l.amount || ' ' || CASE WHEN l.count_unit IN ('business_days', 'school_days') THEN 'working day'
                                            WHEN l.count_unit = 'person_work_days' THEN 'work day'
                                            ELSE replace(rtrim(l.count_unit, 's'), '_', ' ') END
                    || CASE WHEN l.amount = 1 THEN '' ELSE 's' END || to_char(from_on, ' from Dy, Mon FMDD'),
            'leads_to', to_char(counted_on, 'Dy, Mon FMDD')))
    )
"""  # noqa: S608 -- constants only
_SINGLY = """
late AS MATERIALIZED (
    SELECT ahead.*, -days_left AS days_late, (-days_left - 1) / %(week)s AS weeks,
           l.missed_effect = ANY(%(forfeits)s) AS forfeits
    FROM ahead JOIN deadlines_timelimit l ON l.id = ahead.limit_id
    WHERE days_left < 0
), told AS (
    SELECT id, 'day-1' AS stage, person_id AS reader_id FROM late WHERE weeks = 0
    UNION SELECT late.id, 'day-2', reader.id FROM late JOIN reader ON role = %(chief)s
    WHERE weeks = 0 AND days_late >= 2
    UNION SELECT late.id, 'day-3', reader.id FROM late JOIN reader ON role = %(attorney)s
    WHERE weeks = 0 AND days_late >= 3 AND forfeits
    UNION SELECT late.id, 'week-' || weeks, reader.id FROM late JOIN reader
         ON reader.id = person_id OR role = %(chief)s OR (forfeits AND role = %(attorney)s)
    WHERE weeks >= 1
), wanted AS (
    SELECT 'overdue:' || late.id || ':' || due_on || ':' || stage || ':' || reader_id AS key, 'overdue' AS template,
           reader_id, late.id, due_on, matter_id, limit_id, reference, kind, unit_id, name, from_on, closed, counted_on,
           jsonb_build_object('days_late', days_late, 'is_repeat', weeks >= 1) AS more,
           CASE WHEN reader_id = person_id THEN 'you own ' || reference ELSE reference || ' is overdue' END AS because,
           time '08:00' AS not_before
    FROM told JOIN late USING (id)
    UNION ALL
    SELECT 'deadline:' || id || ':' || due_on || ':' || rung || ':' || person_id,
           CASE WHEN rung = 0 THEN 'due_today' ELSE 'deadline_reminder' END,
           person_id, id, due_on, matter_id, limit_id, reference, kind, unit_id, name, from_on, closed, counted_on,
           CASE WHEN rung = 0 THEN '{}' ELSE jsonb_build_object('days_left', days_left) END,
           'you own ' || reference, digest_time
    FROM ahead WHERE rung = 0 OR (rung IS NOT NULL AND NOT has_digest)
    UNION ALL
    -- Once more in the afternoon, unless something is drafted or done by then; not when the hour is past already.
    SELECT 'deadline:' || id || ':' || due_on || ':0-again:' || person_id, 'due_today', person_id, id, due_on,
           matter_id, limit_id, reference, kind, unit_id, name, from_on, closed, counted_on,
           jsonb_build_object('is_second', true),
           'you own ' || reference, %(second_call)s::time
    FROM ahead WHERE rung = 0 AND %(now)s < (%(today)s::date + %(second_call)s::time) AT TIME ZONE %(zone)s
), fresh AS MATERIALIZED (
    -- All that is known is found at once, before the first is written: asked one by one of an outbox that was empty
    -- when the plan was made, every promise would be looked for among all that this statement has written so far.
    SELECT * FROM wanted
    WHERE key NOT IN (SELECT key FROM notices_notice WHERE key = ANY (ARRAY(SELECT key FROM wanted)))
)
"""
_DIGESTS = f"""
unlisted AS MATERIALIZED (
    SELECT * FROM ahead
    WHERE has_digest AND (due_on <= %(sunday)s OR rung IS NOT NULL)
      AND digest_key NOT IN (SELECT key FROM notices_notice WHERE key IN (SELECT digest_key FROM reader))
), banded AS (
    SELECT person_id, digest_time, digest_key, unlisted.due_on, unlisted.id,
           {_ACT.format(row="unlisted", check="'deadline'")} AS act,
           CASE WHEN days_left < 0 THEN 'overdue' WHEN unlisted.due_on = %(today)s THEN 'today'
                WHEN unlisted.due_on <= %(sunday)s THEN 'week' ELSE 'soon' END AS band,
           CASE WHEN days_left < 0 THEN jsonb_build_object('note',
                    -days_left || ' working day' || CASE WHEN days_left = -1 THEN '' ELSE 's' END || ' late')
                WHEN unlisted.due_on > %(sunday)s THEN jsonb_build_object('note', days_left || ' working days left')
                ELSE '{{}}' END AS note
    FROM unlisted {_NAMED_BY.format(row="unlisted")}
), lists AS (
    SELECT person_id, digest_time, digest_key, band, jsonb_agg(act || note ORDER BY due_on, id) AS acts
    FROM banded GROUP BY person_id, digest_time, digest_key, band
), stopped AS MATERIALIZED (
    -- From the stops, which are few: the deadlines that stand still are not indexed as such.
    SELECT m.owner_id, count(DISTINCT m.id) AS count FROM deadlines_clockstop s
    JOIN matters_matter m ON m.id = s.matter_id AND m.closed_on IS NULL
    WHERE (s.to_on IS NULL OR s.to_on >= %(today)s)
      AND EXISTS (SELECT FROM deadlines_deadline d WHERE d.matter_id = m.id AND d.state = 'STOPPED')
    GROUP BY m.owner_id
), waiting AS MATERIALIZED (
    -- What was asked of others and has not come; since when in working days of the office.
    SELECT m.owner_id, count(*) AS count, max(here.rank - since.rank) AS oldest
    FROM matters_request r
    JOIN matters_matter m ON m.id = r.matter_id AND m.closed_on IS NULL
    JOIN office here ON here.day = %(today)s
    LEFT JOIN office since ON since.day = r.asked_on
    WHERE r.done_on IS NULL AND r.kind <> 'CHECK'
    GROUP BY m.owner_id
), shut AS (
    SELECT jsonb_agg(jsonb_build_object('on', day::text, 'name', coalesce(nullif(label, ''), 'City closed'))
                     ORDER BY day) AS days
    FROM deadlines_calendarday
    WHERE version_id = %(office)s AND day BETWEEN %(today)s AND %(sunday)s
      AND NOT is_open AND extract(isodow FROM day) < 6
)"""  # noqa: S608 -- constants only
_MORNING = f"""
WITH {_READERS}, {_OWED}, {_SINGLY}, {_DIGESTS}
SELECT fresh.key, template, reader_id, fresh.matter_id, {_WHY} || more, because,
       (%(today)s::date + not_before) AT TIME ZONE %(zone)s
FROM fresh {_NAMED_BY.format(row="fresh")} JOIN deadlines_timelimit l ON l.id = fresh.limit_id
UNION ALL
SELECT digest_key, 'digest', person_id, NULL::bigint,
       jsonb_build_object('on', %(today)s::date::text, 'closed', coalesce((SELECT days FROM shut), '[]'),
                          'stopped_count', coalesce(max(stopped.count), 0),
                          'waiting_count', coalesce(max(waiting.count), 0),
                          'waiting_oldest_days', greatest(coalesce(max(waiting.oldest), 0), 0))
           || jsonb_object_agg(band, acts),
       'you have deadlines', (%(today)s::date + digest_time) AT TIME ZONE %(zone)s
FROM lists LEFT JOIN stopped ON stopped.owner_id = person_id LEFT JOIN waiting ON waiting.owner_id = person_id
GROUP BY person_id, digest_time, digest_key
"""  # noqa: S608 -- constants only


def promise_morning(*, office_version_id: int, today: date, sunday: date, horizon: date, now: datetime) -> int:
    """Promise what is due to be said on ``today``, a working day; how many promises are new.

    ``sunday`` ends this week and ``horizon`` is the tenth working day from today. Overdue
    comes first, then what is due today (with a second call for the afternoon) and the
    reminders of those without a digest, then one digest a person.
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
        "desk": reverse("desk:mine"),
        "now": now,
        "second_call": SECOND_CALL,
        "undrafted": CHECK_UNDRAFTED,
    }
    return _promise(_MORNING, parameters, now)


def _promise(select: str, parameters: dict[str, Any], now: datetime) -> int:
    """The outbox takes its values by place, the statement names them."""
    places = [parameters[name] for name in _NAMED.findall(select)]
    return promise_selected(_NAMED.sub("%s", select), places, at=now)


def _paths() -> str:
    """The record page of each kind of matter that has one, with a place for its number."""
    found = {}
    for kind in kinds.registered():
        with suppress(NoReverseMatch):
            found[kind.code] = reverse(kind.detail_url_name, args=[_REFERENCE])
    return json.dumps(found)
