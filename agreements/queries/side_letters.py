"""Side letters as the list and the record show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from agreements.models.side_letters import SideLetter
from agreements.models.text import Agreement, ArticleVersion
from agreements.queries.overlaps import texts_changed
from agreements.queries.timelines import holding
from agreements.rules.letters import Told, standing_on
from agreements.rules.timeline import ONE_DAY, Days
from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter of the list."""

    letter: SideLetter
    told: Told
    articles: str
    # The last day it holds: its own, that of the letter that ended it, or that of its agreement's text.
    last_day: date | None


def letters_of(user: User) -> QuerySet[SideLetter]:
    """The letters ``user`` may know of, the newest first."""
    found = SideLetter.objects.visible_to(user).select_related(
        "unit__organization", "agreement", "ends_letter", "clock"
    )
    return found.order_by("-effective_on", "-pk")


def letter_rows(letters: Sequence[SideLetter], *, today: date) -> list[LetterRow]:
    """Each letter with its standing, its last day and the sections it changes. Two queries."""
    held = _held(letters)
    numbers = texts_changed(letters)
    return [
        LetterRow(
            letter,
            _told(letter, held.get(letter.pk), today),
            ", ".join(numbers[letter.pk]),
            _last_day(letter, held.get(letter.pk)),
        )
        for letter in letters
    ]


def letter_row(letter: SideLetter, *, today: date) -> LetterRow:
    """One letter as the list shows it."""
    return letter_rows([letter], today=today)[0]


def _held(letters: Iterable[SideLetter]) -> dict[int, Days]:
    """The days on which each letter holds, within the text of its agreement. One query."""
    spans = {letter.agreement_id: Days(letter.agreement.starts_on, letter.agreement.text_until) for letter in letters}
    by_agreement: dict[int, list[SideLetter]] = defaultdict(list)
    every = SideLetter.objects.in_force().filter(agreement__in=spans).order_by("put_in_force_at", "pk")
    for letter in every:
        by_agreement[letter.agreement_id].append(letter)
    return {
        key: days
        for agreement, found in by_agreement.items()
        for key, asked in holding(found).items()
        if (days := asked.within(spans[agreement])) is not None
    }


def _told(letter: SideLetter, held: Days | None, today: date) -> Told:
    is_in_force = letter.put_in_force_at is not None
    return standing_on(today, held=held, is_in_force=is_in_force, is_closed=letter.closed_on is not None)


def _last_day(letter: SideLetter, held: Days | None) -> date | None:
    if letter.put_in_force_at is None or held is None:
        return letter.ends_on
    return held.until - ONE_DAY if held.until else None


def letters_to_end(letter: SideLetter) -> QuerySet[SideLetter]:
    """The letters in force of the same agreement, which ``letter`` may put an end to."""
    found = SideLetter.objects.in_force().filter(agreement=letter.agreement_id).exclude(pk=letter.pk)
    return found.order_by("-effective_on", "-pk")


def sections_on(agreement: Agreement, day: date) -> QuerySet[ArticleVersion]:
    """The articles and sections of ``agreement`` with words on ``day``, in order."""
    return ArticleVersion.objects.in_force(day).filter(agreement=agreement).select_related("article", "parent")


def agreements_to_change(user: User, *, today: date) -> QuerySet[Agreement]:
    """Agreements whose text holds today or will, which a letter may change; an adopted successor begins on its day."""
    holds_still = Q(text_until=None) | Q(text_until__gt=today)
    found = Agreement.objects.visible_to(user).published().filter(holds_still)
    return found.order_by("title")
