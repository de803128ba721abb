"""Drafting a side letter and the changes it makes, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from django.db import transaction

from agreements.models.side_letters import SideLetter, TextChange
from agreements.models.text import Agreement, Article
from agreements.rules.timeline import Days, through
from agreements.rules.vocabulary import FORM_LABELS, ChangeEffect, ClauseLevel, LetterForm
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User


class LetterSettled(Exception):
    """The letter is in force or was given up: its words stay as they are."""


class ChangeNotPossible(Exception):
    """A change asks for something the agreement does not allow; the text says which and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One change: other words for ``article``, none from a day on, or new words under ``parent``.

    Days left out are the letter's own.
    """

    effect: ChangeEffect
    article: Article | None = None
    text: str = ""
    number: str = ""
    title: str = ""
    level: ClauseLevel = ClauseLevel.SECTION
    parent: Article | None = None
    effective_on: date | None = None
    ends_on: date | None = None


class Terms(TypedDict, total=False):
    """What a side letter says. ``ends_letter``: the letter in force that it puts an end to."""

    title: Required[str]
    form: Required[LetterForm]
    effective_on: Required[date]
    ends_on: date | None
    text: str
    changes: Sequence[Asked]
    ends_letter: SideLetter | None
    sets_no_precedent: bool


@transaction.atomic
def draft_side_letter(
    *, agreement_id: int, by: User, at: datetime, today: date, owner: User | None = None, **terms: Unpack[Terms]
) -> SideLetter:
    """Open a side letter to an agreement. Only those who work on it know of it until it is in force.

    Raises ChangeNotPossible; then no number is used.
    """
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
    if agreement.is_draft:
        raise ChangeNotPossible("The agreement is a draft itself: change the draft.")
    letter = SideLetter(
        kind="side_letter",
        reference=next_reference(kind="side_letter", year=terms["effective_on"].year),
        level=Level.RESTRICTED,
        unit=agreement.unit,
        owner=owner or by,
        opened_on=today,
        created_at=at,
        agreement=agreement,
    )
    _say(letter, terms)
    letter.save(force_insert=True)
    _ask(letter, terms.get("changes", ()))
    summary = f"{FORM_LABELS[terms['form']]} drafted: {letter.title}"
    record_event(matter=letter, verb="side_letter.drafted", summary=summary[:300], by=by, at=at)
    for person in {by, owner or by}:
        grant_access(matter_id=letter.pk, user=person, reason="Works on the side letter.", by=by, at=at)
    return letter


@transaction.atomic
def revise_side_letter(*, letter_id: int, by: User, at: datetime, **terms: Unpack[Terms]) -> SideLetter:
    """Put other terms in the place of a draft's; what was signed must be signed again.

    Changes that are not given stay: on the letter's days when they had those, else on
    their own. Raises LetterSettled, ChangeNotPossible.
    """
    letter = held_letter(letter_id)
    refuse_settled(letter)
    was = (letter.effective_on, letter.ends_on)
    _say(letter, terms)
    letter.save(update_fields=["title", "form", "text", "effective_on", "ends_on", "sets_no_precedent", "ends_letter"])
    unsign(letter)
    if "changes" in terms:
        letter.changes.all().delete()
        _ask(letter, terms["changes"])
    else:
        _follow(letter, *was)
    record_event(matter=letter, verb="side_letter.revised", summary="Draft revised", by=by, at=at)
    return letter


@transaction.atomic
def ask_change(*, letter_id: int, asked: Asked, by: User, at: datetime) -> SideLetter:
    """Add one change to a draft; what was signed must be signed again. Raises LetterSettled, ChangeNotPossible."""
    letter = held_letter(letter_id)
    refuse_settled(letter)
    if asked.article is not None and letter.changes.filter(article=asked.article).exists():
        raise ChangeNotPossible(f"This letter changes {asked.article} already. Take that change out first.")
    _ask(letter, [asked])
    unsign(letter)
    record_event(matter=letter, verb="side_letter.revised", summary="A change was added", by=by, at=at)
    return letter


@transaction.atomic
def drop_change(*, letter_id: int, change_id: int, by: User, at: datetime) -> SideLetter:
    """Take one change out of a draft; twice is once. Raises LetterSettled."""
    letter = held_letter(letter_id)
    refuse_settled(letter)
    taken, _ = letter.changes.filter(pk=change_id).delete()
    if taken:
        unsign(letter)
        record_event(matter=letter, verb="side_letter.revised", summary="A change was taken out", by=by, at=at)
    return letter


def unsign(letter: SideLetter) -> None:
    """Forget the signatures under words that have changed since."""
    letter.signed_by_city = letter.signed_by_union = ""
    letter.signed_by_city_on = letter.signed_by_union_on = None
    letter.save(update_fields=["signed_by_city", "signed_by_city_on", "signed_by_union", "signed_by_union_on"])


def held_letter(letter_id: int) -> SideLetter:
    """The letter under lock, its agreement locked before it."""
    agreement_id = SideLetter.objects.values_list("agreement_id", flat=True).get(pk=letter_id)
    Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
    letter = SideLetter.objects.select_for_update(no_key=True).get(pk=letter_id)
    letter.agreement = Agreement.objects.get(pk=agreement_id)
    return letter


def refuse_settled(letter: SideLetter) -> None:
    """Raise LetterSettled unless ``letter`` is still a draft."""
    if letter.put_in_force_at is not None:
        raise LetterSettled(f"{letter.reference} is in force. Another letter changes it, or puts an end to it.")
    if letter.closed_on is not None:
        raise LetterSettled(f"{letter.reference} was given up.")


def _say(letter: SideLetter, terms: Terms) -> None:
    letter.title, letter.form, letter.text = terms["title"], terms["form"], terms.get("text", "")
    letter.effective_on, letter.ends_on = terms["effective_on"], terms.get("ends_on")
    letter.sets_no_precedent = terms.get("sets_no_precedent", False)
    ends = terms.get("ends_letter")
    if ends is not None and (ends.agreement_id != letter.agreement_id or ends.put_in_force_at is None):
        raise ChangeNotPossible(f"{ends.reference} is not a letter in force of this agreement.")
    letter.ends_letter = ends


def _ask(letter: SideLetter, changes: Iterable[Asked]) -> None:
    rows = [_row(letter, asked) for asked in changes]
    touched = [row.article_id for row in rows if row.article_id is not None]
    if len(touched) != len(set(touched)):
        raise ChangeNotPossible("A letter changes each section once. Put both changes into one text.")
    if twice := number_twice([*letter.changes.filter(effect=ChangeEffect.ADD), *rows]):
        raise ChangeNotPossible(f"This letter adds {twice} twice on the same days. Give one of them another number.")
    TextChange.objects.bulk_create(rows)


def number_twice(changes: Iterable[TextChange]) -> str:
    """The number that two added texts would bear on one day; "" for none."""
    seen: dict[str, list[Days]] = {}
    for change in changes:
        days = through(change.effective_on, change.ends_on)
        if change.effect != ChangeEffect.ADD or days is None:
            continue
        held = seen.setdefault(change.number, [])
        if any(days.within(other) for other in held):
            return change.number
        held.append(days)
    return ""


def _follow(letter: SideLetter, began_on: date, ended_on: date | None) -> None:
    """Give changes that held on the letter's former days its days of now; the others must still lie within."""
    for change in letter.changes.select_related("article"):
        if change.effective_on == began_on:
            change.effective_on = letter.effective_on
        if change.ends_on == ended_on:
            change.ends_on = letter.ends_on
        outlives = letter.ends_on is not None and (change.ends_on is None or change.ends_on > letter.ends_on)
        is_empty = change.ends_on is not None and change.ends_on < change.effective_on
        if change.effective_on < letter.effective_on or outlives or is_empty:
            named = change.article or change.number
            raise ChangeNotPossible(
                f"The change of {named} has days of its own, and would not hold within these. "
                "Take that change out first, or choose days that include its own."
            )
        change.save(update_fields=["effective_on", "ends_on"])


def _row(letter: SideLetter, asked: Asked) -> TextChange:
    starts, ends = asked.effective_on or letter.effective_on, asked.ends_on or letter.ends_on
    if starts < letter.effective_on or (letter.ends_on and ends and ends > letter.ends_on):
        raise ChangeNotPossible("A change holds only on days on which its letter does.")
    if asked.effect is ChangeEffect.ADD and not asked.number:
        raise ChangeNotPossible("Give the added text a number to be cited by.")
    if asked.effect is not ChangeEffect.ADD and asked.article is None:
        raise ChangeNotPossible("Say which section the change is about.")
    if asked.effect is not ChangeEffect.END and not asked.text.strip():
        raise ChangeNotPossible("Give the new words, or say that the section ends.")
    article, parent = asked.article, asked.parent
    if any(one is not None and one.unit_id != letter.unit_id for one in (article, parent)):
        raise ChangeNotPossible("The section belongs to another bargaining unit's agreement.")
    return TextChange(
        letter=letter, article=article, effect=asked.effect, level=asked.level, number=asked.number,
        title=asked.title, parent=parent, text="" if asked.effect is ChangeEffect.END else asked.text,
        effective_on=starts, ends_on=ends,
    )  # fmt: skip
