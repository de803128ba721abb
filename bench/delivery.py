"""Mail over SMTP on the loopback: the whole delivery against building the same messages and keeping none."""

from __future__ import annotations

import subprocess
import sys
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


def delivery() -> Iterator[Result]:
    """Messages a second of one worker: examined, written, sent, marked."""
    with (
        _sink() as (port, sink),
        override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False),
        undone(),
    ):
        people = User.objects.filter(role="SPECIALIST")
        NoticePreference.objects.bulk_create([NoticePreference(user=person, has_digest=False) for person in people])
        promise_reminders(today=TODAY, now=NOW)
        tally = Tally()
        deliver_batch(claim(now=NOW), now=NOW, tally=tally)  # the first reads the templates
        warm = tally.sent
        spent = sum(
            seconds(lambda: deliver_batch(claim(now=NOW), now=NOW, tally=tally), beside=sink) for _ in range(BATCHES)
        )
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
def _sink() -> Iterator[tuple[int, int]]:
    """Its port and its process."""
    process = subprocess.Popen([sys.executable, "-m", "bench.sink"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline()), process.pid
    finally:
        process.terminate()
        process.wait()
