"""What axe has found sound in this run, in whichever of its test processes: it is not judged again.

Each process appends what it found to one file and reads what the others added since it last asked.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from tests import databases

# With JUDGE_ANEW=1 nothing counts as found sound before: axe judges each page whole.
IS_JUDGED_ANEW = bool(os.environ.get("JUDGE_ANEW"))


class Judged:
    """Signs of what was found sound: elements where they stand, colours, places to press."""

    def __init__(self, shared: Path | None) -> None:
        """``shared`` is the file of the run; None when this process is the only one."""
        self._shared, self._read, self._signs = shared, 0, set[str]()

    def unknown(self, signs: Iterable[str]) -> list[str]:
        """Those of ``signs`` that nobody has found sound yet, in their order."""
        if IS_JUDGED_ANEW:
            return list(signs)
        self._hear()
        return [sign for sign in signs if sign not in self._signs]

    def add(self, signs: Iterable[str]) -> None:
        """These were found sound now."""
        new = [sign for sign in signs if sign not in self._signs]
        self._signs.update(new)
        if self._shared and new:
            # One write at the end of the file: two processes' lines never mix.
            with self._shared.open("ab", buffering=0) as file:
                file.write("".join(f"{json.dumps(sign)}\n" for sign in new).encode())

    def _hear(self) -> None:
        if self._shared and self._shared.exists():
            with self._shared.open("rb") as file:
                file.seek(self._read)
                whole, end, _ = file.read().rpartition(b"\n")
            self._read += len(whole) + len(end)
            self._signs.update(map(json.loads, whole.splitlines()))


def file_of_run() -> Path | None:
    """Where the processes of one run meet: beside the throw-away servers' sockets, with which it is cleared away."""
    run, sockets = os.environ.get("PYTEST_XDIST_TESTRUNUID"), os.environ.get("PGHOST", "")
    return Path(sockets) / f"judged-{run}" if run and databases.is_possible() and Path(sockets).is_dir() else None
