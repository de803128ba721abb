"""Who finds which page of an interpretation, in each of its states."""

import pytest
from django.urls import reverse

from agreements.actions.publishing import mark_for_review
from agreements.models.interpretations import Interpretation
from agreements.queries.interpretations import standing_on
from agreements.rules.interpretations import ISSUED, Audience, ReadingState
from labor_office.core.documents.actions import printing
from labor_office.core.documents.models import PdfJob
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.agreements.readings import AT, IN_STATE, TODAY, a_chief, at_counsel, drafted, held, published
from tests.factories.matters import MatterExclusionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db

INSIDE = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY, Role.RECORDS}
# drafts and gives up, reviews as counsel, publishes and withdraws
MAY = {
    Role.CHIEF: (200, 200, 200),
    Role.SPECIALIST: (200, 403, 403),
    Role.ATTORNEY: (403, 200, 403),
    Role.ANALYST: (403, 403, 403),
    Role.RECORDS: (403, 403, 403),
    Role.TRAINER: (403, 403, 403),
    Role.LIAISON: (403, 403, 403),
    Role.DECISION_MAKER: (403, 403, 403),
}
PAGES = (("edit_interpretation", "discard_interpretation"), ("review_interpretation",),
         ("publish_interpretation", "withdraw_interpretation", "keep_interpretation"))  # fmt: skip


def status(client, page, reading):
    return client.get(reverse(f"agreements:{page}", args=[reading.reference])).status_code


@pytest.mark.parametrize("state", list(ReadingState))
def test_each_role_finds_each_state_as_the_table_says(client, state):
    reading = IN_STATE[state]()
    for role, allowed in MAY.items():
        client.force_login(UserFactory(role=role))
        is_seen = role in INSIDE or state in ISSUED
        assert status(client, "interpretation", reading) == (200 if is_seen else 404), role
        found = [{status(client, page, reading) for page in group} for group in PAGES]
        assert found == [{code if is_seen else 404} for code in allowed], role


def test_outside_nothing_of_a_draft_shows_anywhere(client):
    drafted(title="Secret storm")
    at_counsel(title="Secret flood")
    reading = published(title="Open storm")
    for role in (Role.LIAISON, Role.DECISION_MAKER, Role.TRAINER):
        client.force_login(UserFactory(role=role))
        page = client.get(reverse("agreements:interpretations")).content.decode()
        shown = [word in page for word in ("Open storm", "Secret", "1 interpretation<")]
        assert shown == [True, False, True], role
        assert "Counsel" not in client.get(reading.get_absolute_url()).content.decode(), role


# audience of a reading, whether it names their department, what they find
BINDING = (
    (Audience.EVERYONE, False, 200),
    (Audience.DEPARTMENTS, True, 200),
    (Audience.DEPARTMENTS, False, 404),
    (Audience.OFFICE, False, 404),
)


def test_outside_people_read_what_binds_them(client):
    theirs, other = DepartmentFactory(), DepartmentFactory()
    people = [UserFactory(role=role) for role in (Role.LIAISON, Role.DECISION_MAKER)]
    for person in people:
        DepartmentContactFactory(department=theirs, user=person)
    for audience, binds_theirs, code in BINDING:
        article = held()
        reading = published(article, audience=audience, departments=[theirs if binds_theirs else other])
        for person in people:
            client.force_login(person)
            assert status(client, "interpretation", reading) == code, (audience, binds_theirs, person.role)
            stand = list(standing_on(person, [article], on=TODAY))
            assert stand == ([reading] if code == 200 else []), (audience, binds_theirs, person.role)


def test_the_trainer_reads_what_is_for_the_office_and_a_wall_shuts_anyone_out(client):
    reading = published(audience=Audience.OFFICE)
    trainer, chief = UserFactory(role=Role.TRAINER), UserFactory(role=Role.CHIEF)
    MatterExclusionFactory(matter=reading, user=chief)
    found = []
    for person in (trainer, chief):
        client.force_login(person)
        found.append(status(client, "interpretation", reading))
    assert found == [200, 404]


def test_counsels_words_are_for_those_who_draft_and_review_and_only_who_drafts_replaces(client):
    reading, shown = published(), {}
    for role in (Role.SPECIALIST, Role.ATTORNEY, Role.ANALYST, Role.RECORDS, Role.LIAISON):
        client.force_login(UserFactory(role=role))
        shown[role] = "Sound." in client.get(reading.get_absolute_url()).content.decode()
    assert {role for role, is_shown in shown.items() if is_shown} == {Role.SPECIALIST, Role.ATTORNEY}
    client.force_login(UserFactory(role=Role.ATTORNEY))
    assert client.post(reverse("agreements:replace_interpretation", args=[reading.reference])).status_code == 403


