"""My notices."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.notices import queries
from labor_office.core.notices.actions import read
from labor_office.core.notices.forms import InboxFilter
from labor_office.core.notices.messages.catalogue import read_message
from labor_office.core.notices.models import Notice
from labor_office.core.web import clock
from labor_office.core.web.htmx import render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

ORDER = ("was_read", "-promised_at", "-pk")


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """What I have been told, unread first."""
    form = InboxFilter(request.GET)
    page = paginate(form.apply(queries.inbox(request.user)), order=ORDER, query=request.GET)
    rows = [queries.inbox_row(notice) for notice in page.rows]
    context = {"form": form, "page": page, "rows": rows, "is_filtered": bool(form.filled())}
    return render_page(request, "notices/inbox.html", context, fragments={"results": "notices/_inbox_rows.html"})


@require_safe
def open_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Go to what the notice is about; it counts as read from then on."""
    notice = _mine(request, pk)
    read.mark_read(notice_id=notice.pk, by=request.user, at=clock.now())
    return HttpResponseRedirect(read_message(notice.template, notice.context).path)


@require_POST
def mark_read(request: StaffRequest, pk: int) -> HttpResponse:
    """Take one notice as read without opening it."""
    notice = _mine(request, pk)
    read.mark_read(notice_id=notice.pk, by=request.user, at=clock.now())
    if not request.htmx:
        return redirect("notices:list")
    row = queries.inbox_row(_mine(request, pk))
    return render_page(request, "notices/_inbox_row.html", {"row": replace(row, is_unread=False)})


@require_POST
def mark_all_read(request: StaffRequest) -> HttpResponse:
    """Take everything as read."""
    count = read.mark_all_read(by=request.user, at=clock.now())
    messages.success(
        request, f"{count} notice{'' if count == 1 else 's'} marked as read." if count else "Nothing was unread."
    )
    return HttpResponseRedirect(reverse("notices:list"))


def _mine(request: StaffRequest, pk: int) -> Notice:
    notice = queries.inbox(request.user).filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice
