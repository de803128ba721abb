"""The record of a grievance and its sub pages."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grievances.queries import board, pages, todo, track
from grievances.queries.acts import letter_url
from grievances.queries.procedures import step_called
from grievances.queries.record import MOST_RELATED, related_to, timeline
from grievances.views.pages import found, page_context
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.dockets import projected
from labor_office.core.documents.models import Document, Letter
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.matters.models.record import Note, may_read_journal
from labor_office.core.matters.queries import may_look_after
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.requests import StaffRequest

PER_PAGE = 50


@require_safe
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """Where it stands, what is owed next and why that day, what it is about, what is missing."""
    record = found(request, reference)
    today = clock.today()
    tasks = todo.tasks(record, user=request.user, today=today)
    context = page_context(request, record, here="detail") | {
        "run_out": board.run_out(record, today=today),
        "track": track.track(record, today=today),
        "tasks": tasks,
        "tasks_done": todo.done_of(tasks),
        "dues": board.every_deadline(record, today=today)[:8],
        "papers": board.papers(record),
    }
    return render(request, "grievances/detail.html", context)


@require_safe
def steps(request: StaffRequest, reference: str) -> HttpResponse:
    """Every pass through every step, and those still ahead."""
    record = found(request, reference)
    context = page_context(request, record, here="steps") | {
        "track": track.track(record, today=clock.today()),
        "letters": {step.letter_id: letter_url(record.grievance, step.letter.number)
                    for step in record.steps if step.letter is not None},
    }  # fmt: skip
    return render(request, "grievances/steps.html", context)


@require_safe
def step(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """One step: received, met on, decided; its deadlines."""
    record = found(request, reference)
    if not record.place.route.knows(code):
        raise Http404
    today = clock.today()
    passes = [one for one in record.steps if one.code == code]
    context = page_context(request, record, here="steps") | {
        "step": step_called(record.place.clock.version_id, code),
        "passes": passes,
        "dues": [due for due in board.every_deadline(record, today=today) if due.deadline.step == code],
        "may_see_offers": may_read_journal(request.user),
    }
    return render(request, "grievances/step.html", context)


@require_safe
def deadlines(request: StaffRequest, reference: str) -> HttpResponse:
    """Every clock of the case, projections marked, with extensions and stops."""
    record = found(request, reference)
    mine = {"matter_id": record.grievance.pk}
    context = page_context(request, record, here="deadlines") | {
        "dues": board.every_deadline(record, today=clock.today()),
        "lapsed": [row for row in record.deadlines if row.state == "LAPSED"],
        "projected": projected(record.grievance.pk, clock.today()),
        "extensions": pages.extensions_of(record.grievance.pk),
        "stops": pages.stops_of(record.grievance.pk),
        "may_move": request.user.may(Permission.DEADLINE_EDIT),
        "names": dict(Deadline.objects.visible_to(request.user).filter(**mine).values_list("code", "name")),
    }
    return render(request, "grievances/deadlines.html", context)


@require_safe
def documents(request: StaffRequest, reference: str) -> HttpResponse:
    """Papers received and letters written."""
    record = found(request, reference)
    mine = {"matter_id": record.grievance.pk}
    letters = Letter.objects.visible_to(request.user).filter(**mine).select_related("issued_by", "document")
    context = page_context(request, record, here="documents") | {
        "documents": Document.objects.visible_to(request.user).filter(**mine).select_related("added_by"),
        "letters": [(letter, letter_url(record.grievance, letter.number)) for letter in letters],
    }
    return render(request, "grievances/documents.html", context)


@require_safe
def related(request: StaffRequest, reference: str) -> HttpResponse:
    """Other cases on the same articles, as far as this person may see them."""
    record = found(request, reference)
    articles = [one.article for one in record.cited if one.article is not None]
    others = related_to(request.user, record.grievance, articles).select_related("unit")
    context = page_context(request, record, here="related") | {"others": others[:MOST_RELATED]}
    return render(request, "grievances/related.html", context)


@require_safe
def history(request: StaffRequest, reference: str) -> HttpResponse:
    """Everything that was done, by whom and when."""
    record = found(request, reference)
    own = MatterEvent.objects.visible_to(request.user).filter(matter_id=record.grievance.pk).select_related("actor")
    is_short = request.GET.get("kind") == "main"
    events = timeline(request.user, record.grievance) if is_short else own.order_by("-occurred_at", "-pk")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "grievances/history.html", page_context(request, record, here="history") | {"page": page})


@require_safe
def people(request: StaffRequest, reference: str) -> HttpResponse:
    """Who is named, who answers for it; who may know of it and who may not, for its owner and the chief."""
    record = found(request, reference)
    is_told = may_look_after(request.user, record.grievance)
    context = page_context(request, record, here="people") | {
        "parties": pages.parties_of(record.grievance.pk),
        "readers": pages.readers_of(record.grievance.pk) if is_told else (),
        "walls": pages.walls_of(record.grievance.pk) if is_told else (),
        "is_told": is_told,
        "may_grant": request.user.may(Permission.ACCESS_GRANT),
    }
    return render(request, "grievances/people.html", context)


@require_safe
def notes(request: StaffRequest, reference: str) -> HttpResponse:
    """The journal."""
    record = found(request, reference)
    journal = Note.objects.visible_to(request.user).filter(matter_id=record.grievance.pk, addendum_to=None)
    context = page_context(request, record, here="notes") | {
        "notes": journal.select_related("author").prefetch_related("addenda__author"),
        "may_note": request.user.may(Permission.MATTER_READ_OFFICE),
    }
    return render(request, "grievances/notes.html", context)
