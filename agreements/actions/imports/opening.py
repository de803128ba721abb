"""A file comes in: an agreement is opened for it, and a worker is asked to read it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from celery import current_app
from django.db import transaction

from agreements.actions.drafting import hold_agreement
from agreements.importing.readers.files import read_source
from agreements.models.imports import AgreementImport
from agreements.models.text import Agreement
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

TASK = "agreements.tasks.read_import"


def open_import(
    *,
    data: bytes,
    name: str,
    unit: BargainingUnit,
    term_name: str,
    starts_on: date,
    ends_on: date,
    by: User,
    at: datetime,
    today: date,
) -> AgreementImport:
    """Open an agreement for the file and queue its reading; only those who work on it know of it.

    The file is read through once before anything is kept: what cannot be read (a scan without
    text, a locked file, a web page under another name) raises ImportRefused or FileRefused and
    leaves nothing behind.
    """
    read_source(data, name=name)
    with transaction.atomic():
        former = Agreement.objects.filter(unit=unit, starts_on__lt=starts_on, successor=None).published()
        draft = hold_agreement(
            unit=unit, term_name=term_name, starts_on=starts_on, ends_on=ends_on, by=by, at=at, opened_on=today,
            predecessor=former.order_by("-starts_on").first(),
        )  # fmt: skip
        added = add_document(
            matter_id=draft.agreement_id, data=data, name=name, by=by, at=at, received_on=today,
            kind=Document.Kind.AGREEMENT, level=Level.RESTRICTED,
        )  # fmt: skip
        imported = AgreementImport.objects.create(draft=draft, document=added.document, started_by=by, started_at=at)
        transaction.on_commit(partial(send_to_worker, imported.pk), robust=True)
    return imported


def send_to_worker(import_id: int) -> None:
    """Put the reading on the queue."""
    current_app.send_task(TASK, kwargs={"import_id": import_id})
