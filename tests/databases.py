"""The tests' databases: migrated once, copied for each test process, emptied after each test that commits.

Migrating from nothing takes many seconds and changes only when a migration or a package
does: the result is kept in ``var/`` for the next run. A fresh clone, and so the
integration server, always migrates for real.
"""

import functools
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql

from labor_office.local.processes import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
OURS = ("labor_office", "bargaining", "agreements", "grievances", "training")
KEPT = ROOT / "var" / "test-database"
MIGRATED = "labor_migrated"
MANAGE = [sys.executable, ROOT / "manage.py"]
# Their tests stand in the demo city.
TOLD_IN_THE_CITY = [ROOT / "tests" / "acceptance", ROOT / "tests" / "every_page"]
# The databases that hold something else for now.
LENT: set[str] = set()
# Rows that the migrations wrote stay; keys and triggers do not matter while everything goes.
EMPTY = """
    DO $$
    DECLARE
        filled text;
    BEGIN
        SET LOCAL session_replication_role = replica;
        FOR filled IN
            SELECT relname FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
               AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
        LOOP
            EXECUTE format('DELETE FROM %I', filled);
        END LOOP;
    END $$
"""


def is_possible() -> bool:
    """Only beside a throw-away server of ours, whose programs fit it."""
    return "PGBIN" in os.environ and os.environ.get("ENV_FILE") == os.devnull


class Ahead:
    """A process that makes databases while the test processes still gather their tests.

    It makes them as whoever asks first would. Where it fails, that one tries again and says so in
    its own test; what this one had to say stands at the end of the run.
    """

    def __init__(self, selected: list[str], *, is_whole: bool) -> None:
        """``selected``: the places of tests as pytest was given them; ``is_whole``: no test there is left out."""
        wanted = "databases.migrated()"
        if is_whole and any(_overlap(each, folder) for each in selected for folder in TOLD_IN_THE_CITY):
            wanted += "; city.standing()"
        command = [sys.executable, "-c", f"from tests import databases; from tests.acceptance import city; {wanted}"]
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 (for as long as this one stands)
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": self.said}
        # Nothing of this process is touched between fork and start, so its other threads do not matter.
        wish = die_with_parent(signal.SIGTERM)
        self.process = subprocess.Popen(command, cwd=ROOT, preexec_fn=wish, **quiet)  # noqa: PLW1509

    def end(self) -> str:
        """Stop it if it is not done. Returns why it failed, nothing when it did not."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        self.said.seek(0)
        return self.said.read().decode(errors="replace") if self.process.returncode > 0 else ""


def migrated() -> str:
    """The name of a database as the migrations leave it; whoever asks first makes it, the others wait."""
    with _alone(MIGRATED) as server:
        if not _exists(server, MIGRATED):
            with _draft(server, MIGRATED, "template0") as draft:
                _fill(draft)
    return MIGRATED


def made(name: str, command: list[str]) -> str:
    """Database ``name``, made from the migrated one by ``command``; whoever asks first makes it, the others wait."""
    source = migrated()
    with _alone(name) as server:
        if not _exists(server, name):
            with _draft(server, name, source) as draft:
                _run([*MANAGE, *command], DATABASE_URL=address_of(draft))
    return name


def lend_made(name: str, make: Callable[[], None]) -> None:
    """Let this process's tests work on what ``make`` makes of their database; done once, then copied under ``name``."""
    with _alone(name) as server:
        if _exists(server, name):
            lend(name)
            return
        make()
        connection.close()
        names = {"new": sql.Identifier(name), "source": sql.Identifier(connection.settings_dict["NAME"])}
        server.execute(sql.SQL("CREATE DATABASE {new} TEMPLATE {source} STRATEGY FILE_COPY").format(**names))


def copy(source: str, *, onto: str) -> None:
    """Put a copy of database ``source`` in the place of database ``onto``, whoever is connected to that one.

    A copied database gives out numbers again that this process may have met before, so
    whatever it remembers of rows is forgotten. On a server in memory, copying the files
    takes a third of what copying block by block through the log does.
    """
    connection.close()
    names = {"new": sql.Identifier(onto), "old": sql.Identifier(source)}
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {new} WITH (FORCE)").format(**names))
        server.execute(sql.SQL("CREATE DATABASE {new} TEMPLATE {old} STRATEGY FILE_COPY").format(**names))
    _forget()


