"""What the row history costs an edit: with its triggers against the same edits without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.db import connection
from django.db.models import F

from bench.measure import Result, interleaved, percentile, seconds, told, undone
from labor_office.core.matters.models.matter import Matter

EDITS, MANY = 500, 10_000
SAVE_GOAL, UPDATE_GOAL = 1.25, 3.5


def audit() -> Iterator[Result]:
    """One matter saved at a time, and many by one UPDATE; undone."""
    for what, run, goal, count in (
        ("save() of one row", _save, SAVE_GOAL, EDITS),
        (f"update() of {MANY:,} rows", _update, UPDATE_GOAL, MANY),
    ):
        audited, bare = interleaved([partial(_under, run, "origin"), partial(_under, run, "replica")], times=5, warm=1)
        with_it, without = percentile(audited, 0.5) / count, percentile(bare, 0.5) / count
        yield told(
            f"row history, {what}", f"{with_it * 1e6:.0f} µs a row", anchor=f"without {without * 1e6:.0f} µs",
            ratio=with_it / without, goal=f"{goal}x", is_met=with_it / without <= goal,
        )  # fmt: skip


def _under(run: partial[None], role: str) -> float:
    with undone(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL session_replication_role = {role}")
        return seconds(run)


def _save() -> None:
    for matter in Matter.objects.filter(kind="grievance").order_by("pk")[:EDITS]:
        matter.title = f"{matter.title}."
        matter.save(update_fields=["title"])


def _update() -> None:
    first = Matter.objects.filter(kind="grievance").order_by("pk").values_list("pk", flat=True)[0]
    Matter.objects.filter(pk__range=(first, first + MANY - 1)).update(created_at=F("created_at") + timedelta(seconds=1))
