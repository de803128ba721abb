"""Searching agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from agreements.beside import Note, notes_for
from agreements.finding import found_beside
from agreements.forms.searching import ANY_UNIT, SearchForm
from agreements.queries.searching import SHOWN, Hit, Scope, clauses_called, found_text
from agreements.queries.spelling import nearest_spelling
from agreements.queries.units import units_by_name
from agreements.rules.asking import read
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

FRAGMENTS = {"found": "agreements/_found.html"}


@require_safe
@requires(Permission.AGREEMENT_READ)
def search(request: StaffRequest) -> HttpResponse:
    """What the words find in the agreements; a clause of one unit is opened at once."""
    today = clock.today()
    units, names = units_by_name()
    form = SearchForm(_with_day(request), today=today, units=units)
    given = form.filled()
    chosen, question = given.get("unit", ""), given.get("q", "")
    asked = read(question, {} if chosen else names)
    on, scope = given.get("on") or today, Scope(given.get("scope") or Scope.DAY)
    wanted = [unit.pk for unit in units if unit.slug in {chosen, asked.unit}]
    clauses = clauses_called(request.user, asked, on=on, units=wanted) if asked.clause else ()
    if len(clauses) == 1 and asked.is_clause_alone and (wanted or len(units) == 1):
        return redirect_page(request, clauses[0].url)
    found = found_text(request.user, asked, on=on, scope=scope, units=wanted)
    context: dict[str, Any] = {
        "form": form,
        "question": question,
        "asked": asked,
        "unit": next((unit for unit in units if unit.pk in wanted), None),
        "clauses": _with_notes(request, clauses, on),
        "hits": _with_notes(request, found.hits, on),
        "found": found,
        "shelves": found_beside(
            request.user, asked.words, units=wanted, limit=SHOWN // 2, on=None if scope is Scope.ALL else on
        )
        if asked.terms
        else (),
        "on": on,
        "is_today": on == today,
        "is_all_years": scope is Scope.ALL,
        "spelled": "" if found.hits or clauses else nearest_spelling(request.user, asked),
        "wider": _wider(given, question, chosen, asked.unit),
    }
    return render_page(request, "agreements/search.html", context, fragments=FRAGMENTS)


def _with_notes(request: StaffRequest, hits: Sequence[Hit], on: date) -> list[tuple[Hit, list[Note]]]:
    """Each clause found with what stands beside it, so that its official reading is a click away."""
    articles = sorted({article for hit in hits for article in hit.article_ids})
    notes = notes_for(request.user, articles, on)
    return [(hit, [note for note in notes if note.is_answer and note.article_id in hit.article_ids]) for hit in hits]


def _with_day(request: StaffRequest) -> dict[str, str]:
    """The address's query; the reader's own day is the day searched."""
    query = {name: request.GET.get(name, "") for name in ("q", "unit", "scope", "on")}
    query["q"] = query["q"].replace("\x00", "")[:200]
    query["on"] = query["on"] or request.GET.get("as-of", "")
    return query


def _wider(given: dict[str, Any], question: str, chosen: str, named: str) -> list[tuple[str, str]]:
    """Ways to search more: every unit, and all years."""
    kept = {"q": question, "scope": given.get("scope", ""), "unit": chosen}
    kept |= {"on": given["on"].isoformat()} if "on" in given else {}
    ways = []
    if named or chosen not in {"", ANY_UNIT}:
        ways.append(("Search every unit", urlencode({**kept, "unit": ANY_UNIT})))
    if given.get("scope") != Scope.ALL:
        ways.append(("Search the text of all years", urlencode({**kept, "scope": Scope.ALL.value})))
    return [(label, f"?{query}") for label, query in ways]