def test_unknown_and_unseen_are_the_same_page_and_a_post_without_the_right_is_refused(client):
    draft = drafted()
    client.force_login(UserFactory(role=Role.LIAISON))
    unseen = client.get(draft.get_absolute_url())
    unknown = client.get(draft.get_absolute_url().replace("001", "999"))
    assert (unseen.status_code, unknown.status_code) == (404, 404)
    for role in (Role.ANALYST, Role.ATTORNEY):
        client.force_login(UserFactory(role=role))
        sent = client.post(reverse("agreements:send_interpretation", args=[draft.reference]))
        assert sent.status_code == 403, role


def test_written_sent_reviewed_and_published_by_the_pages(client):
    article = held()
    writer, counsel, chief = UserFactory(), UserFactory(role=Role.ATTORNEY), a_chief()
    client.force_login(writer)
    typed = {
        "unit": article.unit.slug, "title": "Storms", "articles": "section 14.3", "question": "May they?",
        "answer": "Yes.", "reasoning": "It says so.", "basis": "TEXT", "effective_on": "6/1/2026",
        "audience": "EVERYONE",
    }  # fmt: skip
    wrong = client.post(reverse("agreements:new_interpretation"), typed | {"articles": "14.9"})
    assert (wrong.status_code, "have no 14.9" in wrong.content.decode()) == (422, True)
    begun = client.post(reverse("agreements:new_interpretation"), typed)
    reading = Interpretation.objects.get()
    assert begun["Location"] == reading.get_absolute_url()
    client.post(reverse("agreements:send_interpretation", args=[reading.reference]))
    client.force_login(counsel)
    assert reading.reference in client.get(reverse("agreements:interpretations")).content.decode()
    client.post(reverse("agreements:review_interpretation", args=[reading.reference]), {"verdict": "APPROVED"})
    client.force_login(chief)
    check = client.get(reverse("agreements:publish_interpretation", args=[reading.reference])).content.decode()
    assert str(writer) in check
    client.post(reverse("agreements:publish_interpretation", args=[reading.reference]))
    reading.refresh_from_db()
    assert (reading.state, reading.published_by) == (ReadingState.PUBLISHED, chief)
    assert Notice.objects.filter(template="reading_published", recipient=writer).count() == 1


def test_an_earlier_reading_must_be_read_before_a_second_is_published(client):
    article = held()
    earlier, draft = published(article), IN_STATE[ReadingState.CLEARED](article)
    client.force_login(a_chief())
    address = reverse("agreements:publish_interpretation", args=[draft.reference])
    assert earlier.reference in client.get(address).content.decode()
    assert client.post(address).status_code == 422
    assert client.post(address, {"beside": "on"}).status_code == 302


def test_the_list_asks_as_often_for_three_as_for_one(client, django_assert_max_num_queries):
    article = held()
    client.force_login(UserFactory(role=Role.CHIEF))
    client.get(reverse("agreements:interpretations"))
    counts = []
    for _ in range(3):
        published(article)
        with django_assert_max_num_queries(20) as asked:
            client.get(reverse("agreements:interpretations"))
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_the_page_says_when_not_to_rely_on_it(client):
    article = held()
    reading = published(article)
    mark_for_review(articles=[article], because="SL-2026-004 changed section 14.3.", by=None, at=AT)
    client.force_login(UserFactory(role=Role.LIAISON))
    assert "SL-2026-004 changed section 14.3." in client.get(reading.get_absolute_url()).content.decode()


def test_a_department_reads_the_kept_pdf_and_nobody_that_of_a_draft(client):
    reading, draft = published(), drafted()
    client.force_login(UserFactory(role=Role.LIAISON))
    assert status(client, "memo", reading) == 302
    job = PdfJob.objects.get(maker="letter", subject_id=reading.letter.pk)
    printing.print_job(job_id=job.pk, now=AT)
    kept = client.get(reverse("agreements:memo", args=[reading.reference]))
    assert (kept.status_code, kept.content[:5]) == (200, b"%PDF-")
    client.force_login(a_chief())
    assert status(client, "memo", draft) == 404
