"""Several test processes beside each other (``pytest -n 2``): each has a queue and a cache of its own.

Loaded by name before the settings are read. Their databases are ``tests.databases``' matter.
Files they share: a file is never written over another.
"""

import gc
import os

# Valkey has 16 numbered databases, and a desk takes two.
MOST = 8


def number() -> int:
    """Which of the processes this is, from 0; 0 also when there is only one."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def look_for_litter_seldom() -> None:
    """Reading all tests leaves little litter and much that stays: to look for the one takes a fifth of the time.

    ``conftest.pytest_collection_finish`` says how often from then on.
    """
    gc.set_threshold(1_000_000, 50, 1_000)


def take_our_own() -> None:
    """Set what the settings read of this, and every process that we start."""
    if number() >= MOST:
        raise SystemExit(f"At most {MOST} test processes can work beside each other: pytest -n {MOST}")
    os.environ["REDIS_FIRST_DATABASE"] = str(2 * number())


look_for_litter_seldom()
take_our_own()
