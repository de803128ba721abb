"""The morning's promises: found, counted and written by the database, against the bare INSERT of the same rows.

The goal was taken on a table of a few numbers with one key. A promise has 650 bytes, two thirds of them the facts
its mail will be written from, and refers to a matter and a person that must be there: of the bare INSERT at 45,000
to 50,000 rows a second two fifths are those two checks (85,000 without them, 146,000 with the key's index alone), and
none of the other indexes is a tenth. They stay: each answers a page, and a promise to nobody must not be.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from bench.city import NOW, TODAY
from bench.measure import Result, ms, rate, rows_changed, seconds, sweep_up, told, undone
from labor_office.core.deadlines.actions.sweep import promise_reminders
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.notices.actions.claim import claim
from labor_office.core.notices.models import Notice, NoticePreference
from labor_office.core.users.models import User

GOAL, CLAIM_GOAL, AGAIN_SHARE = 150_000, 50_000, 0.5
_COLUMNS = (
    "key, template, recipient_id, matter_id, context, why, promised_at, not_before, state, attempts, subject, text,"
    " error, html, sent_to, server_reply"
)


def reminders() -> Iterator[Result]:
    """Promises a second with everyone told one by one, then with digests; a second run; claiming."""
    work_calendar(Calendar.objects.get(is_office=True).current_id or 0)
    sweep_up()
    with undone():
        count, spent, again = _swept()
        yield told(
            f"sweep, {count:,} digests and overdue",
            rate(count, spent, "promises"),
            anchor=f"second run {ms(again)}, adds 0",
        )
    sweep_up()
    with undone():
        people = User.objects.filter(role="SPECIALIST")
        NoticePreference.objects.bulk_create([NoticePreference(user=person, has_digest=False) for person in people])
        count, spent, again = _swept()
        bare = _bare_insert()
        yield told(
            f"sweep, {count:,} promises one by one",
            f"{rate(count, spent, 'promises')}; second run {ms(again)}, adds 0",
            anchor=f"INSERT of the same rows, made before {rate(count, bare, 'rows')}", ratio=spent / bare,
            goal=f"{GOAL:,}/s", is_met=count / spent >= GOAL,
        )  # fmt: skip
        taken, batches = 0, 0
        claimed = 0.0
        while batches < 40:
            ids: list[int] = []
            claimed += seconds(lambda ids=ids: ids.extend(claim(now=NOW)))  # type: ignore[misc]
            taken, batches = taken + len(ids), batches + 1
            if not ids:
                break
        yield told(
            f"claim, {batches} batches", rate(taken, claimed), goal=f"{CLAIM_GOAL:,}/s",
            is_met=taken / claimed >= CLAIM_GOAL,
        )  # fmt: skip


def _swept() -> tuple[int, float, float]:
    """How many were promised and in what time, foreign keys checked; seconds of a second run, which must add none."""
    counts: list[int] = []

    def run() -> None:
        counts.append(promise_reminders(today=TODAY, now=NOW))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    spent, again = seconds(run), seconds(run)
    assert counts[1] == 0
    return counts[0], spent, again


def _bare_insert() -> float:
    """Seconds to write the same rows once more, made beforehand, with the same indexes and foreign keys."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE b_made ON COMMIT DROP AS SELECT {_COLUMNS} FROM notices_notice")
        cursor.execute("UPDATE b_made SET key = 'again:' || key")

    def run() -> None:
        rows_changed(f"INSERT INTO notices_notice ({_COLUMNS}) SELECT {_COLUMNS} FROM b_made ON CONFLICT DO NOTHING")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    spent = seconds(run)
    Notice.objects.filter(key__startswith="again:").delete()
    return spent
