"""What the table agreed, into the draft: the words both sides initialled, never typed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from agreements.actions.adopting.steps import OutOfOrder, held, put_step
from agreements.actions.drafting import AgreementAdopted, Drafted, write_draft
from agreements.models.adoption import AdoptionStep, TakenText
from agreements.models.drafts import Draft, DraftClause
from agreements.queries.adoption import table_of
from agreements.rules.adoption import Step
from agreements.rules.agreed_text import Piece, pieces, titled
from agreements.rules.vocabulary import ClauseLevel, Match
from bargaining.models.proposals import TentativeAgreement
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class NotSigned(Exception):
    """It lacks a side's initials."""


class NotItsTable(Exception):
    """It was agreed at another table."""


@transaction.atomic
def take_agreed_text(*, adoption_id: int, agreed: TentativeAgreement, by: User, at: datetime) -> TakenText:
    """Put the text of a tentative agreement in the place of its article in the draft.

    The article, and each of its sections that the text names, keep their identity from the
    former agreement; sections new to it are added after them, and those it no longer has go.
    A text without section numbers, on an article that has sections, replaces them all.
    Taken again it changes nothing. Raises NotSigned, NotItsTable, AgreementAdopted.
    """
    adoption = held(adoption_id)
    agreed = TentativeAgreement.objects.select_related("issue").get(pk=agreed.pk)
    if agreed.negotiation_id != adoption.negotiation_id:
        raise NotItsTable(f"{agreed} was agreed at another table.")
    if not agreed.is_closed:
        raise NotSigned(f"{agreed} lacks the initials of one side. Have it signed at the table first.")
    if not adoption.agreement.is_draft:
        raise AgreementAdopted(f"{adoption.agreement.reference} is in force already.")
    known = TakenText.objects.filter(adoption=adoption, agreed=agreed).first()
    if known is not None:
        return known
    draft = Draft.objects.get(agreement=adoption.agreement_id)
    clauses = with_agreed(list(draft.clauses.order_by("position")), agreed)
    write_draft(draft_id=draft.pk, clauses=clauses, by=by, at=at)
    said = f"{agreed} taken into the draft: {agreed.issue}"
    record_event(matter=adoption, verb="adoption.text_taken", summary=said[:300], by=by, at=at, agreed=agreed.number)
    return TakenText.objects.create(adoption=adoption, agreed=agreed, taken_by=by, taken_at=at)


@transaction.atomic
def assemble(*, adoption_id: int, done_on: date, by: User, at: datetime, today: date) -> AdoptionStep:
    """Take every text not taken yet, and record that the master document stands. Raises OutOfOrder."""
    adoption = held(adoption_id)
    table = table_of(adoption)
    if table is not None and table.unsigned:
        raise OutOfOrder(f"Not everything is agreed and signed: {', '.join(table.unsigned)}.")
    for agreed in table.signed if table else ():
        take_agreed_text(adoption_id=adoption.pk, agreed=agreed, by=by, at=at)
    clauses = DraftClause.objects.filter(draft__agreement=adoption.agreement_id)
    if not clauses.exists():
        message = "The draft has no text yet. Clone the former agreement or import one."
        raise OutOfOrder(message)
    note = f"{clauses.count()} clauses, {adoption.taken.count()} tentative agreements"
    return put_step(adoption, Step.ASSEMBLED, done_on=done_on, by=by, at=at, today=today, note=note)


def with_agreed(rows: list[DraftClause], agreed: TentativeAgreement) -> list[Drafted]:
    """The clauses of a draft with ``agreed`` in its place; at the end when the article is new."""
    number = agreed.issue.number
    place = next((at for at, row in enumerate(rows) if row.number == number), None)
    end = _end_of(rows, place) if place is not None else 0
    former = {row.number: row for row in (rows[place:end] if place is not None else ())}
    put = _put(agreed, former)
    if place is None:
        return [*map(_as_drafted, rows), *put]
    return [*map(_as_drafted, rows[:place]), *put, *map(_as_drafted, rows[end:])]


def _put(agreed: TentativeAgreement, former: dict[str, DraftClause]) -> list[Drafted]:
    number = agreed.issue.number
    found: dict[str, Piece] = {}
    for piece in pieces(number, agreed.text):
        found.setdefault(piece.number, piece)
    return [
        _drafted(piece, agreed, former.get(piece.number), is_first=piece.number == number) for piece in found.values()
    ]


def _drafted(piece: Piece, agreed: TentativeAgreement, was: DraftClause | None, *, is_first: bool) -> Drafted:
    known = was.title if was else (agreed.issue.title if is_first else "")
    title, text = titled(piece.text, known)
    source = f"{agreed} of {agreed.negotiation.reference}"[:160]
    if was is not None:
        return replace(_as_drafted(was), title=title, text=text, source=source)
    level = ClauseLevel.ARTICLE if is_first and "." not in piece.number else ClauseLevel.SECTION
    return Drafted(level, piece.number, title, text, source=source)


def _end_of(rows: list[DraftClause], place: int) -> int:
    """Where the clauses under the one at ``place`` end: before the next that is not numbered within it."""
    inside = f"{rows[place].number}."
    end = place + 1
    while end < len(rows) and rows[end].number.startswith(inside):
        end += 1
    return end


def _as_drafted(row: DraftClause) -> Drafted:
    return Drafted(
        level=ClauseLevel(row.level),
        number=row.number,
        title=row.title,
        text=row.text,
        article_id=row.article_id,
        match=Match(row.match),
        source=row.source,
        source_line=row.source_line,
    )
