"""Drafting, signing and putting a side letter in force through its pages; who finds it."""

from datetime import date

import pytest

from agreements.models.side_letters import SideLetter
from labor_office.core.users.permissions import Role
from tests.agreements.texts import OWN, in_force, letter, replaced, said, signed_and_in_force, version_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
BEGAN = date(2025, 7, 1)
TRIAL = "Call-outs go by a monthly sign-up sheet."


def sent(client, letter, act, **values):
    """Send the form of one act."""
    return client.post(f"/side-letters/{letter.reference}/{act}/", values)


def test_from_new_to_in_force(client):
    by = UserFactory(role=Role.CHIEF)
    agreement = in_force(by=by)
    client.force_login(by)
    asked = {"agreement": agreement.pk, "title": "Trial", "form": "SIDE_LETTER", "effective_on": "7/1/2025"}
    client.post("/side-letters/new/", asked | {"ends_on": "6/30/2026", "text": "We try a sheet."})
    drafted = SideLetter.objects.get()
    section = version_of(agreement, "14.3")
    sent(client, drafted, "change", effect="REPLACE", section=section.pk, text=TRIAL)
    early = sent(client, drafted, "in-force")
    assert "Not signed yet for the City and the union." in early.content.decode()
    for side in ("CITY", "UNION"):
        sent(client, drafted, "sign", side=side, name="Someone", on="6/20/2025")
    page = client.get(f"/side-letters/{drafted.reference}/in-force/").content.decode()
    assert "<del>" in page
    assert sent(client, drafted, "in-force").status_code == 302
    assert said(agreement.unit, "14.3", BEGAN) == TRIAL
    sent(client, drafted, "end", last_day="12/31/2025", reason="Both sides agreed")
    assert said(agreement.unit, "14.3", date(2026, 1, 1)) == OWN


def test_an_overlap_warns_on_the_check_page_with_both_texts(client):
    by = UserFactory(role=Role.CHIEF)
    agreement = in_force(by=by)
    first = signed_and_in_force(letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN, by=by))
    second = letter(agreement, replaced(agreement, "14.3", "By text."), effective_on=date(2026, 2, 1), by=by)
    client.force_login(by)
    page = client.get(f"/side-letters/{second.reference}/in-force/").content.decode()
    assert "Another letter speaks of the same section" in page
    assert first.reference in page
    assert f"afterwards those of {first.reference} hold again" in page


# one in force, another's draft, the page to begin one
ACCESS = {
    Role.CHIEF: [200, 404, 200],
    Role.SPECIALIST: [200, 404, 200],
    Role.LIAISON: [200, 404, 403],
    Role.DECISION_MAKER: [200, 404, 403],
    Role.ATTORNEY: [200, 404, 403],
}


def test_who_finds_it(client):
    agreement = in_force()
    drafted = letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN)
    known = signed_and_in_force(letter(agreement, replaced(agreement, "14.1", TRIAL), effective_on=BEGAN))
    paths = (f"/side-letters/{known.reference}/", f"/side-letters/{drafted.reference}/", "/side-letters/new/")
    found = {}
    for role in ACCESS:
        client.force_login(UserFactory(role=role))
        found[role] = [client.get(path).status_code for path in paths]
        assert drafted.reference not in client.get("/side-letters/").content.decode(), role
    assert found == ACCESS


def test_the_list_costs_the_same_for_one_and_three(client, django_assert_num_queries):
    by = UserFactory(role=Role.CHIEF)
    agreement = in_force(by=by)
    client.force_login(by)
    client.get("/side-letters/")
    for month in (1, 2, 3):
        change = replaced(agreement, "14.3", f"{TRIAL} {month}")
        signed_and_in_force(letter(agreement, change, effective_on=date(2025, month, 1), ends_on=date(2025, month, 9)))
        if month != 2:
            with django_assert_num_queries(5):  # session, person, letters, those of the agreement, their changes
                client.get("/side-letters/")
