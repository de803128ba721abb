"""Drawing a list from the roster of a day, and from a layoff list those to be recalled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from bargaining.models.seniority import SeniorityList
from bargaining.queries.seniority import paper_of, people_on
from bargaining.rules.seniority import (
    MAKER,
    MEASURE_WORDS,
    ORDER_WORDS,
    PURPOSE_WORDS,
    ListPaper,
    Measure,
    Place,
    Purpose,
    named_for_layoff,
    named_for_recall,
    ranked,
)
from labor_office.core.deadlines.rules.counting import add_months
from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import BargainingUnit, Classification, Department

KIND = "seniority_list"


class NobodyToList(Exception):
    """The roster shows nobody there on that day."""


@transaction.atomic
def draw_list(
    *,
    purpose: Purpose,
    as_of: date,
    basis: Measure,
    ties: Sequence[Measure],
    by: User,
    at: datetime,
    today: date,
    unit: BargainingUnit | None = None,
    department: Department | None = None,
    classifications: Sequence[Classification] = (),
    cut: int = 0,
    citation: str = "",
) -> SeniorityList:
    """Draw a seniority or layoff list from the roster of ``as_of`` and issue it. It never changes after this.

    Raises NobodyToList, CutRefused.
    """
    people = people_on(as_of, unit=unit, department=department, classifications=classifications)
    scope = _scope(unit, department, classifications)
    if not people:
        raise NobodyToList(f"The roster shows nobody there on {words.day_year(as_of)}: {scope}.")
    places = ranked(people, basis, ties)
    if purpose is Purpose.LAYOFF:
        places = named_for_layoff(places, cut)
    made = _row(purpose, as_of, basis, ties, scope, unit, department, citation, by, at, today)
    _issue(made, places, at=at, today=today)
    made.classifications.set(classifications)
    _announce(made, len(places), by=by, at=at)
    return made


@transaction.atomic
def draw_recall(
    *, layoff_id: int, months: int, laid_off_on: date, by: User, at: datetime, today: date
) -> SeniorityList:
    """Draw from a layoff list those whom it named, the most senior first, with the last day of their right.

    Raises NobodyToList for a list that names nobody.
    """
    layoff = SeniorityList.objects.select_for_update(no_key=True, of=("self",)).get(pk=layoff_id)
    places = named_for_recall(paper_of(layoff).places)
    if not places:
        raise NobodyToList(f"{layoff.reference} names nobody for layoff.")
    ties = [Measure(tie) for tie in layoff.ties]
    made = _row(
        Purpose.RECALL, layoff.as_of, Measure(layoff.basis), ties, layoff.scope, layoff.unit, layoff.department,
        layoff.citation, by, at, today,
    )  # fmt: skip
    made.drawn_from, made.rights_until = layoff, add_months(laid_off_on, months)
    _issue(made, places, at=at, today=today)
    _announce(made, len(places), by=by, at=at)
    return made


def _scope(
    unit: BargainingUnit | None, department: Department | None, classifications: Sequence[Classification]
) -> str:
    titles = ", ".join(each.title for each in classifications)
    parts = [titles, str(unit) if unit else "", str(department) if department else ""]
    return "; ".join(part for part in parts if part)[:300] or "Everyone the City employs"


def _row(  # noqa: PLR0917 -- one row's columns, told once
    purpose: Purpose, as_of: date, basis: Measure, ties: Sequence[Measure], scope: str, unit: BargainingUnit | None,
    department: Department | None, citation: str, by: User, at: datetime, today: date,
) -> SeniorityList:  # fmt: skip
    return SeniorityList(
        kind=KIND,
        reference=next_reference(kind=KIND, year=today.year),
        title=f"{PURPOSE_WORDS[purpose]}, {scope}"[:200],
        level=Level.OFFICE,
        unit=unit,
        department=department,
        owner=by,
        opened_on=today,
        # Issued, there is nothing left to do on it.
        closed_on=today,
        created_at=at,
        purpose=purpose,
        as_of=as_of,
        basis=basis,
        ties=[tie.value for tie in ties],
        scope=scope,
        citation=citation,
        document_reference=take_reference(),
    )


def _issue(made: SeniorityList, places: Sequence[Place], *, at: datetime, today: date) -> None:
    ties = ", then ".join(MEASURE_WORDS[Measure(tie)] for tie in made.ties)
    rule = f"By {MEASURE_WORDS[Measure(made.basis)]}" + (f"; ties by {ties}" if ties else "; ties are left standing")
    paper = ListPaper(
        heading=PURPOSE_WORDS[Purpose(made.purpose)],
        scope=made.scope,
        as_of=made.as_of,
        rule=f"{rule}. {made.citation}".strip(),
        places=tuple(places),
        is_named_shown=made.purpose == Purpose.LAYOFF,
        rights_until=made.rights_until,
        made_by=made.owner.name if made.owner else "",
        order=ORDER_WORDS[Purpose(made.purpose)],
    )
    sheet = letters.letterhead(
        f"{paper.heading}, {made.reference}",
        dated_on=today,
        document=made.document_reference,
        built_at=at,
    )
    made.facts = {"paper": freeze(paper), "sheet": freeze(sheet)}
    made.save(force_insert=True)


def _announce(made: SeniorityList, count: int, *, by: User, at: datetime) -> None:
    summary = f"{made.get_purpose_display()} issued: {count} people, roster of {words.day_year(made.as_of)}"
    record_event(matter=made, verb="seniority_list.issued", summary=summary, by=by, at=at)
    ask_for_paper(matter=made, maker=MAKER, subject_id=made.pk, by=by, at=at)


@transaction.atomic
def record_download(*, list_id: int, by: User, at: datetime) -> None:
    """Keep that somebody took the names away in a file."""
    found = SeniorityList.objects.select_related("matter").get(pk=list_id)
    record_event(matter=found.matter, verb="seniority_list.exported", summary="Downloaded as CSV", by=by, at=at)


def set_list(subject_id: int) -> letters.Printed:
    """The list as a PDF, from its frozen facts alone."""
    made = SeniorityList.objects.get(pk=subject_id)
    name = f"{made.reference}-{made.facts['sheet']['dated_on']}.pdf".lower()
    return letters.from_facts(made.facts, ListPaper, "letters/seniority_list.html", file_name=name)
