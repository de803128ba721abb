"""What is taken, what is refused and in which words; who may have it back."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction

from labor_office.core.documents.actions import files
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.files import PDF, FileRefused, identify, stored_name
from labor_office.core.users.permissions import Role
from labor_office.core.web import clock
from tests.core.documents.papers import DATED_ON, SET_AT
from tests.core.documents.reading import said
from tests.each import each
from tests.factories.documents import DocumentFactory
from tests.factories.matters import MatterAccessFactory, MatterFactory
from tests.factories.users import UserFactory

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def pdf_of(pages=2, password=""):
    paper = pikepdf.new()
    for _ in range(pages):
        paper.add_blank_page()
    out = io.BytesIO()
    paper.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def office_file(*names, content=b"<x/>"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, content)
    return out.getvalue()


def add(matter, by, data, name="file", **changes):
    return files.add_document(
        **{"matter_id": matter.pk, "data": data, "name": name, "by": by, "at": SET_AT, "received_on": DATED_ON}
        | changes
    )


@pytest.mark.parametrize(
    ("data", "name", "content_type", "kept_as"),
    [
        (pdf_of(), "union form.exe", "application/pdf", "union form.pdf"),
        (PNG, "photo", "image/png", "photo.png"),
        (b"\xff\xd8\xff\xe0rest", "IMG_1.JPEG", "image/jpeg", "IMG_1.jpg"),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 8, "IMG_2.HEIC", "image/heic", "IMG_2.heic"),
        (office_file("word/document.xml"), "memo.docx", Document, "memo.docx"),
        (office_file("xl/workbook.xml"), "pay.xlsx", Document, "pay.xlsx"),
        (b"From: a@b.c\nTo: d@e.f\nSubject: Hi\n\nHello", "mail.eml", "message/rfc822", "mail.eml"),
        ("Notes on the call-out, 7\u00a0May".encode(), "notes.txt", "text/plain", "notes.txt"),
    ],
)
def test_files_are_known_by_their_bytes(matter, writer, *, data, name, content_type, kept_as):
    added = add(matter, writer, data, name)
    assert added.is_new
    assert added.document.file_name == kept_as
    if content_type is not Document:
        assert added.document.content_type == content_type
    with added.document.file.open() as stored:
        assert stored.read() == data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "evidence is empty"),
        (b"MZ\x90\x00program", "evidence is a program"),
        (b"#!/bin/sh\nrm", "evidence is a program"),
        (b"<!DOCTYPE html><p>x", "evidence is a web page"),
        (b"  <svg xmlns='x'><script>", "evidence is a web page"),
        (b"<html>%PDF-1.4", "evidence is a web page"),
        (office_file("word/document.xml", "word/vbaProject.bin"), "evidence holds macros"),
        (office_file("loose.txt"), "evidence is an archive"),
        (office_file("word/document.xml", content=b"0" * 3_000_000), "would unpack to"),
        (b"PK\x03\x04 broken", "evidence is damaged"),
        (b"%PDF-1.7 and nothing more", "evidence is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "older or password-protected Office file"),
        (b"\x00\x01\x02\x03", "a kind of file the Desk does not keep"),
    ],
)
def test_what_is_refused_is_named_with_the_mend_and_leaves_nothing(matter, writer, files_folder, data, words):
    with pytest.raises(FileRefused, match=words):
        add(matter, writer, data, "evidence")
    assert Document.objects.count() == 0
    assert [path for path in files_folder.rglob("*") if path.is_file()] == []
    assert list(matter.events.all()) == []


def test_a_file_over_the_limit_is_refused_with_both_sizes(matter, writer, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    with pytest.raises(FileRefused, match=r"scan is 3 MB and the most the Desk takes is 1 MB"):
        add(matter, writer, b"%PDF-" + b"0" * 3_000_000, "scan")


def test_pages_are_counted_and_a_password_is_noticed(matter, writer):
    assert add(matter, writer, pdf_of(3)).document.page_count == 3
    locked = add(matter, writer, pdf_of(2, password="secret")).document
    assert (locked.page_count, locked.needs_password) == (None, True)


def test_the_same_bytes_on_one_matter_are_one_document(matter, writer, files_folder):
    data = pdf_of()
    first = add(matter, writer, data, "a.pdf").document
    again = add(matter, writer, data, "b.pdf")
    assert (again.document, again.is_new) == (first, False)
    assert add(MatterFactory(kind="paper_test"), writer, data).is_new
    assert len(list(files_folder.rglob("*.pdf"))) == 2


def test_a_row_that_cannot_be_written_takes_its_file_with_it(matter, writer, files_folder):
    with pytest.raises(IntegrityError):
        add(matter, writer, pdf_of(), received_on=None)
    assert list(files_folder.rglob("*.pdf")) == []


def test_orphans_are_removed_once_they_are_old(matter, writer, files_folder):
    kept = add(matter, writer, pdf_of()).document
    default_storage.save("documents/2026/06/orphan.pdf", SimpleUploadedFile("x", b"x"))
    assert files.remove_orphans(before=clock.now() - timedelta(days=1)) == 0
    assert files.remove_orphans(before=clock.now() + timedelta(days=1)) == 1
    assert default_storage.exists(kept.file.name)


@each(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\scans\\form 1.pdf", "form 1.pdf"),
        ('a"; filename=b\r\n.pdf', "a filename=b.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("...", "file.pdf"),
    ],
)
def test_names_lose_what_could_do_harm(name, kept):
    assert stored_name(name, PDF) == kept


def test_the_database_keeps_bytes_as_they_were(matter, writer):
    document = add(matter, writer, pdf_of()).document
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(sha256="0" * 64)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        document.delete()


def test_an_exhibit_number_stands_once_on_a_matter(matter, writer):
    one, other = (add(matter, writer, pdf_of(n)).document for n in (1, 2))
    described = {"title": "Log", "kind": "EVIDENCE", "exhibit": "C-1", "by": writer, "at": SET_AT}
    files.describe_document(document_id=one.pk, **described)
    with pytest.raises(files.ExhibitTaken, match=f"Exhibit C-1 is {one.reference} already"):
        files.describe_document(document_id=other.pk, **described)
    with pytest.raises(IntegrityError, match="exhibit_number_once_per_matter"), transaction.atomic():
        Document.objects.filter(pk=other.pk).update(exhibit="C-1")


# --- pages -------------------------------------------------------------------


def upload(client, *chosen, matter="G-2026-0042"):
    sent = [SimpleUploadedFile(name, data) for name, data in chosen]
    return client.post("/documents/new/", {"matter": matter, "chosen": sent, "received_on": "today"})


def test_several_files_are_added_and_named_on_the_next_page(client, matter, writer):
    client.force_login(writer)
    answer = upload(client, ("form.pdf", pdf_of(1)), ("photo.png", PNG), matter="g-26-42")
    one, other = Document.objects.order_by("pk")
    assert answer["Location"] == f"/documents/naming/?d={one.reference}&d={other.reference}"

    page = client.get(answer["Location"])
    assert page.status_code == 200
    values = {f"{each.reference}-{name}": text for each, name, text in (
        (one, "title", "Union form"), (one, "kind", "UNION_FORM"),
        (other, "title", "The posted list"), (other, "kind", "EVIDENCE"),
    )}  # fmt: skip
    assert client.post(answer["Location"], values).status_code == 302
    one.refresh_from_db()
    assert (one.title, one.kind) == ("Union form", "UNION_FORM")


def test_a_refused_file_is_named_and_the_good_ones_are_kept(client, matter, writer):
    client.force_login(writer)
    answer = upload(client, ("form.pdf", pdf_of(1)), ("page.html", b"<html>"))
    assert answer.status_code == 302
    assert Document.objects.get().file_name == "form.pdf"
    assert "page.html is a web page" in client.get(answer["Location"]).content.decode()

    answer = upload(client, ("empty.pdf", b""))
    assert answer.status_code == 422
    assert "empty.pdf is empty" in answer.content.decode()


def test_an_unseen_case_is_refused_like_one_that_never_was(client, matter, writer):
    type(matter).objects.filter(pk=matter.pk).update(level="RESTRICTED")
    client.force_login(writer)
    unseen = upload(client, ("form.pdf", pdf_of(1))).context["form"].errors["matter"]
    absent = upload(client, ("form.pdf", pdf_of(1)), matter="G-2026-0099").context["form"].errors["matter"]
    assert unseen == ["There is no case G-2026-0042 that you can open. Check the number."]
    assert absent == ["There is no case G-2026-0099 that you can open. Check the number."]


def test_a_file_comes_back_harmless(client, matter, writer):
    client.force_login(writer)
    text = add(matter, writer, b"<b>bold</b> words", "notes.txt").document
    answer = client.get(f"/documents/{text.reference}/file")
    assert answer.content == b"<b>bold</b> words"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("; sandbox")
    assert answer["Cache-Control"] == "private, no-store"
    word = add(matter, writer, office_file("word/document.xml"), "Überstunden.docx").document
    answer = client.get(f"/documents/{word.reference}/file")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cberstunden.docx"


READERS = (
    (Role.SPECIALIST, "OFFICE", False, 200),
    (Role.SPECIALIST, "RESTRICTED", False, 404),
    (Role.SPECIALIST, "RESTRICTED", True, 200),
    (Role.CHIEF, "RESTRICTED", False, 404),
    (Role.DECISION_MAKER, "OFFICE", False, 404),
)


def test_files_are_found_by_those_who_may_see_the_matter(client, writer):
    matters = {level: MatterFactory(kind="paper_test", level=level) for level in ("OFFICE", "RESTRICTED")}
    documents = {level: add(matter, writer, pdf_of()).document for level, matter in matters.items()}
    for role, level, granted, status in READERS:
        user = UserFactory(role=role)
        if granted:
            MatterAccessFactory(matter=matters[level], user=user)
        client.force_login(user)
        for path in ("/documents/{}/", "/documents/{}/file"):
            answer = client.get(path.format(documents[level].reference))
            assert (role, level, granted, path, answer.status_code) == (role, level, granted, path, status)
            if status == 404:
                assert said(answer) == said(client.get(path.format("DOC-00000")))


def test_a_privileged_paper_is_for_those_who_may_read_such(client, matter, writer):
    document = add(matter, UserFactory(role=Role.ATTORNEY), pdf_of(), level="PRIVILEGED").document
    client.force_login(writer)
    assert client.get(f"/documents/{document.reference}/file").status_code == 404
    client.force_login(UserFactory(role=Role.ATTORNEY))
    assert client.get(f"/documents/{document.reference}/file").status_code == 200


def test_the_list_asks_the_same_number_of_queries(client, matter, writer, django_assert_num_queries):
    hidden = DocumentFactory(matter=MatterFactory(kind="paper_test", level="RESTRICTED"))
    client.force_login(writer)
    client.get("/documents/")
    for count in (1, 3):
        DocumentFactory.create_batch(count - Document.objects.filter(matter=matter).count(), matter=matter)
        with django_assert_num_queries(3):
            page = client.get("/documents/")
        assert len(page.context["page"].rows) == count
        assert hidden.reference not in page.content.decode()


def test_filters_narrow_by_words_kind_and_day(client, matter, writer):
    DocumentFactory(matter=matter, title="Union form", kind="UNION_FORM")
    DocumentFactory(matter=matter, title="Call-out log", kind="EVIDENCE")
    client.force_login(writer)
    queries = ({"q": "call log"}, {"q": "g-2026-0042"}, {"kind": "UNION_FORM"}, {"since": "6/16/2026"}, {"since": "?"})
    shown = [client.get("/documents/", query).context["page"].rows for query in queries]
    assert [len(rows) for rows in shown] == [1, 2, 1, 0, 2]


def test_an_archive_of_a_later_kind_than_we_read_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    packed = bytearray(held.getvalue())
    # The version that the directory says is needed to unpack: 9.9, which there is not.
    packed[packed.find(b"PK\x01\x02") + 6] = 99
    with pytest.raises(FileRefused, match="evidence is damaged and cannot be opened"):
        identify(bytes(packed), name="evidence")
