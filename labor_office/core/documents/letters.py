"""Kinds of letter and makers of papers register themselves; this core knows none of them.

An app above registers a ``LetterKind`` from its ``ready``: which fields its writer fills,
where the facts come from, what else happens when it goes out. A ``PaperMaker`` sets one
kind of PDF in the worker; letters are one, and an app may add others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from django.conf import settings

from labor_office.core.documents import pdf
from labor_office.core.documents.models import Document, Letter, LetterState
from labor_office.core.documents.rules.papers import Sheet, Signature, thaw
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.web.components import Row


class UnknownLetterKind(LookupError):
    """No app has registered this kind of letter."""


class LetterNotIssued(Exception):
    """The letter cannot go out now; the words say why and what to do."""


class FieldShape(StrEnum):
    """How a field of a letter is typed."""

    LINE = "LINE"
    TEXT = "TEXT"
    CHOICE = "CHOICE"
    DAY = "DAY"


@dataclass(frozen=True, slots=True)
class LetterField:
    """One thing the writer fills in. Values are kept as text; a DAY as ``2026-06-23``."""

    name: str
    label: str
    help: str = ""
    shape: FieldShape = FieldShape.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    initial: str = ""


@dataclass(frozen=True, slots=True)
class Insert:
    """A fact already known that the writer may put into a field: its button's words and its text."""

    label: str
    text: str
    field: str = ""


class Gather(Protocol):
    """Builds the paper of ``letter`` as it reads when dated ``dated_on``: a frozen dataclass.

    Called for previews and, at issue, inside the issuing transaction after whatever the
    app's own action wrote before. Typed texts are in ``letter.fields``; the signer is
    ``signature_of(letter)``. A fact that is not known stays empty and is declared with
    ``needed`` on the paper; it never raises for one.
    """

    def __call__(self, letter: Letter, *, dated_on: date) -> Any: ...  # noqa: ANN401 -- a paper of any kind


class Issue(Protocol):
    """An app's own verb that issues a letter and everything that follows, in one transaction.

    It must call ``actions.issuing.issue_letter`` with the same arguments. Raises
    LetterNotIssued, whose words the page shows.
    """

    def __call__(
        self, *, letter_id: int, revision: int, dated_on: date, delivery: str, by: User, at: datetime
    ) -> Letter: ...


def _nothing_follows(letter: Letter, *, dated_on: date) -> tuple[Row, ...]:
    return ()


def _no_day(letter: Letter) -> date | None:
    return None


def _no_inserts(letter: Letter) -> tuple[Insert, ...]:
    return ()


def _no_mends(letter: Letter) -> Mapping[str, str]:
    return {}


class Consequences(Protocol):
    """What issuing does beyond the letter itself, for the check page: deadlines met, started, stopped."""

    def __call__(self, letter: Letter, *, dated_on: date) -> tuple[Row, ...]: ...


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    ``slug`` stands in file names (``step-2-decision`` is made by ``slug_of`` when it
    depends on the letter); ``paper`` is the dataclass that ``gather`` returns and that
    stored facts are read back into. ``issue`` is the app's verb; None, the letter is issued
    and nothing else happens. ``needs_approval``: it goes out only signed by its approver,
    whose signature issues it. ``mend_urls`` leads from a missing fact to where it is recorded.
    """

    code: str
    title: str
    template: str
    paper: type[Any]
    fields: tuple[LetterField, ...]
    gather: Gather
    slug: str
    issue: Issue | None = None
    consequences: Consequences = _nothing_follows
    inserts: Callable[[Letter], tuple[Insert, ...]] = _no_inserts
    mend_urls: Callable[[Letter], Mapping[str, str]] = _no_mends
    slug_of: Callable[[Letter], str] | None = None
    # The last day for it to go out, if there is one: for the request to sign and the approver's page.
    due_on: Callable[[Letter], date | None] = _no_day
    needs_approval: bool = False
    # Who may be asked to sign it, where that is not everyone who signs letters.
    signers: Callable[[Letter], Collection[User]] | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF that a maker set, and what is kept with it; ``level`` is how far it may be read on its matter."""

    content: bytes
    title: str
    file_name: str
    reference: str
    kind: str
    dated_on: date
    level: Level = Level.OFFICE


def letterhead(
    title: str, *, dated_on: date, document: str, built_at: datetime, short_title: str = "", confidentiality: str = ""
) -> Sheet:
    """What a paper of this office carries around its words; the title heads every page where there is no short one."""
    return Sheet(
        city=settings.CITY_NAME, office=settings.OFFICE_NAME, title=title, short_title=short_title or title,
        dated_on=dated_on, document=document, built_at=built_at, confidentiality=confidentiality,
        address=tuple(settings.OFFICE_ADDRESS),
    )  # fmt: skip


