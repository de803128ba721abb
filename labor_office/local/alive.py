"""``python -m labor_office.local.alive URL``: exit 0 when the web process answers, for health checks."""

import http.client
import sys
from urllib.parse import urlsplit


def is_alive(url: str, *, patience: float = 4.0) -> bool:
    """Whether anything but a server error comes back within ``patience`` seconds.

    A redirect or a refused host name is an answer too: the process and its middleware run.
    """
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=patience)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_alive(sys.argv[1]) else 1)
