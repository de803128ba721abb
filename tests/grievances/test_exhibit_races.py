"""Two at one strike sheet or one series of exhibits: one act counts, the other is told why it does not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse

from grievances.actions import panels
from grievances.actions.binders import number_exhibit
from grievances.rules.strikes import Side
from labor_office.core.documents.actions.files import ExhibitTaken
from labor_office.core.documents.models import Document
from labor_office.core.users.permissions import Role
from tests.factories.documents import DocumentFactory
from tests.factories.grievances import ProceedingFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
AT, TODAY = datetime(2026, 6, 15, 15, tzinfo=UTC), date(2026, 6, 15)
NAMES = ["Ada Finch", "Bertram Cole", "Celia Voss", "Dora Blum", "Emil Hart"]


def together(*acts):
    """What each act gave, or raised, all begun at one moment."""
    start = Barrier(len(acts))

    def one(act):
        start.wait(timeout=30)
        try:
            return act()
        except (panels.NotToStrike, panels.OutOfTurn, panels.StrikesBegun, ExhibitTaken) as why:
            return why
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.fixture
def dana():
    return UserFactory(role=Role.SPECIALIST)


@pytest.fixture
def case(dana):
    made = ProceedingFactory(title="Standby pay", owner=dana)
    panels.set_panel(proceeding_id=made.pk, names=NAMES, first=Side.CITY, by=dana, at=AT)
    return made


def strike(case, dana, name, side=Side.CITY):
    pk = case.panel.get(name=name).pk
    return lambda: panels.strike_name(proceeding_id=case.pk, name_id=pk, side=side, on=TODAY, by=dana, at=AT)


@pytest.mark.parametrize("names", [("Ada Finch", "Ada Finch"), ("Ada Finch", "Celia Voss")], ids=["one", "two"])
def test_of_two_strikes_of_one_side_at_once_one_counts(case, dana, names):
    outcomes = together(*(strike(case, dana, name) for name in names))
    assert sorted(isinstance(one, Exception) for one in outcomes) == [False, True]
    assert case.panel.exclude(struck_by="").count() == 1


def test_who_strikes_a_name_of_a_panel_that_was_changed_meanwhile_is_told(client, case, dana):
    stale = strike(case, dana, "Ada Finch")
    panels.set_panel(proceeding_id=case.pk, names=NAMES[:3], first=Side.CITY, by=dana, at=AT)
    with pytest.raises(panels.NotToStrike, match="changed meanwhile"):
        stale()


def test_two_papers_numbered_at_once_get_two_numbers(case, dana):
    origin = ProceedingFactory()
    type(case).objects.filter(pk=case.pk).update(origin=origin)
    papers = [DocumentFactory(matter=case.matter), DocumentFactory(matter=origin.matter)]
    outcomes = together(
        *(
            lambda pk=paper.pk: number_exhibit(proceeding_id=case.pk, document_id=pk, side="C", by=dana, at=AT)
            for paper in papers
        )
    )
    assert sorted(one.exhibit for one in outcomes) == ["C-1", "C-2"]


def test_one_paper_numbered_twice_at_once_keeps_its_first_number(case, dana):
    paper = DocumentFactory(matter=case.matter)
    outcomes = together(
        *(
            lambda side=side: number_exhibit(proceeding_id=case.pk, document_id=paper.pk, side=side, by=dana, at=AT)
            for side in "CJ"
        )
    )
    refused = [one for one in outcomes if isinstance(one, ExhibitTaken)]
    kept = Document.objects.get(pk=paper.pk).exhibit
    assert [str(one) for one in refused] == [f"{paper.title} is exhibit {kept} already."]


def test_the_page_says_that_a_paper_has_its_number(client, case, dana):
    paper = DocumentFactory(matter=case.matter)
    number_exhibit(proceeding_id=case.pk, document_id=paper.pk, side="C", by=dana, at=AT)
    client.force_login(dana)
    act = reverse("grievances:arbitration_number_exhibit", args=[case.reference, paper.reference])
    assert "is exhibit C-1 already" in client.post(act, {"side": "J"}, follow=True).content.decode()
