"""What a person who is shut out, or has not the permission, learns by the side doors: mail, search, paper, origin."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agreements.actions import publishing
from agreements.actions.advice import log_advice
from agreements.actions.dossiers import print_dossier
from agreements.queries.comparing import offers
from agreements.queries.dossiers import dossier_of
from agreements.queries.interpretations import conflicts_of, who_is_told
from agreements.rules.editions import Edition
from labor_office.core.matters.actions.access import grant_access, shut_out
from labor_office.core.matters.models.matter import Matter, MatterReading
from labor_office.core.matters.rules import Level
from labor_office.core.notices.messages.opinions import ReadingInQuestion, ReadingPublished
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from labor_office.desk.search.queries import found_in
from tests.agreements.counted import rules_in_use, taken_on
from tests.agreements.readings import AT, TODAY, a_chief, cleared, drafted, held, published
from tests.agreements.texts import in_force, version_of
from tests.factories.agreements import TextPaperFactory
from tests.factories.duties import PracticeFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db


def walled_off(matter, person):
    """Shut ``person`` out of ``matter``."""
    shut_out(matter_id=matter.pk, user=person, reason="Named in it.", by=None, at=AT)
    return person


def test_whoever_is_shut_out_of_a_reading_is_not_told_of_it():
    reading = cleared()
    out, inside = walled_off(reading, UserFactory(role=Role.ANALYST)), UserFactory(role=Role.ANALYST)
    told = {one.user.pk for one in who_is_told(reading, but=a_chief())}
    assert inside.pk in told
    assert out.pk not in told


def test_whoever_is_shut_out_after_publication_hears_no_more():
    out, chief = UserFactory(role=Role.ANALYST), a_chief()
    reading = published()
    walled_off(reading, out)
    walled_off(reading, chief)
    later = AT + timedelta(days=1)
    articles = [one.article for one in reading.sections.select_related("article")]
    publishing.mark_for_review(articles=articles, because="The section was amended.", by=None, at=later)
    told = set(Notice.objects.filter(template=ReadingInQuestion.template).values_list("recipient", flat=True))
    assert told
    assert not told & {out.pk, chief.pk}


@pytest.mark.parametrize("message", [ReadingPublished, ReadingInQuestion])
def test_a_reading_does_not_go_to_a_backup_who_was_never_chosen(message):
    assert not message.follows_backup


def asked_about(article, **given):
    """Advice on ``article`` whose words nothing else has."""
    words = {"question": "Zebra overtime?", "answer": "Zebra answer.", "articles": [article]} | given
    return log_advice(by=UserFactory(), at=AT, today=TODAY, unit=article.unit, **words)


@pytest.mark.parametrize(("role", "is_found"), [(Role.RECORDS, False), (Role.ANALYST, True), (Role.LIAISON, False)])
def test_advice_is_found_only_by_those_who_give_it(client, role, is_found):
    department = DepartmentFactory()
    advice = asked_about(held(), asker_department=department)
    Matter.objects.filter(pk=advice.pk).update(department=department)
    person = UserFactory(role=role)
    DepartmentContactFactory(department=department, user=person)
    hits = [hit for group in found_in("zebra", user=person, on=TODAY) for hit in group.hits]
    assert bool(hits) is is_found
    assert Matter.objects.visible_to(person).filter(pk=advice.pk).exists() is is_found
    client.force_login(person)
    assert (client.get(advice.get_absolute_url()).status_code == 200) is is_found


def test_who_is_named_on_advice_reads_it_whatever_their_role():
    advice, person = asked_about(held()), UserFactory(role=Role.RECORDS)
    grant_access(matter_id=advice.pk, user=person, reason="Keeps the file.", by=None, at=AT)
    assert Matter.objects.visible_to(person).filter(pk=advice.pk).exists()


def test_the_printed_dossier_holds_neither_advice_nor_practice():
    agreement = in_force()
    article = version_of(agreement, "14.3").article
    asked_about(article)
    PracticeFactory(article=article, unit=agreement.unit, title="Zebra custom")
    by = UserFactory(role=Role.SPECIALIST)
    dossier = dossier_of(by, agreement.unit.slug, "14.3", on=TODAY)
    made = print_dossier(dossier=dossier, by=by, at=AT, today=TODAY)
    assert sum(not one.is_open_to_file for one in dossier.entries) == 2
    assert "Zebra" not in str(made.facts)
    assert made.left_out == 2


def test_where_a_reading_or_an_obligation_came_from_is_said_to_those_who_may_know_of_it(client):
    rules_in_use("obligation")
    article, other = held(), UserFactory(role=Role.ANALYST)
    client.force_login(other)
    for is_named in (False, True):
        advice = asked_about(article, readers=[other] if is_named else [])
        for grown in (drafted(article, origin=advice), taken_on(origin=advice)):
            page = client.get(grown.get_absolute_url()).content.decode()
            assert (advice.reference in page) is is_named, grown


def opened_pages():
    """A matter of each kind closed to its reader alone, under the name of the page that opens it."""
    rules_in_use("agreement", "obligation")
    agreement = in_force()
    pages = [("conformed", agreement), ("term_and_money", agreement)]
    return (*pages, ("obligation", taken_on()), ("interpretation", drafted()))


def test_whoever_opens_what_is_closed_to_the_office_is_kept(client):
    reader = UserFactory(role=Role.SPECIALIST)
    client.force_login(reader)
    for page, matter in opened_pages():
        Matter.objects.filter(pk=matter.pk).update(level=Level.RESTRICTED)
        grant_access(matter_id=matter.pk, user=reader, reason="Works on it.", by=None, at=AT)
        before = MatterReading.objects.filter(matter=matter.pk, user=reader).count()
        assert client.get(reverse(f"agreements:{page}", args=[matter.reference])).status_code == 200
        assert MatterReading.objects.filter(matter=matter.pk, user=reader).count() == before + 1, page


@pytest.mark.parametrize(("role", "editions"), [(Role.LIAISON, {"CONFORMED"}), (Role.SPECIALIST, set(Edition))])
def test_papers_of_a_draft_are_listed_for_those_who_open_them(client, role, editions):
    agreement, person = in_force(), UserFactory(role=role)
    papers = [TextPaperFactory(agreement=agreement, edition=each, fingerprint=each) for each in Edition]
    client.force_login(person)
    page = client.get(reverse("agreements:conformed", args=[agreement.reference]))
    assert {paper.edition for paper in page.context["papers"]} == editions
    found = {
        one.edition
        for one in papers
        if client.get(reverse("agreements:paper", args=[one.reference])).status_code == 200
    }
    assert found == editions


def test_a_comparison_is_offered_to_those_who_may_read_both():
    first = in_force()
    in_force(unit=first.unit, starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30), predecessor=first)
    reader = UserFactory(role=Role.SPECIALIST)
    assert [one.unit for one in offers(reader)] == [first.unit.slug]
    walled_off(first, reader)
    assert offers(reader) == []


def test_a_reading_names_no_other_that_its_reader_may_not_read(client):
    old = published()
    article = old.sections.get().article
    beside, chief = published(article), a_chief()
    new = cleared(article, supersedes=old)
    walled_off(old, chief)
    assert conflicts_of(chief, new) == [beside]
    walled_off(beside, chief)
    assert conflicts_of(chief, new) == []
    client.force_login(chief)
    for page in ("interpretation", "publish_interpretation"):
        shown = client.get(reverse(f"agreements:{page}", args=[new.reference])).content.decode()
        assert old.reference not in shown, page
