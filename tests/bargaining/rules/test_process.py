"""How far a negotiation is once something happened; whose words an impasse adopts; what is ready."""

from datetime import date
from decimal import Decimal

import pytest

from bargaining.rules.impasse import Adopted, ImpasseRefused, Prepared, Words, adopted_text, gaps
from bargaining.rules.impasse_packets import cost_words, difference_words
from bargaining.rules.overview import Readiness, marks, readiness
from bargaining.rules.process import EVENT_WORDS, Event, said, stage_after
from bargaining.rules.roll_call import Ballot, UnreadableRoll, read_roll, tally
from bargaining.rules.vocabulary import Stage
from tests.each import each

WORDS = Words(city="Two percent.", union="Four percent.", factfinder="Three percent.")


@each(("stage", "event", "then"), [
    (Stage.PREPARING, Event.FIRST_SESSION, Stage.AT_THE_TABLE),
    (Stage.GROUND_RULES, Event.GROUND_RULES, Stage.AT_THE_TABLE),
    (Stage.AT_THE_TABLE, Event.IMPASSE, Stage.IMPASSE),
    (Stage.AT_THE_TABLE, Event.MEDIATOR, Stage.MEDIATION),
    (Stage.IMPASSE, Event.MEDIATOR, Stage.MEDIATION),
    (Stage.MEDIATION, Event.MEDIATION_ENDED, Stage.IMPASSE),
    (Stage.IMPASSE, Event.GROUND_RULES, Stage.IMPASSE),
    (Stage.TENTATIVE, Event.MEDIATION_ENDED, Stage.TENTATIVE),
    (Stage.AT_THE_TABLE, "publication_of_the_report", Stage.AT_THE_TABLE),
])  # fmt: skip
def test_stage_after(stage, event, then):
    assert stage_after(stage, event) is then


def test_an_event_of_the_offices_own_is_read_as_it_stands():
    assert said("opinion_of_the_clerk") == "Opinion of the clerk"
    assert set(Event) - set(EVENT_WORDS) == {Event.BUDGET, Event.COUNCIL, Event.PLANNED_HEARING}


@each(("side", "own", "text"), [
    (Adopted.CITY, "", "Two percent."),
    (Adopted.UNION, "", "Four percent."),
    (Adopted.FACTFINDER, "", "Three percent."),
    (Adopted.OTHER, " Two and a half percent. ", "Two and a half percent."),
])  # fmt: skip
def test_the_adopted_sides_words_become_the_text(side, own, text):
    assert adopted_text(side, WORDS, own) == text


@each("side", Adopted)
def test_nothing_is_adopted_without_words(side):
    with pytest.raises(ImpasseRefused):
        adopted_text(side, Words())


@each(("known", "lacks"), [
    ({}, ()),
    ({"has_city": False}, ("Art. 22 Wages lacks the City's final offer.",)),
    ({"is_costed": False}, ("Art. 22 Wages lacks the cost of both offers.",)),
    ({"is_costed": False, "is_economic": False}, ()),
    ({"has_union": False, "has_recommendation": False},
     ("Art. 22 Wages lacks the union's final offer and the line on which the Council decides.",)),
])  # fmt: skip
def test_gaps_name_what_an_article_lacks(known, lacks):
    whole = {
        "name": "Art. 22 Wages", "has_city": True, "has_union": True, "is_economic": True, "is_costed": True,
        "has_recommendation": True,
    }  # fmt: skip
    assert gaps([Prepared(**whole | known)]) == lacks


@each(("city", "union", "words"), [
    (None, Decimal(1), ""),
    (Decimal(412_000), Decimal(530_500), "The union's offer costs $118,500 more over the term."),
    (Decimal(9), Decimal(4), "The union's offer costs $5 less over the term."),
    (Decimal(9), Decimal(9), "Both offers cost the same over the term."),
])  # fmt: skip
def test_the_difference_of_two_offers_in_words(city, union, words):
    assert difference_words(city, union) == words


def test_what_is_not_costed_is_no_zero():
    assert cost_words(None) == "Not costed"
    assert cost_words(Decimal(0)) == "$0"


def test_a_roll_is_read_and_counted():
    roll = read_roll("Ruth Alder: aye\nSam Ito; no\n\nJo Park, absent")

    assert [(one.member, one.ballot) for one in roll] == [
        ("Ruth Alder", Ballot.AYE), ("Sam Ito", Ballot.NAY), ("Jo Park", Ballot.ABSENT)
    ]  # fmt: skip
    assert tally(one.ballot for one in roll) == "1 aye, 1 nay, 1 absent"


@each("text", ["Ruth Alder", "Ruth Alder: maybe", "Ruth Alder: aye\nruth alder: nay"])
def test_a_roll_that_cannot_be_read_names_its_line(text):
    with pytest.raises(UnreadableRoll, match=r"(?i)ruth alder"):
        read_roll(text)


def test_the_days_of_a_round_stand_in_order_with_today_among_them():
    found = marks(
        [("Agreement ends", date(2026, 6, 30)), ("Demand", date(2026, 2, 12))], today=date(2026, 6, 15)
    )  # fmt: skip

    assert [(mark.label, mark.is_past) for mark in found] == [
        ("Demand", True), ("Today", False), ("Agreement ends", False)
    ]  # fmt: skip


def test_the_checklist_says_what_is_missing_and_where_it_is_mended():
    lines = {line.what: line for line in readiness(Readiness(has_spokesperson=True, has_costing=True))}

    assert lines["City's team"].missing == "The team lacks a note taker."
    assert lines["Ground rules signed"].page == "ground_rules"
    assert not any(line.is_done for line in lines.values())


def test_everything_done_leaves_nothing_missing():
    known = {name: True for name in Readiness.__slots__ if name != "intakes_unread"}

    assert [line.missing for line in readiness(Readiness(**known)) if line.missing] == []
