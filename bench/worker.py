"""A real PDF worker of the bench's own, and what it holds in memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKER = [
    sys.executable, "-m", "celery", "-A", "labor_office", "worker", "-Q", "pdf", "-c", "1",
    "--max-tasks-per-child", "50", "-l", "WARNING",
]  # fmt: skip


@contextmanager
def pdf_worker() -> Iterator[subprocess.Popen[bytes]]:
    """The worker as the desk starts it, until the block ends."""
    process = subprocess.Popen(WORKER)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def held(pid: int) -> float:
    """Megabytes held now by a process and its children together; what they share counts once."""
    try:
        return sum(_resident(each) for each in [pid, *_children(pid)])
    except (FileNotFoundError, ProcessLookupError):  # one of them ended while it was looked at
        return 0.0


def most_of_a_child(pid: int) -> float:
    """Megabytes that a child of ``pid`` held at its most, what it shares with ``pid`` included."""
    try:
        return max((_high_water(each) for each in _children(pid)), default=0.0)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident(pid: int) -> float:
    return _line(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")


def _high_water(pid: int) -> float:
    return _line(Path(f"/proc/{pid}/status"), "VmHWM:")


def _line(file: Path, name: str) -> float:
    for line in file.read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0
