"""Papers that join two parts of the core: the proof of one date, which the clock tells and the press sets."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove
from labor_office.core.deadlines.rules.explanation import LedgerLine
from labor_office.core.deadlines.shown import calendar_of, shown
from labor_office.core.documents import pdf
from labor_office.core.documents.rules.grids import ProofDay
from labor_office.core.documents.rules.letters import CountLine
from labor_office.core.documents.rules.papers import Sheet
from labor_office.core.documents.rules.proofs import DeadlineProof, HistoryLine
from labor_office.core.web import words

TEMPLATE = "deadline_proof"
_NOT_CHECKED = "This limit has not been checked against its source. Confirm it before you rely on the date."


class NothingToProve(Exception):
    """The date has not been counted, so there is no count to print."""


def proof_of(deadline: Deadline, *, today: date) -> DeadlineProof:
    """Everything the printed proof says, taken from the stored trace. Raises NothingToProve."""
    calendar = calendar_of(deadline)
    if calendar is None:
        raise NothingToProve(deadline.missing or "This date has not been counted yet.")
    told = shown(deadline, today=today, calendar=calendar)
    return DeadlineProof(
        reference=deadline.matter.reference,
        act=deadline.name,
        party=deadline.party_words,
        due_on=deadline.due_on,
        state=told.state.word,
        sentence=told.sentence,
        summary=told.summary,
        quote=(told.quote,) if told.quote else (),
        citation=told.citation,
        days=tuple(ProofDay(day.date, day.kind, day.n, day.label) for day in told.days),
        lines=tuple(_line(line) for line in told.ledger),
        consequence=told.consequence,
        verified="" if told.verified else _NOT_CHECKED,
        calendar=calendar.identity,
        procedure=str(deadline.limit.version),
        computed_at=deadline.computed_at,
        computed_by="the Labor Relations Desk",
        history=tuple(_history(move) for move in deadline.moves.select_related("moved_by")),
    )


def proof_pdf(deadline: Deadline, *, today: date, built_at: datetime) -> bytes:
    """The proof as a tagged PDF of one page, two when the count is long. Raises NothingToProve."""
    paper = proof_of(deadline, today=today)
    reference = deadline.matter.reference
    sheet = Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=f"How the date was counted, {reference}",
        short_title=f"Deadline proof, {reference}",
        dated_on=today,
        document=deadline.reference,
        built_at=built_at,
        confidentiality="CONFIDENTIAL" if deadline.matter.is_restricted else "",
        address=tuple(settings.OFFICE_ADDRESS),
    )
    return pdf.render_pdf(pdf.render_html(f"letters/{TEMPLATE}.html", paper=paper, sheet=sheet), built_at=built_at)


def _line(line: LedgerLine) -> CountLine:
    return CountLine(line.label, line.text, words.day_year(line.on) if line.on else line.change)


def _history(move: DeadlineMove) -> HistoryLine:
    was = words.day_year(move.was_due_on) or "no date"
    now = words.day_year(move.now_due_on) or "no date"
    who = f", {move.moved_by.short_name}" if move.moved_by else ""
    return HistoryLine(words.moment(move.moved_at), f"{was} to {now}. {move.cause}{who}")
