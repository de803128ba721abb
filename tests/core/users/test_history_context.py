"""Who acted, beside each row of history: written once a transaction, and again when it was taken back."""

import pghistory
import pytest
from django.db import transaction
from pghistory.models import Context

from labor_office.core.users.models import User
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return UserFactory.create_batch(3)


def contexts(people):
    rows = type(people[0]).history_rows.rel.related_model.objects.filter(pgh_obj__in=people, pgh_label="update")
    return list(rows.order_by("pk").values_list("pgh_context__metadata", flat=True))


def rename(people):
    User.objects.filter(pk__in=[person.pk for person in people]).update(title="Moved")


def test_every_row_names_the_same_act(people):
    with pghistory.context(url="/people/", user=people[0].pk):
        rename(people)

    assert contexts(people) == [{"url": "/people/", "user": people[0].pk}] * 3
    assert Context.objects.count() == 1


def test_what_is_learned_later_is_added(people):
    with pghistory.context(url="/people/"):
        rename(people)
        with pghistory.context(user=7):
            people[0].title = "Again"
            people[0].save()

    assert contexts(people) == [{"url": "/people/", "user": 7}] * 4


def test_an_act_taken_back_leaves_no_row_without_its_context(people):
    with pghistory.context(url="/people/"):
        with transaction.atomic():
            rename(people)
            transaction.set_rollback(True)
        rename(people)

    assert contexts(people) == [{"url": "/people/"}] * 3


def test_without_a_context_there_is_none(people):
    rename(people)

    assert contexts(people) == [None] * 3
