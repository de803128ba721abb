"""Who is told of readers and walls, whose words are quoted, and what taking the list out leaves behind."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models.text import ArticleVersion
from grievances.queries.letter_facts import quotations
from grievances.queries.record import record_of
from grievances.queries.starting import cited_articles
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import PersonEvent
from labor_office.core.users.permissions import Role
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.grievances import TODAY, filed, unit_with_procedure
from tests.factories.matters import MatterAccessFactory, MatterExclusionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_readers_and_walls_are_told_to_owner_and_chief_alone(client):
    grievance, other = filed(is_restricted=True), UserFactory()
    chief = UserFactory(role=Role.CHIEF)
    for person in (other, chief):
        MatterAccessFactory(matter=grievance, user=person, reason="Second chair.")
    MatterExclusionFactory(matter=grievance, reason="Decided Step 1.")
    told = {}
    for name, person in {"owner": grievance.owner, "chief": chief, "named": other}.items():
        client.force_login(person)
        page = client.get(reverse("grievances:people", args=[grievance.reference])).content.decode()
        told[name] = ("Second chair." in page, "Decided Step 1." in page)
    assert told == {"owner": (True, True), "chief": (True, True), "named": (False, False)}


def test_every_export_of_the_list_is_kept_with_its_filter(client):
    filed()
    client.force_login(UserFactory(name="Dana Whitfield"))
    for restricted, said in (("", "restricted left out"), ("1", "restricted included")):
        client.get(reverse("grievances:export"), {"restricted": restricted})
        kept = PersonEvent.objects.filter(verb=PersonEvent.Verb.EXPORTED).latest("pk")
        assert str(kept.actor) == "Dana Whitfield"
        assert said in kept.summary
        assert "Filters: none, open grievances" in kept.summary
    assert PersonEvent.objects.filter(verb=PersonEvent.Verb.EXPORTED).count() == 2
    # The chief reads that line, who may be kept out of the case; the sheet itself says what was asked.
    sheet = client.get(reverse("grievances:export"), {"q": "Marcus Bell", "state": "step"})
    kept = PersonEvent.objects.filter(verb=PersonEvent.Verb.EXPORTED).latest("pk").summary
    assert ("Words or number: not kept" in kept, "Bell" in kept) == (True, False)
    assert "Words or number: Marcus Bell" in b"".join(sheet.streaming_content).decode()


@pytest.mark.parametrize(("level", "is_quoted"), [(Level.OFFICE, True), (Level.RESTRICTED, False)])
def test_words_of_an_agreement_closed_to_the_reader_are_quoted_nowhere(level, is_quoted):
    unit = unit_with_procedure()
    article = ArticleFactory(unit=unit, number="14")
    ArticleVersionFactory(article=article, agreement=AgreementFactory(unit=unit, level=level))
    grievance = filed(unit=unit, articles=["14"])
    reader = grievance.owner
    assert bool(record_of(reader, grievance.reference, today=TODAY).cited[0].words) is is_quoted
    assert bool(quotations(grievance, reader=reader)) is is_quoted
    assert cited_articles(unit, ["14"], TODAY, user=reader)[0].is_held is is_quoted


def test_an_agreement_in_the_drawer_is_read_by_a_liaison_but_not_past_a_wall():
    version, liaison = ArticleVersionFactory(), UserFactory(role=Role.LIAISON)
    assert ArticleVersion.objects.visible_to(liaison).in_force(date(2026, 5, 9)).get() == version
    MatterExclusionFactory(matter=version.agreement, user=liaison)
    assert not ArticleVersion.objects.visible_to(liaison).exists()
    assert not ArticleVersion.objects.visible_to(UserFactory(is_active=False)).exists()
