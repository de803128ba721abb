"""Starting a child so that it never outlives us, and ending it so that nothing of it stays."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from labor_office.local.accounts import Account

PR_SET_PDEATHSIG = 1
LOG_LIMIT_BYTES = 10 * 1024 * 1024
# Loaded before any fork: a child that has changed account may no longer be able to read the library.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def say(text: str) -> None:
    """Write one line to the terminal at once, even when it is a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def die_with_parent(wish: signal.Signals) -> Callable[[], None]:
    """What a child runs before its program starts: on Linux the kernel sends it ``wish`` when we die.

    Works for a ``kill -9`` of ours too. Elsewhere the next start finds and stops what was left.
    """
    parent = os.getpid()

    def arrange() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, wish)
            if os.getppid() != parent:  # we died between the fork and this line
                os._exit(1)

    return arrange


def open_log(path: Path) -> IO[bytes]:
    """The log to append to; one that has grown past 10 MB is set aside as ``.1`` first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(path.suffix + ".1"))
    return path.open("ab")


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    account: Account | None = None,
    wish: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start ``command`` in its own session, its output in ``log``; ``wish`` is its signal should we die."""
    with open_log(log) as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            start_new_session=True,
            preexec_fn=die_with_parent(wish),  # noqa: PLW1509 (one thread)
            **(account.identity if account else {}),
        )


def stop(process: subprocess.Popen[bytes], *, wish: signal.Signals = signal.SIGTERM, patience: float = 20.0) -> None:
    """Ask ``process`` to end, wait ``patience`` seconds, then end it and what it started."""
    if process.poll() is None:
        process.send_signal(wish)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    end_group(process)
    process.wait()


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the session of ``process``.

    A gunicorn or Celery master that was killed leaves workers which hold the port or
    a task for many seconds; its successor must not wait for them.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def tail(path: Path, characters: int = 2000) -> str:
    """The end of a log, for the message that says why something did not start."""
    return path.read_text(errors="replace")[-characters:] if path.exists() else "(no log)"


def wait_until(ready: Callable[[], bool], *, alive: Callable[[], bool], pause: float = 0.03) -> bool:
    """Whether ``ready`` came true before ``alive`` turned false; as long as it is alive we wait."""
    while alive():
        if ready():
            return True
        time.sleep(pause)
    return False