def from_facts(
    facts: Mapping[str, Any], paper: type, template: str, *, file_name: str = "", kind: str = Document.Kind.OTHER,
    level: Level = Level.OFFICE, styles: tuple[str, ...] = (),
) -> Printed:  # fmt: skip
    """The PDF of a paper that was frozen with its sheet, from these facts alone. For the worker."""
    sheet = thaw(Sheet, facts["sheet"])
    html = pdf.render_html(template, paper=thaw(paper, facts["paper"]), sheet=sheet)
    return Printed(
        content=pdf.render_pdf(html, built_at=sheet.built_at, styles=styles), title=sheet.title,
        file_name=file_name or facts["file_name"], reference=sheet.document, kind=kind, dated_on=sheet.dated_on,
        level=level,
    )  # fmt: skip


class PaperMaker(Protocol):
    """Sets the paper of one subject; reads what it needs, writes nothing."""

    def __call__(self, subject_id: int) -> Printed: ...


class Kept(Protocol):
    """Told, in the transaction that keeps a paper, which document its subject became."""

    def __call__(self, subject_id: int, document: Document) -> None: ...


_kinds: dict[str, LetterKind] = {}
_makers: dict[str, PaperMaker] = {}
_kept: dict[str, Kept] = {}


def register(kind: LetterKind) -> None:
    """Make ``kind`` known; called once from an app's ``ready``. Registering it again changes nothing."""
    names = [each.name for each in kind.fields]
    if len(set(names)) != len(names):
        raise ValueError(f"{kind.code} names a field twice.")
    _kinds[kind.code] = kind


def get(code: str) -> LetterKind:
    """The kind registered as ``code``. Raises UnknownLetterKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownLetterKind(f"No kind of letter is registered as {code!r}.") from None


def registered() -> tuple[LetterKind, ...]:
    """Every kind, in the order of registration."""
    return tuple(_kinds.values())


def register_maker(code: str, maker: PaperMaker, *, kept: Kept | None = None) -> None:
    """Make a maker of papers known to the worker; ``kept`` is told once the paper lies in the store."""
    _makers[code] = maker
    if kept is not None:
        _kept[code] = kept


def tell_kept(code: str, subject_id: int, document: Document) -> None:
    """Tell whoever registered ``code``, if they asked, that the paper of a subject is kept."""
    if code in _kept:
        _kept[code](subject_id, document)


def maker(code: str) -> PaperMaker:
    """The maker registered as ``code``. Raises UnknownLetterKind."""
    try:
        return _makers[code]
    except KeyError:
        raise UnknownLetterKind(f"Nothing sets papers called {code!r}.") from None


def signature_of(letter: Letter) -> Signature:
    """Who signs ``letter``: its approver when one was asked, else who issues it, else its writer.

    Signed once it has been approved or issued; its reference is the number of the document.
    """
    signer = letter.approver or letter.issued_by or letter.drafted_by
    signed_at = (letter.approved_at or letter.issued_at) if letter.issued_at else None
    reference = f"{letter.matter.reference}-{letter.number}"
    return Signature(signer.name, signer.title, signed_at, reference)


def sheet_of(letter: Letter, *, dated_on: date, built_at: datetime, document: str = "") -> Sheet:
    """What the paper of ``letter`` carries around its words; a draft has no document number."""
    matter, kind = letter.matter, get(letter.template)
    old = letter.supersedes
    replaces = ""
    if old is not None and old.dated_on is not None:
        day = f"{old.dated_on:%B} {old.dated_on.day}, {old.dated_on.year}"
        replaces = f"This letter replaces letter {old.number} of {day}, which is withdrawn."
    sheet = letterhead(
        f"{letter.title}, {matter.reference}", short_title=f"{kind.title}, {matter.reference}", dated_on=dated_on,
        document=document, built_at=built_at, confidentiality="CONFIDENTIAL" if matter.is_restricted else "",
    )  # fmt: skip
    return replace(sheet, is_draft=not document, replaces=replaces)


def file_name_of(letter: Letter, *, dated_on: date) -> str:
    """``G-2026-0042-step-2-decision-2026-06-23.pdf``; a restricted matter's letter says no more than its number."""
    kind = get(letter.template)
    if letter.matter.is_restricted:
        return f"{letter.matter.reference}-letter-{letter.number}.pdf"
    slug = kind.slug_of(letter) if kind.slug_of else kind.slug
    return f"{letter.matter.reference}-{slug}-{dated_on.isoformat()}.pdf"


def state_chip(state: str) -> tuple[str, str]:
    """The word and the chip's kind of a letter's state."""
    kinds = {
        LetterState.DRAFT: "plan",
        LetterState.FOR_APPROVAL: "wait",
        LetterState.APPROVED: "soon",
        LetterState.ISSUED: "met",
        LetterState.SUPERSEDED: "quiet",
    }
    return LetterState(state).label, kinds[LetterState(state)]
