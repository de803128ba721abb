"""A letter before it goes out: begun, saved, asked to be signed, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from labor_office.core.documents import letters
from labor_office.core.documents.actions.letter_rows import begun_words, letter_rows
from labor_office.core.documents.models import Letter, LetterState
from labor_office.core.documents.rules.papers import Problem, missing
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter, MatterExclusion
from labor_office.core.notices.actions.promise import promise
from labor_office.core.notices.claims import Claim
from labor_office.core.notices.messages.letters import LetterBack
from labor_office.core.notices.messages.parts import Act, Part
from labor_office.core.notices.messages.people import ForApproval
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

# The claim that a letter still waits for the signature asked for then.
SIGNATURE = "letter_signature"


class LetterChanged(Exception):
    """Someone saved the letter since it was opened. ``theirs`` is the letter as it stands."""

    def __init__(self, theirs: Letter) -> None:
        self.theirs = theirs
        super().__init__(f"{theirs.saved_by} saved this letter since you opened it.")


class LetterNotOpen(Exception):
    """The letter is not in a state where that can be done; the words say which it is in."""


class LetterHasGaps(letters.LetterNotIssued):
    """The letter lacks something. ``problems`` name each gap and what fills it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(" ".join(problem.words for problem in problems))


class ApproverRefused(Exception):
    """That person cannot be asked to sign this letter; the words say why."""


class CorrectionBegun(Exception):
    """A correction of the letter exists. ``correction`` is it."""

    def __init__(self, correction: Letter) -> None:
        self.correction = correction
        super().__init__(f"Letter {correction.number} corrects this one already.")


