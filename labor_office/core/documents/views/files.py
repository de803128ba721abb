"""Files: the list of all one may see, one file's record, its bytes, adding and naming."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.documents.actions import files
from labor_office.core.documents.forms import DescribeForm, DocumentFilter, UploadForm
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules import files as rules
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

# A file is somebody else's: it may run nothing, load nothing, and stand in no page of ours.
CLOSED_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"


@require_safe
def document_list(request: StaffRequest) -> HttpResponse:
    """Every file the person may see, newest first."""
    form = DocumentFilter(request.GET, today=clock.today())
    rows = form.apply(Document.objects.visible_to(request.user).select_related("matter", "added_by"))
    page = paginate(rows, order=("-added_at", "-pk"), query=request.GET)
    context = {"filter_form": form, "page": page, "can_upload": request.user.may(Permission.DOCUMENT_UPLOAD)}
    return render_page(request, "documents/list.html", context, fragments={"results": "documents/_results.html"})


@require_http_methods(["GET", "POST"])
def document(request: StaffRequest, reference: str) -> HttpResponse:
    """One file's record: what, from whom, who added it when, its hash, its exhibit number."""
    found = _find(request, reference)
    can_edit = request.user.may(Permission.DOCUMENT_UPLOAD)
    if request.method == "POST" and not can_edit:
        raise PermissionDenied
    form = DescribeForm(request.POST or None, initial=_described(found))
    if request.method == "POST" and form.is_valid():
        _describe(request, found, form)
        if form.is_valid():
            messages.success(request, f"{found.reference} saved.")
            return redirect_page(request, reverse("documents:document", args=[found.reference]))
    record_reading(matter=found.matter, by=request.user, at=clock.now())
    context = {
        "document": found,
        "form": form,
        "can_edit": can_edit,
        "size": rules.in_words(found.size_bytes),
        "will_scan": bool(settings.CLAMD_SOCKET) and found.scan_state == Document.Scan.NOT_SCANNED,
    }
    return render_page(request, "documents/document.html", context)


@require_safe
def document_file(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The bytes, to whoever may see the record."""
    found = _find(request, reference)
    record_reading(matter=found.matter, by=request.user, at=clock.now())
    if found.is_blocked or found.is_destroyed:
        return redirect_page(request, reverse("documents:document", args=[found.reference]))
    return send_document(found)


@requires(Permission.DOCUMENT_UPLOAD)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Add files to a matter; the next page asks what they are."""
    initial = {"matter": request.GET.get("matter", ""), "received_on": clock.today()}
    matters = Matter.objects.visible_to(request.user)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        matters=matters,
        user=request.user,
        today=clock.today(),
    )
    if request.method == "POST" and form.is_valid():
        added = _add_all(request, form)
        if added:
            query = urlencode([("d", each.reference) for each in added])
            return redirect_page(request, f"{reverse('documents:naming')}?{query}")
    return render_page(request, "documents/new.html", {"form": form})


@requires(Permission.DOCUMENT_UPLOAD)
@require_http_methods(["GET", "POST"])
def naming(request: StaffRequest) -> HttpResponse:
    """A friendly title and a kind for each file just added."""
    found = (
        Document.objects.visible_to(request.user)
        .select_related("matter")
        .filter(reference__in=request.GET.getlist("d"))
    )
    rows = [(each, _naming_form(request, each)) for each in found.order_by("pk")]
    if not rows:
        raise Http404
    if request.method == "POST" and _all_valid(rows) and _name_all(request, rows):
        matter = rows[0][0].matter
        messages.success(request, f"{len(rows)} {'file' if len(rows) == 1 else 'files'} added to {matter}.")
        return redirect_page(request, matter.get_absolute_url())
    has_mistakes = any(form.errors for _, form in rows)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if has_mistakes else HTTPStatus.OK
    context = {"rows": rows, "matter": rows[0][0].matter, "has_mistakes": has_mistakes}
    return render_page(request, "documents/naming.html", context, status=status)


