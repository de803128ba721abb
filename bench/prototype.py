"""What stock Django can do over the same tables, with nothing of the desk around it.

No walls, no filters, no navigation, no reasoning: the fewest queries and the plainest
templates that show the same facts. The desk's pages are held against these.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path
from django.utils import timezone

from labor_office.core.matters.models.matter import Matter

_HEAD = (
    "<!doctype html><html lang='en'><title>{{ title }}</title><header><a href='/'>Labor relations</a>"
    "<nav>{% for one in nav %}<a href='/{{ one }}/'>{{ one }}</a>{% endfor %}</nav>{{ user.name }}</header><main>"
)
_LIST = (
    _HEAD + "<form><select name='unit'>{% for u in units %}<option value='{{ u.0 }}'>{{ u.1 }}</option>{% endfor %}"
    "</select><button>Filter</button></form><p>{{ count }}</p><table>{% for r in rows %}<tr><td>"
    "<a href='/p/{{ r.1 }}/'>{{ r.1 }}</a></td><td>{{ r.2 }}</td><td>{{ r.3 }}</td><td>{{ r.4 }}</td>"
    "<td>{{ r.5 }}</td><td>{{ r.6 }}</td>"
    "<td>{{ r.7 }}</td></tr>{% endfor %}</table><a rel='next' href='?after={{ after }}'>Next</a></main>"
)
_FLOOR = (
    "<!doctype html><html lang='en'><title>{{ title }}</title><body><nav>{{ user.name }}</nav><main><table>"
    "{% for r in rows %}<tr><td><a href='/p/{{ r.reference }}/'>{{ r.reference }}</a></td><td>{{ r.title }}</td>"
    "<td>{{ r.unit_id }}</td><td>{{ r.kind }}</td><td>{{ r.level }}</td><td>{{ r.opened_on|date:'M j, Y' }}</td>"
    "<td>{{ r.owner_id }}</td><td>{{ r.created_at|date:'M j, Y H:i' }}</td></tr>{% endfor %}</table></main></body></html>"
)
_RECORD = (
    _HEAD
    + "<h1>{{ case.1 }} {{ case.2 }}</h1><dl><dt>Unit</dt><dd>{{ case.3 }}</dd><dt>Owner</dt><dd>{{ case.4 }}</dd>"
    "</dl><p>{{ case.5 }}</p><table>{% for d in deadlines %}<tr><td>{{ d.0 }}</td><td>{{ d.1|date:'M j, Y' }}</td><td>"
    "{{ d.2|date:'M j, Y' }}</td><td>{{ d.3 }}</td></tr>{% endfor %}</table><ol>{% for e in events %}<li><time>"
    "{{ e.0|date:'M j, Y H:i' }}</time> {{ e.1 }} {{ e.2 }}</li>{% endfor %}</ol></main>"
)
_ROWS = """
SELECT m.id, m.reference, m.title, u.name, g.step, to_char(m.next_due_on, 'Mon FMDD'), o.name,
       to_char(m.opened_on, 'Mon FMDD, YYYY'), coalesce(m.next_due_on, '9999-12-31')
FROM (SELECT * FROM matters_matter m WHERE kind = 'grievance' AND {where} ORDER BY {key} LIMIT 26) AS m
JOIN grievances_grievance g ON g.matter_id = m.id JOIN workforce_bargainingunit u ON u.id = m.unit_id
JOIN users_user o ON o.id = m.owner_id ORDER BY {key}
"""
_COUNT = (
    "SELECT count(*) FROM (SELECT 1 FROM matters_matter m WHERE kind = 'grievance' AND {where} LIMIT 1001) AS found"
)
_SIX = """
INSERT INTO deadlines_deadline (matter_id, cycle, limit_id, code, name, step, actor, state, from_on, due_on,
    is_extended, missing, trace, is_plain, set_by_hand_reason, lapsed_reason, computed_at, is_lapsed_by_clock)
