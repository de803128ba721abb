"""Who did what, read only; and what changed in the rows of one matter."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.actions import record_act
from labor_office.core.users.models import PersonEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.asked import asked_of
from labor_office.core.web.cells import inert
from labor_office.core.web.htmx import render_page
from labor_office.core.web.paging import SIZES, Page
from labor_office.core.web.requests import StaffRequest
from labor_office.desk.people.forms import AuditFilter
from labor_office.desk.people.queries import audit, row_history
from labor_office.desk.people.rules.oversight import Entry, by_request

EXPORTED_AT_MOST = 20_000
HEADINGS = ("When", "Who", "Matter", "What", "Where from")


@require_safe
@requires(Permission.AUDIT_READ)
def ledger(request: StaffRequest) -> HttpResponse:
    """What was done, newest first: what one person did in one request stands together."""
    form = AuditFilter(request.GET, today=clock.today())
    asked = request.GET.get("size", "")
    size = int(asked) if asked in {str(each) for each in SIZES} else SIZES[0]
    found, following = audit.page(form.question(), user=request.user, cursor=request.GET.get("after", ""), size=size)
    context = {
        "form": form,
        "page": Page(tuple(by_request(found)), size, "", following),
        "is_later_page": bool(request.GET.get("after")),
        "may_export": request.user.may(Permission.AUDIT_READ),
        "is_whole_office": request.user.may(Permission.ADMIN),
    }
    return render_page(request, "desk/audit.html", context, fragments={"results": "desk/_audit_rows.html"})


@require_POST
@requires(Permission.AUDIT_READ)
def export(request: StaffRequest) -> HttpResponse:
    """The same lines as a sheet, with a stamp of who took it and what was asked; taking it is kept."""
    now = clock.now()
    form = AuditFilter(request.POST, today=clock.today())
    asked = "; ".join(f"{label}: {value}" for _, label, value in form.applied()) or "everything"
    question = form.question()
    summary = f"Exported the audit, {asked_of(form) or 'everything'}"
    record_act(actor=request.user, verb=PersonEvent.Verb.EXPORTED, summary=summary, at=now)
    stamp = f"Audit, taken by {request.user} on {words.day_year(now)} at {words.at(now)}: {asked}"
    lines = islice(audit.entries(question, user=request.user), EXPORTED_AT_MOST)
    response = HttpResponse(_sheet(stamp, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{clock.today()}.csv"'
    return response


@require_safe
@requires(Permission.AUDIT_READ)
def rows(request: StaffRequest, reference: str) -> HttpResponse:
    """What changed in the rows of one matter: field, old, new, who, when."""
    matter = get_object_or_404(audit.matters_of(request.user), reference=reference)
    record_reading(matter=matter, by=request.user, at=clock.now())
    changes = row_history.changes_of(matter, user=request.user)
    return render_page(request, "desk/row_history.html", {"matter": matter, "changes": changes})


class _Line:
    """A file that hands each line on instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def _sheet(stamp: str, lines: Iterator[Entry]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow([inert(stamp)])
    yield writer.writerow(HEADINGS)
    for line in lines:
        when = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S %z")
        yield writer.writerow([when, *map(inert, (line.who, line.reference, line.words, line.detail))])
