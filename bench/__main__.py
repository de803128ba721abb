"""``python -m bench [names]``: a table of what was measured, and the same as JSON in ``bench/results``.

``BENCH_CASES`` is the number of grievances, 100,000 when not given; each number has a
database of its own beside the one in DATABASE_URL, generated once and kept.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

import django
import psycopg

CASES = int(os.environ.get("BENCH_CASES", "100000"))
RESULTS = Path(__file__).with_name("results")
# In this order: what changes the tables comes last.
PARTS = (
    "pages",
    "searching",
    "counting",
    "exports",
    "letters",
    "papers",
    "redlines",
    "imports",
    "closures",
    "reminders",
    "delivery",
    "audit",
    "roster",
    "training",
    "certificates",
    "costing",
)


def main(names: list[str]) -> int:
    """Measure the parts called ``names``, or all; exit code 0 whatever falls short."""
    if unknown := set(names) - set(PARTS):
        print(f"There is no {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
        return 2
    _use_own_database()
    os.environ.setdefault("STATIC_BACKEND", "django.contrib.staticfiles.storage.StaticFilesStorage")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labor_office.settings")
    django.setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    wanted = [part for part in PARTS if not names or part in names]
    if wanted != ["searching"]:  # which has a database of its own
        import_module("bench.generate").ensure(CASES)
    # As in a worker that has been up for a while: every address and what it imports is known.
    import_module("django.urls").reverse("grievances:list")
    began, lines = time.strftime("%Y-%m-%dT%H:%M:%S"), []
    _say(("what", "ours", "measured against", "ratio", "goal", "met"))
    for name in wanted:
        for result in getattr(import_module(f"bench.{name}"), name)():
            lines.append(result.as_dict())
            met = {True: "yes", False: "NO", None: ""}[result.is_met]
            _say((result.what, result.ours, result.anchor, result.ratio, result.goal, f"{met} (load {result.load})"))
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{began.replace(':', '')}.json"
    file.write_text(json.dumps({"at": began, "cases": CASES, "results": lines}, indent=1))
    print(f"Kept in {file}.")
    return 0


def _use_own_database() -> None:
    url = os.environ["DATABASE_URL"]
    name = f"bench_{CASES}"
    # A socket's folder may stand where the host would: the last slash is the one before the name.
    server, _, given = url.rpartition("/")
    folder = server.partition("@")[2]
    address = f"host={folder} dbname={given} user=labor" if folder.startswith("/") else url
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            connection.execute(f"CREATE DATABASE {name}")
    os.environ["DATABASE_URL"] = f"{server}/{name}"


def _say(cells: tuple[str, ...]) -> None:
    widths = (40, 38, 46, 8, 20, 0)
    print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