SELECT %s, 1, l.id, l.code, l.name, l.step, l.actor, 'OPEN', a.day, b.day, false, '', %s, true, '', '', now(), false
FROM deadlines_procedure p JOIN deadlines_procedureversion v ON v.procedure_id = p.id
JOIN deadlines_timelimit l ON l.version_id = v.id JOIN deadlines_calendar c ON c.id = p.calendar_id
JOIN deadlines_calendarday a ON a.version_id = c.current_id AND a.day = '2026-06-12'
JOIN deadlines_calendarday b ON b.version_id = c.current_id AND b.is_open AND b.rank = a.rank + l.amount
WHERE p.unit_id = %s
"""
_KEYS = {"due": "coalesce(m.next_due_on, '9999-12-31'), m.id", "filed": "m.opened_on DESC, m.id DESC",
         "issue": "m.title, m.id"}  # fmt: skip


@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """25 rows with the names they call for, and a bounded count: two queries."""
    where, values = ["true" if request.GET.get("status") == "all" else "m.closed_on IS NULL"], []
    if "unit" in request.GET:
        where.append("m.unit_id = (SELECT id FROM workforce_bargainingunit WHERE slug = %s)")
        values.append(request.GET["unit"])
    if "step" in request.GET:
        where.append("EXISTS (SELECT FROM grievances_grievance x WHERE x.matter_id = m.id AND x.step = %s)")
        values.append(request.GET["step"])
    narrowed = list(values)
    counted = _COUNT.format(where=" AND ".join(where))
    if "after" in request.GET:
        day, _, pk = request.GET["after"].partition("~")
        where.append("(m.opened_on, m.id) < (%s, %s)")
        values += [day, int(pk)]
    key = _KEYS[request.GET.get("sort", "due")]
    rows = _all(_ROWS.format(where=" AND ".join(where), key=key), values)
    (count,) = _all(counted, narrowed)[0]
    units = _all("SELECT slug, name FROM workforce_bargainingunit ORDER BY name", [])
    return _page(
        _LIST, request, title="Cases", rows=rows[:25], count=count, units=units, after=rows[-1][7] if rows else ""
    )


@login_required
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """The case, its deadlines, its last ten events: three queries."""
    case = _all(
        "SELECT m.id, m.reference, m.title, u.name, o.name, g.statement FROM matters_matter m JOIN"
        " grievances_grievance g ON g.matter_id = m.id JOIN workforce_bargainingunit u ON u.id = m.unit_id JOIN"
        " users_user o ON o.id = m.owner_id WHERE m.reference = %s",
        [reference],
    )[0]
    deadlines = _all(
        "SELECT name, from_on, due_on, state FROM deadlines_deadline WHERE matter_id = %s ORDER BY due_on, id",
        [case[0]],
    )
    events = _all(
        "SELECT e.occurred_at, e.summary, u.name FROM matters_matterevent e JOIN users_user u ON u.id = e.actor_id"
        " WHERE matter_id = %s ORDER BY occurred_at DESC, e.id DESC LIMIT 10",
        [case[0]],
    )
    return _page(_RECORD, request, title=case[1], case=case, deadlines=deadlines, events=events)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A case, its clock's first six dates by the calendar's ranks, one event: four writes, one commit."""
    unit_id = int(request.POST["unit"])
    with transaction.atomic():
        (number,) = _all(
            "INSERT INTO matters_referencecounter (prefix, year, last) VALUES ('P', 2026, 1) ON CONFLICT (prefix, year)"
            " DO UPDATE SET last = matters_referencecounter.last + 1 RETURNING last", [])[0]  # fmt: skip
        (pk,) = _all(
            "WITH m AS (INSERT INTO matters_matter (kind, reference, title, level, unit_id, owner_id, opened_on,"
            " created_at) VALUES ('grievance', %s, %s, 'OFFICE', %s, %s, '2026-06-12', now()) RETURNING id)"
            " INSERT INTO grievances_grievance (matter_id, filer, received_on, method, union_number, filed_step, step,"
            " statement, remedy, timeliness, days_late, kinds, grievant_names, outcome, has_precedent, closing_note)"
            " SELECT id, 'INDIVIDUAL', '2026-06-12', '', '', '1', '1', %s, '', 'TIMELY', 0, '{}', '', '', true, ''"
            " FROM m RETURNING matter_id",
            [f"P-2026-{number}", request.POST["title"], unit_id, request.user.pk, request.POST["statement"]],
        )[0]
        _run(
            _SIX,
            [pk, json.dumps({}), unit_id],
        )
        _run(
            "INSERT INTO matters_matterevent (matter_id, verb, summary, actor_id, occurred_at, level, details)"
            " VALUES (%s, 'grievance.filed', 'Filed.', %s, %s, 'OFFICE', '{}')",
            [pk, request.user.pk, timezone.now()],
        )
    return HttpResponseRedirect(f"/p/P-2026-{number}/")


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    """25 rows by the ORM in a template, as anyone would write it: one query."""
    rows = Matter.objects.filter(kind="grievance").order_by("-pk")[:25]
    return _page(_FLOOR, request, title="Cases", rows=rows)


urlpatterns = [path("floor/", floor), path("p/", listing), path("p/new/", create), path("p/<str:reference>/", record)]
_compiled: dict[str, Any] = {}


def _page(source: str, request: HttpRequest, **context: Any) -> HttpResponse:
    template = _compiled.setdefault(source, engines["django"].from_string(source))
    nav = ["cases", "agreements", "negotiations", "training", "reports"]
    return HttpResponse(template.render({**context, "nav": nav}, request))


def _all(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
