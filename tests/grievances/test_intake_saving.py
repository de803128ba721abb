"""A form saved: once however often it is sent, with its scan, and its draft forgotten."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from grievances.models import Grievance
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.record import FormDraft
from tests.factories.grievances import NOW, unit_with_procedure
from tests.factories.users import UserFactory
from tests.grievances.papers import DRAFT, NEW, PREVIEW, errors, fitter, paper, said

pytestmark = pytest.mark.django_db
MOST_SQL = 12


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026, half past eight in the morning."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def specialist(client):
    user = UserFactory(name="Dana Whitfield")
    client.force_login(user)
    return user


def test_the_scan_is_kept_with_the_grievance(client, specialist):
    fitter(unit_with_procedure())
    scan = SimpleUploadedFile("form.txt", b"Grievance form of Local 1840")
    assert client.post(NEW, paper(scan=scan)).status_code == 302
    document = Document.objects.get()
    assert (document.matter.reference, document.kind) == ("G-2026-0001", Document.Kind.UNION_FORM)


def test_a_scan_that_comes_back_with_a_mistake_is_asked_for_again(client, specialist):
    fitter(unit_with_procedure())
    for form, status in ((paper(statement=" "), 422), (paper(act="preview"), 200)):
        scan = SimpleUploadedFile("form.txt", b"Grievance form of Local 1840")
        response = client.post(NEW, form | {"scan": scan})
        assert response.status_code == status
        assert "Choose form.txt again" in response.content.decode()
    assert "again" not in errors(client.post(NEW, paper(statement=" "))).get("scan", "")


def test_another_begins_with_the_representative_remembered(client, specialist):
    unit = unit_with_procedure()
    fitter(unit)
    response = client.post(NEW, paper(act="another", representative="Tanya Boone"))
    assert response["Location"] == NEW
    page = client.post(PREVIEW, paper()).context["form"].data
    assert page["representative"] == "Tanya Boone"


def test_a_draft_is_kept_shown_again_and_forgotten(client, specialist):
    fitter(unit_with_procedure())
    kept = client.post(DRAFT, paper(statement="Half a sen"))
    assert re.fullmatch(r"Draft saved 8:3\d a\.m\.", kept.content.decode())
    page = client.get(NEW).content.decode()
    assert "Half a sen" in page
    assert re.search(r'value="e:10042"[^>]*checked', page)
    client.post(NEW, {"act": "forget"})
    assert "Half a sen" not in client.get(NEW).content.decode()


def test_saving_ends_the_draft_also_when_it_arrives_late(client, specialist):
    fitter(unit_with_procedure())
    form = paper()
    client.post(DRAFT, form)
    client.post(NEW, form)
    client.post(DRAFT, form)
    assert not FormDraft.objects.exists()


def test_the_same_form_sent_again_opens_nothing_and_says_so(client, specialist):
    fitter(unit_with_procedure())
    form = paper()
    first, second = client.post(NEW, form), client.post(NEW, form)
    assert first["Location"] == second["Location"]
    assert "Nothing was saved twice." in said(second)[-1]
    assert Grievance.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_open_one_grievance(settings):
    user = UserFactory()
    fitter(unit_with_procedure())
    form = paper()

    def press(_):
        one = Client()
        one.force_login(user)
        try:
            return one.post(NEW, form).get("Location")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(press, range(4))) == {"/grievances/G-2026-0001/"}
    assert Grievance.objects.count() == 1


def test_a_filing_asks_no_more_of_the_database_than_it_did(client, specialist):
    fitter(unit_with_procedure())
    client.post(NEW, paper())
    with CaptureQueriesContext(connection) as spent:
        assert client.post(NEW, paper()).status_code == 302
    assert len(spent) <= MOST_SQL, "\n".join(one["sql"][-200:] for one in spent)
