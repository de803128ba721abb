"""How gunicorn serves the desk, here and on a server.

Sync workers: every page is one short, database-bound piece of work, and threads that
share an interpreter halved the throughput of the case list when measured.

A browser opens connections ahead of need and leaves them idle; a sync worker that
accepts one waits on it, and two of them stopped the site for a minute. So the kernel
keeps a connection back until its request has begun to arrive. On a server a buffering
proxy stands in front and does the same for slow senders.
"""

import gc
import os
import socket
from typing import Any

wsgi_app = "labor_office.wsgi"
worker_class = "sync"
workers = int(os.environ.get("WEB_WORKERS") or 2)
preload_app = True
timeout = 60
graceful_timeout = 30
accesslog = None
control_socket_disable = True
# Longer than any browser keeps an unused connection.
IDLE_SECONDS = 600


def when_ready(server: Any) -> None:  # noqa: ANN401 (gunicorn's own type is not public)
    """Have the kernel hand over connections with their first bytes (Linux; elsewhere nothing changes)."""
    if not hasattr(socket, "TCP_DEFER_ACCEPT"):
        return
    for listener in server.LISTENERS:
        if listener.sock.family in {socket.AF_INET, socket.AF_INET6}:
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, IDLE_SECONDS)


def post_worker_init(worker: Any) -> None:  # noqa: ANN401 (gunicorn's own type is not public)
    """Take what is loaded for good out of the collector's sight: its pauses were the slowest pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
