"""Reading agreements."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agreements.models.text import Agreement, Article
from agreements.queries.bargained import costed_at
from agreements.queries.reader import Place, is_known, place_of, reading_of
from agreements.queries.reading import contents
from agreements.queries.shelf import shelf_of
from agreements.queries.subjects import same_subject
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.dates import UnreadableDate, parse_day
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.web.sessions import is_looked_on

FRAGMENTS = {"agreement": "agreements/_agreement.html"}


@require_safe
@requires(Permission.AGREEMENT_READ)
def text(request: StaffRequest, unit: str, number: str, term: str = "") -> HttpResponse:
    """An article in the words in force on ``?as-of=``; without a day, on the one that the term or today means."""
    today = clock.today()
    asked = request.GET.get("as-of", "").strip()
    as_of, problem = _day(asked, today)
    if as_of is not None and as_of.isoformat() != asked:
        return HttpResponseRedirect(f"{request.path}?as-of={as_of.isoformat()}")
    place = _place(request, unit, term, as_of, today)
    reading = reading_of(request.user, place, number)
    if reading is None and not is_known(place, number):
        raise Http404
    context = {
        "place": place,
        "reading": reading,
        "number": number,
        "problem": problem,
        "today": today,
        "origin": request.build_absolute_uri("/").rstrip("/"),
        "is_office": request.user.may(Permission.MATTER_READ_OFFICE),
    }
    return render_page(request, "agreements/reader.html", context, fragments=FRAGMENTS)


@require_safe
@requires(Permission.AGREEMENT_READ)
def front(request: StaffRequest, unit: str, term: str = "") -> HttpResponse:
    """An agreement's first article; a unit that has none says what governs instead."""
    today = clock.today()
    as_of, _ = _day(request.GET.get("as-of", "").strip(), today)
    place = _place(request, unit, term, as_of, today)
    if place.outline.articles:
        return HttpResponseRedirect(place.url_of(place.outline.articles[0]))
    context = {"place": place, "reading": None, "number": "", "today": today}
    return render_page(request, "agreements/reader.html", context, fragments=FRAGMENTS)


@require_safe
@requires(Permission.AGREEMENT_READ)
def switch(request: StaffRequest, unit: str, number: str) -> HttpResponse:
    """The subject of an article in the agreement of the unit ``?to=``, on the same day."""
    today = clock.today()
    as_of, _ = _day(request.GET.get("as-of", "").strip(), today)
    here = _place(request, unit, "", as_of, today)
    there = _place(request, request.GET.get("to", ""), "", here.as_of, today)
    line = here.outline.called(number)
    title = here.outline.top_of(line).title if line else ""
    found = same_subject(there, title) if title else None
    if found is not None:
        return HttpResponseRedirect(there.url_of(found))
    if title:
        messages.info(request, f"No article of {there.unit} has a title like “{title}”. This is where it begins.")
    return HttpResponseRedirect(f"{reverse('agreements:unit', args=[there.unit.slug])}?as-of={there.as_of}")


@require_safe
@requires(Permission.AGREEMENT_READ)
def agreements(request: StaffRequest) -> HttpResponse:
    """Which agreement governs whom, today and before."""
    today = clock.today()
    context = {"shelf": shelf_of(request.user, today=today), "today": today}
    return render(request, "agreements/shelf.html", context)


@require_safe
@requires(Permission.AGREEMENT_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """One agreement: its term and its articles."""
    found = Agreement.objects.visible_to(request.user).select_related("unit__organization")
    agreement = get_object_or_404(found, reference=reference)
    # Its words may be read by more people than may know what is done about them.
    known = Matter.objects.visible_to(request.user)
    context = {
        "agreement": agreement, "articles": contents(agreement), "as_of": min(clock.today(), agreement.ends_on),
        "may_see_term": not agreement.is_draft and known.filter(pk=agreement.pk).exists(),
        # While the other side may look on, no costing is named.
        "costed_at": [] if is_looked_on(request.session) else costed_at(request.user, agreement),
    }  # fmt: skip
    return render(request, "agreements/detail.html", context)


def _place(request: StaffRequest, unit: str, term: str, as_of: date | None, today: date) -> Place:
    try:
        return place_of(request.user, unit, as_of=as_of, today=today, term=term)
    except Article.DoesNotExist:
        raise Http404 from None


def _day(asked: str, today: date) -> tuple[date | None, str]:
    """The day asked for, or none; and what to do about one that cannot be read."""
    if not asked:
        return None, ""
    try:
        return parse_day(asked, today=today), ""
    except UnreadableDate:
        return None, "Enter a date, for example 2/1/2024. Until then the page shows the text in force now."
