"""How long papers are kept, who may destroy them, and what a legal hold forbids the database itself."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from labor_office.core.documents.actions import retention
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.documents.retention import to_review
from labor_office.core.documents.rules.retention import destroy_after, refusal
from labor_office.core.matters.models.retention import Disposal
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.each import each
from tests.factories.matters import LegalHoldFactory, MatterFactory, RetentionRuleFactory
from tests.factories.users import UserFactory

AT, TODAY = datetime(2026, 6, 15, 15, tzinfo=UTC), date(2026, 6, 15)


@each(("closed_on", "years", "expected"), [
    (date(2021, 6, 14), 5, date(2026, 6, 14)),
    (date(2024, 2, 29), 1, date(2025, 2, 28)),
    (None, 5, None),
    (date(2021, 6, 14), None, None),
    (date(2021, 6, 14), 9999, None),
])  # fmt: skip
def test_the_last_day_a_matter_is_kept(closed_on, years, expected):
    assert destroy_after(closed_on, years) == expected


@each(("given", "words"), [
    ({}, ""),
    ({"today": date(2026, 6, 14)}, "Its time is not over yet."),
    ({"last_day": None}, "It is open"),
    ({"is_held": True}, "A legal hold stands on it."),
    ({"is_destroyed": True}, "destroyed already"),
])  # fmt: skip
def test_why_papers_may_not_be_destroyed(given, words):
    usual = {"last_day": date(2026, 6, 14), "today": TODAY, "is_held": False, "is_destroyed": False}
    said = refusal(**(usual | given))
    assert words in said
    assert bool(said) is bool(words)


@pytest.fixture
def over(db, settings, tmp_path):
    """A grievance file whose time was over yesterday, with one paper."""
    settings.MEDIA_ROOT = tmp_path
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)
    RetentionRuleFactory(years=5)
    matter = MatterFactory(
        kind="grievance", opened_on=date(2021, 1, 4), closed_on=date(2021, 6, 14), level=Level.OFFICE
    )
    add_document(
        matter_id=matter.pk, data=b"What the crew said on that night.", name="log.txt", by=UserFactory(), at=AT,
        received_on=date(2021, 2, 1),
    )  # fmt: skip
    return matter


@pytest.fixture
def officer(db):
    return UserFactory(role=Role.RECORDS)


def destroyed(matter, by):
    return retention.destroy_papers(matter_id=matter.pk, certificate="RM-3 17", by=by, at=AT, today=TODAY)


def test_only_what_is_over_comes_to_review_and_only_for_those_who_may_know(over, officer):
    MatterFactory(kind="grievance", opened_on=date(2021, 1, 4), closed_on=date(2021, 6, 15), level=Level.OFFICE)
    MatterFactory(kind="grievance", opened_on=date(2021, 1, 4), closed_on=date(2021, 2, 1), level=Level.RESTRICTED)
    (row,) = to_review(officer, today=TODAY)
    assert (row.matter, row.last_day, row.papers_count, row.is_held) == (over, date(2026, 6, 14), 1, False)


def test_a_person_destroys_the_bytes_and_the_record_stays(over, officer, django_capture_on_commit_callbacks):
    paper = Document.objects.get(matter=over)
    with django_capture_on_commit_callbacks(execute=True):
        done = destroyed(over, officer)
    paper.refresh_from_db()
    assert (done.papers_count, paper.is_destroyed) == (1, True)
    assert not paper.file.storage.exists(paper.file.name)
    assert over.events.filter(verb="retention.destroyed").exists()
    assert to_review(officer, today=TODAY) == []
    with pytest.raises(retention.NotToDestroy, match="destroyed already"):
        destroyed(over, officer)


def test_under_a_hold_nothing_is_destroyed_whoever_asks(over, officer):
    hold = LegalHoldFactory(matter=over)
    with pytest.raises(retention.NotToDestroy, match="legal hold"):
        destroyed(over, officer)
    with pytest.raises(DatabaseError, match="legal hold stands"), transaction.atomic():
        Document.objects.filter(matter=over).update(destroyed_at=AT)
    retention.release_hold(hold_id=hold.pk, because="The charge was withdrawn.", by=officer, at=AT)
    with pytest.raises(retention.NotHeld):
        retention.release_hold(hold_id=hold.pk, because="Again.", by=officer, at=AT)
    assert destroyed(over, officer)


def test_the_pages_ask_for_the_certificate_and_the_number(client, over, officer):
    client.force_login(officer)
    assert over.reference in client.get(reverse("documents:retention")).content.decode()
    here = reverse("documents:destroy", args=[over.reference])
    assert client.post(here, {"certificate": "RM-3 17", "typed": "G-1"}).status_code == 422
    assert not Disposal.objects.exists()
    assert client.post(here, {"certificate": "RM-3 17", "typed": over.reference}).status_code == 302
    paper = Document.objects.get(matter=over)
    assert client.get(reverse("documents:file", args=[paper.reference])).status_code == 302
    assert b"This file was destroyed" in client.get(reverse("documents:document", args=[paper.reference])).content


def test_counsel_places_a_hold_and_releases_it(client, over):
    client.force_login(UserFactory(role=Role.ATTORNEY))
    holds = reverse("documents:holds")
    assert client.post(holds, {"reference": "G-1999-0001", "reason": "A charge"}).status_code == 422
    assert client.post(holds, {"reference": over.reference.lower(), "reason": "A charge"}).status_code == 302
    hold = over.holds.get()
    assert b"Stands" in client.get(holds).content
    assert client.post(reverse("documents:release_hold", args=[hold.pk]), {"because": "Over"}).status_code == 302
    assert client.post(reverse("documents:destroy", args=[over.reference]), {}).status_code == 403


@pytest.mark.parametrize(("role", "status"), [(Role.CHIEF, 200), (Role.RECORDS, 200), (Role.SPECIALIST, 403)])
def test_who_reviews(client, db, role, status):
    client.force_login(UserFactory(role=role))
    assert client.get(reverse("documents:retention")).status_code == status
    assert client.get(reverse("documents:holds")).status_code == status
