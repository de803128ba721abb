"""Cases by the hundred thousand, each as the actions would have left it, in a dozen statements.

Every case has ten events, six deadlines with their reasoning, six happenings, a clock, two
steps, two people and two citations. One in ten is open, its last deadline due from five
working days ago to twenty-nine ahead. ``check`` derives some again and finds nothing to change.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from bench.city import ARTICLES, COURSE, DEPARTMENTS, NOW, TODAY, TURNS, UNITS, case_count, found_city
from labor_office.core.deadlines.actions.derivation import Cause, rederive
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.queries.situations import situations
from labor_office.core.deadlines.rules import codec
from labor_office.core.matters.models.matter import Matter

OPEN_SHARE = 10
# Working days from today to the due dates of open cases.
DUE_FROM, DUE_SPREAD = -5, 35
LONG_HISTORY = 1_000

_LISTS = """
CREATE TEMP TABLE b_day AS SELECT day, rank FROM deadlines_calendarday WHERE version_id = %(calendar)s AND is_open;
CREATE UNIQUE INDEX ON b_day (rank) INCLUDE (day);
CREATE TEMP TABLE b_unit AS
SELECT row_number() OVER (ORDER BY u.id) - 1 AS n, u.id AS unit_id, u.organization_id, v.id AS version_id, p.slug
FROM workforce_bargainingunit u JOIN deadlines_procedure p ON p.unit_id = u.id
JOIN deadlines_procedureversion v ON v.procedure_id = p.id;
CREATE TEMP TABLE b_owner AS
SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM users_user WHERE role = 'SPECIALIST';
CREATE TEMP TABLE b_department AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM workforce_department;
CREATE TEMP TABLE b_turn (code text, begins int, ends int, amount int, event text, met text, told jsonb);
"""
# One row a case: what all its other rows are made from. ``base`` is the rank of the day it became known.
_CASES = """
CREATE TEMP TABLE b_case AS
SELECT g, %(offset)s + g AS id, is_open, is_closed_to_office, base, base + 8 AS filed_rank,
       u.unit_id, u.organization_id, u.version_id, u.slug, o.id AS owner_id, d.id AS department_id,
       filed.day AS filed_on,
       CASE WHEN NOT is_open THEN ended.day END AS closed_on, due.day AS due_on, known.day AS known_on
FROM (
    SELECT g, h, h %% %(share)s = 0 AS is_open, h / 7 %% 20 = 0 AS is_closed_to_office,
           CASE WHEN h %% %(share)s = 0 THEN %(today)s - %(course)s + %(due_from)s + (h / 100 %% %(spread)s)::int
                ELSE 200 + (h / 11 %% (%(today)s - 300))::int END AS base
    FROM (SELECT g, hashint8(g)::bigint + 2147483648 AS h FROM generate_series(1, %(count)s::bigint) AS g) AS numbers
) AS drawn
JOIN b_unit u ON u.n = h / 3 %% %(units)s
JOIN b_owner o ON o.n = h / 13 %% (SELECT count(*) FROM b_owner)
JOIN b_department d ON d.n = h / 17 %% %(departments)s
JOIN b_day filed ON filed.rank = base + 8
JOIN b_day ended ON ended.rank = base + 66
JOIN b_day due ON due.rank = base + %(course)s
JOIN b_day known ON known.rank = base;
CREATE UNIQUE INDEX ON b_case (g);
ANALYZE b_case;
"""
_MATTERS = """
INSERT INTO matters_matter (id, kind, reference, title, level, unit_id, department_id, owner_id, opened_on, closed_on,
                            next_due_on, created_at)
SELECT id, 'grievance',
       'G-' || extract(year FROM filed_on) || '-'
           -- As rules.format_reference has it: lpad would cut a number that is longer.
           || lpad((row_number() OVER year)::text,
                   greatest(4 + (%(count)s > 90000)::int, length((row_number() OVER year)::text)), '0'),
       (ARRAY['Overtime', 'Call-out', 'Shift bid', 'Reclassification', 'Discharge', 'Safety shoes'])[1 + g %% 6]
           || ' ' || (ARRAY['order bypassed', 'not offered', 'denied', 'paid late', 'changed'])[1 + g / 6 %% 5]
           || ', crew ' || g %% 997,
       CASE WHEN is_closed_to_office THEN 'RESTRICTED' ELSE 'OFFICE' END,
       unit_id, department_id, owner_id, filed_on, closed_on, CASE WHEN is_open THEN due_on END, filed_on + time '15:00'
FROM b_case WINDOW year AS (PARTITION BY extract(year FROM filed_on) ORDER BY filed_on, id ROWS UNBOUNDED PRECEDING);
INSERT INTO grievances_grievance (matter_id, filer, event_on, known_on, received_on, method, union_number, filed_step,
                                  step, statement, remedy, timeliness, days_late, kinds, grievant_names, cited,
                                  outcome, has_precedent, closing_note)
