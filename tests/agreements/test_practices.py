"""The register of past practice."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions.practices import record_practice
from agreements.models.practices import Practice
from labor_office.core.users.permissions import Role
from tests.agreements.readings import AT, held
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

ACCESS = {
    Role.CHIEF: (200, 200),
    Role.SPECIALIST: (200, 200),
    Role.ANALYST: (200, 403),
    Role.ATTORNEY: (200, 403),
    Role.RECORDS: (200, 403),
    Role.TRAINER: (403, 403),
    Role.LIAISON: (403, 403),
    Role.DECISION_MAKER: (403, 403),
}


def recorded(article=None, **given):
    article = article or held()
    facts = {"title": "Trading call-outs", "practice": "They trade.", "since": "2015", "article": article} | given
    return record_practice(by=UserFactory(), at=AT, unit=article.unit, **facts)


@pytest.mark.parametrize("role", list(ACCESS))
def test_the_register_is_the_offices_own(client, role):
    practice = recorded()
    client.force_login(UserFactory(role=role))
    read = {client.get(reverse("agreements:practices")).status_code,
            client.get(reverse("agreements:practice", args=[practice.number])).status_code}  # fmt: skip
    edit = {client.get(reverse("agreements:new_practice")).status_code,
            client.get(reverse("agreements:edit_practice", args=[practice.number])).status_code}  # fmt: skip
    assert (read, edit) == ({ACCESS[role][0]}, {ACCESS[role][1]})


def test_numbers_follow_each_other_and_what_is_repudiated_has_its_day():
    article = held()
    first, second = recorded(article), recorded(article)
    assert (str(first), second.number) == ("PR-1", 2)
    with pytest.raises(IntegrityError, match="practice_repudiated_or_ended_on_a_day"), transaction.atomic():
        Practice.objects.filter(pk=first.pk).update(state="REPUDIATED")


def test_recorded_and_repudiated_by_the_pages(client):
    article = held()
    client.force_login(UserFactory())
    typed = {"unit": article.unit.slug, "title": "Trading", "article": "14.3", "practice": "They trade.",
             "since": "2015", "state": "ASSERTED"}  # fmt: skip
    client.post(reverse("agreements:new_practice"), typed)
    practice = Practice.objects.get()
    assert (practice.article, practice.state) == (article, "ASSERTED")
    address = reverse("agreements:edit_practice", args=[practice.number])
    assert client.post(address, typed | {"state": "REPUDIATED"}).status_code == 422
    client.post(address, typed | {"state": "REPUDIATED", "ended_on": "6/1/2026"})
    practice.refresh_from_db()
    assert (practice.state, practice.ended_on) == ("REPUDIATED", date(2026, 6, 1))
    assert practice.history_rows.count() == 2
