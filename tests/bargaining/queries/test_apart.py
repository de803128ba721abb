"""How far both sides are apart: one answer on list, table and impasse page, and never a zero for what is not known."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from bargaining.actions import impasse
from bargaining.costing.items import GeneralIncrease
from bargaining.costing.retro import retro_words
from bargaining.queries.costing import charges_for, package_cost
from bargaining.queries.gaps import money_for
from bargaining.queries.offers import UNPRICED, offers_of
from bargaining.queries.rail import rail_of
from bargaining.rules.apart import Apart
from bargaining.rules.impasse import DeclaredBy
from bargaining.rules.vocabulary import Side
from tests.bargaining.money import charges, costed
from tests.bargaining.table import AT, log
from tests.factories.bargaining import IssueFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
FIRST = date(2026, 7, 1)


def at(name, negotiation):
    return reverse(f"bargaining:{name}", args=[negotiation.reference])


def test_what_nobody_has_priced_is_not_costed_and_never_zero(client, negotiation, chief):
    costed(negotiation, chief)
    assert offers_of(negotiation).reason == UNPRICED
    client.force_login(chief)
    page = client.get(at("costing", negotiation)).content.decode()
    offers = page[page.index("Last offers, whole package") :].split("</section>")[0]
    assert UNPRICED in offers
    assert "$0" not in offers
    assert "Not costed" in client.get(reverse("bargaining:list")).content.decode().split("<tbody>")[1]
    log(negotiation, chief, "4/4/4")
    log(negotiation, chief, "In words only", side=Side.CITY)
    offers = client.get(at("costing", negotiation)).content.decode().split("Last offers, whole package")[1]
    assert offers.split("</section>")[0].count("Not known") >= 3
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    shown = offers_of(negotiation)
    money = money_for(chief, [negotiation], today=FIRST)[negotiation.pk]
    assert (money.apart.amount, shown.reason) == (shown.gap.total, "")
    assert rail_of(negotiation, negotiation.issues.get()).table == money.apart
    assert package_cost(negotiation, Side.CITY).cost.costing.total > 0
    # An article that the City priced and the union only named: against nothing it would count whole, and for the City.
    IssueFactory(negotiation=negotiation, number="23", title="Longevity", is_economic=True)
    log(negotiation, chief, "9/9/9", side=Side.CITY, number="23")
    log(negotiation, chief, "More of it", number="23")
    lopsided = offers_of(negotiation)
    money = money_for(chief, [negotiation], today=FIRST)[negotiation.pk].apart
    assert (money.amount, money.missing) == (shown.gap.total, ("Art. 23 Longevity",))
    # Nor by year: the whole packages are the other way round.
    whole = [package_cost(negotiation, side).cost.costing.total for side in (Side.CITY, Side.UNION)]
    assert whole[0] > whole[1]
    assert sum(apart for *_, apart in lopsided.years) == lopsided.apart > 0
    assert lopsided.words.endswith(" apart over the term, with 1 article not costed on both sides.")
    assert Apart(Decimal(-4_000)).short == "$4,000, the City's more"


def test_the_final_offers_of_an_impasse_are_the_one_answer_wherever_it_is_said(client, negotiation, chief):
    log(negotiation, chief, "4/4/4")
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    declared = impasse.declare_impasse(
        negotiation_id=negotiation.pk, issues=list(negotiation.issues.all()), declared_on=AT.date(),
        declared_by=DeclaredBy.UNION, by=chief, at=AT, today=AT.date(),
    )  # fmt: skip
    costs = {"city_cost": Decimal(412_300), "union_cost": Decimal(583_900), "cost_basis": "By hand"}
    impasse.prepare_article(article_id=declared.articles.get().pk, by=chief, at=AT, **costs)
    client.force_login(chief)
    said = "$171,600 apart over the term"
    for page in ("impasse", "costing"):
        assert said in client.get(at(page, negotiation)).content.decode(), page
    table = client.get(at("table", negotiation)).content.decode()
    rail = table[table.index("Cost of Art. 22") :]
    for words in (said, "$412,300", "$583,900", "By hand"):
        assert words in rail, words
    assert "$171,600" in client.get(reverse("bargaining:list")).content.decode()
    impasse.end_impasse(impasse_id=declared.pk, on=AT.date(), because="They talk again", by=chief, at=AT)
    assert "$171,600" not in client.get(reverse("bargaining:list")).content.decode()


def test_a_list_that_the_union_may_look_at_names_no_sum(client, negotiation, chief):
    client.force_login(chief)
    client.post(at("safe", negotiation), {"safe": "1"})
    assert "Apart" not in client.get(reverse("bargaining:list")).content.decode()
    assert money_for(chief, [negotiation], today=FIRST)[negotiation.pk].apart.reason.startswith("Not costed: ")


def raised(**more):
    return GeneralIncrease(key="1", title="General increase 1%", share=Decimal("0.01"), effective_on=FIRST, **more)


def test_whether_retroactive_pay_is_costed_is_said_from_the_items(negotiation, chief):
    assert retro_words([raised()], is_asked=False) == ""
    assert "not costed as a payment of its own: General increase 1% counts as paid from Jul 1, 2026." in retro_words(
        [raised()], is_asked=True
    )
    assert retro_words([], is_asked=True) == "Retroactive pay is asked for and not costed."
    paid = [raised(paid_from=date(2026, 10, 9))]
    known = "Retroactive pay is costed in General increase 1%, owed from Jul 1, 2026 and paid Oct 9, 2026."
    assert {retro_words(paid, is_asked=asked) for asked in (True, False)} == {known}
    costed(negotiation, chief)
    log(negotiation, chief, "4/4/4 retro")
    log(negotiation, chief, "2/2/2, no retro", side=Side.CITY)
    union, city = rail_of(negotiation, negotiation.issues.get()).sides
    assert "General increase 4% counts as paid from Jul 1, 2026" in union.retro
    assert city.retro == ""


def test_a_unit_pays_its_own_charges_else_those_of_every_unit(chief):
    fire, police = BargainingUnitFactory(), BargainingUnitFactory()
    shared, own = charges(chief), charges(chief, name="Fire", unit=fire)
    tables = [own, shared]
    assert [charges_for(unit.pk, tables, on=FIRST) for unit in (fire, police)] == [own, shared]
    # Before any is in force, the first that comes; another unit's never.
    assert charges_for(fire.pk, tables, on=date(2020, 1, 1)) == own
    assert charges_for(police.pk, [own], on=FIRST) is None