SELECT id, 'INDIVIDUAL', known_on, known_on, filed_on, 'Email', 'L-' || g, '1', '2',
       repeat('Two junior fitters were called out before the senior one on the list. ', 6), 'Make whole.', 'TIMELY', 0,
       '{}', 'Member ' || g %% 4801, 1 + g * 7 %% %(articles)s || ', ' || 1 + (g * 7 + 13) %% %(articles)s,
       CASE WHEN is_open THEN '' ELSE 'DENIED' END, true, ''
FROM b_case;
INSERT INTO matters_matteraccess (matter_id, user_id, reason, granted_at)
SELECT id, owner_id, 'Works on it.', filed_on FROM b_case WHERE is_closed_to_office;
"""
_FILES = """
INSERT INTO grievances_grievancestep (grievance_id, cycle, code, name, authority, state, filed_on, filed_by,
                                      filed_method, timeliness, filed_days_late, outcome, decided_on, days_late)
SELECT c.id, 1, s.code, 'Step ' || s.code, '', CASE WHEN decided THEN 'DECIDED' ELSE 'MEETING_HELD' END, filed.day, '',
       'Email', 'TIMELY', 0, CASE WHEN decided THEN 'DENIED' ELSE '' END, CASE WHEN decided THEN ended.day END, 0
FROM b_case c CROSS JOIN (VALUES ('1', 8, 20), ('2', 26, 60)) AS s (code, begins, ends)
CROSS JOIN LATERAL (SELECT s.code = '1' OR NOT c.is_open AS decided) AS so
JOIN b_day filed ON filed.rank = c.base + s.begins JOIN b_day ended ON ended.rank = c.base + s.ends;
INSERT INTO matters_party (matter_id, role, name, title, phone, email, is_off_roster)
SELECT id, role, name || ' ' || g %% 4801, '', '', '', true
FROM b_case CROSS JOIN (VALUES ('GRIEVANT', 'Member'), ('REPRESENTATIVE', 'Steward')) AS p (role, name);
INSERT INTO grievances_citation (grievance_id, article_id, text)
SELECT c.id, a.id, a.number FROM b_case c CROSS JOIN (VALUES (0), (13)) AS p (n)
JOIN agreements_article a ON a.unit_id = c.unit_id AND a.number = (1 + (c.g * 7 + p.n) %% %(articles)s)::text;
INSERT INTO deadlines_clock (matter_id, started_at, version_reason, kinds, work_dates, lists, cycle, calendar_id,
                             version_id, next_look_on)
SELECT id, filed_on + time '15:00', '', '{}', '{}', '{}', 1, %(calendar_row)s, version_id,
       CASE WHEN is_open AND due_on >= %(day)s THEN due_on + 1 END FROM b_case;
INSERT INTO deadlines_trigger (matter_id, cycle, event, "on", label, method, evidence, recorded_at, replaced_reason)
SELECT c.id, 1, t.event, d.day, '', '', '', d.day + time '16:00', ''
FROM b_case c CROSS JOIN (SELECT event, begins AS after FROM b_turn UNION ALL SELECT 'response:2', 60) AS t
JOIN b_day d ON d.rank = c.base + t.after
WHERE t.event <> 'response:2' OR NOT c.is_open;
"""
_EVENTS = """
INSERT INTO matters_matterevent (matter_id, verb, summary, actor_id, occurred_at, level, details)
SELECT c.id, 'grievance.noted', 'Entry ' || n || ': the file was read and the next act prepared.', c.owner_id,
       d.day + time '14:00' + n * interval '1 minute', 'OFFICE', jsonb_build_object('step', '1', 'entry', n)
FROM b_case c CROSS JOIN LATERAL generate_series(1, CASE WHEN c.g = 1 THEN %(long)s ELSE 10 END) AS n
JOIN b_day d ON d.rank = c.base + 8 + n %% 40;
"""
# The reasoning differs by procedure, limit and first day only: written once for each, not once a deadline.
_SPANS = """
CREATE TEMP TABLE b_span AS
SELECT u.version_id, t.code, b.rank, b.day AS from_on, e.day AS due_on, l.id AS limit_id, l.name, l.step, l.actor,
       jsonb_build_object('procedure', u.slug, 'limit', t.told,
           'start', jsonb_build_object('event', t.event, 'on', b.day::text), 'counted_on', e.day::text,
           'due_on', e.day::text, 'calendar', %(calendar_name)s::text)
       || CASE WHEN shut.way IS NULL THEN '{}' ELSE jsonb_build_object('closed', shut.way) END AS trace
FROM b_turn t CROSS JOIN b_unit u
JOIN deadlines_timelimit l ON l.version_id = u.version_id AND l.code = t.code
CROSS JOIN b_day b JOIN b_day e ON e.rank = b.rank + t.amount
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(day::text, label, NOT is_closure) ORDER BY day) AS way
    FROM deadlines_calendarday
    WHERE version_id = %(calendar)s AND NOT is_open AND extract(isodow FROM day) < 6 AND day BETWEEN b.day AND e.day
) AS shut ON true;
CREATE UNIQUE INDEX ON b_span (version_id, code, rank);
ANALYZE b_span;
"""
_DEADLINES = """
INSERT INTO deadlines_deadline (matter_id, cycle, limit_id, code, name, step, actor, state, from_on, due_on,
    counted_due_on, satisfied_on, is_extended, missing, trace, calendar_version_id, is_plain, set_by_hand_reason,
    lapsed_reason, computed_at, is_lapsed_by_clock)
