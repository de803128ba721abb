"""Putting an adopted agreement's text in force: drafts become law, and the words before them end."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from agreements.actions.drafting import AgreementAdopted
from agreements.actions.expiry import end_watch
from agreements.actions.paragraphs import write_paragraphs
from agreements.actions.ranges import as_range, close_text, name_articles
from agreements.acts import TextChanged, tell_text_changed
from agreements.models.drafts import Draft, DraftClause
from agreements.models.side_letters import SideLetter
from agreements.models.text import Agreement, Article, ArticleVersion
from agreements.rules.outline import Placed, parents
from agreements.rules.timeline import ONE_DAY, Days
from agreements.rules.vocabulary import ClauseLevel, Match
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

_BATCH = 2000


class DraftNotReady(Exception):
    """Something in the draft must be settled by a person first; the text says what and where."""


class TextStillHolds(Exception):
    """Another agreement of the unit has words in force on the same days."""


@transaction.atomic
def put_in_force(*, draft_id: int, by: User, at: datetime, summary: str = "Adopted; its text is in force") -> Agreement:
    """Make the draft the law of its unit from the agreement's first day; the words before end the day before.

    Clauses that continue an article keep its identity, whatever their new number. An
    agreement that came before one already in force (history entered later) holds until
    that one begins. From now on everyone who reads agreements reads this one.

    Raises AgreementAdopted, DraftNotReady, TextStillHolds.
    """
    agreement = _held(draft_id)
    clauses = list(DraftClause.objects.filter(draft=draft_id).order_by("position"))
    _check(clauses)
    later = _place_in_line(agreement)
    agreement.text_until = later.starts_on if later else None
    articles = _identities(agreement, clauses, is_newest=later is None)
    _refuse_meeting_words(agreement)
    _end_letters(agreement)
    versions = _versions(agreement, clauses, articles)
    write_paragraphs(version_ids=[version.pk for version in versions])
    agreement.published_at, agreement.level = at, Level.OFFICE
    agreement.save(update_fields=["published_at", "level", "text_until", "predecessor"])
    record_event(
        matter=agreement, verb="agreement.adopted", summary=summary, by=by, at=at, articles=len(articles),
        starts_on=agreement.starts_on,
    )  # fmt: skip
    touched = frozenset(article.pk for article in articles) | _said_before(agreement)
    _tell(agreement, touched, by=by, at=at)
    return agreement


def _held(draft_id: int) -> Agreement:
    """The draft's agreement under lock, after every agreement of its unit: texts are written one after the other."""
    agreement_id, unit_id = Draft.objects.values_list("agreement_id", "agreement__unit_id").get(pk=draft_id)
    list(Agreement.objects.select_for_update(no_key=True).filter(Q(unit=unit_id) | Q(pk=agreement_id)).order_by("pk"))
    agreement = Agreement.objects.select_related("predecessor", "unit").get(pk=agreement_id)
    if not agreement.is_draft:
        raise AgreementAdopted(f"{agreement.reference} is in force already.")
    if agreement.unit is None:
        raise DraftNotReady("Say for which bargaining unit the agreement is.")
    return agreement


def _check(clauses: list[DraftClause]) -> None:
    if not clauses:
        raise DraftNotReady("The draft has no text yet.")
    unsure = [clause for clause in clauses if clause.match == Match.UNSURE]
    if unsure:
        named = ", ".join(str(clause) for clause in unsure[:5])
        more = f" and {len(unsure) - 5} more" if len(unsure) > 5 else ""
        raise DraftNotReady(f"Say first whether these continue the former article: {named}{more}.")
    twice = [
        number for number, count in Counter(clause.number for clause in clauses if clause.number).items() if count > 1
    ]
    if twice:
        raise DraftNotReady(f"Each number may stand once. Given more than once: {', '.join(twice[:8])}.")


