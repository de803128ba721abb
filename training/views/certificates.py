"""Certificates: the list, one of them, issuing those of a session, their papers in one file."""

from __future__ import annotations

import tempfile
import zipfile
from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labor_office.core.documents.views.files import send_document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest
from training.actions import certificates
from training.actions.certificates import CertificateRefused
from training.forms.certificates import CertificateFilter, CheckForm, WithdrawForm
from training.models.proof import Certificate, CertificateBatch
from training.queries import certificates as reads
from training.views.door import found_session

# A person with a stack of paper asks this often; a machine that guesses asks more.
CHECKS = {"check": "30/m/ip,300/h/ip"}
_IN_MEMORY = 5_000_000


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Certificates this person may read, the newest first; everyone finds their own."""
    form = CertificateFilter(request.GET)
    rows = reads.matching(reads.certificates_for(request.user), words=form.filled().get("q", ""))
    page = paginate(rows, order=("-issued_at", "-pk"), query=request.GET)
    context = {
        "filter_form": form,
        "page": page,
        "today": clock.today(),
        "reads_others": request.user.may(Permission.TRAINING_READ),
    }
    return render_page(request, "training/certificates.html", context)


@require_safe
def detail(request: StaffRequest, number: str) -> HttpResponse:
    """One certificate: what it says, its paper, whether it holds."""
    found = _found(request, number)
    context = {
        "certificate": found,
        "facts": found.facts["paper"],
        "is_valid": reads.is_valid(found, on=clock.today()),
        "may_withdraw": request.user.may(Permission.TRAINING_EDIT) and found.withdrawn_at is None,
    }
    return render_page(request, "training/certificate.html", context)


@require_safe
def paper(request: StaffRequest, number: str) -> HttpResponse:
    """The paper itself, also of one that ran out or was withdrawn."""
    found = _found(request, number)
    if found.document is None:
        raise Http404
    return send_document(found.document)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def withdraw(request: StaffRequest, number: str) -> HttpResponse:
    """Take a certificate back, with the reason."""
    found = _found(request, number)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            certificates.withdraw_certificate(
                certificate_id=found.pk, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except CertificateRefused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, f"{number} is withdrawn. Whoever checks its code learns that it does not hold.")
        return redirect_page(request, reverse("training:certificate", args=[number]))
    return render_page(request, "training/withdraw_certificate.html", {"certificate": found, "form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def of_session(request: StaffRequest, reference: str) -> HttpResponse:
    """Certificates of a session; posted, those still missing are issued and set by the worker."""
    session = found_session(request, reference)
    waiting = list(reads.without_certificate(session))
    if request.method == "POST":
        try:
            batch = certificates.issue_certificates(
                completions=waiting, session=session, by=request.user, at=clock.now()
            )
        except CertificateRefused as why:
            messages.error(request, str(why))
            return redirect_page(request, reverse("training:session_certificates", args=[reference]))
        return redirect_page(request, reverse("training:batch", args=[batch.pk]))
    rows = list(reads.certificates_of(session, request.user))
    context = {"session": session, "rows": rows, "waiting": waiting, "batches": session.batches.all()[:10]}
    return render_page(request, "training/session_certificates.html", context)


@require_safe
@requires(Permission.TRAINING_EDIT)
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the worker is; the page asks every two seconds."""
    found = get_object_or_404(CertificateBatch.objects.select_related("session__version__course", "asked_by"), pk=pk)
    context = {"batch": found, "progress": reads.progress_of(found)}
    return render_page(request, "training/batch.html", context, fragments={"printing": "training/_batch.html"})


@require_safe
def batch_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The papers of a batch that are set, in one zip file. Joined in one PDF they would lose their tags."""
    if not request.user.may(Permission.TRAINING_EDIT):
        raise PermissionDenied
    found = get_object_or_404(CertificateBatch, pk=pk)
    rows = reads.certificates_for(request.user).filter(batch=found, document__isnull=False).order_by("number")
    packed = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the response closes it
    with zipfile.ZipFile(packed, "w") as archive:
        for row in rows.iterator():
            if row.document is not None:
                with row.document.file.open() as stored:
                    archive.writestr(f"{row.number}.pdf", stored.read())
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"certificates-{pk}.zip", content_type="application/zip")


@require_POST
@requires(Permission.TRAINING_EDIT)
def batch_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask again for the papers that could not be set."""
    found = get_object_or_404(CertificateBatch, pk=pk)
    certificates.print_again(batch_id=found.pk, by=request.user, at=clock.now())
    return redirect_page(request, reverse("training:batch", args=[pk]))


@login_not_required
@never_cache
@require_safe
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Whether a certificate that holds today has this code, asked by anybody; nothing else is said, of none."""
    allowed = ratelimit.consume(
        request, app="allauth.account", action="check", config=CHECKS, limit_get=True, user=None
    )
    if not allowed:
        return render(request, "training/check_later.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    asked = code or request.GET.get("code", "")
    context = {
        "form": CheckForm(initial={"code": asked[:40]}),
        "is_asked": bool(asked.strip()),
        "is_valid": reads.is_code_valid(asked[:40], on=clock.today()),
        "today": clock.today(),
    }
    response = render(request, "training/check.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(request: StaffRequest, number: str) -> Certificate:
    return get_object_or_404(
        reads.certificates_for(request.user).select_related("issued_by", "withdrawn_by"), number=number
    )
