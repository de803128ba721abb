"""Papers that join two parts of the core: the proof of one date, which the clock tells and the press sets."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from celery import current_app
from django.core.cache import cache

from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove
from labor_office.core.deadlines.rules.explanation import LedgerLine
from labor_office.core.deadlines.shown import calendar_of, shown
from labor_office.core.documents import pdf
from labor_office.core.documents.letters import letterhead
from labor_office.core.documents.rules.grids import ProofDay
from labor_office.core.documents.rules.letters import CountLine
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.documents.rules.proofs import DeadlineProof, HistoryLine
from labor_office.core.web import words

TEMPLATE = "deadline_proof"
TASK = "labor_office.desk.tasks.set_proof"
# What a proof is read from, besides the deadline itself.
WHOLE = ("matter", "limit__version__procedure", "calendar_version__calendar")
# Seconds a proof is kept; after that it is set anew.
KEPT = 60 * 60
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


def kept_proof(deadline: Deadline, *, today: date) -> bytes | None:
    """The PDF of the proof as the date stands now, once the worker has set it. Raises NothingToProve."""
    content: bytes | None = cache.get(_key(deadline, proof_of(deadline, today=today), today))
    return content


def ask_for_proof(deadline: Deadline) -> None:
    """Have the worker set the proof. Asking twice does no harm."""
    current_app.send_task(TASK, kwargs={"deadline_id": deadline.pk}, queue="pdf")


def set_proof(*, deadline_id: int, today: date, at: datetime) -> bytes:
    """Set the proof and keep it a while; the same words of the same day are set once. Raises NothingToProve.

    For the worker: whoever asks has been looked at before.
    """
    deadline = Deadline.objects.select_related(*WHOLE).get(pk=deadline_id)
    paper = proof_of(deadline, today=today)
    key = _key(deadline, paper, today)
    content: bytes = cache.get(key) or _pdf(deadline, paper, today=today, built_at=at)
    cache.set(key, content, KEPT)
    return content


def _key(deadline: Deadline, paper: DeadlineProof, today: date) -> str:
    said = json.dumps([freeze(paper), deadline.matter.level, today.isoformat()], sort_keys=True)
    return f"deadline-proof-{deadline.pk}-{hashlib.sha256(said.encode()).hexdigest()}"


def _pdf(deadline: Deadline, paper: DeadlineProof, *, today: date, built_at: datetime) -> bytes:
    """A tagged PDF of one page, two when the count is long."""
    reference = deadline.matter.reference
    sheet = letterhead(
        f"How the date was counted, {reference}",
        short_title=f"Deadline proof, {reference}",
        dated_on=today,
        document=deadline.reference,
        built_at=built_at,
        confidentiality="CONFIDENTIAL" if deadline.matter.is_restricted else "",
    )
    return pdf.render_pdf(pdf.render_html(f"letters/{TEMPLATE}.html", paper=paper, sheet=sheet), built_at=built_at)


def _line(line: LedgerLine) -> CountLine:
    return CountLine(line.label, line.text, words.day_year(line.on) if line.on else line.change)


def _history(move: DeadlineMove) -> HistoryLine:
    was = words.day_year(move.was_due_on) or "no date"
    now = words.day_year(move.now_due_on) or "no date"
    who = f", {move.moved_by.short_name}" if move.moved_by else ""
    return HistoryLine(words.moment(move.moved_at), f"{was} to {now}. {move.cause}{who}")
