"""The agreement's articles, put on the board by ticking them."""

from django.urls import reverse

from bargaining.language import Heading
from bargaining.models.negotiation import Issue
from bargaining.rules.board import seems_to_cost
from tests.each import each

TITLES = [
    ("Wages", True),
    ("Overtime and call-outs", True),
    ("Tool and boot allowance", True),
    ("Holiday pay", True),
    ("Seniority", False),
    ("Term of agreement", False),
    ("Grievance procedure", False),
]


@each(("title", "costs"), TITLES)
def test_what_a_title_says_of_money(title, costs):
    assert seems_to_cost(title) is costs


def test_articles_in_force_come_to_the_board_once(client, negotiation, chief, monkeypatch):
    held = (Heading("14", "Overtime"), Heading("22", "Wages"), Heading("30", "Term"))
    monkeypatch.setattr("bargaining.language._outlines", [lambda *_: held])
    client.force_login(chief)
    address = reverse("bargaining:articles", args=[negotiation.reference])
    page = client.get(address).content.decode()
    assert "Art. 14 Overtime" in page
    assert "Art. 22 Wages" not in page
    assert "Tick the articles that will be bargained." in client.post(address, {}).content.decode()
    client.post(address, {"take_0": "on", "costs_0": "on", "take_1": "on"})
    made = Issue.objects.filter(negotiation=negotiation).values_list("number", "title", "is_economic")
    assert set(made) == {("22", "Wages", True), ("14", "Overtime", True), ("30", "Term", False)}
    assert "Every article is on the board." in client.get(address).content.decode()
