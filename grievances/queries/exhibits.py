"""The exhibits of a hearing: those with numbers in the order of a binder, and the papers that have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from grievances.models import Binder, Proceeding
from grievances.rules.exhibits import order_of
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.matters.queries import is_open_to_all_of
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
    """The papers of a proceeding that ``user`` may see, by exhibit. Six queries at most."""
    rows = Document.objects.visible_to(user).filter(matter__in=matters_of(proceeding)).select_related("matter")
    own = PdfJob.objects.filter(matter=proceeding.pk, maker=MAKER, document__isnull=False)
    papers = list(rows.exclude(pk__in=own.values("document")))
    numbered = sorted((row for row in papers if row.exhibit), key=lambda row: order_of(row.exhibit))
    is_shared = is_origin_shared(proceeding)
    return Exhibits(
        tuple(Exhibit(row, why_apart(row, proceeding, is_shared=is_shared)) for row in numbered),
        tuple(row for row in papers if not row.exhibit),
    )


def matters_of(proceeding: Proceeding) -> list[int]:
    """Whose papers are exhibits: the proceeding's own, and those of the case it came from."""
    return [pk for pk in (proceeding.pk, proceeding.origin_id) if pk is not None]


def is_origin_shared(proceeding: Proceeding) -> bool:
    """Whether whoever opens the proceeding's file may know of the case it came from. Four queries at most."""
    return proceeding.origin is None or is_open_to_all_of(proceeding.origin, proceeding)


def why_apart(document: Document, proceeding: Proceeding, *, is_shared: bool) -> str:
    """Why a paper is left out of a binder, which everybody at the hearing gets; empty when it is bound.

    ``is_shared``: whether the case that the proceeding came from is known to all its readers.
    """
    if document.is_closed or (document.matter_id != proceeding.pk and not is_shared):
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


def binders_holding(matter_id: int) -> QuerySet[Document]:
    """The binders of later proceedings that hold a paper of the matter they came from. Three queries at most."""
    papers = set(Document.objects.filter(matter=matter_id).values_list("reference", flat=True))
    later = Binder.objects.filter(proceeding__origin=matter_id)
    holding = [made.reference for made in later if not papers.isdisjoint(_documents_in(made.facts))]
    return Document.objects.filter(reference__in=holding).select_related("matter")


def _documents_in(facts: Mapping[str, Any]) -> Iterator[str]:
    """The numbers of the papers in a binder, from its stored facts as they are: an older one has another shape."""
    for entry in facts["paper"].get("entries", ()):
        yield entry.get("document", "")
