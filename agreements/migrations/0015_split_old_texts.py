"""Texts from before there were paragraphs get theirs: a search reads paragraphs only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import migrations

from agreements.rules.paragraphs import cut, heading

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.models import Model, QuerySet

_AT_ONCE = 500


def split_old_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None = None) -> None:
    """Cut every text that has no paragraphs into them; texts that have theirs stay as they are."""
    versions = apps.get_model("agreements", "ArticleVersion")
    paragraphs = apps.get_model("agreements", "Paragraph")
    old = versions.objects.filter(paragraphs=None).exclude(text="")
    keys = list(old.order_by("pk").values_list("pk", flat=True))
    known = _places(versions, old)
    for some in _batches(keys):
        rows = [
            paragraphs(
                version_id=version.pk,
                unit_id=version.unit_id,
                position=position,
                anchor=piece.anchor,
                heading=_heading(version, known),
                text=piece.text,
                in_force=version.in_force,
            )
            for version in versions.objects.filter(pk__in=some).order_by("pk")
            for position, piece in enumerate(cut(version.number, version.text), start=1)
        ]
        paragraphs.objects.bulk_create(rows, batch_size=2000)


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _places(versions: type[Model], old: QuerySet[Model]) -> dict[tuple[int, int], dict[str, Any]]:
    """Number, title and parent of every article in each agreement with old texts."""
    own = versions.objects.filter(agreement__in=old.values("agreement"), change=None)
    rows = own.values("agreement_id", "article_id", "number", "title", "parent_id").order_by("pk")
    return {(row["agreement_id"], row["article_id"]): row for row in rows}


def _heading(version: Model, known: dict[tuple[int, int], dict[str, Any]]) -> str:
    chain = [(version.number, version.title)]
    above = version.parent_id
    while len(chain) < 4 and (row := known.get((version.agreement_id, above))):
        chain.insert(0, (row["number"], row["title"]))
        above = row["parent_id"]
    return heading(*chain)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0014_count_import_attempts")]

    operations = [migrations.RunPython(split_old_texts, migrations.RunPython.noop)]
