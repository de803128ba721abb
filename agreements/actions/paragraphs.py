"""The paragraphs of dated text: what permalinks name and searches find."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db import transaction

from agreements.models.text import ArticleVersion, Paragraph
from agreements.rules.paragraphs import cut, heading

_BATCH = 2000


@transaction.atomic
def write_paragraphs(*, version_ids: Collection[int]) -> int:
    """Cut the words of ``version_ids`` into paragraphs, in the place of any they had. Returns how many.

    Part of an act that records its own event. Three statements and one for every 2,000 paragraphs.
    """
    versions = list(ArticleVersion.objects.filter(pk__in=version_ids).order_by("pk"))
    Paragraph.objects.filter(version__in=version_ids).delete()
    chains = _Chains(versions)
    rows = [row for version in versions for row in _rows(version, chains.heading(version))]
    Paragraph.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)


def _rows(version: ArticleVersion, words: str) -> Iterator[Paragraph]:
    for position, piece in enumerate(cut(version.number, version.text), start=1):
        yield Paragraph(
            version=version,
            unit_id=version.unit_id,
            position=position,
            anchor=piece.anchor,
            heading=words,
            text=piece.text,
            in_force=version.in_force,
        )


class _Chains:
    """Numbers and titles of the articles that sections stand under, in the agreement that names them."""

    def __init__(self, versions: list[ArticleVersion]) -> None:
        agreements = {version.agreement_id for version in versions}
        own = ArticleVersion.objects.filter(agreement__in=agreements, change=None)
        self._known = {
            (row["agreement_id"], row["article_id"]): row
            for row in own.values("agreement_id", "article_id", "number", "title", "parent_id").order_by("pk")
        }

    def heading(self, version: ArticleVersion) -> str:
        """``14 Overtime and call-outs, 14.3 Order of call-outs``."""
        chain = [(version.number, version.title)]
        above = version.parent_id
        while above is not None and len(chain) < 4:
            row = self._known.get((version.agreement_id, above))
            if row is None:
                break
            chain.insert(0, (row["number"], row["title"]))
            above = row["parent_id"]
        return heading(*chain)
