"""The stored words of articles and the letters at work on them, as the rules of the timeline want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.models.side_letters import SideLetter, TextChange
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.timeline import Change, Days, Letter, Rewrite, Row, Stretch, days_held, rewrite, text_by_day
from agreements.rules.vocabulary import ChangeEffect


def dated(found: DateRange) -> Days | None:
    """A stored range as days; None when it is empty."""
    return None if found.isempty or found.lower is None else Days(found.lower, found.upper)


@dataclass(slots=True)
class Timeline:
    """One article in one agreement: stored rows, the changes in force, and the days on which letters hold."""

    agreement: Agreement
    article_id: int
    rows: list[ArticleVersion]
    changes: list[TextChange]
    held: dict[int, Days]

    @property
    def span(self) -> Days:
        """The days of the agreement's text."""
        return Days(self.agreement.starts_on, self.agreement.text_until)

    @property
    def own(self) -> ArticleVersion | None:
        """A row with the agreement's own words; None for an article that a letter added."""
        return next((row for row in self.rows if row.change_id is None), None)

    def stretches(self) -> list[Stretch]:
        """Which words hold on which days."""
        base = self.span if self.own is not None else None
        asked = [asked_of(change) for change in self.changes]
        return text_by_day(base, self.span, asked, self.held)

    def plan(self) -> Rewrite:
        """What must be written so that the rows say it."""
        rows = [Row(row.pk, row.change_id, dated(row.in_force)) for row in self.rows]
        return rewrite(rows, self.stretches())

    def version(self, origin: int | None, days: DateRange) -> ArticleVersion:
        """A further row, not saved: the agreement's own words again, or those of a change."""
        change = next((one for one in self.changes if one.pk == origin), None)
        below = self.own or next(iter(self.rows), None)
        assert self.agreement.unit_id is not None  # noqa: S101 -- nothing without a unit comes into force
        made = ArticleVersion(
            article_id=self.article_id, unit_id=self.agreement.unit_id, agreement=self.agreement, in_force=days
        )
        if below is not None:
            made.level, made.number, made.title = below.level, below.number, below.title
            made.parent_id, made.position, made.part = below.parent_id, below.position, below.part
            made.text, made.source = below.text, below.source
        if change is not None:
            _say(made, change, is_new=below is None)
        return made


def _say(made: ArticleVersion, change: TextChange, *, is_new: bool) -> None:
    """Give a row the words of a change; number and title only where the change names them."""
    made.change, made.text = change, change.text
    made.number, made.title = change.number or made.number, change.title or made.title
    made.source = change.letter.reference
    if is_new:
        made.level, made.parent_id = change.level, change.parent_id
        made.position = _place_under(made, change.parent_id)


def _place_under(made: ArticleVersion, parent_id: int | None) -> int:
    """After everything that stands under ``parent_id``, or at the end of the agreement."""
    placed = list(
        ArticleVersion.objects.filter(agreement=made.agreement).values_list("article", "parent", "position").distinct()
    )
    if parent_id is None:
        return max((position for _, _, position in placed), default=0)
    inside = {parent_id}
    for _ in range(3):
        inside |= {article for article, parent, _ in placed if parent in inside}
    return max((position for article, _, position in placed if article in inside), default=0)


def asked_of(change: TextChange) -> Change:
    """A stored change as the rules want it."""
    is_end = change.effect == ChangeEffect.END
    return Change(change.pk, change.letter_id, change.effective_on, change.ends_on, is_end)


def letters_in_force(agreement: Agreement) -> list[SideLetter]:
    """The side letters of ``agreement`` that were put in force, in the order in which they were."""
    found = SideLetter.objects.filter(agreement=agreement).exclude(put_in_force_at=None)
    return list(found.order_by("put_in_force_at", "pk"))


def holding(letters: Sequence[SideLetter]) -> dict[int, Days]:
    """The days on which each of ``letters`` holds, by its key."""
    return days_held(
        [Letter(letter.pk, letter.effective_on, letter.ends_on, letter.ends_letter_id) for letter in letters]
    )


def timelines(
    agreement: Agreement,
    article_ids: Collection[int],
    *,
    without: SideLetter | None = None,
    as_if: Sequence[SideLetter] = (),
) -> list[Timeline]:
    """The timelines of ``article_ids`` in ``agreement``, as the letters in force make them.

    ``without`` leaves one out; those of ``as_if`` count as if they were put in force last.
    """
    letters = [*(letter for letter in letters_in_force(agreement) if letter != without), *as_if]
    held = holding(letters)
    rows: dict[int, list[ArticleVersion]] = defaultdict(list)
    for row in ArticleVersion.objects.filter(agreement=agreement, article__in=article_ids).order_by("pk"):
        rows[row.article_id].append(row)
    order = {letter.pk: number for number, letter in enumerate(letters)}
    changes: dict[int, list[TextChange]] = defaultdict(list)
    found = TextChange.objects.filter(letter__in=order, article__in=article_ids).select_related("letter")
    for change in sorted(found, key=lambda one: (order[one.letter_id], one.pk)):
        if change.article_id is not None:
            changes[change.article_id].append(change)
    return [Timeline(agreement, key, rows[key], changes[key], held) for key in sorted(article_ids)]


def words_on(timeline: Timeline, day: date) -> ArticleVersion | None:
    """What the timeline says on ``day``, as a row that may not be saved yet; None for no words."""
    stretch = next((one for one in timeline.stretches() if day in one.days), None)
    return timeline.version(stretch.origin, DateRange(day, None)) if stretch else None