SELECT c.id, 1, s.limit_id, s.code, s.name, s.step, s.actor,
       CASE WHEN is_owed AND s.due_on < %(day)s THEN 'MISSED' WHEN is_owed THEN 'OPEN' ELSE 'MET' END,
       s.from_on, s.due_on, s.due_on, CASE WHEN NOT is_owed THEN met.day END, false, '',
       CASE WHEN is_owed THEN s.trace ELSE s.trace || jsonb_build_object('satisfied_on', met.day::text) END,
       %(calendar)s, true, '', '', s.from_on + time '16:00', false
FROM b_case c CROSS JOIN b_turn t
JOIN b_span s ON s.version_id = c.version_id AND s.code = t.code AND s.rank = c.base + t.begins
JOIN b_day met ON met.rank = c.base + t.ends
CROSS JOIN LATERAL (SELECT c.is_open AND t.code = '6' AS is_owed) AS so;
"""
_NUMBERS = """
SELECT setval(pg_get_serial_sequence('matters_matter', 'id'), (SELECT max(id) FROM matters_matter));
INSERT INTO matters_referencecounter (prefix, year, last)
SELECT 'G', extract(year FROM opened_on), count(*) FROM matters_matter WHERE kind = 'grievance' GROUP BY 2
ON CONFLICT (prefix, year) DO UPDATE SET last = excluded.last;
"""


def ensure(count: int) -> None:
    """A city with ``count`` cases in this database, which holds nothing else. Raises SystemExit for another number."""
    found_city()
    found = case_count()
    if found == 0:
        began = time.perf_counter()
        _generate(count)
        check()
        print(f"Generated {count:,} cases in {time.perf_counter() - began:.0f} s.", flush=True)
    elif not count <= found < count * 1.1:
        raise SystemExit(f"The bench database holds {found:,} cases, not {count:,}: take another LABOR_DATA folder.")


def check() -> None:
    """Derive some cases again: nothing may move, or the generator does not write what the actions would."""
    keys = list(Clock.objects.filter(next_look_on__isnull=False).order_by("-pk").values_list("pk", flat=True)[:20])
    keys += list(Clock.objects.filter(next_look_on=None).order_by("-pk").values_list("pk", flat=True)[:20])
    with transaction.atomic():
        for now in situations(keys):
            moved = rederive(now, Cause("The generator is checked", None, NOW, TODAY))
            if moved:
                raise AssertionError(f"{now.clock}: the generator and the clock differ: {moved}")
        transaction.set_rollback(True)


def _generate(count: int) -> None:
    calendar = Calendar.objects.get(is_office=True)
    days = work_calendar(calendar.current_id or 0)
    values: dict[str, Any] = {
        "count": count, "offset": Matter.objects.order_by("-pk").values_list("pk", flat=True)[0], "share": OPEN_SHARE,
        "today": _rank(days), "day": TODAY, "course": COURSE, "due_from": DUE_FROM, "spread": DUE_SPREAD,
        "units": UNITS, "departments": DEPARTMENTS, "articles": ARTICLES, "calendar": calendar.current_id,
        "calendar_row": calendar.pk, "calendar_name": days.identity, "long": LONG_HISTORY,
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor, _quietly(cursor):
        _run(cursor, _LISTS, values)
        for turn in TURNS:
            told = json.dumps(codec.encode(turn.limit))
            row = (
                turn.limit.code,
                turn.begins,
                turn.ends,
                turn.limit.amount,
                turn.limit.start[0],
                turn.limit.satisfied_by,
            )
            cursor.execute("INSERT INTO b_turn VALUES (%s, %s, %s, %s, %s, %s, %s)", [*row, told])
        for part in (_CASES, _MATTERS, _FILES, _EVENTS, _SPANS, _DEADLINES, _NUMBERS):
            _run(cursor, part, values)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _run(cursor: Any, statements: str, values: dict[str, Any]) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            cursor.execute(statement, values)


def _rank(days: WorkCalendar) -> int:
    return days.open_days_between(days.first, TODAY)


@contextmanager
def _quietly(cursor: Any) -> Iterator[None]:
    """Without row history and foreign key checks: the rows are right by construction, and ``check`` looks."""
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute("SET LOCAL synchronous_commit = off")
    cursor.execute("SET LOCAL work_mem = '256MB'")
    # What is searched by parts of words is indexed once at the end, not case by case.
    cursor.execute("SET LOCAL gin_pending_list_limit = '1GB'")
    yield
    cursor.execute("SET LOCAL session_replication_role = origin")
