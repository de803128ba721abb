"""Who stands before whom, and what broke a tie."""

from datetime import date
from itertools import permutations

import pytest

from bargaining.rules.seniority import (
    CutRefused,
    Measure,
    Person,
    cells,
    named_for_layoff,
    named_for_recall,
    ranked,
)
from tests.each import each

EARLY, LATE, LATEST = date(2010, 4, 1), date(2015, 4, 1), date(2020, 4, 1)


def person(name, hired=EARLY, title=EARLY, department=EARLY, number=None):
    return Person(number or name, name, "Groundskeeper", "Parks", hired, title, department)


def order(people, basis=Measure.CITY, ties=()):
    return [(place.rank, place.name, place.why) for place in ranked(people, basis, ties)]


@each(
    ("people", "ties", "expected"),
    [
        ([person("a", LATE), person("b", EARLY)], (), [(1, "b", ""), (2, "a", "")]),
        (
            [person("a"), person("b")],
            (),
            [(1, name, "Tied with 1 more; nothing chosen breaks the tie") for name in "ab"],
        ),
        (
            [person("a"), person("b")],
            (Measure.NUMBER,),
            [(n, name, "Same day as 1 more; lower employee number decides") for n, name in enumerate("ab", 1)],
        ),
        (
            [person("a", title=LATE), person("b", title=EARLY)],
            (Measure.TITLE, Measure.NUMBER),
            [
                (n, name, "Same day as 1 more; first day in the classification decides")
                for n, name in enumerate("ba", 1)
            ],
        ),
        (
            [person("a"), person("b"), person("c", LATEST)],
            (Measure.TITLE,),
            [
                (1, "a", "Tied with 1 more; nothing chosen breaks the tie"),
                (1, "b", "Tied with 1 more; nothing chosen breaks the tie"),
                (3, "c", ""),
            ],
        ),
        (
            [person("a", None), person("b", LATEST)],
            (),
            [(1, "b", ""), (2, "a", "No day hired by the City is recorded")],
        ),
        ([person("a", number="10"), person("b", number="9")], (Measure.NUMBER,), None),
    ],
)
def test_ranks(people, ties, expected):
    found = order(people, ties=ties)

    if expected is None:
        assert [name for _, name, _ in found] == ["b", "a"]  # 9 before 10
    else:
        assert found == expected


def test_the_order_in_which_people_are_given_changes_nothing():
    people = [person("a"), person("b", LATE), person("c"), person("d", None), person("e", LATE, title=LATEST)]
    first = order(people, ties=(Measure.TITLE,))

    assert all(order(mixed, ties=(Measure.TITLE,)) == first for mixed in permutations(people))


def test_the_least_senior_are_laid_off_and_the_last_of_them_is_recalled_first():
    places = ranked([person("a"), person("b", LATE), person("c", LATEST)], Measure.CITY, ())

    layoff = named_for_layoff(places, 2)

    assert [(place.name, place.is_named) for place in layoff] == [("c", True), ("b", True), ("a", False)]
    assert [place.name for place in named_for_recall(layoff)] == ["b", "c"]


@each("cut", [0, -1, 4])
def test_no_more_than_the_list_holds_are_laid_off(cut):
    with pytest.raises(CutRefused):
        named_for_layoff(ranked([person("a"), person("b"), person("c")], Measure.CITY, (Measure.NUMBER,)), cut)


def test_an_unbroken_tie_is_not_cut_in_two():
    places = ranked([person("a"), person("b", LATE), person("c", LATE)], Measure.CITY, ())

    with pytest.raises(CutRefused, match="are tied"):
        named_for_layoff(places, 1)
    assert len(named_for_layoff(places, 2)) == 3


@each("name", ["=1+1", "+1", "-1", "@x"])
def test_a_spreadsheet_runs_no_name(name):
    (place,) = ranked([person(name)], Measure.CITY, ())

    assert cells(place, order=1, reference="SR-2026-001", as_of=LATE)[2] == f"'{name}"
