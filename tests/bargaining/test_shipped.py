"""Rules that the desk ships later, taken by an office that took the others before."""

from datetime import date

import pytest

from bargaining.actions import shipped
from labor_office.core.deadlines import shipped as registry
from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.deadlines.actions.procedures import new_draft, publish_version
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureVersion
from labor_office.core.deadlines.queries.choosing import version_for, versions_to_choose
from labor_office.core.deadlines.queries.shipped import shipped_news
from labor_office.core.deadlines.shipped import Purpose, ShippedRules
from tests.bargaining.table import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
CODE = "test-rules"


@pytest.fixture
def editions(tmp_path, monkeypatch):
    """A file of rules as it was shipped once, and as it is by now: a limit and a whole set more."""
    whole = "\n[[procedure]]" + shipped.RULES.text.split("\n[[procedure]]")[-1].replace('"committee', '"ours')
    blocks = whole.split("\n[[procedure.")
    once = "\n[[procedure.".join(block for block in blocks if '"MEET-TWICE"' not in block)
    head = "schema_version = 1\n"
    files = {"once": head + once, "by-now": head + whole + whole.replace('"ours', '"other')}
    purposes = {"ours": Purpose("committee", "Committees", is_ours=True)}
    found = []
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text)
        found.append(ShippedRules(CODE, "committees", tmp_path / f"{name}.toml", dict(purposes)))
        purposes["other"] = Purpose("committee", "Committees, another way", is_ours=False)
    monkeypatch.setitem(registry._files, CODE, found[1])
    return found


def test_new_rules_are_told_on_the_shelf_and_taken_by_the_same_action(client, chief, editions):
    days = {"first_on": date(2024, 1, 1), "published_through": date(2028, 12, 31), "closed": ()}
    office = make_calendar(name="Office", slug="office", by=chief, at=AT, reason="Test", is_office=True, **days)
    once, by_now = editions
    client.force_login(chief)
    assert shipped_news(by_now) == [], "Nothing was taken before: there is nothing since."
    put_in_use(once, calendar=office, from_on=date(2024, 6, 1), by=chief, at=AT)
    shelf = client.get("/procedures/").content.decode()
    assert "2 new rules since you took these" in shelf
    assert "<li>Committees, another way</li><li>Committees: Hold the next meeting</li>" in shelf
    taken = {"back": "/procedures/?taken=1"}
    assert client.post(f"/procedures/shipped/{CODE}/", taken).headers["Location"] == "/procedures/?taken=1"
    grown = version_for("committee", None, on=date(2028, 1, 1))
    assert (grown.procedure.slug, grown.number, grown.limits.count()) == ("ours", 2, 4)
    assert not grown.limits.filter(is_verified=False).exists()
    chosen = [version.procedure.slug for version in versions_to_choose("committee", None, on=date(2028, 1, 1))]
    assert chosen == ["ours", "other"]
    assert shipped_news(by_now) == []
    assert "since you took these" not in client.get("/procedures/").content.decode()
    versions = ProcedureVersion.objects.count()
    client.post(f"/procedures/shipped/{CODE}/", {"back": "https://elsewhere.example/"})
    assert ProcedureVersion.objects.count() == versions


def test_a_draft_of_the_offices_own_is_not_published_along(client, chief, editions):
    days = {"first_on": date(2024, 1, 1), "published_through": date(2028, 12, 31), "closed": ()}
    office = make_calendar(name="Office", slug="office", by=chief, at=AT, reason="Test", is_office=True, **days)
    put_in_use(editions[0], calendar=office, from_on=date(2024, 6, 1), by=chief, at=AT)
    draft = new_draft(procedure_id=Procedure.objects.get(slug="ours").pk, note="Ours", by=chief, at=AT)
    client.force_login(chief)
    answer = client.post(f"/procedures/shipped/{CODE}/", follow=True).content.decode()
    assert "A draft of" in answer
    assert not Procedure.objects.filter(slug="other").exists()
    publish_version(version_id=draft.pk, effective_from=date(2025, 1, 1), by=chief, at=AT)
    client.post(f"/procedures/shipped/{CODE}/")
    assert Procedure.objects.filter(slug="other").exists()
    # On no day since the office counts by its own does the new set come between two versions of it.
    counted = {version_for("committee", None, on=day).procedure.slug for day in (date(2024, 12, 31), TODAY)}
    assert counted == {"ours"}
