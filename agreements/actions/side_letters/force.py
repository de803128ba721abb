"""Signing a side letter, putting it in force, and putting an end to it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from agreements.actions.expiry import watch_expiry
from agreements.actions.ranges import as_range, derive_text
from agreements.actions.side_letters.drafting import LetterSettled, held_letter, number_twice, refuse_settled
from agreements.actions.terms import move_term_end
from agreements.acts import TextChanged, tell_text_changed
from agreements.models.side_letters import SideLetter, TextChange
from agreements.models.text import Article, ArticleVersion
from agreements.queries.overlaps import Overlap, overlaps
from agreements.queries.side_letters import letter_row
from agreements.rules.timeline import ONE_DAY, through
from agreements.rules.vocabulary import ChangeEffect
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.web import words


class Side(StrEnum):
    """Who signs."""

    CITY = "CITY"
    UNION = "UNION"


class NotSigned(Exception):
    """A side has not signed yet."""


class AmbiguousOverlap(Exception):
    """Two letters would say different things of one section on one day, and neither says which holds."""


class NumberTaken(Exception):
    """Added text would bear a number that another section has on the same days."""


class OutsideTheTerm(Exception):
    """The letter would hold on days on which its agreement's text does not."""


@transaction.atomic
def sign_side_letter(*, letter_id: int, side: Side, name: str, on: date, by: User, at: datetime) -> SideLetter:
    """Record who signed for a side and when. Raises LetterSettled once the letter is in force or given up."""
    letter = held_letter(letter_id)
    refuse_settled(letter)
    if side is Side.CITY:
        letter.signed_by_city, letter.signed_by_city_on = name, on
        letter.save(update_fields=["signed_by_city", "signed_by_city_on"])
    else:
        letter.signed_by_union, letter.signed_by_union_on = name, on
        letter.save(update_fields=["signed_by_union", "signed_by_union_on"])
    whom = "the City" if side is Side.CITY else "the union"
    summary = f"Signed for {whom} by {name} on {on:%b} {on.day}, {on.year}"
    record_event(matter=letter, verb="side_letter.signed", summary=summary[:300], by=by, at=at, side=side, on=on)
    return letter


@transaction.atomic
def put_side_letter_in_force(*, letter_id: int, by: User, at: datetime, today: date) -> SideLetter:
    """Let the letter's words hold from its days on; everyone who reads the agreement reads them.

    Where another letter speaks of the same section on the same days, the later one in
    force holds while it runs. Raises LetterSettled, NotSigned, OutsideTheTerm, NumberTaken,
    and AmbiguousOverlap when this one would begin no later than the letter it meets.
    """
    letter = held_letter(letter_id)
    refuse_settled(letter)
    _refuse_unready(letter)
    unclear = [overlap for overlap in overlaps(letter) if overlap.is_ambiguous]
    if unclear:
        raise AmbiguousOverlap(_which_holds(unclear[0]))
    _make_articles(letter)
    letter.put_in_force_at, letter.level = at, Level.OFFICE
    letter.save(update_fields=["put_in_force_at", "level"])
    touched = _articles(letter) | (_articles(letter.ends_letter) if letter.ends_letter else frozenset())
    derive_text(letter.agreement, touched)
    if letter.extends_term:
        _extend_term(letter, by=by, at=at, today=today)
    else:
        watch_expiry(letter, last_day=letter.ends_on, by=by, at=at, today=today)
    if letter.ends_letter is not None:
        watch_expiry(letter.ends_letter, last_day=None, by=by, at=at, today=today)
    named = ", ".join(sorted(letter.changes.exclude(article=None).values_list("article__number", flat=True)))
    summary = f"In force from {letter.effective_on:%b} {letter.effective_on.day}, {letter.effective_on.year}"
    summary += f": changes {named}" if named else ""
    record_event(matter=letter, verb="side_letter.put_in_force", summary=summary[:300], by=by, at=at)
    for day, articles in _days_of_change(letter):
        _tell(letter, articles, day, f"{letter.reference} in force", by=by, at=at)
    return letter


@transaction.atomic
def end_side_letter(*, letter_id: int, last_day: date, reason: str, by: User, at: datetime, today: date) -> SideLetter:
    """Put an end to a letter in force with ``last_day``; the words under it hold again from the day after.

    Raises LetterSettled for a letter that is not in force or has ended, OutsideTheTerm for a
    day before its first, or on or after the last it has: a longer life is for both sides to sign.
    """
    letter = held_letter(letter_id)
    _refuse_no_end(letter, last_day, today)
    letter.ends_on = last_day
    if last_day < today:
        letter.closed_on = max(today, letter.opened_on)
    letter.save(update_fields=["ends_on", "closed_on"])
    touched = _articles(letter)
    derive_text(letter.agreement, touched)
    if letter.extends_term:
        _take_extension_back(letter, last_day, by=by, at=at, today=today)
    watch_expiry(letter, last_day=None if letter.extends_term else last_day, by=by, at=at, today=today)
    summary = f"Ends after {last_day:%b} {last_day.day}, {last_day.year}: {reason}"
    record_event(matter=letter, verb="side_letter.ended", summary=summary[:300], by=by, at=at, last_day=last_day)
    _tell(letter, touched, last_day + ONE_DAY, f"{letter.reference} ended", by=by, at=at)
    return letter


@transaction.atomic
def give_up_side_letter(*, letter_id: int, reason: str, by: User, at: datetime, today: date) -> SideLetter:
    """Close a draft that will not be signed. Raises LetterSettled."""
    letter = held_letter(letter_id)
    refuse_settled(letter)
    letter.closed_on = max(today, letter.opened_on)
    letter.save(update_fields=["closed_on"])
    record_event(matter=letter, verb="side_letter.given_up", summary=f"Given up: {reason}"[:300], by=by, at=at)
    return letter


