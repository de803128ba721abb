"""Search over agreement text and the reader's page, beside the textbook query on the same rows."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from agreements.queries.searching import Scope, found_text
from agreements.rules.asking import read
from bench.city import NOW, TODAY
from bench.measure import Result, interleaved, ms, percentile, told
from bench.texts import text_database, word
from labor_office.core.users.models import User

PARAGRAPHS = int(os.environ.get("BENCH_PARAGRAPHS", "1000000"))
QUESTIONS, WARM = 160, 15
RARE, MID, COMMON = range(2_000, 12_000), range(300, 900), range(60, 160)
Goal = tuple[int, int]
# What a text book says: find all, rank all, then mark the twenty best.
_TEXTBOOK = """
SELECT id, ts_headline('english', text, q, 'MaxFragments=2,MaxWords=18,MinWords=6') FROM (
    SELECT p.id, p.text, q, ts_rank_cd(p.words, q) AS rank
    FROM agreements_paragraph p, websearch_to_tsquery('english', %s) AS q
    WHERE p.words @@ q{where} ORDER BY rank DESC LIMIT 20
) AS best
"""


def searching() -> Iterator[Result]:
    """Text in force, of all years, of one unit; then the reader's page of a 60-article agreement on a past day."""
    with text_database(PARAGRAPHS):
        user = User.objects.get()
        dice = random.Random(9)
        questions = [_question(dice) for _ in range(WARM + QUESTIONS)]
        today = " AND p.in_force @> '2026-06-15'::date"
        for name, options, where, goal in (
            ("search, text in force", {}, today, (8, 15)),
            ("search, one unit in force", {"units": [1]}, f"{today} AND p.unit_id = 1", (8, 15)),
            ("search, all years", {"scope": Scope.ALL}, "", (15, 60)),
            ("search, a past day", {"on": TODAY.replace(year=2019)}, " AND p.in_force @> '2019-06-15'::date", (15, 60)),
        ):
            ours = [partial(found_text, user, read(each, {}), **{"on": TODAY, **options}) for each in questions]
            textbook = [partial(_run, _TEXTBOOK.format(where=where), each) for each in questions]
            yield _paired(name, ours, textbook, goal)
        yield _reader(user)


def _paired(
    what: str, ours: Sequence[Callable[[], object]], theirs: Sequence[Callable[[], object]], goal: Goal
) -> Result:
    """Each question asked once of both, in turn; the first are for warming."""
    mine, its = [], []
    for one, other in zip(ours, theirs, strict=True):
        (spent,), (spent_there,) = interleaved([one, other], times=1, warm=0)
        mine.append(spent)
        its.append(spent_there)
    mine, its = mine[WARM:], its[WARM:]
    p50, p95 = percentile(mine, 0.5), percentile(mine, 0.95)
    return told(
        f"{what}, {PARAGRAPHS:,} paragraphs",
        f"{ms(p50)} / p95 {ms(p95)}",
        anchor=f"textbook {ms(percentile(its, 0.5))} / p95 {ms(percentile(its, 0.95))}",
        ratio=percentile(its, 0.95) / p95,
        goal=f"{goal[0]} / {goal[1]} ms",
        is_met=p50 * 1000 <= goal[0] and p95 * 1000 <= goal[1],
    )


def _reader(user: User) -> Result:
    """The whole page through the web process: outline of 60 articles, one of them in its words."""
    cache.clear()
    with override_settings(CLOCK_OFFSET=NOW - datetime.now(UTC), ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        page = partial(client.get, "/agreements/unit-1/articles/14/?as-of=2019-06-15")
        answer = page()
        if answer.status_code != 200 or b"Showing the text in force on" not in answer.content:
            raise AssertionError(f"the reader answered {answer.status_code}")
        with CaptureQueriesContext(connection) as asked:
            page()
        statements = len(asked)
        (spent,) = interleaved([page], times=60)
    p50, p95 = percentile(spent, 0.5), percentile(spent, 0.95)
    return told(
        "reader, a day of a 60-article agreement",
        f"{ms(p50)} / p95 {ms(p95)} ({statements} SQL)",
        goal="12 / 20 ms",
        is_met=p50 * 1000 <= 12 and p95 * 1000 <= 20,
    )


def _question(dice: random.Random) -> str:
    kind = dice.choice(["rare"] * 3 + ["mid"] * 3 + ["common"] * 2 + ["and2"] * 4 + ["and3"] * 2 + ["phrase"] * 2)
    if kind == "phrase":
        return f'"{_phrase(dice)}"'
    drawn = {"rare": [RARE], "mid": [MID], "common": [COMMON], "and2": [COMMON, MID], "and3": [COMMON] * 3}[kind]
    return " ".join(word(dice.choice(ranks)) for ranks in drawn)


def _phrase(dice: random.Random) -> str:
    """Three words that stand beside each other somewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM agreements_paragraph WHERE id >= %s ORDER BY id LIMIT 1",
                       [dice.randrange(1, PARAGRAPHS // 2)])  # fmt: skip
        words = cursor.fetchone()[0].split()
    begins = dice.randrange(len(words) - 3)
    return " ".join(words[begins : begins + 3])


def _run(sql: str, question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, [question])
        return cursor.fetchall()
