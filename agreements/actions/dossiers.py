"""Printing the dossier of an article."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from agreements.models.dossiers import DossierPrint
from agreements.models.text import Agreement
from agreements.queries.dossiers import MAKER, Dossier, open_to_office
from agreements.rules.dossier_paper import DossierPaper, numbered
from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.rules.papers import Sheet, freeze
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def print_dossier(*, dossier: Dossier, by: User, at: datetime, today: date) -> DossierPrint:
    """Ask the worker for the dossier as a PDF, kept on the file of the agreement.

    Whoever reads the agreement's file can open it, so it holds only what every one of
    them may know of: entries of restricted matters, of matters somebody is shut out of, and
    those not open to the file (advice, past practice) are left out and their number is kept
    for ``by`` alone. The facts are frozen now:
    the same dossier printed later is another paper.
    """
    agreement = Agreement.objects.select_for_update(no_key=True).get(pk=dossier.agreement.pk)
    every = dossier.entries
    known = open_to_office(every)
    shown = [each for each in every if each.is_open_to_file and (each.matter_id is None or each.matter_id in known)]
    paper = DossierPaper(
        dossier.cited, f"{dossier.unit.name} Agreement {agreement.term_name}", dossier.unit.name, today,
        numbered(
            (each.on, each.kind, each.title, each.reference, each.chip, each.text)
            for each in sorted(shown, key=lambda entry: (entry.on, entry.reference))
        ),
    )  # fmt: skip
    reference = take_reference()
    made = DossierPrint.objects.create(
        article=dossier.article, agreement=agreement, reference=reference, left_out=len(every) - len(shown),
        facts={"paper": freeze(paper), "sheet": freeze(_sheet(dossier, reference, today, at))},
        asked_by=by, asked_at=at,
    )  # fmt: skip
    record_event(
        matter=agreement, verb="dossier.printed", summary=f"Dossier of {dossier.cited} printed", by=by, at=at,
        document=reference,
    )  # fmt: skip
    ask_for_paper(matter=agreement, maker=MAKER, subject_id=made.pk, by=by, at=at)
    return made


def set_dossier(subject_id: int) -> letters.Printed:
    """The dossier as a PDF, from its frozen facts alone."""
    made = DossierPrint.objects.get(pk=subject_id)
    name = f"dossier-{made.reference}-{made.facts['sheet']['dated_on']}.pdf"
    return letters.from_facts(made.facts, DossierPaper, "letters/dossier.html", file_name=name)


def _sheet(dossier: Dossier, reference: str, today: date, at: datetime) -> Sheet:
    return letters.letterhead(
        f"Dossier of {dossier.cited}, {dossier.unit.name}",
        short_title=f"Dossier, {dossier.unit.name}",
        dated_on=today,
        document=reference,
        built_at=at,
    )
