"""Text that is not law yet: an agreement is opened with a draft, or as a clone of the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from agreements.models.drafts import Draft, DraftClause
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.vocabulary import ClauseLevel, Match
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit


class AgreementAdopted(Exception):
    """Its text is law; a side letter changes it, nothing else."""


class NextAgreementOpen(Exception):
    """The agreement after this one has been opened already."""


class NothingToClone(Exception):
    """No words are in force on the day asked for."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One clause to be drafted, in its place. ``article_id``: whose identity it continues."""

    level: ClauseLevel
    number: str
    title: str = ""
    text: str = ""
    article_id: int | None = None
    match: Match = Match.NEW
    source: str = ""
    source_line: int | None = None
    part: str = ""


@transaction.atomic
def hold_agreement(
    *,
    unit: BargainingUnit,
    term_name: str,
    starts_on: date,
    ends_on: date,
    by: User,
    at: datetime,
    opened_on: date,
    title: str = "",
    owner: User | None = None,
    predecessor: Agreement | None = None,
    clauses: Iterable[Drafted] = (),
) -> Draft:
    """Open an agreement with an empty or a given draft. Only those who work on it know of it until it is adopted."""
    agreement = Agreement(
        kind="agreement",
        reference=next_reference(kind="agreement", year=starts_on.year),
        title=title or f"{unit.name} Agreement {term_name}",
        level=Level.RESTRICTED,
        unit=unit,
        owner=owner or by,
        opened_on=opened_on,
        created_at=at,
        term_name=term_name,
        starts_on=starts_on,
        ends_on=ends_on,
        predecessor=predecessor,
    )
    agreement.save(force_insert=True)
    draft = Draft.objects.create(agreement=agreement, made_at=at)
    _put(draft, clauses)
    record_event(matter=agreement, verb="agreement.opened", summary=f"Opened {agreement.title}"[:300], by=by, at=at)
    for person in {by, owner or by}:
        grant_access(matter_id=agreement.pk, user=person, reason="Works on the draft.", by=by, at=at)
    return draft


@transaction.atomic
def open_next_agreement(
    *,
    agreement_id: int,
    as_of: date,
    term_name: str,
    starts_on: date,
    ends_on: date,
    by: User,
    at: datetime,
    today: date,
) -> Draft:
    """Open the agreement after this one as a draft of the words in force on ``as_of``, each article itself.

    Raises NextAgreementOpen, NothingToClone.
    """
    former = Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
    later = Agreement.objects.filter(predecessor=former).first()
    if later is not None:
        raise NextAgreementOpen(f"{later.reference} already follows this agreement.")
    words = list(ArticleVersion.objects.filter(agreement=former).in_force(as_of).select_related("change__letter"))
    if not words:
        raise NothingToClone(f"No words of this agreement are in force on {as_of:%b} {as_of.day}, {as_of.year}.")
    if former.unit is None:
        raise NothingToClone("This agreement names no bargaining unit.")
    draft = hold_agreement(
        unit=former.unit, term_name=term_name, starts_on=starts_on, ends_on=ends_on, by=by, at=at, opened_on=today,
        owner=former.owner, predecessor=former, clauses=[_again(version) for version in words],
    )  # fmt: skip
    draft.cloned_from, draft.cloned_as_of = former, as_of
    draft.save(update_fields=["cloned_from", "cloned_as_of"])
    return draft


@transaction.atomic
def write_draft(*, draft_id: int, clauses: Iterable[Drafted], by: User, at: datetime) -> Draft:
    """Put ``clauses`` in the place of everything the draft held. Raises AgreementAdopted."""
    agreement_id = Draft.objects.values_list("agreement_id", flat=True).get(pk=draft_id)
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
    if not agreement.is_draft:
        raise AgreementAdopted(f"{agreement.reference} is adopted; a side letter changes its text.")
    draft = Draft.objects.get(pk=draft_id)
    draft.clauses.all().delete()
    count = _put(draft, clauses)
    summary = f"Draft written: {count} clauses"
    record_event(matter=agreement, verb="agreement.drafted", summary=summary, by=by, at=at, clauses=count)
    return draft


def _put(draft: Draft, clauses: Iterable[Drafted]) -> int:
    rows = [
        DraftClause(
            draft=draft, position=position, level=one.level, number=one.number, title=one.title, text=one.text,
            article_id=one.article_id, match=one.match, source=one.source, source_line=one.source_line,
            part=one.part,
        )
        for position, one in enumerate(clauses, start=1)
    ]  # fmt: skip
    DraftClause.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _again(version: ArticleVersion) -> Drafted:
    letter = version.change.letter if version.change else None
    return Drafted(
        level=ClauseLevel(version.level),
        number=version.number,
        title=version.title,
        text=version.text,
        article_id=version.article_id,
        match=Match.SURE,
        source=letter.reference if letter else version.agreement.title[:160],
        part=version.part,
    )
