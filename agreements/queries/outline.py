"""The outline of a unit's agreement on a day: numbers, titles and places, without the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from agreements.models.text import Agreement, ArticleVersion, cited
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled


@dataclass(frozen=True, slots=True)
class Line:
    """One article, section or appendix in its place."""

    version_id: int
    article_id: int
    parent_id: int | None
    agreement_id: int
    number: str
    title: str
    part: str = ""

    @property
    def anchor(self) -> str:
        """Its part of an address: ``14.3``, ``Appendix-A``, ``preamble`` where the agreement gives no number."""
        return "-".join(self.number.split()) or "preamble"

    @property
    def cited(self) -> str:
        """``Art. 14`` or ``section 14.3``."""
        return cited(self.number)

    @property
    def heading(self) -> str:
        """``Art. 14, Overtime``."""
        return f"{self.cited}, {self.title}" if self.title else self.cited


@dataclass(frozen=True)
class Outline:
    """All lines in force on a day, in the order of reading."""

    lines: tuple[Line, ...]
    _by_article: dict[int, Line] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_article", {line.article_id: line for line in self.lines})

    @property
    def articles(self) -> tuple[Line, ...]:
        """The lines that stand under no other."""
        return tuple(line for line in self.lines if line.parent_id not in self._by_article)

    def called(self, number: str) -> Line | None:
        """The line whose number or address is ``number``, in any case."""
        wanted = "-".join(number.lower().split())
        return next((line for line in self.lines if line.anchor.lower() == wanted), None)

    def holding(self, article_id: int) -> Line | None:
        """The line of an article, or None when it was not in force."""
        return self._by_article.get(article_id)

    def top_of(self, line: Line) -> Line:
        """The article that ``line`` stands in; itself when it stands in none."""
        seen = {line.article_id}
        while (above := self._by_article.get(line.parent_id or 0)) and above.article_id not in seen:
            seen.add(above.article_id)
            line = above
        return line

    def under(self, line: Line) -> tuple[Line, ...]:
        """``line`` and everything that stands under it, in the order of reading."""
        return tuple(self._under(line))

    def _under(self, line: Line) -> Iterator[Line]:
        held = {line.article_id}
        for each in self.lines:
            if each.article_id == line.article_id or each.parent_id in held:
                held.add(each.article_id)
                yield each


_LINES = Compiled(
    lambda _user, agreements, on: (
        ArticleVersion.objects.in_force(on)
        .filter(agreement__any_of=agreements)
        .order_by("position", "pk")
        .values_list("pk", "article_id", "parent_id", "agreement_id", "number", "title", "part")
    )
)


def outline_of(user: User, agreements: Iterable[Agreement], *, on: date) -> Outline:
    """What of ``agreements``, all of which ``user`` may know of, was in force on a day. One query."""
    holding = [
        each.pk for each in agreements if each.starts_on <= on and (each.text_until is None or on < each.text_until)
    ]
    return Outline(tuple(Line(*row) for row in _LINES.rows(user, agreements=holding, on=on)))
