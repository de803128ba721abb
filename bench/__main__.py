"""``python -m bench [names]``: a table of what was measured, and the same as JSON in ``bench/results``.

``BENCH_CASES`` is the number of grievances, 100,000 when not given; each number has a
database of its own beside the one in DATABASE_URL, generated once and kept. A million take
13 GB, with up to 8 GB of log beside them, and 18 minutes on a machine that is busy otherwise.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

import django
import psycopg

CASES = int(os.environ.get("BENCH_CASES", "100000"))
RESULTS = Path(__file__).with_name("results")
# In this order: what changes the tables comes last.
PARTS = (
    "pages",
    "serving",
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
    """Measure the parts called ``names``, or all; exit code 0 whatever falls short, 1 where a part broke down."""
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
    # As in a worker that has been up for a while: every address and what it imports is known, and out of the
    # collector's sight, as gunicorn's settings have it.
    import_module("django.urls").reverse("grievances:list")
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    began, lines = time.strftime("%Y-%m-%dT%H:%M:%S"), []
    broken = []
    print("Times leave out how long our process and the database's stood in line for a processor.")
    _say(("what", "goal", "ours", "limit or alternative", "ratio", "goal met (load of the machine)"))
    for name in wanted:
        try:
            for result in getattr(import_module(f"bench.{name}"), name)():
                lines.append(result.as_dict())
                met = {True: "yes", False: "NO", None: "-"}[result.is_met]
                _say((result.what, result.goal, result.ours, result.anchor, result.ratio, f"{met} ({result.load})"))
        except Exception:  # one part that breaks down must not take the others with it
            traceback.print_exc()
            broken.append(name)
    _conclude(lines, broken)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{began.replace(':', '')}.json"
    file.write_text(json.dumps({"at": began, "cases": CASES, "results": lines}, indent=1))
    print(f"Kept in {file}.")
    return 1 if broken else 0


def _conclude(lines: list[dict[str, object]], broken: list[str]) -> None:
    """How many goals are met, and which are not."""
    missed = [str(line["what"]) for line in lines if line["is_met"] is False]
    met = sum(line["is_met"] is True for line in lines)
    print(f"\n{met} of {met + len(missed)} goals are met.", *missed, sep="\n  not met: ")
    if broken:
        print(f"Broke down: {', '.join(broken)}.")


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
    widths = (46, 20, 44, 50, 8, 0)
    print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
