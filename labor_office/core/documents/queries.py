"""Reads of papers that are not a filter: a letter as paper, its gaps, its printing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from labor_office.core.documents import letters, pdf
from labor_office.core.documents.models import Document, Letter, LetterState, PdfJob
from labor_office.core.documents.rules.papers import Sheet, missing, thaw
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.notices.claims import Claim
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.compiled import Compiled

REMARK = "letter.remark"
# What is a turn of the talk about a letter, and how it is told.
_TURNS = {
    "letter.sent_for_approval": "sent it to be signed",
    "letter.sent_back": "sent it back",
    "letter.taken_back": "took it back to change it",
    REMARK: "says",
}


def document_called(user: User, reference: str) -> Document | None:
    """The paper with this number, if ``user`` may read it, with its matter and who added it. One query."""
    return next(iter(_CALLED.rows(user, reference=reference)), None)


def _called(user: User, reference: str) -> QuerySet[Document]:
    return Document.objects.visible_to(user).filter(reference=reference).select_related("matter", "added_by")


_CALLED: Compiled[Document] = Compiled(_called)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a letter lacks and the way to mend it; no way, the words must do."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of the talk about a letter: who did what and when, and the words, if there were any."""

    who: str
    did: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a letter as two people left it."""

    name: str
    label: str
    mine: str
    theirs: str


def takes_part(user: User, letter: Letter) -> bool:
    """Whether ``user`` is one of those who write and sign the letter."""
    return user.may(Permission.LETTER_DRAFT) or user.may(Permission.LETTER_ISSUE) or letter.approver_id == user.pk


def talk_of(user: User, letter: Letter) -> tuple[Said, ...]:
    """What was said of a letter on its way out, and each time it went over and came back; earliest first.

    Nothing for those who only read it. One query or none.
    """
    if not takes_part(user, letter):
        return ()
    told = MatterEvent.objects.filter(matter=letter.matter_id, verb__in=_TURNS, details__letter=letter.number)
    return tuple(
        Said(one.actor.name if one.actor else "", _TURNS[one.verb], one.occurred_at, one.details.get("words", ""))
        for one in told.select_related("actor").order_by("occurred_at", "pk")
    )


def paper_of(letter: Letter, *, dated_on: date) -> Any:  # noqa: ANN401 -- a paper of any kind
    """The letter's paper: as frozen once issued, as it would read on ``dated_on`` before."""
    kind = letters.get(letter.template)
    return thaw(kind.paper, letter.facts["paper"]) if letter.is_issued else kind.gather(letter, dated_on=dated_on)


def gaps_of(letter: Letter, *, dated_on: date) -> tuple[Gap, ...]:
    """What the letter lacks, each with the field or page that mends it; nothing once it was issued."""
    if letter.is_issued:
        return ()
    kind = letters.get(letter.template)
    own = {each.name for each in kind.fields} | {"delivery", "approver"}
    urls = kind.mend_urls(letter)
    return tuple(
        Gap(problem.words, f"#id_{problem.field}" if problem.field in own else urls.get(problem.field, ""))
        for problem in missing(kind.gather(letter, dated_on=dated_on))
    )


def on_screen(letter: Letter, *, dated_on: date, at: datetime) -> SafeString:
    """The letter as a paper page beside its fields."""
    return mark_safe(_html(letter, dated_on=dated_on, at=at, on_screen=True))  # noqa: S308 -- our template, autoescaped


def awaiting_signature(claims: frozenset[Claim], _today: date) -> Collection[Claim]:
    """Those of ``claims`` whose letter still waits for the signature that was asked for then."""
    waiting = Letter.objects.filter(pk__in=[claim.pk for claim in claims], state=LetterState.FOR_APPROVAL)
    asked = {pk: asked_at.isoformat() for pk, asked_at in waiting.values_list("pk", "sent_for_approval_at") if asked_at}
    return [claim for claim in claims if asked.get(claim.pk) == claim.expect]


def draft_pdf(letter: Letter, *, dated_on: date, at: datetime) -> bytes:
    """The draft as a PDF that says DRAFT; set at once, kept nowhere."""
    return pdf.render_pdf(_html(letter, dated_on=dated_on, at=at, on_screen=False), built_at=at)


def newest_job(letter: Letter) -> PdfJob | None:
    """The last printing asked for an issued letter."""
    return PdfJob.objects.filter(maker="letter", subject_id=letter.pk).first()


def differences(letter: Letter, mine: Mapping[str, str]) -> tuple[Difference, ...]:
    """Where ``mine`` and the letter as it stands differ, in the order of the form."""
    return tuple(
        Difference(each.name, each.label, mine[each.name], letter.fields.get(each.name, ""))
        for each in letters.get(letter.template).fields
        if each.name in mine and mine[each.name].split() != letter.fields.get(each.name, "").split()
    )


def _html(letter: Letter, *, dated_on: date, at: datetime, on_screen: bool) -> str:
    if letter.is_issued:
        sheet = thaw(Sheet, letter.facts["sheet"])
    else:
        sheet = letters.sheet_of(letter, dated_on=dated_on, built_at=at)
    paper = paper_of(letter, dated_on=dated_on)
    return pdf.render_html(letters.get(letter.template).template, paper=paper, sheet=sheet, on_screen=on_screen)
