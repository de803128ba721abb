"""Timing, and how a result is told. Every figure has its anchor or limit measured in the same run.

Where the kernel tells how long a process stood in line for a processor, that time is left
out, ours and that of the database's process which serves us: so other work on the machine
hardly changes a figure. What it does to the caches stays in.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection, transaction

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: what was measured, what it stands against, what was hoped for.

    ``is_met`` is None where there is no goal. ``load`` is the machine's load average at the time.
    """

    what: str
    ours: str
    anchor: str
    ratio: str
    goal: str
    is_met: bool | None
    load: float

    def as_dict(self) -> dict[str, object]:
        """For the result file."""
        return asdict(self)


def told(
    what: str, ours: str, *, anchor: str = "", ratio: float | None = None, goal: str = "", is_met: bool | None = None
) -> Result:
    """A line, stamped with the load under which it was measured."""
    shown = "" if ratio is None else f"{ratio:.2f}x" if ratio < 100 else f"{ratio:,.0f}x"
    return Result(what, ours, anchor, shown, goal, is_met, round(os.getloadavg()[0], 1))


def seconds(run: Run, *, beside: int | None = None) -> float:
    """How long one run takes, less the time it stood in line for a processor; ``beside`` as a stopwatch has it."""
    stop = stopwatch(beside=beside)
    run()
    return stop()


def stopwatch(*, beside: int | None = None) -> Callable[[], float]:
    """Started; called, it gives the seconds since then less those spent in line for a processor.

    ``beside`` is a third process that takes part. Where processes work side by side their
    waits overlap, so it never gives less than any of them has worked.
    """
    before, began = _processors(beside), time.perf_counter()

    def spent() -> float:
        wall, after = time.perf_counter() - began, _processors(beside)
        worked = [now[0] - then[0] for then, now in zip(before, after, strict=True)]
        waited = [now[1] - then[1] for then, now in zip(before, after, strict=True)]
        return max(wall - sum(waited), *worked)

    return spent


def _processors(beside: int | None) -> list[tuple[float, float]]:
    """Seconds on a processor and in line for one: of this thread, of the database's process for it, of a third."""
    connection.ensure_connection()
    who = ["thread-self", connection.connection.info.backend_pid, *([] if beside is None else [beside])]
    return [_scheduled(Path("/proc", str(each), "schedstat")) for each in who]


def _scheduled(count: Path) -> tuple[float, float]:
    """As the kernel counts them; zeros where it does not, or where the process runs elsewhere."""
    try:
        worked, waited, _ = count.read_text().split()
    except OSError:
        return 0.0, 0.0
    return int(worked) / 1e9, int(waited) / 1e9


def median(run: Run, *, times: int = 5) -> float:
    """The middle of several runs."""
    return statistics.median(seconds(run) for _ in range(times))


def interleaved(runs: Sequence[Run], *, times: int, warm: int = 3) -> list[list[float]]:
    """Seconds of each of ``runs``, taken in turn, so that what else the machine does hits all alike.

    Before each, what the run before it left is cleared away: else the next one would pay for that.
    """
    found: list[list[float]] = [[] for _ in runs]
    for round_number in range(-warm, times):
        for taken, run in zip(found, runs, strict=True):
            gc.collect()
            spent = seconds(run)
            if round_number >= 0:
                taken.append(spent)
    return found


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def buffers(sql: str, parameters: Sequence[object] | None = None) -> int:
    """Pages of shared memory that a query touches once its plan is made: a cost that no other load disturbs."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", parameters)
        plan = cursor.fetchone()[0][0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


def rows_changed(sql: str, parameters: Sequence[object] | None = None) -> int:
    """Run a statement; how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def ms(value: float) -> str:
    """Seconds as milliseconds."""
    return f"{value * 1000:.1f} ms"


def rate(count: float, spent: float, unit: str = "rows") -> str:
    """So many a second."""
    return f"{count / spent:,.0f} {unit}/s"


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is taken back at its end, so that the next part finds the same tables."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sweep_up() -> None:
    """Clear away what was taken back: dead rows and their index entries would slow whatever comes next."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
