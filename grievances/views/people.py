"""Notes and people of a case of any kind: written, named, taken off, assigned, let in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grievances.actions import assigning
from grievances.forms import file as forms
from grievances.forms.steps import ReasonForm
from grievances.queries.acts import changes_file, needed_for
from grievances.queries.pages import may_be_named, party_of
from grievances.rules.proceedings import WORDS
from grievances.views.pages import Opened, next_words, opened, require
from labor_office.core.matters.actions import access, assignment, levels, notes, parties
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Note
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import any_of, opens_for
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.MATTER_READ_OFFICE))
def add_note(request: StaffRequest, reference: str, kind: str = "grievance") -> HttpResponse:
    """A line of the journal."""
    case = opened(request, kind, reference)
    require(request, Permission.MATTER_READ_OFFICE)
    form = forms.NoteForm(request.POST or None, today=clock.today(), user=request.user)
    if form.is_valid():
        given = form.cleaned_data
        notes.add_note(
            matter_id=case.matter.pk, text=given["text"], kind=given["kind"], level=Level(given["level"]),
            by=request.user, at=clock.now(),
        )  # fmt: skip
        return _done(request, case, "Note added.", "notes")
    return _ask(request, case, form, heading="Add a note", button="Add note", here="notes")


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.MATTER_READ_OFFICE))
def edit_note(request: StaffRequest, reference: str, pk: int, kind: str = "grievance") -> HttpResponse:
    """Change one's own note within a quarter of an hour; after that, or for others, an addendum under it."""
    case = opened(request, kind, reference)
    require(request, Permission.MATTER_READ_OFFICE)
    mine = Note.objects.visible_to(request.user).filter(matter_id=case.matter.pk, addendum_to=None)
    note = mine.filter(pk=pk).first()
    if note is None:
        raise Http404
    now = clock.now()
    is_open = notes.may_edit(note, by=request.user, at=now)
    initial = {"text": note.text} if is_open else None
    form = forms.NoteTextForm(request.POST or None, today=clock.today(), initial=initial)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if is_open:
            notes.edit_note(note_id=pk, text=text, by=request.user, at=now)
            return _done(request, case, "Note changed.", "notes")
        notes.add_note(matter_id=case.matter.pk, text=text, kind=note.kind, addendum_to=pk, by=request.user, at=now)
        return _done(request, case, "Addendum added.", "notes")
    heading, button = ("Change the note", "Save note") if is_open else ("Add to the note", "Add addendum")
    hint = "" if is_open else "A note is changed only by its author, for 15 minutes. What you write stands under it."
    return _ask(request, case, form, heading=heading, button=button, here="notes", hint=hint)


@require_http_methods(["GET", "POST"])
@opens_for(changes_file)
def add_person(request: StaffRequest, reference: str, kind: str = "grievance") -> HttpResponse:
    """Name someone on the case."""
    case = opened(request, kind, reference)
    require(request, needed_for(None, kind))
    form = forms.PartyForm(request.POST or None, today=clock.today())
    if form.is_valid():
        try:
            assigning.name_person(matter_id=case.matter.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except access.LastReader as why:
            form.add_error(None, str(why))
        else:
            return _done(request, case, f"{form.cleaned_data['name']} named on {reference}.", "people")
    return _ask(request, case, form, heading="Name someone", button="Add person", here="people")


@require_http_methods(["GET", "POST"])
@opens_for(changes_file)
def remove_person(request: StaffRequest, reference: str, pk: int, kind: str = "grievance") -> HttpResponse:
    """Take someone off who was named by mistake."""
    case = opened(request, kind, reference)
    require(request, needed_for(None, kind))
    party = party_of(case.matter.pk, pk)
    if party is None:
        raise Http404
    form = ReasonForm(request.POST or None, today=clock.today())
    if form.is_valid():
        parties.remove_party(party_id=pk, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        return _done(request, case, f"{party.name} is no longer named on {reference}.", "people")
    hint = f"{party}. If naming them shut them out of the case, they stay out until the chief lets them back in."
    return _ask(
        request, case, form, heading=f"Take {party.name} off the case", button="Take off", here="people", hint=hint
    )


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.MATTER_ASSIGN))
def assign(request: StaffRequest, reference: str, kind: str = "grievance") -> HttpResponse:
    """Give the case to someone."""
    case = opened(request, kind, reference)
    require(request, Permission.MATTER_ASSIGN)
    initial = {"owner": case.matter.owner_id, "backup": case.matter.backup_id}
    form = forms.AssignForm(request.POST or None, today=clock.today(), initial=initial)
    if form.is_valid():
        try:
            assigning.assign(matter_id=case.matter.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except (assignment.OwnerShutOut, assignment.BackupIsOwner) as why:
            form.add_error(None, str(why))
        else:
            return _saved(request, case, f"Assigned to {form.cleaned_data['owner']}.")
    return _ask(request, case, form, heading="Assign", button="Assign", here="people")


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.ACCESS_GRANT))
def change_level(request: StaffRequest, reference: str, kind: str = "grievance") -> HttpResponse:
    """Close the case to all but named people, or open it to the office."""
    case = opened(request, kind, reference)
    require(request, Permission.ACCESS_GRANT)
    form = forms.LevelForm(
        request.POST or None, today=clock.today(), people=may_be_named(), initial={"level": case.matter.level}
    )
    if form.is_valid():
        given = form.cleaned_data
        who: dict[str, Any] = {"by": request.user, "at": clock.now()}
        try:
            if given["level"] == Level.OFFICE:
                levels.open_to_office(matter_id=case.matter.pk, reason=given["reason"], **who)
            else:
                named = [*given["readers"], request.user]
                levels.restrict(matter_id=case.matter.pk, named=named, reason=given["reason"], **who)
        except access.LastReader as why:
            form.add_error(None, str(why))
        else:
            return _saved(request, case, "Access changed.")
    return _ask(request, case, form, heading="Who can see this", button="Change access", here="people")


def _saved(request: StaffRequest, case: Opened, said: str) -> HttpResponse:
    """Back to the record, with the next date."""
    messages.success(request, f"{said} {next_words(case.matter.pk, clock.today())}".strip())
    return redirect_page(request, case.matter.get_absolute_url())


def _done(request: StaffRequest, case: Opened, said: str, page: str) -> HttpResponse:
    """Back to the sub page; to the list for whoever has put themselves on the other side of the wall."""
    messages.success(request, said)
    if Matter.objects.visible_to(request.user).filter(pk=case.matter.pk).exists():
        return redirect_page(request, case.url(page))
    kind = case.matter.kind
    return redirect_page(request, reverse("grievances:list" if kind == "grievance" else WORDS[kind].list_name))


def _ask(
    request: StaffRequest, case: Opened, form: DeskForm, *, heading: str, button: str, here: str, hint: str = ""
) -> HttpResponse:
    context = case.frame(here) | {"form": form, "heading": heading, "button": button, "hint": hint}
    return render_page(request, "grievances/act.html", context)
