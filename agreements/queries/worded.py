"""The words of clauses: their versions, each with its paragraphs, in one round trip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, OuterRef

from agreements.models.text import ArticleVersion, Paragraph
from agreements.queries.outline import Line
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled


@dataclass(frozen=True, slots=True)
class Worded:
    """A version and its paragraphs: the anchor and the words of each."""

    version: ArticleVersion
    kept: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs alone; the whole as one where none were kept."""
        return tuple(text for _, text in self.kept) or (self.version.text,)


# The paragraphs of a version in order, each as its anchor and its words.
_KEPT = (
    Paragraph.objects.filter(version=OuterRef("pk"))
    .order_by("position")
    .values_list(Func("anchor", "text", function="jsonb_build_array", output_field=JSONField()))
)
_VERSIONS = Compiled(
    lambda _user, versions: (
        ArticleVersion.objects.select_related("change__letter", "agreement")
        .filter(pk__any_of=versions)
        .annotate(kept=ArraySubquery(_KEPT))
        .order_by()
    )
)


def worded(user: User, lines: Iterable[Line]) -> dict[int, Worded]:
    """The versions of ``lines`` by number, with their side letters and paragraphs. One query."""
    found = _VERSIONS.rows(user, versions=[line.version_id for line in lines])
    return {
        version.pk: Worded(version, tuple((anchor, text) for anchor, text in version.kept))  # type: ignore[attr-defined]
        for version in found
    }
