"""Where a side letter meets another on the same section, and what it would do to the words in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.models.side_letters import SideLetter, TextChange
from agreements.models.text import ArticleVersion
from agreements.queries.timelines import Timeline, asked_of, holding, letters_in_force, timelines, words_on
from agreements.rules.timeline import Days, days_changed
from bargaining.redline.compare import Redline, redline


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two letters speak of one section on the same days. ``is_ambiguous``: nobody said which holds."""

    number: str
    other: SideLetter
    days: Days
    own_text: str
    other_text: str
    redline: Redline
    is_ambiguous: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """One section without and with a letter, on the first day of the change."""

    change: TextChange
    number: str
    title: str
    text_before: str
    text_after: str
    redline: Redline
    days: Days | None


def overlaps(letter: SideLetter) -> list[Overlap]:
    """The letters in force that speak of the same sections on the same days, were ``letter`` put in force now.

    The one that begins later holds while it runs; where ``letter`` would begin no later
    than the one it meets, only people can say which holds.
    """
    others = [other for other in letters_in_force(letter.agreement) if other.pk != letter.pk]
    held = holding([*others, letter])
    own = [change for change in letter.changes.select_related("article") if change.article_id is not None]
    theirs = TextChange.objects.filter(letter__in=others, article__in=[change.article_id for change in own])
    by_article: dict[int | None, list[TextChange]] = {}
    for other in theirs.select_related("letter").order_by("pk"):
        by_article.setdefault(other.article_id, []).append(other)
    return [
        found
        for change in own
        for other in by_article.get(change.article_id, [])
        if (found := _meeting(change, other, held)) is not None
    ]


def _meeting(change: TextChange, other: TextChange, held: dict[int, Days]) -> Overlap | None:
    ours, theirs = days_changed(asked_of(change), held), days_changed(asked_of(other), held)
    shared = ours.within(theirs) if ours and theirs else None
    if shared is None or change.article is None:
        return None
    is_ambiguous = change.effective_on <= other.effective_on
    return Overlap(
        change.article.number,
        other.letter,
        shared,
        change.text,
        other.text,
        redline(other.text, change.text),
        is_ambiguous,
    )


def effects(letter: SideLetter) -> list[Effect]:
    """What ``letter`` does to each section it names: the words without it and with it, on the first day."""
    changes = list(letter.changes.select_related("article", "letter"))
    keys = [change.article_id for change in changes if change.article_id is not None]
    before: dict[int | None, Timeline] = {
        line.article_id: line for line in timelines(letter.agreement, keys, without=letter)
    }
    after: dict[int | None, Timeline] = {
        line.article_id: line for line in timelines(letter.agreement, keys, without=letter, as_if=[letter])
    }
    return [_effect(change, before.get(change.article_id), after.get(change.article_id)) for change in changes]


def _effect(change: TextChange, before: Timeline | None, after: Timeline | None) -> Effect:
    first = change.effective_on
    was = words_on(before, first) if before else None
    # Added text has no article, and so no timeline, until its letter is in force.
    will = words_on(after, first) if after else ArticleVersion(text=change.text)
    shown = will if will and will.number else was
    number, title = (shown.number, shown.title) if shown else ("", "")
    old, new = was.text if was else "", will.text if will else ""
    days = days_changed(asked_of(change), after.held) if after else Days(first)
    return Effect(change, change.number or number, change.title or title, old, new, redline(old, new), days)


def texts_changed(letters: Sequence[SideLetter]) -> dict[int, list[str]]:
    """The numbers of the sections that each of ``letters`` changes, by the letter's key. One query."""
    named: dict[int, list[str]] = {letter.pk: [] for letter in letters}
    rows = TextChange.objects.filter(letter__in=named).values_list("letter_id", "article__number", "number")
    for letter_id, known, given in rows.order_by("pk"):
        named[letter_id].append(given or known or "")
    return named
