"""``python -m bench.load PORT PATH COOKIE CLIENTS SECONDS``: ask for a page again and again, then stop by itself.

Prints how many answers came, in how many seconds, and what asking cost this process in processor time.
"""

from __future__ import annotations

import socket
import sys
import threading
import time

MOST_SECONDS = 60.0


def main(port: int, path: str, cookie: str, *, clients: int, seconds: float) -> None:
    """Load 127.0.0.1 alone, for a minute at most. Raises SystemExit where an answer is not the page."""
    asked = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={cookie}\r\nConnection: close\r\n\r\n".encode()
    )
    began = time.perf_counter()
    until = began + min(seconds, MOST_SECONDS)
    counts = [0] * clients
    wrong: list[bytes] = []

    def ask(place: int) -> None:
        while time.perf_counter() < until and not wrong:
            answer = _answer(port, asked)
            if not answer.startswith(b"HTTP/1.1 200"):
                wrong.append(answer[:200])
            counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise SystemExit(f"{path}: {wrong[0]!r}")
    print(sum(counts), time.perf_counter() - began, time.process_time())


def _answer(port: int, asked: bytes) -> bytes:
    parts = []
    with socket.create_connection(("127.0.0.1", port), timeout=30) as open_socket:
        open_socket.sendall(asked)
        while part := open_socket.recv(65536):
            parts.append(part)
    return b"".join(parts)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3], clients=int(sys.argv[4]), seconds=float(sys.argv[5]))
