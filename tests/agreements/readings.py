"""Interpretations in each of their states, written and published by the actions themselves."""

from datetime import UTC, date, datetime

from agreements.actions import interpretations, publishing
from agreements.models.interpretations import Interpretation
from agreements.models.text import Article
from agreements.rules.interpretations import ReadingState, Verdict
from labor_office.core.users.permissions import Role
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

TODAY = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 15, tzinfo=UTC)
WORDS = {
    "title": "Order of call-outs in a storm",
    "question": "May a crew on site be kept on when a storm breaks a main?",
    "answer": "Yes. Keep the crew that is there; offer the next call-out by the posted list.",
    "reasoning": "The section excepts an emergency.\n\nAn emergency ends when the water is off.",
}


def a_chief(**given):
    """A chief who can sign: with a title."""
    return UserFactory(role=Role.CHIEF, title="Chief Labor Relations Officer", **given)


def held(number="14.3", *, unit=None):
    """A section of a unit with words in force."""
    unit = unit or BargainingUnitFactory()
    article = ArticleFactory(unit=unit, number=number)
    agreement = AgreementFactory(unit=unit)
    ArticleVersionFactory(article=article, agreement=agreement, title="Order of call-outs")
    return article


def drafted(*articles: Article, by=None, today=TODAY, **written) -> Interpretation:
    """A draft that lacks nothing."""
    articles = articles or (held(),)
    given = WORDS | {"articles": articles, "effective_on": today} | written
    by = by or UserFactory(role=Role.SPECIALIST)
    return interpretations.draft_interpretation(unit=articles[0].unit, by=by, at=AT, today=today, **given)


def at_counsel(*articles, **written) -> Interpretation:
    """A draft that waits for counsel."""
    draft = drafted(*articles, **written)
    return interpretations.send_to_counsel(interpretation_id=draft.pk, by=draft.owner, at=AT)


def cleared(*articles, **written) -> Interpretation:
    """A draft that counsel approved."""
    draft = at_counsel(*articles, **written)
    counsel = UserFactory(role=Role.ATTORNEY)
    given = {"verdict": Verdict.APPROVED, "words": "Sound.", "by": counsel, "at": AT}
    return interpretations.answer_as_counsel(interpretation_id=draft.pk, **given)


def published(*articles, chief=None, **written) -> Interpretation:
    """One that went out."""
    draft = cleared(*articles, **written)
    return publishing.publish_interpretation(interpretation_id=draft.pk, by=chief or a_chief(), at=AT, today=TODAY)


def superseded(*articles) -> Interpretation:
    """One that a later one replaced."""
    old = published(*articles)
    published(*[one.article for one in old.sections.all()], supersedes=old)
    return Interpretation.objects.get(pk=old.pk)


def withdrawn(*articles) -> Interpretation:
    """One that was taken back."""
    old = published(*articles)
    return publishing.withdraw_interpretation(
        interpretation_id=old.pk, because="The award says otherwise.", by=old.published_by, at=AT, today=TODAY
    )


IN_STATE = {
    ReadingState.DRAFT: drafted,
    ReadingState.COUNSEL: at_counsel,
    ReadingState.CLEARED: cleared,
    ReadingState.PUBLISHED: published,
    ReadingState.SUPERSEDED: superseded,
    ReadingState.WITHDRAWN: withdrawn,
}
