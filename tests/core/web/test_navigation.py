"""A person's way around: only what is theirs, only what exists, the place they are marked."""

import pytest

from labor_office.core.users.models import User
from labor_office.core.web import navigation
from labor_office.core.web.navigation import Place


@pytest.fixture
def empty(monkeypatch):
    for name, value in {"_sections": {}, "_new_menu": [], "_account_menu": [], "_unread_counters": []}.items():
        monkeypatch.setattr(navigation, name, value)


PERSON = User(email="dana@rivermont.example", name="Dana Whitfield")


@pytest.mark.usefixtures("empty")
def test_a_section_shows_only_pages_that_exist_and_are_allowed():
    navigation.register_section("Account", order=10)
    navigation.register_page("Account", Place("Keys", "mfa_index", order=2))
    navigation.register_page("Account", Place("Password", "account_change_password", order=1))
    navigation.register_page("Account", Place("Nowhere", "no_such_name"))
    navigation.register_page("Account", Place("Theirs", "account_email", lambda user: user.is_staff))
    navigation.register_section("Empty", order=1)

    (section,) = navigation.sections_for(PERSON, path="/account/2fa/totp/activate/")

    assert [(page.label, page.is_current) for page in section.pages] == [("Password", False), ("Keys", True)]
    assert section.is_current
    assert section.url == "/account/password/change/"


@pytest.mark.usefixtures("empty")
def test_registering_again_replaces():
    navigation.register_new(Place("Grievance", "account_login"))
    navigation.register_new(Place("New grievance", "account_login"))

    assert [link.label for link in navigation.new_links_for(PERSON)] == ["New grievance"]


@pytest.mark.usefixtures("empty")
def test_unread_notices_are_counted_by_whoever_knows():
    assert navigation.unread_count_for(PERSON) == 0
    navigation.register_unread(lambda user: 4)
    assert navigation.unread_count_for(PERSON) == 4
