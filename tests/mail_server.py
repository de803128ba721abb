"""A real SMTP server for tests: it keeps what it is given, and does what a test tells it to."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class MailServer:
    """``received`` in order of arrival. ``on_rcpt`` and ``on_data`` decide what it answers."""

    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    on_rcpt: Callable[[str], str] = lambda _to: "250 OK"
    on_data: Callable[["MailServer"], str] = lambda server: f"250 OK: queued as {len(server.received):04}"

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Session, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = self.on_rcpt(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        message = BytesParser(policy=policy.default).parsebytes(envelope.content)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.received.append(message)
        return self.on_data(self)

    def text(self, number: int = -1) -> str:
        """The plain text of a message as a mail reader shows it."""
        return _unix(self.received[number].get_body(("plain",)).get_content())

    def html(self, number: int = -1) -> str:
        """Its HTML."""
        return _unix(self.received[number].get_body(("html",)).get_content())


def serve(server: MailServer) -> Callable[[], None]:
    """Start ``server`` on a free port in a thread of its own; what is returned stops it."""
    loop = asyncio.new_event_loop()
    is_ready = threading.Event()

    async def listen() -> asyncio.Server:
        listener = await loop.create_server(lambda: SMTP(server, loop=loop, ident="rivermont"), "127.0.0.1", 0)
        server.port = listener.sockets[0].getsockname()[1]
        is_ready.set()
        return listener

    def run() -> None:
        asyncio.set_event_loop(loop)
        listener = loop.run_until_complete(listen())
        loop.run_forever()
        listener.close()
        loop.run_until_complete(close_the_rest())
        loop.close()

    async def close_the_rest() -> None:
        others = asyncio.all_tasks(loop) - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert is_ready.wait(10)

    def stop() -> None:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)

    return stop


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")
