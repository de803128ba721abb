"""A tentative agreement that does not name a section: nothing in force is struck unless both sides say so."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from bargaining.actions import agreed, striking
from bargaining.language import CurrentText
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import TentativeAgreement
from bargaining.queries.left_out import left_out_of, unsaid_of
from bargaining.queries.sheets import gather_sheet
from bargaining.rules.board import MoveRefused
from bargaining.rules.sections import left_out, put_back
from bargaining.rules.vocabulary import Side
from labor_office.core.matters.models.matter import MatterEvent
from tests.bargaining.authority import HURRY
from tests.bargaining.table import AT, seat

pytestmark = pytest.mark.django_db
BACKEND = "labor_office.core.web.backends.DeskBackend"
HELD = (
    "22.1 Increases\nTwo percent a year.\n\n22.2 Longevity\nFive hundred dollars.\n\n22.10 Paydays\nEvery other Friday."
)
NEW = "22.1 Increases\nThree percent a year."


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        (HELD, NEW, ["22.2", "22.10"]),
        (HELD, HELD, []),
        # Without section numbers, the text takes the place of every section.
        (HELD, "Three percent a year.", ["22.1", "22.2", "22.10"]),
        # Words before the first section are the article's own, and go by its number.
        ("Pay rises each July.\n22.1 Two percent.", "22.1 Three percent.", ["22"]),
        ("Pay rises each July.\n22.1 Two percent.", "Pay rises each May.\n22.1 Three percent.", []),
        # An article without sections is one text: the new one replaces it.
        ("Two percent a year.", "22.1 Three percent.", []),
        ("", NEW, []),
    ],
)
def test_what_a_text_leaves_out(old, new, numbers):
    assert [part.number for part in left_out(old, new, article="22")] == numbers


def test_what_is_put_back_stands_where_its_number_belongs_word_for_word():
    text = put_back(HELD, NEW + "\n\n22.4 Retroactivity\nTo July 1.", article="22")
    heads = [line for line in text.splitlines() if line.startswith("22.")]
    assert heads == ["22.1 Increases", "22.2 Longevity", "22.4 Retroactivity", "22.10 Paydays"]
    assert "Five hundred dollars." in text
    assert left_out(HELD, text, article="22") == ()
    assert put_back("Each July.\n22.1 Two.", "22.1 Three.", article="22").startswith("Each July.")


@pytest.fixture
def in_force(monkeypatch):
    """Three sections of wages in force."""
    monkeypatch.setattr("bargaining.language._readers", [lambda *_: CurrentText("22", "Wages", HELD, "")])


@pytest.fixture
def sheet(negotiation, chief, in_force):
    """A sheet whose text names one of them."""
    issue = Issue.objects.get(negotiation=negotiation, number="22")
    return agreed.draft_agreement(issue_id=issue.pk, text=NEW, by=chief, at=AT)


def initial(sheet, chief, side=Side.CITY):
    return agreed.initial_agreement(
        agreement_id=sheet.pk, side=side, name=str(chief), by=chief, at=AT + timedelta(hours=1), leave=HURRY
    )


def again(sheet):
    return TentativeAgreement.objects.select_related("issue", "negotiation").get(pk=sheet.pk)


@pytest.mark.parametrize("side", list(Side))
def test_neither_side_initials_what_would_strike_a_section_nobody_spoke_of(sheet, chief, side):
    with pytest.raises(striking.LeavesOut, match=r"does not name 22\.2, 22\.10, which are in force"):
        initial(sheet, chief, side)
    assert again(sheet).city_initialled_at is None


def test_said_to_be_struck_it_takes_initials_and_the_sheet_says_so(sheet, chief):
    striking.say_struck(agreement_id=sheet.pk, by=chief, at=AT)
    for side in Side:
        initial(sheet, chief, side)
    done = again(sheet)
    assert (done.is_closed, done.struck, done.text) == (True, ["22.2", "22.10"], NEW)
    assert gather_sheet(done).struck == ("22.2", "22.10")
    assert MatterEvent.objects.filter(verb="agreed.sections").count() == 1
    for act in (striking.say_struck, striking.keep_sections):
        with pytest.raises(MoveRefused, match="both initials"):
            act(agreement_id=sheet.pk, by=chief, at=AT)
    with pytest.raises(ProgrammingError):
        TentativeAgreement.objects.update(struck=[])


def test_put_back_they_stand_on_the_sheet_and_it_takes_initials(sheet, chief):
    striking.keep_sections(agreement_id=sheet.pk, by=chief, at=AT)
    kept = again(sheet)
    assert (left_out_of(kept), kept.struck) == ((), [])
    assert "Five hundred dollars." in kept.text
    assert initial(sheet, chief).city_signer == str(chief)


def test_what_is_said_after_one_side_initialled_wants_its_initials_again(sheet, chief):
    striking.say_struck(agreement_id=sheet.pk, by=chief, at=AT)
    initial(sheet, chief)
    striking.keep_sections(agreement_id=sheet.pk, by=chief, at=AT)
    assert (again(sheet).city_initials, again(sheet).city_initialled_at) == ("", None)


def test_another_text_is_asked_about_anew(sheet, chief):
    striking.say_struck(agreement_id=sheet.pk, by=chief, at=AT)
    agreed.draft_agreement(issue_id=sheet.issue_id, text="22.2 Longevity\nNone.", by=chief, at=AT)
    assert [part.number for part in unsaid_of(again(sheet))] == ["22.1", "22.10"]


def test_the_page_warns_with_the_words_before_any_initials(client, negotiation, sheet, chief):
    client.force_login(chief, backend=BACKEND)
    address = reverse("bargaining:sheet", args=[negotiation.reference, sheet.number])
    page = client.get(address).content.decode()
    assert "This text would strike sections in force" in page
    assert "Every other Friday." in page
    answer = client.post(address, {"city": seat(negotiation, chief), "leave": HURRY})
    assert "does not name 22.2, 22.10" in answer.content.decode()

    assert client.post(f"{address}sections/strike/").status_code == 302
    page = client.get(address).content.decode()
    assert "Sections struck from the language in force" in page
    assert client.post(f"{address}sections/keep/").status_code == 302
    assert "strike sections" not in client.get(address).content.decode()
    assert client.post(f"{address}sections/other/").status_code == 404
