"""What a scenario says its proposal costs: of which proposal it is, and not without an item."""

from bargaining.models.money import Scenario
from bargaining.models.proposals import Proposal
from bargaining.rules.vocabulary import Side
from tests.bargaining.money import costed
from tests.bargaining.table import log
from tests.bargaining.test_costing_pages import RAISE, at, page_of


def test_a_proposal_is_priced_with_a_scenario(client, negotiation, chief):
    client.force_login(chief)
    costed(negotiation, chief)
    proposal = log(negotiation, chief, "Raises as at Arlington").proposal
    client.post(at("scenario_new", negotiation), {"name": "Union 1", "begins_with": proposal.reference})
    kept = Scenario.objects.get()
    client.post(at("item_new", negotiation, kept.pk, "general"), RAISE)
    client.post(at("scenario_price", negotiation, Scenario.objects.get(replaces=kept).pk))
    assert Proposal.objects.get().items[0]["share"] == "0.035"


def test_a_scenario_is_of_the_proposal_asked_for_and_prices_it_only_with_items(client, negotiation, chief):
    client.force_login(chief)
    costed(negotiation, chief)
    union = log(negotiation, chief, "4/4/4").proposal
    city = log(negotiation, chief, "As the union, less", side=Side.CITY).proposal
    asked = f"{at('scenario_new', negotiation)}?proposal={city.reference}"
    client.post(asked, {"name": "Empty"})
    empty = Scenario.objects.get(name="Empty")
    assert f"Cost {city.reference} with these" not in page_of(client, at("scenario", negotiation, empty.pk))
    answer = client.post(at("scenario_price", negotiation, empty.pk), follow=True)
    assert "There is no item in it yet" in answer.content.decode()
    city.refresh_from_db()
    assert not city.items
    assert not negotiation.events.filter(verb="costing.priced").exists()
    for begins in (union.reference, f"s{empty.pk}"):
        client.post(asked, {"name": f"From {begins}", "begins_with": begins})
        assert Scenario.objects.get(name=f"From {begins}").proposal == city
    begun = Scenario.objects.get(name=f"From {union.reference}")
    assert f"Cost {city.reference} with these" in page_of(client, at("scenario", negotiation, begun.pk))
    client.post(at("scenario_price", negotiation, begun.pk))
    city.refresh_from_db()
    assert city.items == union.items != []
