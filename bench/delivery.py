"""Mail over SMTP on the loopback: the whole delivery against building the same messages and keeping none."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from django.conf import settings
from django.test.utils import override_settings

from bench.city import NOW, TODAY
from bench.measure import Result, rate, seconds, told, undone
from labor_office.core.deadlines.actions.sweep import promise_reminders
from labor_office.core.notices.actions.claim import claim
from labor_office.core.notices.actions.deliver import Tally, deliver_batch
from labor_office.core.notices.models import NoticePreference
from labor_office.core.users.models import User

GOAL, SHARE = 900, 0.8
BATCHES, BUILT = 4, 1_000


class _Sink(asyncio.Protocol):
    """Takes every message, keeps none: as little of a mail server as SMTP allows."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.heard, self.in_data = transport, b"", False
        self._say(b"220 sink")

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while True:
            end = b"\r\n.\r\n" if self.in_data else b"\r\n"
            line, found, rest = self.heard.partition(end)
            if not found:
                return
            self.heard = rest
            word = b"" if self.in_data else line[:4].upper()
            self.in_data = word == b"DATA"
            self._say({b"DATA": b"354 go on", b"QUIT": b"221 bye"}.get(word, b"250 ok"))

    def _say(self, words: bytes) -> None:
        self.transport.write(words + b"\r\n")  # type: ignore[attr-defined]


def delivery() -> Iterator[Result]:
    """Messages a second of one worker: examined, written, sent, marked."""
    with _sink() as port, override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False), undone():
        people = User.objects.filter(role="SPECIALIST")
        NoticePreference.objects.bulk_create([NoticePreference(user=person, has_digest=False) for person in people])
        promise_reminders(today=TODAY, now=NOW)
        tally = Tally()
        deliver_batch(claim(now=NOW), now=NOW, tally=tally)  # the first reads the templates
        warm = tally.sent
        spent = sum(seconds(lambda: deliver_batch(claim(now=NOW), now=NOW, tally=tally)) for _ in range(BATCHES))
    sent, built = tally.sent - warm, seconds(_build)
    yield told(
        f"delivery of {sent:,} on the loopback", rate(sent, spent, "messages"),
        anchor=f"email.message, built and not sent {rate(BUILT, built, 'messages')}",
        ratio=(spent / sent) / (built / BUILT), goal=f"{GOAL}/s; {1 / SHARE}x",
        is_met=sent / spent >= GOAL and (built / BUILT) / (spent / sent) >= SHARE,
    )  # fmt: skip


def _build() -> None:
    """The way of the standard library: what was the limit before we wrote the bytes ourselves."""
    for number in range(BUILT):
        message = EmailMessage()
        message["From"], message["To"] = settings.DEFAULT_FROM_EMAIL, f"p{number}@rivermont.example"
        message["Subject"] = "A step decision is due"
        message.set_content("The Step 2 decision is due on Friday. " * 20)
        message.add_alternative("<p>The Step 2 decision is due on Friday.</p>" * 20, subtype="html")
        message.as_bytes()


@contextmanager
def _sink() -> Iterator[int]:
    loop, port, ready = asyncio.new_event_loop(), [0], threading.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(loop.create_server(_Sink, "127.0.0.1", 0))
        port[0] = server.sockets[0].getsockname()[1]
        ready.set()
        loop.run_forever()
        server.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield port[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
