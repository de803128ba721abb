"""Writing which words hold on which days, so that no two texts of an article ever meet on one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.actions.paragraphs import write_paragraphs
from agreements.models.text import Agreement, Article, ArticleVersion
from agreements.queries.timelines import Timeline, dated, timelines
from agreements.rules.timeline import Days, Stretch

NO_DAY = DateRange(empty=True)

_PARAGRAPHS_FOLLOW = """
    UPDATE agreements_paragraph AS paragraph SET in_force = version.in_force
    FROM agreements_articleversion AS version
    WHERE version.id = paragraph.version_id AND version.id = ANY(%s)
      AND paragraph.in_force IS DISTINCT FROM version.in_force
"""
_CLOSE = """
    UPDATE agreements_articleversion
    SET in_force = in_force * daterange(NULL, %s)
    WHERE agreement_id = %s AND in_force && daterange(%s, NULL)
    RETURNING id
"""


def as_range(days: Days | None) -> DateRange:
    """``days`` as Postgres keeps them; the empty range for none."""
    return NO_DAY if days is None else DateRange(days.first, days.until, "[)")


def derive_text(agreement: Agreement, article_ids: Collection[int]) -> list[int]:
    """Make the stored words of ``article_ids`` say what agreement and side letters in force give.

    Rows keep their words and their id; only their days move, and words that hold on new
    days get new rows. Doing it again changes nothing. Returns the ids of the rows touched.
    The caller holds the agreement's lock.
    """
    touched: list[int] = []
    for timeline in timelines(agreement, article_ids):
        plan = timeline.plan()
        touched += _move(dict(plan.moved))
        touched += _add(timeline, plan.added)
    return touched


def close_text(agreement: Agreement, until: date) -> list[int]:
    """End the words of ``agreement`` before ``until``; what would only have begun later holds on no day."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, [until, agreement.pk, until])
        closed = [row[0] for row in cursor.fetchall()]
    paragraphs_follow(closed)
    return closed


def paragraphs_follow(version_ids: Sequence[int]) -> None:
    """Give paragraphs the days of their versions."""
    with connection.cursor() as cursor:
        cursor.execute(_PARAGRAPHS_FOLLOW, [list(version_ids)])


def _move(moved: dict[int, Days | None]) -> list[int]:
    """Narrow rows first and widen them afterwards: at no moment do two rows hold on one day."""
    rows = list(ArticleVersion.objects.filter(pk__in=moved))
    held = {row.pk: dated(row.in_force) for row in rows}
    for row in rows:
        was, will = held[row.pk], moved[row.pk]
        _write(row, was.within(will) if was and will else None)
    for row in rows:
        _write(row, moved[row.pk])
    paragraphs_follow([row.pk for row in rows])
    return [row.pk for row in rows]


def _write(row: ArticleVersion, days: Days | None) -> None:
    if dated(row.in_force) != days:
        row.in_force = as_range(days)
        row.save(update_fields=["in_force"])


def _add(timeline: Timeline, stretches: Iterable[Stretch]) -> list[int]:
    rows = [timeline.version(stretch.origin, as_range(stretch.days)) for stretch in stretches]
    made = ArticleVersion.objects.bulk_create(rows)
    write_paragraphs(version_ids=[row.pk for row in made])
    return [row.pk for row in made]


def name_articles(numbers: dict[int, str]) -> None:
    """Let articles be called what the newest agreement calls them."""
    renamed = [row for row in Article.objects.filter(pk__in=numbers) if row.number != numbers[row.pk]]
    for row in renamed:
        row.number = numbers[row.pk]
    Article.objects.bulk_update(renamed, ["number"])
