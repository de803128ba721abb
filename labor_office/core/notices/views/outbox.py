"""The outbox: every email, what it said, and whether it went."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.notices import queries
from labor_office.core.notices.actions import repair
from labor_office.core.notices.actions.deliver import mail_domain
from labor_office.core.notices.emails import with_nonce
from labor_office.core.notices.envelopes import message_id
from labor_office.core.notices.forms import OutboxFilter
from labor_office.core.notices.messages.catalogue import LABELS
from labor_office.core.notices.models import LEFT_THE_HOUSE, Notice, NoticeState
from labor_office.core.notices.personal import blotted, blotted_html
from labor_office.core.web import clock
from labor_office.core.web.htmx import render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

ORDER = ("-promised_at", "-pk")
View = Callable[..., HttpResponseBase]


def keeps_the_outbox(view: View) -> View:
    """Only for those whose role includes it; anyone else is told that it does not."""

    @wraps(view)
    def checked(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not queries.may_read_outbox(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@require_safe
@keeps_the_outbox
def outbox(request: StaffRequest) -> HttpResponse:
    """Every email within the walls, newest first."""
    form = OutboxFilter(request.GET)
    page = paginate(form.apply(queries.outbox(request.user)), order=ORDER, query=request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": [queries.outbox_row(notice) for notice in page.rows],
        "health": queries.outbox_health(clock.now()),
        "is_filtered": bool(form.filled()),
    }
    return render_page(request, "notices/outbox.html", context, fragments={"results": "notices/_outbox_rows.html"})


@require_safe
@keeps_the_outbox
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One email: where it went, what the server answered, and its words if they may be read."""
    notice = _notice(request, pk)
    context = {
        "notice": notice,
        "label": LABELS.get(notice.template, notice.template),
        "row": queries.outbox_row(notice),
        "headline": queries.headline(notice),
        "message_id": message_id((notice.sent_with or notice).key, domain=mail_domain()),
        "shows_words": queries.may_read_words(request.user, notice.sent_with or notice),
        "carrier": notice.sent_with or notice,
        "words": blotted((notice.sent_with or notice).text),
        "can_retry": notice.state in {NoticeState.FAILED, NoticeState.PROMISED},
        "can_resend": notice.state in LEFT_THE_HOUSE and notice.sent_with is None,
    }
    return render_page(request, "notices/outbox_detail.html", context)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})
@keeps_the_outbox
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """The HTML as it was received, but for personal links, for the frame on the page of the email.

    Nothing in it runs or loads.
    """
    notice = _notice(request, pk)
    if not notice.html or not queries.may_read_words(request.user, notice):
        raise Http404
    return HttpResponse(with_nonce(blotted_html(notice.html), str(request.csp_nonce)))  # type: ignore[attr-defined]


@require_POST
@keeps_the_outbox
def retry(request: StaffRequest, pk: int) -> HttpResponse:
    """Try a failed one again, or send a sent one once more."""
    notice, now = _notice(request, pk), clock.now()
    try:
        if notice.state in LEFT_THE_HOUSE:
            again = repair.send_again(notice_id=notice.pk, by=request.user, at=now)
            messages.success(request, f"It goes to {notice.person} again within a minute.")
            return redirect("notices:email", again.pk)
        repair.try_again(notice_id=notice.pk, by=request.user, at=now)
    except repair.NothingToRetry as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Back in the queue. It goes out within a minute.")
    return redirect("notices:email", pk)


def _notice(request: StaffRequest, pk: int) -> Notice:
    people = ("recipient", "employee", "matter", "sent_with")
    return get_object_or_404(Notice.objects.visible_to(request.user).select_related(*people), pk=pk)
