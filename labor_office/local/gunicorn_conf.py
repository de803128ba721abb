"""How gunicorn serves the desk, here and on a server.

Sync workers: every page is one short, database-bound piece of work, and threads that
share an interpreter halved the throughput of the case list when measured.
"""

import gc
import os
from typing import Any

wsgi_app = "labor_office.wsgi"
worker_class = "sync"
workers = int(os.environ.get("WEB_WORKERS") or 2)
preload_app = True
timeout = 60
graceful_timeout = 30
accesslog = None


def post_worker_init(worker: Any) -> None:  # noqa: ANN401 (gunicorn's own type is not public)
    """Take what is loaded for good out of the collector's sight: its pauses were the slowest pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