def lend(source: str) -> None:
    """Let this process's tests work on a copy of ``source``, until one comes that expects an empty database."""
    copy(source, onto=connection.settings_dict["NAME"])
    LENT.add(connection.settings_dict["NAME"])


def take_back() -> None:
    """The database as the migrations leave it, without the dead rows and counted numbers of what was lent."""
    while LENT:
        copy(migrated(), onto=LENT.pop())


def empty() -> None:
    """Delete every row that tests wrote: by far cheaper than truncating a hundred tables that are mostly empty.

    What was lent is not worth it: it is replaced whole.
    """
    if LENT:
        return
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)


def address_of(database: str) -> str:
    """DATABASE_URL of another database on the tests' server."""
    given = os.environ["DATABASE_URL"]
    return given.removesuffix(given.rsplit("/", 1)[1]) + database


def kept_dump() -> Path:
    """Where the dump for today's migrations and packages is, or would be."""
    sources = sorted(path for top in OURS for path in (ROOT / top).rglob("migrations/*.py"))
    digest = hashlib.sha256()
    for path in [*sources, ROOT / "requirements-dev.lock"]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return KEPT / f"{digest.hexdigest()[:20]}.dump"


def _fill(draft: str) -> None:
    """Migrate ``draft``, or put the kept dump back; keep a dump that was not there."""
    program = Path(os.environ["PGBIN"])
    if kept_dump().exists():
        _run([program / "pg_restore", "--exit-on-error", f"--dbname={draft}", kept_dump()])
        return
    _run([*MANAGE, "migrate", "-v0"], DATABASE_URL=address_of(draft))
    KEPT.mkdir(parents=True, exist_ok=True)
    for older in KEPT.glob("*.dump"):
        older.unlink(missing_ok=True)
    part = KEPT / f"{os.getpid()}.part"
    _run([program / "pg_dump", "--format=custom", f"--file={part}", draft])
    part.rename(kept_dump())


def _server() -> psycopg.Connection:
    """A session of the server itself, in none of the tests' databases."""
    return psycopg.connect(host=os.environ["PGHOST"], user=os.environ["PGUSER"], dbname="postgres", autocommit=True)


@contextmanager
def _alone(name: str) -> Iterator[psycopg.Connection]:
    """A session while no other test process makes database ``name``."""
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        yield server


@contextmanager
def _draft(server: psycopg.Connection, name: str, source: str) -> Iterator[str]:
    """A copy of ``source`` under another name, which becomes ``name`` at the end; what somebody left of one goes."""
    names = {"draft": sql.Identifier(f"{name}_draft"), "name": sql.Identifier(name), "source": sql.Identifier(source)}
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {draft} WITH (FORCE)").format(**names))
    server.execute(sql.SQL("CREATE DATABASE {draft} TEMPLATE {source}").format(**names))
    yield f"{name}_draft"
    server.execute(sql.SQL("ALTER DATABASE {draft} RENAME TO {name}").format(**names))


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _forget() -> None:
    """Clear what our modules remember by ``functools.cache`` and ``lru_cache``."""
    for name, module in sys.modules.copy().items():
        if name.split(".", 1)[0] in OURS:
            for found in vars(module).values():
                if isinstance(found, functools._lru_cache_wrapper):
                    found.cache_clear()


def _overlap(selected: str, folder: Path) -> bool:
    """Whether a place of tests, as pytest is given it, lies in ``folder`` or has it inside."""
    place = (ROOT / selected.split("::", 1)[0]).resolve()
    return place.is_relative_to(folder) or folder.is_relative_to(place)


def _run(command: list[str | Path], **environment: str) -> None:
    """Run a program of ours; the one that works ahead takes it along when it ends."""
    wish = die_with_parent(signal.SIGTERM) if threading.active_count() == 1 else None
    quiet = {"stdout": subprocess.DEVNULL, "preexec_fn": wish}
    subprocess.run(list(map(str, command)), cwd=ROOT, env={**os.environ, **environment}, check=True, **quiet)
