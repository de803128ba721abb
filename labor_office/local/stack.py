"""Postgres and Valkey of one installation together: started, attached to, stopped."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from labor_office.local import environment
from labor_office.local.places import DataLock, Places, standing_places, throwaway_places
from labor_office.local.postgres import Postgres
from labor_office.local.processes import say
from labor_office.local.valkey import Valkey

Server = Postgres | Valkey


@dataclass
class Stack:
    """The servers of one installation and the settings that lead to them."""

    places: Places
    env: dict[str, str]
    servers: list[Server] = field(default_factory=list)

    def start(self) -> None:
        """Start every server of ours; the environment then leads to them."""
        for server in self.servers:
            server.start()

    def stop(self) -> None:
        """Stop every server of ours, last started first."""
        for server in reversed(self.servers):
            server.stop()
        with suppress(OSError):
            self.places.sockets.rmdir()


def plan(places: Places, env: dict[str, str], *, is_throwaway: bool) -> Stack:
    """Which servers are ours: those for which no address was given from outside."""
    servers: list[Server] = []
    if not env.get("DATABASE_URL") or not env.get("REDIS_URL"):
        places.data.mkdir(parents=True, exist_ok=True)
    if not env.get("DATABASE_URL"):
        postgres = Postgres(places, is_throwaway=is_throwaway)
        places.claim_sockets(postgres.account)
        env |= {"DATABASE_URL": postgres.url} | postgres.client_environment
        servers.append(postgres)
    if not env.get("REDIS_URL"):
        places.sockets.mkdir(exist_ok=True)
        valkey = Valkey(places, is_throwaway=is_throwaway)
        env |= {"REDIS_URL": valkey.url}
        servers.append(valkey)
    return Stack(places, env, servers)


@contextmanager
def throwaway() -> Iterator[Stack]:
    """An empty stack for tests and checks, gone afterwards."""
    places = throwaway_places()
    stack = plan(places, environment.for_throwaway(places), is_throwaway=True)
    try:
        began = time.monotonic()
        stack.start()
        say(f"Throw-away PostgreSQL and Valkey ready in {time.monotonic() - began:.1f} s.")
        yield stack
    finally:
        stack.stop()
        shutil.rmtree(places.data, ignore_errors=True)
        shutil.rmtree(places.sockets, ignore_errors=True)


@contextmanager
def standing() -> Iterator[Stack]:
    """The checkout's own stack: started and stopped by us, or merely used when it already runs."""
    environment.read_dotenv()
    places = standing_places()
    lock = DataLock(places)
    is_ours = lock.take()
    if not is_ours:
        environment.join_desk(places)
    stack = plan(places, environment.for_run(places), is_throwaway=False)
    try:
        if is_ours:
            stack.start()
        yield stack
    finally:
        if is_ours:
            stack.stop()
            lock.release()
