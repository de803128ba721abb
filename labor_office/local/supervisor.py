"""One parent for web, workers, beat, mail and servers: it restarts what dies and stops all when told."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from labor_office.local.processes import end_group, say, stop

LOOK_SECONDS = 0.25
SETTLED_SECONDS = 30.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# A worker finishes the letter or the message in its hands.
PATIENCE_SECONDS = 30.0


@dataclass
class Child:
    """A process that must run, and how long to wait before it is started again."""

    name: str
    launch: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default_factory=time.monotonic)
    pause: float = FIRST_PAUSE
    due: float = 0.0

    def look(self, now: float) -> None:
        """Notice its end; start it again once its pause is over."""
        if self.process is not None and (code := self.process.poll()) is not None:
            end_group(self.process)
            has_settled = now - self.started > SETTLED_SECONDS
            self.pause = FIRST_PAUSE if has_settled else min(LONGEST_PAUSE, self.pause * 2)
            say(f"{self.name} ended with {code}; again in {self.pause:.0f} s.")
            self.process, self.due = None, now + self.pause
        if self.process is None and now >= self.due:
            self.process = self.launch()
            self.started = time.monotonic()


@dataclass
class Supervisor:
    """The children in starting order."""

    children: list[Child] = field(default_factory=list)

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Look after them until that is so; when nothing is said, until a signal ends this process."""
        while True:
            for child in self.children:
                child.look(time.monotonic())
            if until():
                return
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Ask all of them to end at once, then wait for the work in hand."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        for process in running:
            stop(process, patience=PATIENCE_SECONDS)


def is_free(port: int) -> bool:
    """Whether nobody listens on ``port`` of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port(preferred: int) -> int:
    """``preferred`` when nobody listens there, else any port that is free."""
    if is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
