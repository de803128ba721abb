"""Who finds which page of a case."""

import re

import pytest
from django.urls import reverse

from labor_office.core.users.permissions import Role
from tests.factories.grievances import filed, unit_with_procedure
from tests.factories.matters import MatterAccessFactory, MatterExclusionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db

READ = ["detail", "steps", "deadlines", "documents", "notes", "people", "related", "history"]
WRITE = ["appeal", "demand", "schedule_meeting", "record_meeting", "decision", "extend", "stop", "restart", "advance",
         "bypass", "remand", "correct", "withdraw", "settle", "close", "reopen", "edit_facts", "add_task",
         "add_person"]  # fmt: skip
#                 reads, writes, notes, assigns, opens to others
TABLE = {
    Role.CHIEF: (200, 200, 200, 200, 200),
    Role.SPECIALIST: (200, 200, 200, 403, 403),
    Role.ANALYST: (200, 403, 200, 403, 403),
    Role.ATTORNEY: (200, 403, 200, 403, 403),
    Role.RECORDS: (200, 403, 200, 403, 403),
    Role.LIAISON: (404, 404, 404, 404, 404),
    Role.TRAINER: (404, 404, 404, 404, 404),
    Role.DECISION_MAKER: (404, 404, 404, 404, 404),
}


def same(content, reference):
    """The page but for what the asker typed and the form token, which differs each time."""
    return re.sub(rb"(X-CSRFToken|csrfmiddlewaretoken)[^>]*>", b"", content.replace(reference.encode(), b""))


def status(client, grievance, page):
    return client.get(reverse(f"grievances:{page}", args=[grievance.reference])).status_code


def test_each_role_finds_what_the_table_says(client):
    grievance, pages = filed(), [*READ, *WRITE, "add_note", "assign", "change_level"]
    found, expected = {}, {}
    for role, (reads, writes, *others) in TABLE.items():
        client.force_login(UserFactory(role=role))
        found |= {(role, page): status(client, grievance, page) for page in pages}
        each = [*[reads] * len(READ), *[writes] * len(WRITE), *others]
        expected |= {(role, page): code for page, code in zip(pages, each, strict=True)}
    assert found == expected


def test_a_liaison_reads_cases_of_their_own_department_and_changes_nothing(client):
    water = DepartmentFactory()
    grievance = filed(department=water)
    liaison = UserFactory(role=Role.LIAISON)
    DepartmentContactFactory(department=water, user=liaison)
    client.force_login(liaison)
    assert [status(client, grievance, page) for page in ("detail", "appeal", "add_note")] == [200, 403, 403]


def test_a_restricted_case_answers_word_for_word_like_one_that_does_not_exist(client):
    unit = unit_with_procedure()
    hidden = filed(unit=unit, is_restricted=True)
    client.force_login(UserFactory(role=Role.SPECIALIST))
    absent = client.get("/grievances/G-2026-9999/")
    unseen = client.get(hidden.get_absolute_url())
    assert unseen.status_code == absent.status_code == 404
    assert same(unseen.content, hidden.reference) == same(absent.content, "G-2026-9999")


def test_a_wall_beats_a_name(client):
    grievance, chief = filed(is_restricted=True), UserFactory(role=Role.CHIEF)
    client.force_login(chief)
    MatterAccessFactory(matter=grievance, user=chief)
    assert status(client, grievance, "detail") == 200
    MatterExclusionFactory(matter=grievance, user=chief)
    assert status(client, grievance, "detail") == 404


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(filed().get_absolute_url()).status_code == 302
