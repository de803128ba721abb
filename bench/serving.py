"""Requests a second: two sync workers of gunicorn, four clients in a process of their own, all on this machine.

Each round takes the list, the prototype and the floor in turn. Neighbours on the machine slow the
clock on the wall, so the rate that is judged is what two processors would give: two, divided by the
processor time that a request takes in the workers, their database processes and the clients.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from bench.city import NOW
from bench.measure import Result, told
from labor_office.core.users.models import User

PAGES = {"ours": "/grievances/?view=all", "prototype": "/p/", "floor": "/floor/"}
WORKERS, CLIENTS, ROUNDS, SECONDS = 2, 4, 3, 4
GOAL, SHARE_OF_FLOOR = 220, 0.5
NAMED = "bench serving"
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Load:
    """One page under load: answers a second by the clock on the wall, and as two free processors would give them."""

    by_the_wall: float
    rate: float


def serving() -> Iterator[Result]:
    """The list under load, in one run with the prototype and the floor."""
    cookie = _session()
    with _gunicorn() as (port, master):
        found: dict[str, list[Load]] = {name: [] for name in PAGES}
        for round_number in range(ROUNDS + 1):
            for name, path in PAGES.items():
                load = _loaded(port, master, path, cookie, seconds=SECONDS if round_number else 1)
                if round_number:  # the first reads the templates
                    found[name].append(load)
    rates = {name: statistics.median(load.rate for load in loads) for name, loads in found.items()}
    wall = {name: statistics.median(load.by_the_wall for load in loads) for name, loads in found.items()}
    share = rates["ours"] / rates["floor"]
    yield told(
        f"list, requests/s, {WORKERS} workers, {CLIENTS} clients",
        f"{rates['ours']:.0f}/s ({wall['ours']:.0f} by the wall)",
        anchor=f"floor {rates['floor']:.0f}/s, prototype {rates['prototype']:.0f}/s ({wall['prototype']:.0f})",
        ratio=share,
        goal=f"{GOAL}/s; {SHARE_OF_FLOOR}x the floor",
        is_met=rates["ours"] >= GOAL and share >= SHARE_OF_FLOOR,
    )


def _session() -> str:
    """A specialist, signed in; nothing of an earlier run is cached."""
    cache.clear()
    client = Client()
    client.force_login(
        User.objects.filter(role="SPECIALIST").order_by("pk")[0], backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def _gunicorn() -> Iterator[tuple[int, int]]:
    """Its port and the key of its first process; gone at the end, whatever happens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    offset = int((NOW - datetime.now(UTC)).total_seconds())
    told_by = {"WEB_WORKERS": str(WORKERS), "CLOCK_OFFSET_SECONDS": str(offset), "PGAPPNAME": NAMED}
    command = ["-m", "gunicorn", "-c", "python:labor_office.local.gunicorn_conf", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen([sys.executable, *command, "bench.served"], env=os.environ | told_by)
    try:
        _wait(port, server)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("gunicorn did not start.")


def _loaded(port: int, master: int, path: str, cookie: str, *, seconds: float) -> Load:
    command = [sys.executable, "-m", "bench.load", str(port), path, cookie, str(CLIENTS), str(seconds)]
    before = _worked(master)
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + START_SECONDS).stdout
    after = _worked(master)
    count, wall, asking = (float(part) for part in said.split())
    spent = asking + sum(now - before.get(pid, 0.0) for pid, now in after.items())
    return Load(by_the_wall=count / wall, rate=WORKERS * count / spent)


def _worked(master: int) -> dict[int, float]:
    """Seconds on a processor of each worker and of each database process that serves one."""
    workers = Path("/proc", str(master), "task", str(master), "children").read_text().split()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [NAMED])
        behind = [str(pid) for (pid,) in cursor.fetchall()]
    return {int(pid): int(Path("/proc", pid, "schedstat").read_text().split()[0]) / 1e9 for pid in [*workers, *behind]}