def _refuse_no_end(letter: SideLetter, last_day: date, today: date) -> None:
    """Raise unless ``last_day`` would end a letter that still holds sooner than it ends by itself."""
    if letter.put_in_force_at is None:
        raise LetterSettled(f"{letter.reference} is not in force.")
    if letter.closed_on is not None:
        raise LetterSettled(f"{letter.reference} has ended already.")
    if last_day < letter.effective_on:
        raise OutsideTheTerm("The last day cannot be before the letter took effect.")
    last = letter_row(letter, today=today).last_day
    if last is not None and last_day >= last:
        raise OutsideTheTerm(
            f"{letter.reference} ends with {last:%b} {last.day}, {last.year} already. Choose an earlier last day, "
            "or let both sides sign another letter that goes on with it."
        )


def _refuse_unready(letter: SideLetter) -> None:
    missing = [
        whom
        for whom, on in (("the City", letter.signed_by_city_on), ("the union", letter.signed_by_union_on))
        if on is None
    ]
    if missing:
        raise NotSigned(f"Not signed yet for {' and '.join(missing)}.")
    agreement = letter.agreement
    if letter.effective_on < agreement.starts_on:
        raise OutsideTheTerm(
            f"The agreement begins on {agreement.starts_on:%b} {agreement.starts_on.day}, {agreement.starts_on.year}."
        )
    if agreement.text_until is not None and letter.effective_on >= agreement.text_until:
        raise OutsideTheTerm("The agreement's text no longer holds then: its successor is in force.")
    if letter.extends_term:
        _refuse_no_extension(letter)


def _refuse_no_extension(letter: SideLetter) -> None:
    """Raise unless the letter names a last day past the term, on which the agreement's words still hold."""
    agreement = letter.agreement
    if letter.ends_on is None:
        raise OutsideTheTerm("Say until which day the term is extended: it is the letter's last day.")
    if letter.ends_on <= agreement.ends_on:
        raise OutsideTheTerm(f"The term runs to {words.day_year(agreement.ends_on)} already. Choose a later last day.")
    if agreement.text_until is not None and letter.ends_on >= agreement.text_until:
        raise OutsideTheTerm(
            f"The successor begins on {words.day_year(agreement.text_until)}. Choose a last day before that."
        )


def _extend_term(letter: SideLetter, *, by: User, at: datetime, today: date) -> None:
    """The agreement's own last day is the letter's; the windows of the term watch it."""
    assert letter.ends_on is not None  # noqa: S101 -- refused before
    because = f"{letter.reference}, {letter.title}"
    letter.agreement = move_term_end(
        agreement_id=letter.agreement_id, ends_on=letter.ends_on, because=because, by=by, at=at, today=today,
        letter=letter.reference,
    )  # fmt: skip


def _take_extension_back(letter: SideLetter, last_day: date, *, by: User, at: datetime, today: date) -> None:
    """The term ends with the letter, yet never before the day on which it ended without the letter."""
    moved = letter.agreement.events.filter(verb="agreement.term_moved", details__letter=letter.reference).first()
    was = date.fromisoformat(moved.details["was"]) if moved else last_day
    move_term_end(
        agreement_id=letter.agreement_id, ends_on=max(last_day, was), because=f"{letter.reference} ended", by=by, at=at,
        today=today,
    )  # fmt: skip


def _which_holds(overlap: Overlap) -> str:
    return (
        f"{overlap.other.reference} speaks of {overlap.number} on the same days and begins no earlier. "
        f"Say that this letter puts an end to {overlap.other.reference}, or give one of them other days."
    )


def _make_articles(letter: SideLetter) -> None:
    """Give every added text its article, under a number that is free on its days."""
    added = list(letter.changes.filter(effect=ChangeEffect.ADD, article=None))
    if twice := number_twice(added):
        raise NumberTaken(f"The letter adds {twice} twice on the same days. Give one of them another number.")
    for change in added:
        days = as_range(through(change.effective_on, change.ends_on))
        taken = ArticleVersion.objects.filter(unit=letter.unit, number=change.number, in_force__overlap=days)
        if taken.exists():
            raise NumberTaken(f"{change.number} is already the number of another section on those days.")
        assert letter.unit is not None  # noqa: S101 -- of an agreement in force
        change.article = Article.objects.create(unit=letter.unit, number=change.number)
        change.save(update_fields=["article"])


def _articles(letter: SideLetter) -> frozenset[int]:
    found = TextChange.objects.filter(letter=letter).exclude(article=None).values_list("article_id", flat=True)
    return frozenset(key for key in found if key is not None)


def _days_of_change(letter: SideLetter) -> list[tuple[date, frozenset[int]]]:
    """Every day on which words change through ``letter``, with the articles: where changes begin and run out."""
    days: dict[date, set[int]] = defaultdict(set)
    for change in TextChange.objects.filter(letter=letter).exclude(article=None):
        edges = [change.effective_on, *([change.ends_on + ONE_DAY] if change.ends_on else [])]
        for day in edges:
            days[day].add(change.article_id or 0)
    if letter.ends_letter is not None:
        days[letter.effective_on] |= _articles(letter.ends_letter)
    return [(day, frozenset(articles)) for day, articles in sorted(days.items())]


def _tell(letter: SideLetter, touched: frozenset[int], from_on: date, reason: str, *, by: User, at: datetime) -> None:
    if letter.unit_id is not None:
        tell_text_changed(TextChanged(touched, letter.unit_id, from_on, letter.pk, reason, by, at))
