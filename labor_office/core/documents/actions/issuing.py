"""A letter goes out: approved, issued, frozen. Nothing in it changes after this."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from labor_office.core.documents import letters, pdf
from labor_office.core.documents.actions.drafting import (
    LetterHasGaps,
    check_asked,
    check_revision,
    lock_letter,
)
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Letter, LetterState
from labor_office.core.documents.rules.papers import freeze, missing
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def approve(*, letter_id: int, revision: int, by: User, at: datetime) -> Letter:
    """The approver agrees to the letter as it reads at ``revision``; it can go out now.

    Raises LetterNotOpen, ApproverRefused, LetterChanged.
    """
    letter = lock_letter(letter_id)
    check_asked(letter, by)
    check_revision(letter, revision)
    letter.state, letter.approved_at = LetterState.APPROVED, at
    letter.save(update_fields=["state", "approved_at"])
    record_event(matter=letter.matter, verb="letter.approved", summary=f"Letter {letter.number} approved", by=by, at=at)
    return letter


@transaction.atomic
def sign_letter(*, letter_id: int, revision: int, dated_on: date, by: User, at: datetime) -> Letter:
    """The approver signs, and their signature sends the letter out with everything that follows from it.

    Runs the kind's own verb, so the matter's deadlines move in the same transaction.
    Raises what ``approve`` and the kind's verb raise; then nothing has happened.
    """
    approved = approve(letter_id=letter_id, revision=revision, by=by, at=at)
    return send_out(letter_id=letter_id, revision=revision, dated_on=dated_on, delivery=approved.delivery, by=by, at=at)


def send_out(*, letter_id: int, revision: int, dated_on: date, delivery: str, by: User, at: datetime) -> Letter:
    """Issue the letter by its kind's own verb, or plainly when the kind has none."""
    code = Letter.objects.values_list("template", flat=True).get(pk=letter_id)
    issue = letters.get(code).issue or issue_letter
    return issue(letter_id=letter_id, revision=revision, dated_on=dated_on, delivery=delivery, by=by, at=at)


@transaction.atomic
def issue_letter(*, letter_id: int, revision: int, dated_on: date, delivery: str, by: User, at: datetime) -> Letter:
    """Issue the letter: facts frozen, number taken, the one it corrects superseded, its PDF asked for.

    Facts are gathered here, after whatever the caller's transaction wrote before. The PDF
    is set from the frozen facts after commit; the letter is issued whether or not the
    printer is up. Raises LetterChanged, LetterHasGaps, LetterNotIssued.
    """
    letter = lock_letter(letter_id)
    check_revision(letter, revision)
    _check_may_go(letter, dated_on=dated_on, at=at)
    letter.issued_by, letter.issued_at, letter.dated_on = by, at, dated_on
    letter.delivery = delivery or letter.delivery
    letter.facts = _frozen_facts(letter, dated_on=dated_on, at=at)
    letter.state = LetterState.ISSUED
    letter.save(update_fields=["issued_by", "issued_at", "dated_on", "delivery", "facts", "state"])
    if letter.supersedes is not None:
        Letter.objects.filter(pk=letter.supersedes.pk).update(state=LetterState.SUPERSEDED)
    ask_for_paper(matter=letter.matter, maker="letter", subject_id=letter.pk, by=by, at=at)
    record_event(
        matter=letter.matter,
        verb="letter.issued",
        summary=f"Letter {letter.number} issued: {letter.title}",
        by=by,
        at=at,
        letter=letter.number,
        dated_on=dated_on,
        document=letter.facts["sheet"]["document"],
        replaces=letter.supersedes.number if letter.supersedes else None,
    )
    return letter


def _check_may_go(letter: Letter, *, dated_on: date, at: datetime) -> None:
    kind = letters.get(letter.template)
    if letter.is_issued:
        raise letters.LetterNotIssued(f"Letter {letter.number} was issued on {letter.dated_on}.")
    if letter.state == LetterState.FOR_APPROVAL:
        raise letters.LetterNotIssued(f"Letter {letter.number} waits for {letter.approver} to sign.")
    if kind.needs_approval and letter.state != LetterState.APPROVED:
        raise letters.LetterNotIssued(f"A {kind.title.lower()} goes out signed. Send it for approval first.")
    if dated_on > timezone.localdate(at):
        raise letters.LetterNotIssued(
            f"A letter cannot be dated after the day it is issued: {dated_on:%B} {dated_on.day} is still to come."
        )


def _frozen_facts(letter: Letter, *, dated_on: date, at: datetime) -> dict[str, object]:
    """Paper and sheet as plain JSON; the paper is set as HTML once, so that nothing goes out that cannot be set."""
    kind = letters.get(letter.template)
    paper = kind.gather(letter, dated_on=dated_on)
    if problems := missing(paper):
        raise LetterHasGaps(problems)
    sheet = letters.sheet_of(letter, dated_on=dated_on, built_at=at, document=take_reference())
    try:
        pdf.render_html(kind.template, paper=paper, sheet=sheet)
    except pdf.MergeFieldMissing as gap:
        raise letters.LetterNotIssued(str(gap)) from None
    return {
        "paper": freeze(paper),
        "sheet": freeze(sheet),
        "file_name": letters.file_name_of(letter, dated_on=dated_on),
    }
