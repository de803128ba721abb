"""The calendar as an agenda, and the private feed of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar as Feed
from icalendar import Event

from labor_office.core.deadlines.forms.agenda import WHOSE_MINE, AgendaFilter
from labor_office.core.deadlines.queries import agenda as queries
from labor_office.core.deadlines.rules.leaves import Leaf, View, leaf_of
from labor_office.core.users.actions import make_feed
from labor_office.core.users.permissions import Permission
from labor_office.core.users.queries import feed_reader
from labor_office.core.web import clock
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest

_BACK, _AHEAD = timedelta(days=31), timedelta(days=186)


@require_safe
def agenda(request: StaffRequest) -> HttpResponse:
    """Meetings, deadlines, absences and holidays: a month in date order, or a month or week as a table."""
    today = clock.today()
    may_see_team = request.user.may(Permission.MATTER_READ_OFFICE)
    people = queries.colleagues(request.user) if may_see_team else ()
    form = AgendaFilter(request.GET, today=today, people=people)
    filled = form.filled()
    view = filled.get("view") or View.AGENDA
    leaf = leaf_of(view, filled.get("date") or today)
    unit, department = filled.get("unit"), filled.get("department")
    wanted = queries.Wanted(
        kinds=frozenset([filled["kind"]] if "kind" in filled else queries.KINDS),
        owner_id=form.owner_id(request.user) if may_see_team else request.user.pk,
        unit_id=unit.pk if unit else None,
        department_id=department.pk if department else None,
    )
    days = queries.agenda(
        user=request.user,
        first=leaf.drawn_from,
        last=leaf.drawn_to,
        today=today,
        wanted=wanted,
        is_spread=view is not View.AGENDA,
    )
    context = {
        "form": form,
        "days": days,
        "weeks": [] if view is View.AGENDA else queries.weeks(leaf, days),
        "leaf": leaf,
        "title": _title(leaf),
        "whose": form.whose(request.user) if may_see_team else WHOSE_MINE,
        "today": today,
        "views": [(each, _turn(request, filled.get("date"), view=each), each is view) for each in View],
        "agenda_url": _turn(request, None, view=View.AGENDA),
        "previous_url": _turn(request, leaf.before),
        "next_url": _turn(request, leaf.after),
        "today_url": _turn(request, today),
        "has_feed": bool(request.user.feed_token),
    }
    return render_page(request, "deadlines/agenda.html", context, fragments={"cal": "deadlines/_agenda_days.html"})


@require_POST
def reset_feed(request: StaffRequest) -> HttpResponse:
    """Make a new private address for the feed; the one before stops working. Shown this once."""
    token = make_feed(user_id=request.user.pk, at=clock.now())
    url = request.build_absolute_uri(reverse("deadlines:feed", args=[token]))
    response = render_page(request, "deadlines/agenda_feed.html", {"feed_url": url})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The person's own calendar for a calendar program: references and kinds, no names and no titles.

    The address is the key (256 random bits, kept only as a hash); an unknown one finds nothing.
    """
    reader = feed_reader(token)
    if reader is None:
        raise Http404
    today = clock.today()
    days = queries.agenda(
        user=reader, first=today - _BACK, last=today + _AHEAD, today=today,
        wanted=queries.Wanted(frozenset({"meeting", "training", "deadline"}), owner_id=reader.pk),
    )  # fmt: skip
    made = _feed([item for day in days for item in day.items], clock.now())
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


def _feed(items: list[queries.Item], at: datetime) -> bytes:
    calendar = Feed()
    calendar.add("prodid", "-//Labor Relations Desk//Calendar//EN")
    calendar.add("version", "2.0")
    for item in items:
        event = Event()
        # The same act keeps its name when its day moves, so that a calendar program moves it too.
        event.add("uid", f"{item.kind}-{item.pk}@labor-relations-desk")
        event.add("dtstamp", at)
        event.add("dtstart", _begins(item))
        event.add("summary", f"{item.reference} {item.kind}".strip())
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _begins(item: queries.Item) -> date:
    """The moment, in UTC so that no time zone need be described; the whole day while no time is known."""
    return item.on if item.at is None else timezone.make_aware(datetime.combine(item.on, item.at)).astimezone(UTC)


def _title(leaf: Leaf) -> str:
    """``June 2026``; ``June 14 to 20, 2026``; ``June 28 to July 4, 2026``."""
    if leaf.view is not View.WEEK:
        return f"{leaf.first:%B %Y}"
    until = f"{leaf.last.day}" if leaf.first.month == leaf.last.month else f"{leaf.last:%B} {leaf.last.day}"
    return f"{leaf.first:%B} {leaf.first.day} to {until}, {leaf.last.year}"


def _turn(request: StaffRequest, day: date | None, *, view: View | None = None) -> str:
    """The same page about another day, or in another layout; without ``day``, the day is added by the page."""
    query = request.GET.copy()
    query.pop("date", None)
    if view is not None:
        query["view"] = view
    if day is not None:
        query["date"] = day.isoformat()
    return f"?{query.urlencode()}"
