"""What gunicorn serves while requests a second are counted: the desk, the prototype beside it, and the floor.

The floor is one query and one template of 25 rows, without sessions, people or middleware: what
this server can give at most for a page of that kind.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labor_office.settings")

from django.conf import settings

settings.ROOT_URLCONF = "bench.addresses"

from django.db import connection  # noqa: E402
from django.template import engines  # noqa: E402

from labor_office.wsgi import application as desk  # noqa: E402

FLOOR = "/floor/"
_ROWS = """
SELECT reference, title, level, to_char(opened_on, 'Mon FMDD, YYYY'), to_char(next_due_on, 'Mon FMDD'), kind,
       unit_id::text, owner_id::text
FROM matters_matter WHERE kind = 'grievance' AND closed_on IS NULL ORDER BY next_due_on, id LIMIT 25
"""
_TABLE = engines["django"].from_string(
    "<!doctype html><html lang='en'><title>Floor</title><table>{% for row in rows %}<tr>{% for cell in row %}"
    "<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The floor at its own address, everything else as ever."""
    if environ["PATH_INFO"] != FLOOR:
        return desk(environ, start_response)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        body = _TABLE.render({"rows": cursor.fetchall()}).encode()
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]
