"""Agreements put in force through the actions, for tests that need dated text."""

from datetime import UTC, date, datetime

from agreements.actions.drafting import Drafted, hold_agreement
from agreements.actions.force import put_in_force
from agreements.actions.side_letters.drafting import Asked, draft_side_letter
from agreements.actions.side_letters.force import Side, put_side_letter_in_force, sign_side_letter
from agreements.models.text import ArticleVersion
from agreements.rules.vocabulary import ChangeEffect, ClauseLevel, LetterForm, Match
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

AT = datetime(2023, 6, 20, 15, tzinfo=UTC)
STARTS_ON, ENDS_ON = date(2023, 7, 1), date(2026, 6, 30)
OWN = "Call-outs are offered in order of classification seniority."


def article(number, title="", text="", **further):
    """An article to be drafted."""
    return Drafted(ClauseLevel.ARTICLE, number, title, text, **further)


def section(number, title="", text="", **further):
    """A section to be drafted."""
    return Drafted(ClauseLevel.SECTION, number, title, text, **further)


def continues(version, number="", text=""):
    """A clause of the next agreement that goes on with ``version``, renumbered or reworded if asked."""
    return Drafted(
        ClauseLevel(version.level),
        number or version.number,
        version.title,
        text or version.text,
        article_id=version.article_id,
        match=Match.CONFIRMED,
    )


OVERTIME = (
    article("14", "Overtime and call-outs"),
    section("14.1", "Overtime pay", "Hours beyond forty are paid at one and one half times the rate."),
    section("14.3", "Order of call-outs", OWN),
)


def in_force(*clauses, unit=None, by=None, starts_on=STARTS_ON, ends_on=ENDS_ON, predecessor=None):
    """An adopted agreement with ``clauses``, overtime by default."""
    by = by or UserFactory()
    draft = hold_agreement(
        unit=unit or BargainingUnitFactory(),
        term_name=f"{starts_on.year} to {ends_on.year}",
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        at=AT,
        opened_on=AT.date(),
        predecessor=predecessor,
        clauses=clauses or OVERTIME,
    )
    return put_in_force(draft_id=draft.pk, by=by, at=AT)


def version_of(agreement, number):
    """The agreement's own words under ``number``, as they began."""
    return ArticleVersion.objects.filter(agreement=agreement, number=number, change=None).earliest("pk")


def said(unit, number, day):
    """What the section called ``number`` on ``day`` says on it; None for nothing."""
    return ArticleVersion.objects.in_force(day).filter(unit=unit, number=number).values_list("text", flat=True).first()


def letter(agreement, *changes, effective_on, ends_on=None, by=None, **further):
    """A drafted side letter."""
    return draft_side_letter(
        agreement_id=agreement.pk,
        by=by or UserFactory(),
        at=AT,
        today=AT.date(),
        title="Call-out trial",
        form=LetterForm.SIDE_LETTER,
        effective_on=effective_on,
        ends_on=ends_on,
        changes=changes,
        **further,
    )


def replaced(agreement, number, text, **further):
    """Other words for a section."""
    found = version_of(agreement, number).article
    return Asked(effect=ChangeEffect.REPLACE, article=found, text=text, **further)


def signed_and_in_force(drafted, *, at=AT):
    """The letter, signed by both sides and in force."""
    by = drafted.owner
    for side, name in ((Side.CITY, "Rosa Castellanos"), (Side.UNION, "Marcus Bell")):
        sign_side_letter(letter_id=drafted.pk, side=side, name=name, on=drafted.effective_on, by=by, at=at)
    return put_side_letter_in_force(letter_id=drafted.pk, by=by, at=at, today=at.date())
