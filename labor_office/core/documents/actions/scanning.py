"""Files looked at by the virus scanner, where the office has one. Safe to run at any time, twice too."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from labor_office.core.documents.models import Document
from labor_office.core.documents.scanner import NotScannable, ScannerDown, scan
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level

logger = logging.getLogger(__name__)
BATCH = 50


def scan_waiting(*, now: datetime) -> int:
    """Scan what nobody has scanned yet, oldest first; how many were. None while no scanner is set or answers.

    An office that sets up a scanner later has everything scanned that came before.
    """
    if not settings.CLAMD_SOCKET:
        return 0
    waiting = Document.objects.filter(scan_state=Document.Scan.NOT_SCANNED).order_by("added_at", "pk")[:BATCH]
    count = 0
    for document in waiting:
        try:
            _scan(document, now)
        except ScannerDown as gone:
            logger.warning("%s; %s files wait", gone, len(waiting) - count)
            break
        count += 1
    return count


def _scan(document: Document, now: datetime) -> None:
    with document.file.open() as stored:
        data = stored.read()
    try:
        found = scan(data, address=settings.CLAMD_SOCKET)
    except NotScannable as refusal:
        _mark(document, Document.Scan.UNSCANNABLE, str(refusal), now)
        return
    _mark(document, Document.Scan.FOUND if found else Document.Scan.CLEAN, found, now)


@transaction.atomic
def _mark(document: Document, state: str, said: str, now: datetime) -> None:
    matter = Matter.objects.select_for_update(no_key=True).get(pk=document.matter_id)
    unmarked = Document.objects.filter(pk=document.pk, scan_state=Document.Scan.NOT_SCANNED)
    if not unmarked.update(scan_state=state, scan_said=said[:200], scanned_at=now) or state != Document.Scan.FOUND:
        return
    record_event(
        matter=matter,
        verb="document.blocked",
        summary=f"{document.reference} is blocked: the virus scanner found {said}"[:300],
        by=None,
        at=now,
        level=Level(document.level),
        document=document.reference,
    )
