"""Work calendars: a year of closed days, and each change with its effect shown before it is saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.deadlines.actions import calendars as actions
from labor_office.core.deadlines.forms.calendars import CloseDayForm, OpenDayForm, PublishYearForm
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries import holidays as queries
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.proposing import propose
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

PAGE = "deadlines/calendar_year.html"
FRAGMENTS = {"effect": "deadlines/_calendar_effect.html"}
SAVE = "save"


@require_safe
def holidays(request: StaffRequest) -> HttpResponse:
    """The calendars that the office counts by, and apart from them those that procedure files brought along."""
    today = clock.today()
    rows = [{"calendar": one, "to_publish": queries.year_to_publish(one, today)} for one in queries.calendars(today)]
    context = {
        "rows": [row for row in rows if row["calendar"].is_used],  # type: ignore[union-attr]  # annotated
        "of_files": [row for row in rows if not row["calendar"].is_used],  # type: ignore[union-attr]
        "today": today,
    }
    return render_page(request, "deadlines/calendars.html", context)


@require_safe
def year(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """The closed days of one year."""
    calendar = get_object_or_404(queries.calendar_called(slug))
    given = {name: request.GET[name] for name in ("day", "name") if name in request.GET}
    close_form = CloseDayForm(initial=given, today=clock.today())
    return render_page(request, PAGE, _page(request, calendar, year) | {"close_form": close_form})


@require_POST
@requires(Permission.CALENDAR_EDIT)
def close(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """Show what closing a day would move; on the second press, close it."""
    calendar = get_object_or_404(queries.calendar_called(slug))
    form = CloseDayForm(request.POST, today=clock.today())
    context = _page(request, calendar, year) | {"close_form": form, "form": form}
    if not form.is_valid():
        return render_page(request, PAGE, context, fragments=FRAGMENTS)
    act: dict[str, Any] = {
        "calendar_id": calendar.pk, "closing": form.closing,
        "by": request.user, "at": clock.now(), "today": clock.today(),
    }  # fmt: skip
    try:
        if request.POST.get("do") == SAVE:
            actions.add_closed_day(reason="", **act)
            return _saved(request, calendar, form.closing.day.year, f"{words.day_year(form.closing.day)} is closed.")
        moves = actions.preview_closed_day(**act)
    except (actions.NotAWorkingDay, actions.OutsideCalendar) as refusal:
        form.add_error("day", str(refusal))
        return render_page(request, PAGE, context, fragments=FRAGMENTS)
    title = f"Close {words.day_year(form.closing.day)}: {form.closing.name}"
    context |= _effect(request, moves, title) | {"pending": form, "save_label": "Save closed day"}
    context["is_past"] = form.closing.day < clock.today()
    return render_page(request, PAGE, context, fragments=FRAGMENTS)


@require_POST
@requires(Permission.CALENDAR_EDIT)
def open_again(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """Show what opening an entered day would move; on the second press, open it."""
    calendar = get_object_or_404(queries.calendar_called(slug))
    form = OpenDayForm(request.POST, today=clock.today())
    context = _page(request, calendar, year) | {"open_form": form, "form": form}
    if not form.is_valid():
        return render_page(request, PAGE, context, fragments=FRAGMENTS)
    day = form.cleaned_data["day"]
    act: dict[str, Any] = {
        "calendar_id": calendar.pk, "day": day, "by": request.user, "at": clock.now(), "today": clock.today()
    }  # fmt: skip
    try:
        if request.POST.get("do") == SAVE:
            actions.remove_closed_day(reason=form.cleaned_data["reason"], **act)
            return _saved(request, calendar, day.year, f"{words.day_year(day)} is open.")
        moves = actions.preview_open_day(**act)
    except actions.NotClosed as refusal:
        form.add_error("day", str(refusal))
        return render_page(request, PAGE, context, fragments=FRAGMENTS)
    context |= _effect(request, moves, f"Open {words.day_year(day)}") | {"pending": form, "save_label": "Open this day"}
    context["is_past"] = day < clock.today()
    return render_page(request, PAGE, context, fragments=FRAGMENTS)


@require_POST
@requires(Permission.CALENDAR_EDIT)
def publish(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """Confirm the ticked days and let the calendar count through the year."""
    calendar = get_object_or_404(queries.calendar_called(slug))
    form = _publish_form(calendar, year, request.POST)
    if form.is_valid():
        try:
            actions.publish_year(
                calendar_id=calendar.pk, year=year, closed=form.closed,
                by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
        except actions.YearOutOfTurn as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, calendar, year, f"{calendar} is published through {year}.")
    context = _page(request, calendar, year) | {"publish_form": form, "form": form}
    return render_page(request, PAGE, context)


def _page(request: StaffRequest, calendar: Calendar, year: int) -> dict[str, Any]:
    today = clock.today()
    rows = queries.closed_days(calendar, year)
    entered = {row.day for row in rows}
    is_published = calendar.first_on.year <= year <= calendar.published_through.year
    proposals = propose(calendar.proposes_from, year) if calendar.proposes_from else ()
    return {
        "calendar": calendar,
        "year": year,
        "years": range(calendar.first_on.year, calendar.published_through.year + 2),
        "closed_days": rows,
        "history": queries.history(calendar),
        "is_published": is_published,
        "is_next": year == calendar.published_through.year + 1,
        "may_edit": request.user.may(Permission.CALENDAR_EDIT),
        "to_publish": queries.year_to_publish(calendar, today),
        "missing": [one for one in proposals if one.day not in entered and not one.is_weekend],
        "publish_form": _publish_form(calendar, year),
        "close_form": CloseDayForm(today=today),
        "today": today,
    }


def _publish_form(calendar: Calendar, year: int, given: Any = None) -> PublishYearForm:  # noqa: ANN401 -- a QueryDict
    code = calendar.proposes_from
    proposals = propose(code, year) if code else ()
    return PublishYearForm(given, year=year, code=code, proposals=proposals, today=clock.today(), auto_id="year_%s")


def _effect(request: StaffRequest, moves: list[Move], title: str) -> dict[str, Any]:
    found = queries.effect(moves, reader=request.user, today=clock.today())
    return {"effect": found, "effect_title": title, "effect_url": request.path}


def _saved(request: StaffRequest, calendar: Calendar, year: int, said: str) -> HttpResponse:
    messages.success(request, f"{said} The dates that it moves have moved, and their owners are told once.")
    url = reverse("deadlines:holidays_year", args=[calendar.slug, year])
    return redirect_page(request, url) if request.htmx else HttpResponseRedirect(url)
