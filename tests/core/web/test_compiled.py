"""Reads made once and run many times: the rows of the queryset itself, for everyone and every value."""

from datetime import date, timedelta

import pghistory
import pytest
from django.db import close_old_connections, connection

from labor_office.core.matters.models.matter import Matter, MatterAccess
from labor_office.core.matters.models.record import Note
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from labor_office.core.web import clock, compiled
from labor_office.core.web.compiled import Compiled, planned_cursor
from tests.factories.matters import OPENED_ON, MatterAccessFactory, MatterExclusionFactory, MatterFactory, NoteFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def opened(user, since, references):
    found = Matter.objects.visible_to(user).filter(opened_on__gte=since, reference__in=references)
    return found.select_related("owner").order_by("reference")


@pytest.fixture
def people():
    return [UserFactory(role=role) for role in (Role.SPECIALIST, Role.SPECIALIST, Role.CHIEF, Role.LIAISON)]


@pytest.fixture
def matters(people):
    found = [MatterFactory(owner=people[n % 2], opened_on=OPENED_ON + timedelta(days=n)) for n in range(4)]
    Matter.objects.filter(pk=found[1].pk).update(level=Level.RESTRICTED)
    MatterAccessFactory(matter=found[1], user=people[0])
    MatterExclusionFactory(matter=found[2], user=people[0])
    return found


def test_everyone_gets_the_rows_of_the_queryset(people, matters):
    read = Compiled(opened)
    every = tuple(one.reference for one in matters)

    for person in [*people, *people]:
        for since in (OPENED_ON, OPENED_ON + timedelta(days=2), date(2030, 1, 1)):
            for references in (every, every[:2], ("never",), ()):
                wanted = list(opened(person, since, references))
                found = read.rows(person, since=since, references=references)
                assert found == wanted
                assert [(one.title, one.owner.name) for one in found] == [(one.title, one.owner.name) for one in wanted]


def test_a_wall_raised_later_is_seen(people, matters):
    read, every = Compiled(opened), tuple(one.reference for one in matters)
    before = read.rows(people[1], since=OPENED_ON, references=every)

    MatterExclusionFactory(matter=before[0], user=people[1])

    assert read.rows(people[1], since=OPENED_ON, references=every) == before[1:]


def test_it_is_one_statement_whose_plan_the_server_keeps(people, matters, django_assert_num_queries):
    read, mark = Compiled(opened), "Overtime call-out"
    for _ in range(3):
        read.rows(people[0], since=OPENED_ON, references=(mark,))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%matters_matterexclusion%'")
        kept = cursor.fetchall()

    assert kept
    assert not any(mark in statement for (statement,) in kept)
    with django_assert_num_queries(1):
        read.rows(people[0], since=OPENED_ON, references=(mark,))


def test_someone_who_has_left_finds_nothing_and_is_not_asked_about(people, matters, django_assert_num_queries):
    gone = UserFactory(role=Role.CHIEF, is_active=False)

    with django_assert_num_queries(0):
        assert Compiled(opened).rows(gone, since=OPENED_ON, references=("X",)) == []


def test_a_value_that_is_looked_into_is_refused(people):
    read = Compiled(lambda _user, on: Matter.objects.filter(opened_on__year=on.year))

    with pytest.raises(LookupError, match="does not compare with on"):
        read.rows(people[0], on=OPENED_ON)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_is_one_value_however_long(people, matters, count):
    read = Compiled(
        lambda user, keys: Matter.objects.visible_to(user).filter(pk__any_of=keys).values_list("pk", flat=True)
    )
    keys = [one.pk for one in matters if one.pk not in {matters[1].pk, matters[2].pk}][:count]

    assert sorted(read.rows(people[0], keys=[*keys, matters[2].pk])) == sorted(keys)


def test_a_list_is_one_value_of_references_too(people, matters):
    read = Compiled(lambda _user, owners: Matter.objects.filter(owner__any_of=owners).order_by("pk"))

    assert read.rows(people[2], owners=[people[0].pk, people[1].pk]) == matters
    assert read.rows(people[2], owners=[people[1].pk]) == matters[1::2]
    assert read.rows(people[2], owners=[]) == []


def test_while_the_other_side_may_look_on_nothing_is_read_by_the_words_kept_before(people, matters):
    """Not even by somebody of the same role, and the other way round."""
    NoteFactory(matter=matters[1], level=Level.MANDATE)
    read = Compiled(lambda user, matter: Note.objects.readable_by(user).filter(matter_id=matter))
    found = []

    for is_looked_on in (False, True, False):
        people[0].is_looked_on = is_looked_on
        found.append(len(read.rows(people[0], matter=matters[1].pk)))

    assert found == [1, 0, 1]


def test_a_clock_that_is_shifted_later_is_seen_by_words_kept_before(people, matters, settings):
    """What somebody was named on until a day ends with that day, by the one clock."""
    MatterAccess.objects.filter(user=people[0]).update(ends_on=clock.today())
    read, every = Compiled(opened), tuple(one.reference for one in matters)
    found = []

    for days in (0, 1, 0):
        settings.CLOCK_OFFSET = timedelta(days=days)
        found.append(matters[1] in read.rows(people[0], since=OPENED_ON, references=every))

    assert found == [True, False, True]


def test_the_shape_not_asked_for_longest_is_made_anew_where_there_are_more_than_are_kept(people, monkeypatch):
    monkeypatch.setattr(compiled, "MOST_KEPT", 3)
    made = []

    def build(user, references):
        made.append(len(references))
        return opened(user, OPENED_ON, references)

    read = Compiled(build)
    for count in (1, 2, 1, 3, 1, 4, 1, 2, 1):
        assert read.rows(people[2], references=("never",) * count) == []

    assert made == [1, 2, 3, 4, 2]


@pytest.mark.django_db(transaction=True)
def test_a_session_that_the_server_ended_is_begun_anew_by_the_next_request():
    with planned_cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [ended] = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    other.close()

    close_old_connections()  # as every request begins
    with planned_cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (ended,)


def test_words_of_a_list_and_two_queries_in_one_are_one_statement(people, matters, django_assert_num_queries):
    def either(_user, references, since):
        named = Matter.objects.filter(reference__any_of=references).order_by().values_list("pk", "title")
        return named.union(Matter.objects.filter(opened_on=since).order_by().values_list("pk", "title"), all=True)

    read, since = Compiled(either), matters[3].opened_on

    with pghistory.context(user=1):  # which puts a statement of its own before whatever writes
        found = read.rows(None, references=[matters[0].reference, matters[1].reference], since=since)
        assert read.rows(None, references=["never"], since=since) == [(matters[3].pk, matters[3].title)]
        with django_assert_num_queries(1):
            assert read.rows(None, references=[], since=since) == [(matters[3].pk, matters[3].title)]
    assert sorted(pk for pk, _ in found) == [matters[0].pk, matters[1].pk, matters[3].pk]