def _place_in_line(agreement: Agreement) -> Agreement | None:
    """Close the words of the agreement before, and name it; returns the one in force after, if there is one."""
    others = Agreement.objects.filter(unit=agreement.unit).published().exclude(pk=agreement.pk)
    before = others.filter(starts_on__lt=agreement.starts_on).order_by("-starts_on").first()
    later = others.filter(starts_on__gte=agreement.starts_on).order_by("starts_on").first()
    if later is not None and later.starts_on == agreement.starts_on:
        raise TextStillHolds(f"{later.title} begins on the same day.")
    if before is not None:
        close_text(before, agreement.starts_on)
        if before.text_until is None or before.text_until > agreement.starts_on:
            before.text_until = agreement.starts_on
            before.save(update_fields=["text_until"])
        if later is not None and later.predecessor_id == before.pk:
            later.predecessor = None
            later.save(update_fields=["predecessor"])
        if agreement.predecessor_id is None and not Agreement.objects.filter(predecessor=before).exists():
            agreement.predecessor = before
            agreement.save(update_fields=["predecessor"])
    if (
        later is not None
        and later.predecessor_id is None
        and not Agreement.objects.filter(predecessor=agreement).exists()
    ):
        later.predecessor = agreement
        later.save(update_fields=["predecessor"])
    return later


def _end_letters(agreement: Agreement) -> None:
    """Nobody waits for the last day of a letter whose agreement's text ends before it."""
    outlives = Q(ends_on=None) | Q(ends_on__gte=agreement.starts_on)
    replaced = Q(agreement__unit=agreement.unit, agreement__starts_on__lt=agreement.starts_on)
    for letter in SideLetter.objects.in_force().filter(replaced, outlives):
        end_watch(letter)


def _identities(agreement: Agreement, clauses: list[DraftClause], *, is_newest: bool) -> list[Article]:
    """One article for each clause, in order: the one it continues, or a new one."""
    made = iter(
        Article.objects.bulk_create(
            [Article(unit=agreement.unit, number=clause.number) for clause in clauses if clause.article_id is None],
            batch_size=_BATCH,
        )
    )
    known = Article.objects.in_bulk([clause.article_id for clause in clauses if clause.article_id is not None])
    articles = [known[clause.article_id] if clause.article_id is not None else next(made) for clause in clauses]
    foreign = [
        clause for clause, article in zip(clauses, articles, strict=True) if article.unit_id != agreement.unit_id
    ]
    if foreign:
        raise DraftNotReady(f"{foreign[0]} continues an article of another bargaining unit.")
    if is_newest:
        name_articles({article.pk: clause.number for clause, article in zip(clauses, articles, strict=True)})
    return articles


def _refuse_meeting_words(agreement: Agreement) -> None:
    """No other words of the unit may hold on the days of this agreement."""
    days = as_range(Days(agreement.starts_on, agreement.text_until))
    meeting = ArticleVersion.objects.filter(unit=agreement.unit, in_force__overlap=days).exclude(agreement=agreement)
    found = meeting.select_related("agreement").first()
    if found is not None:
        raise TextStillHolds(f"{found.agreement.title} has words in force on the same days: {found}.")


def _versions(agreement: Agreement, clauses: list[DraftClause], articles: list[Article]) -> list[ArticleVersion]:
    days = as_range(Days(agreement.starts_on, agreement.text_until))
    above = parents([Placed(ClauseLevel(clause.level), clause.number) for clause in clauses])
    rows = [
        ArticleVersion(
            article=article, unit_id=article.unit_id, agreement=agreement, level=clause.level, number=clause.number,
            title=clause.title, parent=None if under is None else articles[under], position=clause.position,
            text=clause.text, in_force=days, source=clause.source or agreement.title[:160], part=clause.part,
        )
        for clause, article, under in zip(clauses, articles, above, strict=True)
    ]  # fmt: skip
    return ArticleVersion.objects.bulk_create(rows, batch_size=_BATCH)


def _said_before(agreement: Agreement) -> frozenset[int]:
    """The articles with words on the day before: those that are dropped have none any more."""
    before = ArticleVersion.objects.in_force(agreement.starts_on - ONE_DAY).filter(unit=agreement.unit)
    return frozenset(before.values_list("article_id", flat=True))


def _tell(agreement: Agreement, touched: frozenset[int], *, by: User, at: datetime) -> None:
    if agreement.unit_id is None:
        return
    first: date = agreement.starts_on
    tell_text_changed(TextChanged(touched, agreement.unit_id, first, agreement.pk, agreement.title, by, at))
