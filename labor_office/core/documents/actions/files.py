"""Files received or made: bytes first, then the row, so that no row ever points at nothing."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import connection, transaction

from labor_office.core.documents import pdf
from labor_office.core.documents.models import Document, Letter
from labor_office.core.documents.rules import files
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

TOP = "documents"
_TAKE_REFERENCES = """
    INSERT INTO documents_documentnumber (reference) SELECT unnest(%s::text[])
    ON CONFLICT DO NOTHING
    RETURNING reference
"""


class ExhibitTaken(Exception):
    """Another document of the matter bears that exhibit number."""


class LetterSettled(Exception):
    """A letter that went out is called what it was called then."""


@dataclass(frozen=True, slots=True)
class Added:
    """A document on the matter. Not ``is_new``: the same bytes were there already and were not kept twice."""

    document: Document
    is_new: bool


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes looked at once: what they are, how many pages, and their hash."""

    data: bytes
    kind: files.FileType
    name: str
    sha256: str
    page_count: int | None = None
    needs_password: bool = False


def examine(data: bytes, *, name: str) -> Content:
    """What ``data`` is, told from the bytes. Raises FileRefused, whose words name the file and the mend."""
    shown = files.said_name(name)
    files.check_size(len(data), name=shown, limit_bytes=settings.UPLOAD_LIMIT_BYTES)
    kind = files.identify(data, name=shown)
    pages, is_locked = None, False
    if kind is files.PDF:
        try:
            pages, is_locked = pdf.page_count(data)
        except pdf.UnsafePdf:
            raise files.FileRefused(
                f"{shown} is damaged and cannot be opened as a PDF. Ask the sender for another copy, or scan it again."
            ) from None
    digest = hashlib.sha256(data).hexdigest()
    return Content(data, kind, files.stored_name(name, kind), digest, pages, is_locked)


def add_document(
    *,
    matter_id: int,
    data: bytes,
    name: str,
    by: User,
    at: datetime,
    received_on: date,
    kind: str = Document.Kind.OTHER,
    title: str = "",
    received_from: str = "",
    level: Level = Level.OFFICE,
) -> Added:
    """Put a file on a matter. The same bytes twice on one matter are one document.

    Raises FileRefused for what the Desk does not keep.
    """
    content = examine(data, name=name)
    with kept(content, at=at) as path, transaction.atomic():
        matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
        same = Document.objects.filter(matter=matter, sha256=content.sha256).first()
        if same is not None:
            path.discard()
            return Added(same, is_new=False)
        document = create_row(
            matter=matter, content=content, path=path.name, reference=take_reference(), by=by, at=at,
            kind=kind, title=title or files.title_of(content.name), received_on=received_on,
            received_from=received_from, level=level,
        )  # fmt: skip
        record_event(
            matter=matter,
            verb="document.added",
            summary=f"{document.reference} was added: {document.get_kind_display()}",
            by=by,
            at=at,
            level=level,
            document=document.reference,
        )
    return Added(document, is_new=True)


@transaction.atomic
def describe_document(
    *, document_id: int, title: str, kind: str, exhibit: str, by: User, at: datetime, received_from: str = ""
) -> Document:
    """Better a document's title, kind, sender or exhibit number; its bytes stay. Raises ExhibitTaken.

    The PDF of an issued letter takes an exhibit number and nothing else: what it is called
    belongs to the letter. Raises LetterSettled.
    """
    matter_id = Document.objects.values_list("matter_id", flat=True).get(pk=document_id)
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    found = Document.objects.get(pk=document_id)
    if Letter.objects.filter(document=found).exists() and (title, kind) != (found.title, found.kind):
        raise LetterSettled("This is the PDF of a letter that was issued. Its title and kind stay as they are.")
    taken = Document.objects.filter(matter=matter, exhibit=exhibit).exclude(pk=found.pk).first()
    if exhibit and taken is not None:
        raise ExhibitTaken(f"Exhibit {exhibit} is {taken.reference} already. Give this one another number.")
    changes = {"title": title, "kind": kind, "exhibit": exhibit, "received_from": received_from}
    changed = [name for name, value in changes.items() if getattr(found, name) != value]
    if not changed:
        return found
    for name in changed:
        setattr(found, name, changes[name])
    found.save(update_fields=changed)
    record_event(
        matter=matter,
        verb="document.described",
        summary=f"{found.reference}: its {', '.join(name.replace('_', ' ') for name in changed)} changed",
        by=by,
        at=at,
        level=Level(found.level),
        document=found.reference,
    )
    return found


def create_row(
    *,
    matter: Matter,
    content: Content,
    path: str,
    reference: str,
    by: User,
    at: datetime,
    kind: str,
    title: str,
    received_on: date,
    received_from: str = "",
    level: Level = Level.OFFICE,
    scan_state: str = Document.Scan.NOT_SCANNED,
) -> Document:
    """The row of bytes that already lie at ``path``."""
    return Document.objects.create(
        reference=reference,
        matter_id=matter.pk,
        kind=kind,
        title=title,
        file=path,
        file_name=content.name,
        content_type=content.kind.content_type,
        size_bytes=len(content.data),
        sha256=content.sha256,
        page_count=content.page_count,
        needs_password=content.needs_password,
        level=level,
        received_on=received_on,
        received_from=received_from,
        added_by=by,
        added_at=at,
        scan_state=scan_state,
    )


def take_reference() -> str:
    """A new document number, never given twice, inside the caller's transaction."""
    return take_references(1)[0]


def take_references(count: int) -> list[str]:
    """So many new document numbers, as ``take_reference``. One statement, and another when one is given already."""
    taken: list[str] = []
    with connection.cursor() as cursor:
        while len(taken) < count:
            # In order: two who take numbers at once never wait for each other both ways.
            tried = sorted({_any_reference() for _ in range(count - len(taken))})
            cursor.execute(_TAKE_REFERENCES, [tried])
            taken += [reference for (reference,) in cursor.fetchall()]
    return taken


def _any_reference() -> str:
    return files.reference_of([secrets.randbelow(32) for _ in range(files.REFERENCE_LENGTH)])


class kept:  # noqa: N801 -- reads as a word after "with"
    """Bytes on the store while the row that will point at them is written; gone again if it is not.

    A process killed between the two leaves a file that nothing points at:
    ``remove_orphans`` finds it.
    """

    def __init__(self, content: Content, *, at: datetime) -> None:
        self._content, self._at = content, at
        self.name = ""
        self._is_discarded = False

    def __enter__(self) -> kept:
        wanted = f"{TOP}/{self._at:%Y/%m}/{uuid.uuid4().hex}{self._content.kind.ending}"
        self.name = default_storage.save(wanted, ContentFile(self._content.data))
        return self

    def discard(self) -> None:
        """The row will not be written after all."""
        self._is_discarded = True

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is not None or self._is_discarded:
            default_storage.delete(self.name)


def remove_orphans(*, before: datetime) -> int:
    """Delete files older than ``before`` that no document points at; how many there were."""
    removed = 0
    for name in _stored(default_storage, TOP):
        is_old = default_storage.get_modified_time(name) < before
        if is_old and not Document.objects.filter(file=name).exists():
            default_storage.delete(name)
            removed += 1
    return removed


def _stored(storage: Storage, folder: str) -> Iterator[str]:
    if not storage.exists(folder):
        return
    folders, names = storage.listdir(folder)
    for name in names:
        yield f"{folder}/{name}"
    for inner in folders:
        yield from _stored(storage, f"{folder}/{inner}")
