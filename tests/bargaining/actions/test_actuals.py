"""Entering what an agreement really cost: whole files or nothing, corrections that stay on record."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from bargaining.actions import scenarios
from bargaining.actions.actuals import (
    ActualRefused,
    Entry,
    enter_actuals,
    import_actuals,
    name_estimate,
    take_out_actual,
)
from bargaining.models.actuals import ActualCost, EstimateOfRecord
from tests.bargaining.money import costed, made
from tests.bargaining.table import AT
from tests.factories.costing import ActualCostFactory

TODAY = date(2027, 9, 1)
HEAD = "item,fiscal year,fund,amount,source,reason\n"
KNOWN = Entry("1", "FY 2027", Decimal("3500.00"), "Ledger of FY 2027")


@pytest.fixture
def basis(negotiation, chief):
    """Two people of 50,000."""
    return costed(negotiation, chief)


@pytest.fixture
def estimate(negotiation, chief, basis):
    """Adopted on 3, 2.5 and 2.5 percent."""
    kept = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, "3", "2.5", "2.5"), by=chief, at=AT)
    return named(negotiation, kept, chief)


def named(negotiation, scenario, by, on=date(2026, 6, 9)):
    """The estimate of record."""
    return name_estimate(
        negotiation_id=negotiation.pk, scenario=scenario, adopted_on=on, by=by, at=AT, today=TODAY
    )  # fmt: skip


def entered(negotiation, by, *entries, at=AT):
    """How many figures were new or changed."""
    return enter_actuals(negotiation_id=negotiation.pk, entries=entries, by=by, at=at, today=TODAY)


def test_a_correction_takes_the_place_of_a_figure_which_stays_on_record(negotiation, chief, estimate):
    assert entered(negotiation, chief, KNOWN) == 1
    assert entered(negotiation, chief, KNOWN) == 0
    assert entered(negotiation, chief, Entry("1", "FY 2027", Decimal(3_600), "Audited ledger", reason="Vacancies")) == 1
    former, latter = ActualCost.objects.order_by("pk")
    assert (former.amount, former.replaced_at, latter.replaced_at) == (Decimal("3500.00"), AT, None)
    assert negotiation.events.filter(verb="costing.actual").count() == 2


def test_figures_are_entered_whole_or_by_fund_never_both(negotiation, chief, estimate):
    by_fund = Entry("1", "FY 2027", Decimal(1), "Ledger", fund="Not assigned")
    entered(negotiation, chief, KNOWN)
    with pytest.raises(ActualRefused, match="Take one of the two out first"):
        entered(negotiation, chief, by_fund)
    take_out_actual(negotiation_id=negotiation.pk, actual_id=ActualCost.objects.get().pk, by=chief, at=AT)
    assert entered(negotiation, chief, by_fund) == 1
    with pytest.raises(ActualRefused, match="no longer in force"):
        take_out_actual(negotiation_id=negotiation.pk, actual_id=ActualCost.objects.earliest("pk").pk, by=chief, at=AT)


REFUSED = [
    (Entry("9", "FY 2027", Decimal(1), "Ledger"), "no 9 in FY 2027"),
    (Entry("1", "FY 2031", Decimal(1), "Ledger"), "It has FY 2027, FY 2028, FY 2029"),
    (Entry("1", "FY 2029", Decimal(1), "Ledger"), "FY 2029 has not begun"),
    (Entry("1", "FY 2027", Decimal(1), " "), "where the figure comes from"),
    (Entry("1", "FY 2027", Decimal(1), "Ledger", fund="Airport"), "no fund called Airport"),
]


def test_one_figure_that_cannot_be_kept_keeps_all_out(negotiation, chief, estimate):
    for entry, said in REFUSED:
        with pytest.raises(ActualRefused, match=said):
            entered(negotiation, chief, KNOWN, entry)
        assert not ActualCost.objects.exists()


def test_without_an_estimate_there_is_nothing_to_hold_a_cost_against(negotiation, chief, basis):
    with pytest.raises(ActualRefused, match="on which costing the agreement was adopted"):
        entered(negotiation, chief, KNOWN)


def test_an_estimate_holds_something_is_of_this_table_and_of_the_past(negotiation, chief, basis, estimate):
    empty = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, name="Nothing"), by=chief, at=AT)
    with pytest.raises(ActualRefused, match="that holds something"):
        named(negotiation, empty, chief)
    with pytest.raises(ActualRefused, match="real costs come after it"):
        named(negotiation, estimate.scenario, chief, on=date(2028, 1, 1))


def test_another_estimate_must_fit_what_is_entered(negotiation, chief, basis, estimate):
    entered(negotiation, chief, Entry("3", "FY 2028", Decimal(1), "Ledger"))
    short = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, "3"), by=chief, at=AT)
    with pytest.raises(ActualRefused, match="no 3 in FY 2028"):
        named(negotiation, short, chief)
    assert EstimateOfRecord.objects.get().scenario == estimate.scenario


def test_another_estimate_may_not_hold_another_item_in_the_same_place(negotiation, chief, basis, estimate):
    entered(negotiation, chief, KNOWN)
    other = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, "1", "2.5"), by=chief, at=AT)
    with pytest.raises(ActualRefused, match="entered for General increase 3%, and this costing holds General increase"):
        named(negotiation, other, chief)
    assert EstimateOfRecord.objects.get().scenario == estimate.scenario


def load(negotiation, by, text):
    """What came of a file."""
    return import_actuals(negotiation_id=negotiation.pk, data=text.encode(), by=by, at=AT, today=TODAY)


def test_a_ledger_is_loaded_by_title_or_key(negotiation, chief, estimate):
    good = 'General increase 3%,FY 2027,,"$3,500.10",Ledger,Two vacancies\n2,FY 2028,Not assigned,(40),Ledger\n'
    assert load(negotiation, chief, HEAD + good) == (2, [])
    amounts = set(ActualCost.objects.values_list("item", "amount", "reason"))
    assert amounts == {("1", Decimal("3500.10"), "Two vacancies"), ("2", Decimal("-40.00"), "")}


def test_a_title_that_two_items_bear_names_neither_and_cents_are_rounded_half_up(negotiation, chief, estimate):
    count, problems = load(negotiation, chief, HEAD + "General increase 2.5%,FY 2028,,1,Ledger\n")
    assert (count, len(problems)) == (0, 1)
    assert "Write 2 (from Thu, Jul 1, 2027) or 3 (from Sat, Jul 1, 2028) instead." in problems[0]
    line = HEAD + "2,FY 2028,,1.125,Ledger\n"
    assert load(negotiation, chief, line) == (1, [])
    assert ActualCost.objects.get().amount == Decimal("1.13")
    assert load(negotiation, chief, line) == (0, [])


def test_a_ledger_with_faults_names_each_line_and_loads_nothing(negotiation, chief, estimate):
    good = "1,FY 2027,,3500,Ledger\n"
    bad = "Bonus,FY 2027,,1,Ledger\n1,FY 2028,,much,Ledger\n1,FY 2028,,1,\n1,FY 2027,,3600,Ledger\n"
    count, problems = load(negotiation, chief, HEAD + good + bad)
    assert count == 0
    assert [problem.split(":")[0] for problem in problems] == [f"Line {n}" for n in range(3, 7)]
    assert problems[-1].endswith("the same item, year and fund as line 2.")
    assert not ActualCost.objects.exists()
    assert load(negotiation, chief, "item,amount\n1,2\n")[1] == [
        "The first line must name the columns; it lacks fiscal year, source."
    ]
    assert load(negotiation, chief, HEAD)[1] == ["The file names its columns and has no line below them."]


def test_the_tables_keep_one_figure_in_force_its_source_and_its_words(db):
    row = ActualCostFactory()
    with pytest.raises(IntegrityError, match="actual_cost_one_in_force"), transaction.atomic():
        ActualCostFactory(negotiation=row.negotiation)
    with pytest.raises(IntegrityError, match="actual_cost_names_its_source"), transaction.atomic():
        ActualCostFactory(source="")
    row.amount = Decimal(1)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        row.save(update_fields=["amount"])
