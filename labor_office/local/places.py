"""Where one installation keeps its things, and the lock that says who holds them."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from labor_office.local.accounts import Account

ROOT = Path(__file__).resolve().parents[2]
# Where the database goes when its account cannot enter the checkout (a private home, say).
PUBLIC_HOME = Path("/var/lib/labor-relations-desk")


@dataclass(frozen=True)
class Places:
    """The folders of one installation, all derived from ``data``."""

    data: Path

    @property
    def sockets(self) -> Path:
        """Where the servers listen. In ``/tmp`` and short: a socket's path is limited to about 104 bytes."""
        tag = hashlib.sha256(str(self.data).encode()).hexdigest()[:8]
        return Path(f"/tmp/labor-{os.getuid()}-{tag}")  # noqa: S108 (its owner is checked in claim_sockets)

    @property
    def logs(self) -> Path:
        """One log a process."""
        return self.data / "logs"

    @property
    def mail(self) -> Path:
        """The Maildir of the local catch-all."""
        return self.data / "mail"

    @property
    def files(self) -> Path:
        """Uploaded and issued documents."""
        return self.data / "files"

    def database(self, account: Account) -> Path:
        """PGDATA: beside the rest, or under ``/var/lib`` when ``account`` cannot enter ``data``."""
        if account.may_enter(self.data):
            return self.data / "pg"
        return PUBLIC_HOME / hashlib.sha256(str(self.data).encode()).hexdigest()[:8] / "pg"

    def claim_sockets(self, account: Account) -> None:
        """Make the sockets' folder; stop when somebody else put one there before us."""
        self.sockets.mkdir(mode=0o755, exist_ok=True)
        found = self.sockets.lstat()
        if self.sockets.is_symlink() or found.st_uid not in {os.geteuid(), account.uid}:
            raise SystemExit(f"{self.sockets} belongs to another account; remove it and start again.")
        account.own(self.sockets, 0o755)


class DataLock:
    """At most one supervisor on a data folder; the kernel lets go when its holder dies, however it dies."""

    def __init__(self, places: Places) -> None:
        self.path = places.data / "lock"
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Whether we hold it now; our process number is written into it for ``down``."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = self.path.open("a+")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        self._file = handle
        return True

    def holder(self) -> int | None:
        """The process number written by whoever took the lock last."""
        text = self.path.read_text().strip() if self.path.exists() else ""
        return int(text) if text.isdigit() else None

    def release(self) -> None:
        """Let go."""
        if self._file:
            self._file.close()
            self._file = None


def standing_places() -> Places:
    """The installation of this checkout: ``var/``, or the folder that LABOR_DATA names."""
    return Places(Path(os.environ.get("LABOR_DATA") or ROOT / "var").resolve())


def throwaway_places() -> Places:
    """A new empty installation in memory where that is roomy enough, else in the temporary folder.

    Docker gives /dev/shm 64 MB by default, which one test database fills.
    """
    memory = Path("/dev/shm")  # noqa: S108 (mkdtemp makes the folder)
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3
    data = Path(tempfile.mkdtemp(prefix="labor-test-", dir=memory if roomy else None)).resolve()
    data.chmod(0o755)
    return Places(data)
