"""The agreements of Rivermont put in force and changed by side letters, through the same actions as everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from agreements.actions.drafting import Drafted, hold_agreement
from agreements.actions.force import put_in_force as adopt
from agreements.actions.side_letters.drafting import Asked, draft_side_letter
from agreements.actions.side_letters.force import Side, put_side_letter_in_force, sign_side_letter
from agreements.models.side_letters import SideLetter
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.vocabulary import ChangeEffect, ClauseLevel, LetterForm, Match
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit
from labor_office.desk.demo.agreements import CLAUSES, PAPERS, TERMS, Clause, Paper, Term
from labor_office.desk.demo.days import moment

SIGNED_BEFORE = timedelta(days=10)
UNION_SIGNER = "Tanya Boone"


def put_in_force(units: Mapping[str, BargainingUnit], chief: User, specialist: User, *, today: date = date.max) -> None:
    """Adopt every agreement from its first day, then sign the side letters of their years.

    What takes effect after ``today`` was signed a little before it all the same: nobody writes
    history ahead.
    """
    for term in TERMS:
        _adopt(term, units[term.unit], chief)
    letters: dict[str, SideLetter] = {}
    for paper in PAPERS:
        letters[paper.title] = _sign(paper, units[paper.unit], letters.get(paper.ends), chief, specialist, today=today)


def _adopt(term: Term, unit: BargainingUnit, chief: User) -> Agreement:
    starts_on, ends_on = date.fromisoformat(term.starts_on), date.fromisoformat(term.ends_on)
    at = moment(starts_on)
    former = {
        row.number: row.article_id
        for row in ArticleVersion.objects.in_force(starts_on - timedelta(days=1)).filter(unit=unit)
    }
    draft = hold_agreement(
        unit=unit, term_name=term.name, starts_on=starts_on, ends_on=ends_on, by=chief, at=at, opened_on=starts_on,
        clauses=[_drafted(clause, former) for clause in CLAUSES[term.unit, term.name]],
    )  # fmt: skip
    return adopt(draft_id=draft.pk, by=chief, at=at, summary="Adopted by the City Council")


def _drafted(clause: Clause, former: Mapping[str, int]) -> Drafted:
    """The clause; it goes on with the article that bore its old number."""
    known = former.get(clause.was or clause.number)
    return Drafted(
        level=ClauseLevel.SECTION if "." in clause.number else ClauseLevel.ARTICLE,
        number=clause.number,
        title=clause.title,
        text=clause.text,
        article_id=known,
        match=Match.CONFIRMED if known else Match.NEW,
    )


def _sign(
    paper: Paper, unit: BargainingUnit, ends: SideLetter | None, chief: User, specialist: User, *, today: date
) -> SideLetter:
    effective_on = date.fromisoformat(paper.effective_on)
    agreement = Agreement.objects.published().filter(unit=unit, starts_on__lte=effective_on).latest("starts_on")
    signed_on = min(effective_on, today) - SIGNED_BEFORE
    at = moment(signed_on)
    letter = draft_side_letter(
        agreement_id=agreement.pk, by=specialist, owner=chief, at=at, today=signed_on, title=paper.title,
        form=LetterForm.SIDE_LETTER, effective_on=effective_on,
        ends_on=date.fromisoformat(paper.ends_on) if paper.ends_on else None, text=paper.text,
        changes=[_asked(agreement, clause) for clause in paper.changes], ends_letter=ends,
        sets_no_precedent="no precedent" in paper.text,
    )  # fmt: skip
    if paper.is_draft:
        return letter
    for side, name in ((Side.CITY, chief.name), (Side.UNION, UNION_SIGNER)):
        sign_side_letter(letter_id=letter.pk, side=side, name=name, on=signed_on, by=specialist, at=at)
    return put_side_letter_in_force(
        letter_id=letter.pk, by=specialist, at=moment(min(effective_on, today)), today=min(effective_on, today)
    )


def _asked(agreement: Agreement, clause: Clause) -> Asked:
    """Other words for a section that stands, added ones for a number that is new."""
    found = ArticleVersion.objects.filter(agreement=agreement, number=clause.number, change=None).first()
    if found is not None:
        return Asked(effect=ChangeEffect.REPLACE, article=found.article, text=clause.text)
    above = ArticleVersion.objects.filter(agreement=agreement, number=clause.number.partition(".")[0]).first()
    return Asked(
        effect=ChangeEffect.ADD, number=clause.number, title=clause.title, text=clause.text,
        parent=above.article if above else None,
    )  # fmt: skip
