"""The exhibits of a hearing: those with numbers in the order of a binder, and the papers that have none."""

from __future__ import annotations

from dataclasses import dataclass

from grievances.models import Binder, Proceeding
from grievances.rules.exhibits import order_of
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.users.models import User

MAKER = "hearing_binder"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A numbered paper; ``apart`` says why it is not bound, and is empty when it is."""

    document: Document
    apart: str


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Numbered papers in order, and those of the case and of where it came from that have no number."""

    numbered: tuple[Exhibit, ...]
    unnumbered: tuple[Document, ...]

    @property
    def bound(self) -> tuple[Document, ...]:
        """What a binder holds."""
        return tuple(each.document for each in self.numbered if not each.apart)

    @property
    def pages(self) -> int:
        """Their pages together."""
        return sum(document.page_count or 0 for document in self.bound)


def exhibits_of(user: User, proceeding: Proceeding) -> Exhibits:
    """The papers of a proceeding that ``user`` may see, by exhibit. Two queries."""
    rows = Document.objects.visible_to(user).filter(matter__in=matters_of(proceeding)).select_related("matter")
    own = PdfJob.objects.filter(matter=proceeding.pk, maker=MAKER, document__isnull=False)
    papers = list(rows.exclude(pk__in=own.values("document")))
    numbered = sorted((row for row in papers if row.exhibit), key=lambda row: order_of(row.exhibit))
    return Exhibits(
        tuple(Exhibit(row, why_apart(row, proceeding)) for row in numbered),
        tuple(row for row in papers if not row.exhibit),
    )


def matters_of(proceeding: Proceeding) -> list[int]:
    """Whose papers are exhibits: the proceeding's own, and those of the case it came from."""
    return [pk for pk in (proceeding.pk, proceeding.origin_id) if pk is not None]


def why_apart(document: Document, proceeding: Proceeding) -> str:
    """Why a paper is left out of a binder, which everybody at the hearing gets; empty when it is bound."""
    if document.is_closed or (document.matter.is_restricted and not proceeding.is_restricted):
        return "It is not open to everyone who gets the binder."
    if document.is_destroyed:
        return "Its file was destroyed under the records schedule."
    if document.is_blocked:
        return "The virus scanner found something in it."
    if document.needs_password:
        return "It opens with a password only. Save it without one and add that."
    if document.content_type != "application/pdf":
        return "It is no PDF. Print it to PDF and add that."
    return ""


def newest_binder(proceeding: Proceeding) -> tuple[Binder | None, PdfJob | None]:
    """The last binder asked for, and how far it is. Two queries at most."""
    made = proceeding.binders.select_related("asked_by").first()
    job = PdfJob.objects.filter(maker=MAKER, subject_id=made.pk).select_related("document").first() if made else None
    return made, job
