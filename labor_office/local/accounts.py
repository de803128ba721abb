"""Who the database server runs as: it refuses to be root, so root lends it an account."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

SERVER_ACCOUNT = "laborpg"


class Identity(TypedDict, total=False):
    """The keywords of ``subprocess.Popen`` that change who a child is."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An operating-system account; ``is_lent`` when it is not the one that runs us."""

    name: str
    uid: int
    gid: int
    is_lent: bool

    @property
    def identity(self) -> Identity:
        """What to pass to ``Popen`` so that the child is this account; empty when it already is."""
        return Identity(user=self.uid, group=self.gid, extra_groups=[]) if self.is_lent else Identity()

    def may_enter(self, path: Path) -> bool:
        """Whether this account can reach ``path`` and enter (a folder) or run (a file) it."""
        return subprocess.run(["test", "-x", str(path)], cwd="/", check=False, **self.identity).returncode == 0

    def own(self, folder: Path, mode: int = 0o700) -> None:
        """Make ``folder`` if it is missing and give it to this account with ``mode``."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.is_lent:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(mode)


def current_name() -> str:
    """The name of the account that runs us.

    Postgres looks its own account up by number, so a number without a name cannot run it.
    """
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise SystemExit(
            f"Account number {os.geteuid()} has no name in /etc/passwd, and PostgreSQL needs one. "
            "Run as a named account, or set DATABASE_URL to a server that already runs."
        ) from None


def server_account() -> Account:
    """The account for the database: ourselves, or ``laborpg`` (made on first use) when we are root."""
    if os.geteuid() != 0:
        return Account(current_name(), os.geteuid(), os.getegid(), is_lent=False)
    try:
        entry = pwd.getpwnam(SERVER_ACCOUNT)
    except KeyError:
        entry = _create_account()
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, is_lent=True)


def _create_account() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_ACCOUNT]
    try:
        subprocess.run(command, check=False, capture_output=True)
        # Two runs may create it at once; what counts is that it is there.
        return pwd.getpwnam(SERVER_ACCOUNT)
    except (KeyError, FileNotFoundError):
        raise SystemExit(
            f"PostgreSQL does not run as root and the account could not be made. Type: {' '.join(command)}"
        ) from None
