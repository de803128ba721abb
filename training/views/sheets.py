"""Attendance on paper and in files: the sheet to sign, and a spreadsheet of who was there."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.documents import pdf
from labor_office.core.documents.views.files import send_bytes
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from training.actions import attendance_file
from training.actions.attendance import AttendanceRefused
from training.actions.attendance_file import UnreadableFile
from training.forms.attendance_file import AttendanceFileForm
from training.queries.sign_in import sheet_around, sign_in_sheet
from training.views.door import found_session

STYLE = "sign-in.css"


@require_safe
@requires(Permission.TRAINING_EDIT)
def sign_in(request: StaffRequest, reference: str) -> HttpResponse:
    """The sheet as the list stands now, set while the person waits; ``?big=1`` in big print."""
    session = found_session(request, reference)
    at = clock.now()
    paper = sign_in_sheet(session, is_big=request.GET.get("big") == "1")
    html = pdf.render_html("letters/sign_in.html", paper=paper, sheet=sheet_around(session, at=at))
    return send_bytes(pdf.render_pdf(html, built_at=at, styles=(STYLE,)), name=f"{reference}-sign-in.pdf")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def load(request: StaffRequest, reference: str) -> HttpResponse:
    """Attendance from a file: first what it would do, then, on a second press, all of it."""
    session = found_session(request, reference)
    form = AttendanceFileForm(request.POST or None, request.FILES or None)
    context = {"session": session, "form": form}
    if request.method == "POST" and request.POST.get("checked"):
        return _load(request, reference)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            checked = attendance_file.check_file(session=session, data=data)
        except UnreadableFile as why:
            form.add_error("file", str(why))
        else:
            # The very bytes that were looked at come back with the second press; they are looked at again.
            context |= {"checked": checked, "data": base64.b64encode(data).decode()}
    return render_page(request, "training/attendance_file.html", context)


def _load(request: StaffRequest, reference: str) -> HttpResponse:
    session = found_session(request, reference)
    try:
        data = base64.b64decode(request.POST["checked"], validate=True)
        count = attendance_file.load_file(session=session, data=data, by=request.user, at=clock.now())
    except (UnreadableFile, AttendanceRefused) as why:
        messages.error(request, str(why))
    except ValueError:
        messages.error(request, "The file did not arrive whole. Choose it again.")
    else:
        messages.success(request, f"{count} marks loaded.")
        return redirect_page(request, reverse("training:attendance", args=[reference]))
    return redirect_page(request, reverse("training:attendance_file", args=[reference]))
