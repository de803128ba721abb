"""A mail server that takes everything and keeps nothing, in a process of its own: ``python -m bench.sink``."""

from __future__ import annotations

import asyncio


class Sink(asyncio.Protocol):
    """As little of SMTP as a client needs."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport, self.heard, self.in_data = transport, b"", False
        self._say(b"220 sink")

    def data_received(self, data: bytes) -> None:
        """Answer every line, and every message once."""
        self.heard += data
        while True:
            end = b"\r\n.\r\n" if self.in_data else b"\r\n"
            line, found, rest = self.heard.partition(end)
            if not found:
                return
            self.heard = rest
            word = b"" if self.in_data else line[:4].upper()
            self.in_data = word == b"DATA"
            self._say(
                {b"DATA": b"354 go on", b"QUIT": b"221 bye", b"EHLO": b"250-sink\r\n250 PIPELINING"}.get(
                    word, b"250 ok"
                )
            )

    def _say(self, words: bytes) -> None:
        self.transport.write(words + b"\r\n")


async def main() -> None:
    """Say the port, then listen until the process is ended."""
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
