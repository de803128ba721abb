"""Questions and answers: who reads them, what is counted, what comes of them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions import advice as actions
from agreements.models.advice import Advice, TrainingNeed
from agreements.models.interpretations import Interpretation
from agreements.queries.advice import said_before
from agreements.queries.counting import open_deadline
from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.agreements.counted import AT, TODAY, rules_in_use
from tests.agreements.readings import drafted, held, published
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db


def logged(*articles, by=None, **given):
    asked = {"question": "May we leave the list?", "answer": "Only in an emergency.", "articles": articles} | given
    unit = articles[0].unit if articles else None
    return actions.log_advice(by=by or UserFactory(), at=AT, today=TODAY, unit=unit, **asked)


def asked(*, by=None, unit=None, **given):
    by = by or UserFactory(role=Role.LIAISON, name="Mateo")
    given = {"question": "Who is called first?"} | given
    return actions.ask_office(by=by, at=AT, today=TODAY, unit=unit, **given)


def test_advice_given_on_the_spot_is_done_unless_it_is_followed_up():
    rules_in_use("advice")
    plain, followed = logged(), logged(follow_up_on=date(2026, 7, 10))
    assert (plain.reference, Advice.objects.get(pk=plain.pk).closed_on) == ("ADV-2026-0001", TODAY)
    assert open_deadline(followed.pk).due_on == date(2026, 7, 10)
    who = {"by": followed.owner, "at": AT, "today": date(2026, 7, 8)}
    actions.follow_up(advice_id=followed.pk, note="They went back to the list.", **who)
    assert open_deadline(followed.pk) is None
    assert Advice.objects.get(pk=followed.pk).closed_on == date(2026, 7, 8)
    with pytest.raises(actions.NothingToFollowUp):
        actions.follow_up(advice_id=followed.pk, note="Again.", **who)


def test_a_question_lands_on_the_desk_and_its_asker_is_told_of_the_answer():
    rules_in_use("advice")
    article, owner = held(), UserFactory(name="Dana")
    article.unit.owner = owner
    article.unit.save()
    question = asked(unit=article.unit, articles=[article])
    assert (question.owner, open_deadline(question.pk).due_on) == (owner, date(2026, 6, 18))
    assert Notice.objects.get(template="question_asked").recipient == owner
    who = {"by": owner, "at": AT, "today": date(2026, 6, 16)}
    actions.answer_question(advice_id=question.pk, answer="By the list.", **who)
    told = Notice.objects.get(template="question_answered")
    assert (told.recipient, told.matter_id, open_deadline(question.pk)) == (question.asker, question.pk, None)
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_question(advice_id=question.pk, answer="Otherwise.", **who)


def test_an_answer_may_be_followed_up_too():
    rules_in_use("advice")
    question = asked()
    owner = UserFactory()
    given = {"by": owner, "at": AT, "today": date(2026, 6, 16), "follow_up_on": date(2026, 7, 1)}
    actions.answer_question(advice_id=question.pk, answer="By the list.", **given)
    assert open_deadline(question.pk, "FOLLOW-UP").due_on == date(2026, 7, 1)


def test_the_database_wants_an_answer_whole():
    question = asked()
    with pytest.raises(IntegrityError, match="advice_answered_by_someone"), transaction.atomic():
        Advice.objects.filter(pk=question.pk).update(answered_on=TODAY)


#                 an entry of the log, a question of their own, logs, asks
ACCESS = {
    Role.CHIEF: (200, 200, 200, 200),
    Role.SPECIALIST: (200, 200, 200, 403),
    Role.ANALYST: (200, 200, 200, 403),
    Role.ATTORNEY: (200, 200, 200, 403),
    Role.RECORDS: (404, 200, 403, 403),
    Role.TRAINER: (404, 200, 403, 403),
    Role.LIAISON: (404, 200, 403, 200),
    Role.DECISION_MAKER: (404, 200, 403, 403),
}


def test_each_role_finds_what_the_table_says(client):
    department = DepartmentFactory()
    entry = logged(asker_department=department)
    for role, expected in ACCESS.items():
        user = UserFactory(role=role)
        DepartmentContactFactory(department=department, user=user)
        own = asked(by=user)
        client.force_login(user)
        found = [client.get(one.get_absolute_url()).status_code for one in (entry, own)]
        found += [client.get(reverse(f"agreements:{page}")).status_code for page in ("new_advice", "ask")]
        assert tuple(found) == expected, role
        answers = client.get(reverse("agreements:answer_advice", args=[own.reference])).status_code
        assert answers == (200 if expected[2] == 200 else 403), role


def test_a_department_finds_no_trace_of_what_others_asked_about_it():
    liaison, department = UserFactory(role=Role.LIAISON), DepartmentFactory()
    DepartmentContactFactory(department=department, user=liaison)
    logged(asker_department=department)
    asked(asker_department=department)
    assert list(Matter.objects.visible_to(liaison).filter(kind="advice")) == []


def test_privileged_advice_is_for_the_people_named(client):
    named, other, chief = UserFactory(role=Role.ATTORNEY), UserFactory(role=Role.ATTORNEY), UserFactory(role=Role.CHIEF)
    article = held()
    entry = logged(article, readers=[named])
    found = {}
    for person in (entry.owner, named, other, chief):
        client.force_login(person)
        found[person] = client.get(entry.get_absolute_url()).status_code
        listed = entry.reference in client.get(reverse("agreements:advice")).content.decode()
        assert listed is (found[person] == 200)
        assert bool(said_before(person, articles=[article], words="", on=TODAY).answers) is listed
    assert found == {entry.owner: 200, named: 200, other: 404, chief: 404}


def test_what_was_said_before_is_found_by_article_and_by_words():
    article, other = held(), held("9.2")
    reading, answer = published(article), logged(article)
    logged(other, question="What is the uniform allowance?", answer="As stated.")
    drafted(article, title="Unfinished")
    user = UserFactory()
    by_article = said_before(user, articles=[article], words="", on=TODAY)
    assert (list(by_article.readings), list(by_article.answers)) == ([reading], [answer])
    by_words = said_before(user, articles=(), words="can a supervisor leave the posted lists", on=TODAY)
    assert list(by_words.answers) == [answer]
    assert said_before(user, articles=(), words="a", on=TODAY).is_empty


def test_earlier_answers_are_asked_for_by_post_and_shown(client):
    article = held()
    entry = logged(article)
    client.force_login(UserFactory())
    address = reverse("agreements:advice_before")
    assert client.get(address).status_code == 405
    page = client.post(address, {"unit": article.unit.slug, "articles": "14.3"}).content.decode()
    assert entry.reference in page
    assert "Nothing was said" in client.post(address, {"question": "Parking for volunteers?"}).content.decode()
    assert "appear here" in client.post(address, {"unit": article.unit.slug, "articles": "99"}).content.decode()


def test_logged_by_the_page_with_question_and_answer_alone(client):
    client.force_login(UserFactory())
    made = client.post(reverse("agreements:new_advice"), {"question": "May we?", "answer": "Yes.", "channel": "CALL"})
    assert made["Location"] == Advice.objects.get().get_absolute_url()


def test_advice_becomes_an_interpretation_and_a_training_need_without_retyping(client):
    article = held()
    entry = logged(article)
    client.force_login(entry.owner)
    form = client.get(f"{reverse('agreements:new_interpretation')}?advice={entry.reference}").context["form"]
    assert (form.initial["articles"], form.initial["question"]) == ("14.3", entry.question)
    typed = {name: form.initial.get(name, "") for name in ("unit", "title", "articles", "question", "answer")}
    rest = {"basis": "TEXT", "audience": "EVERYONE", "effective_on": "6/15/2026"}
    client.post(f"{reverse('agreements:new_interpretation')}?advice={entry.reference}", typed | rest)
    assert Interpretation.objects.get().origin_id == entry.pk
    need = reverse("agreements:training_need", args=[entry.reference])
    client.post(need)
    client.post(need)
    assert TrainingNeed.objects.get().advice == entry


def test_advice_fills_the_intake_of_a_grievance(client):
    article = held()
    entry = logged(article)
    client.force_login(entry.owner)
    page = client.get(f"{reverse('grievances:new')}?advice={entry.reference}").content.decode()
    assert entry.question in page
    stranger = logged(article, question="Hidden words here", readers=[])
    assert "Hidden words" not in client.get(f"{reverse('grievances:new')}?advice={stranger.reference}").content.decode()