def send_document(found: Document) -> HttpResponse:
    """The stored bytes under the document's own name; what a browser cannot show safely is downloaded.

    Of a paper that was destroyed, its record, which says so.
    """
    if found.is_destroyed:
        return HttpResponseRedirect(reverse("documents:document", args=[found.reference]))
    kind = rules.TYPES.get(found.content_type)
    is_shown = bool(kind and kind.is_shown and not found.needs_password)
    with found.file.open() as stored:
        return send_bytes(stored.read(), name=found.file_name, content_type=found.content_type, is_shown=is_shown)


def send_bytes(
    content: bytes, *, name: str, content_type: str = rules.PDF.content_type, is_shown: bool = True
) -> HttpResponse:
    """Bytes with the headers that keep them harmless and out of every cache."""
    charset = "; charset=utf-8" if content_type == rules.TXT.content_type else ""
    response = HttpResponse(content, content_type=content_type + charset)
    response["Content-Disposition"] = content_disposition_header(not is_shown, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # Chromium's viewer refuses a sandboxed PDF; it runs no script of the page's origin in any case.
    response["Content-Security-Policy"] = CLOSED_POLICY + (
        "" if content_type == rules.PDF.content_type else "; sandbox"
    )
    return response


def _find(request: StaffRequest, reference: str) -> Document:
    found = Document.objects.visible_to(request.user).select_related("matter", "added_by")
    return get_object_or_404(found, reference=rules.read_reference(reference))


def _described(found: Document) -> dict[str, Any]:
    return {
        "title": found.title,
        "kind": found.kind,
        "received_from": found.received_from,
        "exhibit": found.exhibit,
    }


def _add_all(request: StaffRequest, form: UploadForm) -> list[Document]:
    """Each file by itself: one that is refused is named, the others are kept."""
    added = []
    values = form.cleaned_data
    for each in values["chosen"]:
        try:
            one = _add(request, each, values)
        except rules.FileRefused as refusal:
            form.add_error("chosen", str(refusal))
            continue
        if not one.is_new:
            messages.warning(request, f"{each.name} is on this case already as {one.document.reference}.")
        added.append(one.document)
    if added and form.errors:
        for words in form.errors.get("chosen", []):
            messages.error(request, str(words))
    return added


def _add(request: StaffRequest, each: UploadedFile[bytes], values: dict[str, Any]) -> files.Added:
    rules.check_size(each.size or 0, name=str(each.name), limit_bytes=settings.UPLOAD_LIMIT_BYTES)
    return files.add_document(
        matter_id=values["matter"].pk,
        data=each.read(),
        name=str(each.name),
        by=request.user,
        at=clock.now(),
        received_on=values["received_on"],
        received_from=values["received_from"],
        level=values.get("level", Level.OFFICE),
    )


def _naming_form(request: StaffRequest, found: Document) -> DescribeForm:
    data = request.POST if request.method == "POST" else None
    return DescribeForm(data, prefix=found.reference, initial=_described(found))


def _all_valid(rows: list[tuple[Document, DescribeForm]]) -> bool:
    """Whether every form is; all are looked at, so that every mistake is shown at once."""
    mistakes = [form.errors for _, form in rows]
    return not any(mistakes)


def _name_all(request: StaffRequest, rows: list[tuple[Document, DescribeForm]]) -> bool:
    for found, form in rows:
        _describe(request, found, form)
    return not any(form.errors for _, form in rows)


def _describe(request: StaffRequest, found: Document, form: DescribeForm) -> None:
    """Keep what the form says of the file, or say on its field why that cannot be."""
    try:
        files.describe_document(document_id=found.pk, by=request.user, at=clock.now(), **form.cleaned_data)
    except files.ExhibitTaken as refusal:
        form.add_error("exhibit", str(refusal))
    except files.LetterSettled as refusal:
        form.add_error("title", str(refusal))
