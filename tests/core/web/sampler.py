"""A page that shows every component once, for the tests of this layer; no part of the product."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from labor_office.core.web.components import Row, Tile
from labor_office.core.web.forms import DayField, DeskForm, FilterForm, MoneyField
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.paging import Page
from labor_office.urls import handler400, handler403, handler404, handler500  # noqa: F401 -- the product's own
from labor_office.urls import urlpatterns as product

TODAY = date(2026, 6, 15)


@dataclass(frozen=True)
class Day:
    date: date
    kind: str
    n: int | None = None
    label: str = ""
    is_today: bool = False
    is_past: bool = False


@dataclass(frozen=True)
class State:
    word: str
    css: str
    icon: str


@dataclass(frozen=True)
class Line:
    label: str
    text: str
    on: date | None = None
    change: str = ""
    url: str = ""


@dataclass(frozen=True)
class Explanation:
    sentence: str
    days: list[Day]
    ledger: list[Line]
    state: State
    consequence: str = "The union may move the grievance to Step 3 as if denied (section 11.8)."
    quote: str = "The Department Head shall issue a written decision within ten (10) working days."
    citation: str = "Art. 11, section 11.5(b), Labor and Trades Agreement 2023 to 2026"
    citation_url: str = "/agreements/"
    verified: bool = False


class StepForm(DeskForm):
    filed_on = DayField(label="Date the union filed", help_text="For example 6/15, 6/15/2026 or next tue.")
    outcome = forms.ChoiceField(label="Outcome", choices=[("", "Choose"), ("D", "Denied"), ("S", "Sustained")])
    manner = forms.ChoiceField(
        label="How was it served?", choices=[("H", "By hand"), ("E", "By email")], widget=forms.RadioSelect
    )
    exposure = MoneyField(label="Exposure", required=False)
    reasons = forms.CharField(label="Reasons", widget=forms.Textarea, required=False)
    is_class = forms.BooleanField(label="A class grievance", required=False)
    exhibit = forms.FileField(label="Exhibit", required=False)


class ListFilter(FilterForm):
    unit = forms.ChoiceField(label="Unit", choices=[("", "All"), ("LT", "Labor and Trades")])
    words = forms.CharField(label="Words")


def counted_days(count: int = 21, first: date = date(2026, 6, 3)) -> list[Day]:
    """Days of a working-day period with a weekend, a holiday, a stop and an extension in it."""
    days, n = [Day(first, "start", is_past=True)], 0
    for offset in range(1, count):
        day = first + timedelta(days=offset)
        common: dict[str, Any] = {"is_today": day == TODAY, "is_past": day < TODAY}
        if offset == count - 1:
            days.append(Day(day, "due", n + 1, **common))
        elif day.weekday() >= 5:
            days.append(Day(day, "weekend", **common))
        elif day == date(2026, 6, 19):
            days.append(Day(day, "holiday", label="Juneteenth", **common))
        elif day == date(2026, 6, 9):
            days.append(Day(day, "stopped", **common))
        else:
            n += 1
            days.append(Day(day, "extension" if n > 10 and count < 30 else "counted", n, **common))
    return days


def explanation(
    count: int = 21, css: str = "plan", word: str = "5 working days left", icon: str = "event"
) -> Explanation:
    days = counted_days(count)
    ledger = [
        Line("Starts from", "Step 2 meeting held, D. Whitfield", date(2026, 6, 3), url="/documents/"),
        Line("Period", "10 working days, next day is day 1 (11.2)", date(2026, 6, 17)),
        Line("Clock stopped", "Never"),
        Line("Due", "End of the working day, 5:00 p.m. (11.2)", days[-1].date),
    ]
    sentence = "10 working days after the Step 2 meeting, plus 3 working days agreed in writing."
    return Explanation(sentence, days, ledger, State(word, css, icon))


SAMPLER = (Path(__file__).parent / "sampler.html").read_text()

KINDS = [
    ("over", "Overdue 1 working day"),
    ("today", "Due today, 5:00 p.m."),
    ("soon", "2 working days left"),
    ("plan", "12 working days left"),
    ("met", "Met May 22"),
    ("missed", "Issued 2 working days late"),
    ("toll", "Clock stopped Jun 2"),
    ("ext", "Extended 3 working days"),
    ("wait", "Waiting 6 working days"),
    ("risk", "At risk"),
    ("proj", "Projected"),
    ("needs", "Needs a date"),
    ("quiet", "Step 2, decision pending"),
    ("lock", "Restricted"),
]


def context(request: HttpRequest, form: forms.Form) -> dict[str, Any]:
    return {
        "form": form,
        "filters": ListFilter(request.GET),
        "kinds": KINDS,
        "today": TODAY,
        "links": [Link("Overview", "/sampler/", is_current=True), Link("Steps", "/x/", count="2 of 4")],
        "tiles": [
            Tile(1, "Overdue", "information request", "/x/", "over"),
            Tile(0, "At risk", "nothing", "/x/", "risk"),
        ],
        "explanation": explanation(),
        "short": explanation(13, "today", "Due today", "alarm"),
        "long": explanation(90, "soon", "2 working days left", "schedule"),
        "rows": [Row("Letter", "Step 2 decision, denied", "/x/")],
        "page": Page(rows=(), size=25, next_cursor="abc"),
    }


@login_not_required
def sampler(request: HttpRequest) -> HttpResponse:
    form = StepForm(request.POST or None, request.FILES or None, today=TODAY)
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return HttpResponse(Template(SAMPLER).render(RequestContext(request, context(request, form))), status=status)


def guarded(request: HttpRequest) -> HttpResponse:
    return render_page(request, "404.html", {}, fragments={"rows": "web/_mark.html"})


@login_not_required
def missing(request: HttpRequest) -> HttpResponse:
    reason = "a reason that nobody may read"
    raise Http404(reason)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    reason = "a fault"
    raise RuntimeError(reason)


def search(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("search/", search),
    *product,
    path("sampler/", sampler),
    path("guarded/", guarded),
    path("missing/", missing),
    path("broken/", broken),
]
