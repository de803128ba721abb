"""Having an agreement's text set as a PDF, once for each text."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction

from agreements.models.drafts import Draft
from agreements.models.papers import TextPaper
from agreements.models.text import Agreement
from agreements.queries.editions import MAKER, conformed, memorandum
from agreements.queries.fragments import STYLE, parts_of, set_part, waiting
from agreements.rules.editions import SETTING, AgreementPaper, Edition
from labor_office.core.documents import letters, pdf
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import Sheet, freeze, thaw
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User

TEMPLATE = "letters/agreement.html"


@transaction.atomic
def ask_for_conformed(*, agreement_id: int, as_of: date, by: User, at: datetime, today: date) -> TextPaper:
    """Ask for the PDF of the words in force on ``as_of``; the same words of the same day are set once.

    Raises NoTextThatDay.
    """
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
    paper = conformed(agreement, as_of=as_of, user=by)
    return _ask(agreement, paper, as_of=as_of, by=by, at=at, today=today)


@transaction.atomic
def ask_for_memorandum(*, draft_id: int, edition: Edition, by: User, at: datetime, today: date) -> TextPaper:
    """Ask for the PDF of a draft, clean or to be signed; the same draft is set once. Raises NoTextThatDay."""
    agreement_id = Draft.objects.values_list("agreement_id", flat=True).get(pk=draft_id)
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
    draft = Draft.objects.select_related("agreement__unit__organization", "agreement__owner").get(pk=draft_id)
    return _ask(agreement, memorandum(draft, edition), as_of=None, by=by, at=at, today=today)


def ask_to_set_draft(*, draft_id: int) -> None:
    """Have the worker set the articles of a draft that are not kept. Asking twice does no harm."""
    current_app.send_task("agreements.tasks.set_draft", kwargs={"draft_id": draft_id}, queue="pdf")


def set_draft(*, draft_id: int, at: datetime) -> int:
    """Set every article of a draft that is not kept; how many there were."""
    draft = Draft.objects.select_related("agreement__unit__organization", "agreement__owner").get(pk=draft_id)
    parts = waiting(parts_of(draft))
    for part in parts:
        set_part(part, at=at)
    return len(parts)


def print_text(subject_id: int) -> letters.Printed:
    """The paper as a PDF, from its frozen facts alone. For the worker."""
    row = TextPaper.objects.select_related("agreement").get(pk=subject_id)
    paper, sheet = thaw(AgreementPaper, row.facts["paper"]), thaw(Sheet, row.facts["sheet"])
    return letters.Printed(
        content=set_text(paper, sheet),
        title=f"{paper.name}, {paper.title}"[:160],
        file_name=row.facts["file_name"],
        reference=row.reference,
        kind=Document.Kind.AGREEMENT if paper.edition == Edition.SIGNATURE else Document.Kind.OTHER,
        dated_on=sheet.dated_on,
    )


def set_text(paper: AgreementPaper, sheet: Sheet) -> bytes:
    """The PDF of a paper: contents, bookmarks, front pages in roman numbers."""
    html = pdf.render_html(TEMPLATE, paper=paper, sheet=sheet)
    return pdf.render_pdf(html, built_at=sheet.built_at, styles=(STYLE,), front="front")


def _ask(
    agreement: Agreement, paper: AgreementPaper, *, as_of: date | None, by: User, at: datetime, today: date
) -> TextPaper:
    frozen = freeze(paper)
    print_of = hashlib.sha256(json.dumps([SETTING, frozen], sort_keys=True).encode()).hexdigest()
    row = TextPaper.objects.filter(agreement=agreement, fingerprint=print_of).first()
    if row is None:
        row = _made(agreement, paper, frozen, print_of, as_of=as_of, by=by, at=at, today=today)
    if not Document.objects.filter(reference=row.reference).exists():
        ask_for_paper(matter=agreement, maker=MAKER, subject_id=row.pk, by=by, at=at)
    return row


def _made(
    agreement: Agreement,
    paper: AgreementPaper,
    frozen: Any,  # noqa: ANN401 -- plain JSON
    fingerprint: str,
    *,
    as_of: date | None,
    by: User,
    at: datetime,
    today: date,
) -> TextPaper:
    reference = take_reference()
    sheet = Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=f"{paper.title}, {paper.name}",
        short_title=paper.title,
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality="CONFIDENTIAL" if agreement.is_restricted else "",
    )
    day = as_of or today
    name = f"{agreement.reference}-{paper.edition.lower()}-{day.isoformat()}.pdf"
    facts = {"paper": frozen, "sheet": freeze(sheet), "file_name": name}
    row = TextPaper.objects.create(
        agreement=agreement, edition=paper.edition, as_of=as_of, reference=reference, fingerprint=fingerprint,
        facts=facts, asked_by=by, asked_at=at,
    )  # fmt: skip
    summary = f"{paper.name} asked for" + (f", as of {as_of:%b} {as_of.day}, {as_of.year}" if as_of else "")
    record_event(matter=agreement, verb="agreement.paper_asked", summary=summary, by=by, at=at, document=reference)
    return row
