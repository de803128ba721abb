"""The virus scanner beside the desk: clamd, spoken to over its own socket (the INSTREAM command)."""

from __future__ import annotations

import socket
import struct

_CHUNK_BYTES = 1 << 18
_TIMEOUT_SECONDS = 120.0
_OK, _FOUND = "OK", "FOUND"


class ScannerDown(Exception):
    """Nobody answers at the scanner's address, or it broke off; nothing is known of the bytes."""


class NotScannable(Exception):
    """The scanner answered that it cannot look at these bytes; its words say why."""


def scan(data: bytes, *, address: str) -> str:
    """The name of what was found in ``data``; empty when nothing was.

    ``address`` is the path of clamd's socket, or ``host:port``. Raises ScannerDown, NotScannable.
    """
    try:
        with _connect(address) as line:
            line.sendall(b"zINSTREAM\0")
            for begin in range(0, len(data), _CHUNK_BYTES):
                chunk = data[begin : begin + _CHUNK_BYTES]
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            return _read(line)
    except (OSError, ValueError) as gone:
        raise ScannerDown(f"The virus scanner does not answer: {gone}") from gone


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(_TIMEOUT_SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_TIMEOUT_SECONDS)


def _read(line: socket.socket) -> str:
    """``stream: OK``, ``stream: Eicar-Signature FOUND``, or a refusal that ends in ``ERROR``."""
    said = b""
    while not said.endswith(b"\0"):
        part = line.recv(4096)
        if not part:
            break
        said += part
    words = said.rstrip(b"\0\n").decode("utf-8", "replace").removeprefix("stream:").strip()
    if words == _OK:
        return ""
    if words.endswith(_FOUND):
        return words.removesuffix(_FOUND).strip()
    if not words:
        raise ScannerDown("The virus scanner broke off without an answer.")
    raise NotScannable(words[:200])
