"""Exhibits get their numbers, and a binder is built of them by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from grievances.models import Binder, Proceeding
from grievances.queries.exhibits import MAKER, exhibits_of, is_origin_shared, matters_of, why_apart
from grievances.rules.binders import BinderPaper, Entry
from grievances.rules.exhibits import next_exhibit
from labor_office.core.documents import letters, pdf
from labor_office.core.documents.actions.files import ExhibitTaken, describe_document, take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.binding import Bound, Placed, bind
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import Sheet, freeze, thaw
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User


class NothingToBind(Exception):
    """No exhibit can be bound; the words say what to do."""


class NoLongerBound(Exception):
    """A paper was changed since the binder was asked for and may not go out in it; the words name it."""


@transaction.atomic
def number_exhibit(*, proceeding_id: int, document_id: int, side: str, by: User, at: datetime) -> Document:
    """Give a paper of the case the next free number of a side: J-2, C-4.

    The case and what it grew out of share one series, so both are held. Raises ExhibitTaken for a
    paper that was given a number meanwhile: it keeps it.
    """
    case = matters_of(Proceeding.objects.get(pk=proceeding_id))
    list(Matter.objects.filter(pk__in=case).select_for_update(no_key=True).order_by("pk"))
    mine = Document.objects.filter(matter__in=case)
    found = mine.get(pk=document_id)
    if found.exhibit:
        raise ExhibitTaken(f"{found.title} is exhibit {found.exhibit} already.")
    number = next_exhibit(side, list(mine.exclude(exhibit="").values_list("exhibit", flat=True)))
    return describe_document(
        document_id=found.pk, title=found.title, kind=found.kind, exhibit=number, received_from=found.received_from,
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def build_binder(*, proceeding_id: int, by: User, at: datetime, today: date) -> Binder:
    """Ask the worker for a binder of the exhibits that ``by`` may see and everyone at the hearing may get.

    Which papers and in what order is frozen now. Raises NothingToBind.
    """
    Matter.objects.select_for_update(no_key=True).get(pk=proceeding_id)
    proceeding = Proceeding.objects.select_related("unit").get(pk=proceeding_id)
    bound = exhibits_of(by, proceeding).bound
    if not bound:
        raise NothingToBind("Number at least one PDF as an exhibit first.")
    paper = BinderPaper(
        reference=proceeding.reference,
        title=proceeding.title,
        parties=" and ".join(filter(None, (settings.CITY_NAME, proceeding.opponent))),
        forum=proceeding.forum,
        entries=tuple(Entry(each.exhibit, each.title, each.reference, 0, each.page_count or 0) for each in bound),
    )
    reference = take_reference()
    sheet = letters.letterhead(
        f"Exhibits, {proceeding.reference}",
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality="CONFIDENTIAL" if proceeding.is_restricted else "",
    )
    facts = {"paper": freeze(paper), "sheet": freeze(sheet)}
    made = Binder.objects.create(proceeding=proceeding, reference=reference, facts=facts, asked_by=by, asked_at=at)
    summary = f"Binder of {len(bound)} exhibits asked for" if len(bound) > 1 else "Binder of 1 exhibit asked for"
    record_event(matter=proceeding, verb="hearing.binder", summary=summary, by=by, at=at, document=reference)
    ask_for_paper(matter=proceeding, maker=MAKER, subject_id=made.pk, by=by, at=at)
    return made


def set_binder(subject_id: int) -> letters.Printed:
    """The binder as a PDF: the papers frozen in it, read from their files. For the worker. Raises NoLongerBound."""
    made = Binder.objects.select_related("proceeding").get(pk=subject_id)
    paper, sheet = thaw(BinderPaper, made.facts["paper"]), thaw(Sheet, made.facts["sheet"])
    is_shared = is_origin_shared(made.proceeding)
    papers = [_bound(made.proceeding, entry, is_shared=is_shared) for entry in paper.entries]

    def front(where: Sequence[Placed]) -> bytes:
        entries = tuple(
            replace(entry, first_page=place.first_page, page_count=place.page_count)
            for entry, place in zip(paper.entries, where, strict=True)
        )
        html = pdf.render_html("letters/binder.html", paper=replace(paper, entries=entries), sheet=sheet)
        return pdf.render_pdf(html, built_at=sheet.built_at)

    return letters.Printed(
        content=bind(papers, title=sheet.title, front=front),
        title=sheet.title,
        file_name=f"exhibits-{paper.reference}-{sheet.dated_on.isoformat()}.pdf",
        reference=made.reference,
        kind=Document.Kind.OTHER,
        dated_on=sheet.dated_on,
    )


def _bound(proceeding: Proceeding, entry: Entry, *, is_shared: bool) -> Bound:
    mine = Document.objects.filter(matter__in=matters_of(proceeding)).select_related("matter")
    document = mine.get(reference=entry.document)
    if reason := why_apart(document, proceeding, is_shared=is_shared):
        raise NoLongerBound(f"{entry.exhibit}, {document.reference}: {reason}")
    with document.file.open("rb") as stream:
        return Bound(entry.exhibit, entry.title, stream.read())
