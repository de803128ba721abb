"""A process of its own without the two seconds that starting a program takes: this one, forked.

As real to kill as any: it has its own session of the database and dies without a word.
"""

import multiprocessing
import threading
import warnings
from collections.abc import Callable
from multiprocessing.process import BaseProcess


def begin(work: Callable[[], object]) -> BaseProcess:
    """Let a forked process do ``work``; ended normally, its ``exitcode`` is 0, killed, the signal's negative number."""
    with warnings.catch_warnings():
        # Later Pythons warn of threads held by a lock; ours wait for the network, and hold none.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = multiprocessing.get_context("fork").Process(target=_apart, args=(work,))
        process.start()
    return process


def _apart(work: Callable[[], object]) -> None:
    """A new thread has no session of the database yet; that of this one is the parent's and stays untouched."""
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