@transaction.atomic(savepoint=False)
def draft_letter(
    *,
    matter_id: int,
    kind: str,
    by: User,
    at: datetime,
    step: str = "",
    title: str = "",
    fields: Mapping[str, str] | None = None,
    approver: User | None = None,
    supersedes: Letter | None = None,
) -> Letter:
    """Begin a letter on a matter; it takes the matter's next letter number."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    last = Letter.objects.filter(matter=matter).aggregate(last=Max("number"))["last"] or 0
    letter, event = letter_rows(matter=matter, kind=kind, number=last + 1, by=by, at=at, fields=fields)
    letter.title, letter.step = title or letter.title, step
    letter.approver, letter.supersedes = approver, supersedes
    event.summary = begun_words(letter)
    letter.save(force_insert=True)
    event.save(force_insert=True)
    return letter


@transaction.atomic
def correct_letter(*, letter_id: int, by: User, at: datetime) -> Letter:
    """Begin the letter that will replace an issued one, with its texts. The issued one stays as it is.

    Raises LetterNotOpen if it was not issued, CorrectionBegun if one is under way.
    """
    letter = lock_letter(letter_id)
    if letter.state != LetterState.ISSUED:
        raise LetterNotOpen(f"Letter {letter.number} is {letter.get_state_display().lower()}; only an issued one "
                            "is corrected by another.")  # fmt: skip
    begun = Letter.objects.filter(supersedes=letter).first()
    if begun is not None:
        raise CorrectionBegun(begun)
    return draft_letter(
        matter_id=letter.matter_id,
        kind=letter.template,
        by=by,
        at=at,
        step=letter.step,
        title=letter.title,
        fields=letter.fields,
        approver=letter.approver,
        supersedes=letter,
    )


@transaction.atomic
def save_letter(
    *,
    letter_id: int,
    revision: int,
    fields: Mapping[str, str],
    by: User,
    at: datetime,
    delivery: str | None = None,
) -> Letter:
    """Save a draft's texts over ``revision``, the one that was opened. Nothing changed, nothing is counted.

    Raises LetterChanged with the other's letter, LetterNotOpen once it was sent or issued.
    """
    letter = lock_letter(letter_id)
    names = {each.name for each in letters.get(letter.template).fields}
    kept = {**letter.fields, **{name: text for name, text in fields.items() if name in names}}
    kept_delivery = letter.delivery if delivery is None else delivery
    if letter.state != LetterState.DRAFT:
        raise LetterNotOpen(_closed_words(letter))
    if (kept, kept_delivery) == (letter.fields, letter.delivery):
        return letter
    check_revision(letter, revision)
    letter.fields, letter.delivery = kept, kept_delivery
    letter.revision, letter.saved_by, letter.saved_at = letter.revision + 1, by, at
    letter.save(update_fields=["fields", "delivery", "revision", "saved_by", "saved_at"])
    return letter


@transaction.atomic
def send_for_approval(*, letter_id: int, revision: int, approver: User, by: User, at: datetime) -> Letter:
    """Ask ``approver`` to sign; they are named on the matter if they could not open it.

    Raises LetterChanged, LetterNotOpen, LetterHasGaps, ApproverRefused.
    """
    letter = lock_letter(letter_id)
    check_revision(letter, revision)
    if letter.state != LetterState.DRAFT:
        raise LetterNotOpen(_closed_words(letter))
    _check_approver(letter, approver)
    letter.approver = approver
    check_gaps(letter, at=at)
    letter.state, letter.sent_for_approval_at, letter.sent_back_comment = LetterState.FOR_APPROVAL, at, ""
    letter.save(update_fields=["approver", "state", "sent_for_approval_at", "sent_back_comment"])
    if not Matter.objects.visible_to(approver).filter(pk=letter.matter_id).exists():
        reason = f"asked to sign letter {letter.number}"
        grant_access(matter_id=letter.matter_id, user=approver, reason=reason, by=by, at=at)
    record_event(
        matter=letter.matter,
        verb="letter.sent_for_approval",
        summary=f"Letter {letter.number} went to {approver} to sign: {letter.title}",
        by=by,
        at=at,
        letter=letter.number,
    )
    _ask_to_sign(letter, approver, at)
    return letter


@transaction.atomic
def send_back(*, letter_id: int, comment: str, by: User, at: datetime) -> Letter:
    """The approver returns the letter to its writer with a comment. Raises LetterNotOpen, ApproverRefused."""
    letter = lock_letter(letter_id)
    check_asked(letter, by)
    letter.state, letter.sent_back_comment = LetterState.DRAFT, comment
    letter.save(update_fields=["state", "sent_back_comment"])
    record_event(
        matter=letter.matter, verb="letter.sent_back", summary=f"Letter {letter.number} was sent back", by=by, at=at,
        letter=letter.number, words=comment,
    )  # fmt: skip
    _tell_writer(letter, by, at)
    return letter


@transaction.atomic
def take_back(*, letter_id: int, by: User, at: datetime) -> Letter:
    """The writer takes the letter back from its approver to go on with it. Raises LetterNotOpen."""
    letter = lock_letter(letter_id)
    if letter.state not in {LetterState.FOR_APPROVAL, LetterState.APPROVED}:
        raise LetterNotOpen(_closed_words(letter))
    letter.state, letter.approved_at = LetterState.DRAFT, None
    letter.save(update_fields=["state", "approved_at"])
    record_event(
        matter=letter.matter, verb="letter.taken_back", summary=f"Letter {letter.number} was taken back", by=by, at=at,
        letter=letter.number,
    )  # fmt: skip
    return letter


def lock_letter(letter_id: int) -> Letter:
    """The letter, read again under lock: its matter first, as every action does."""
    matter_id = Letter.objects.values_list("matter_id", flat=True).get(pk=letter_id)
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    found = Letter.objects.select_for_update(no_key=True, of=("self",))
    letter = found.select_related("approver", "drafted_by", "saved_by", "issued_by", "supersedes").get(pk=letter_id)
    letter.matter = matter
    return letter


def check_revision(letter: Letter, revision: int) -> None:
    """Raises LetterChanged when the letter was saved since ``revision``."""
    if letter.revision != revision:
        raise LetterChanged(letter)


def check_asked(letter: Letter, user: User) -> None:
    """Raises LetterNotOpen unless it waits for a signature, ApproverRefused unless for that of ``user``."""
    if letter.state != LetterState.FOR_APPROVAL:
        raise LetterNotOpen(_closed_words(letter))
    if letter.approver_id != user.pk:
        raise ApproverRefused(f"This letter waits for {letter.approver}, who was asked to sign it.")


def check_gaps(letter: Letter, *, at: datetime) -> None:
    """Raises LetterHasGaps, naming everything the letter would lack if it were dated on the day of ``at``."""
    paper = letters.get(letter.template).gather(letter, dated_on=timezone.localdate(at))
    if problems := missing(paper):
        raise LetterHasGaps(problems)


def _ask_to_sign(letter: Letter, approver: User, at: datetime) -> None:
    kind, matter = letters.get(letter.template), letter.matter
    act = Act(
        matter=matter.pk,
        reference=matter.reference,
        path=reverse("documents:letter", args=[matter.reference, letter.number]),
        act=letter.title,
        task=f"Sign letter {letter.number}",
        # A letter without a limit is wanted the day it is sent.
        due_on=kind.due_on(letter) or timezone.localdate(at),
        claim=Claim(SIGNATURE, letter.pk, at.isoformat()),
    )
    promise(
        key=f"for-approval-{letter.pk}-{approver.pk}-{at.isoformat()}",
        message=ForApproval(act=act, drafted_by=str(letter.drafted_by), effect="Your signature issues the letter."),
        recipient=approver,
        matter=matter,
        why=f"you were asked to sign letter {letter.number}",
        not_before=at,
        at=at,
    )


def _tell_writer(letter: Letter, approver: User, at: datetime) -> None:
    path = reverse("documents:letter", args=[letter.matter.reference, letter.number])
    item = Part(matter=letter.matter_id, reference=letter.matter.reference, path=path)
    promise(
        key=f"letter-back-{letter.pk}-{at.isoformat()}",
        message=LetterBack(item=item, number=letter.number, sent_by=str(approver)),
        recipient=letter.saved_by,
        matter=letter.matter,
        why=f"you wrote letter {letter.number}",
        not_before=at,
        at=at,
    )


def _check_approver(letter: Letter, approver: User) -> None:
    if not approver.may(Permission.LETTER_APPROVE):
        raise ApproverRefused(f"{approver} does not sign letters. Choose a decision maker.")
    if MatterExclusion.objects.filter(matter=letter.matter, user=approver, ended_at=None).exists():
        raise ApproverRefused(f"{approver} is shut out of {letter.matter} and cannot sign its letters. Choose another.")


def _closed_words(letter: Letter) -> str:
    words = {
        LetterState.DRAFT: "is a draft.",
        LetterState.FOR_APPROVAL: f"waits for {letter.approver} to sign. Take it back to change it.",
        LetterState.APPROVED: f"was approved by {letter.approver}. Take it back to change it.",
        LetterState.ISSUED: "was issued and does not change. A correction replaces it by a new letter.",
        LetterState.SUPERSEDED: "was replaced by a later letter.",
    }
    return f"Letter {letter.number} {words[LetterState(letter.state)]}"
