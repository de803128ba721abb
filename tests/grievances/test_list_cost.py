"""What the list costs the database: as many questions and pages of memory for thousands as for few."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grievances.actions.holding import hold_in_abeyance
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.users.permissions import Role
from tests.factories.grievances import NOW, TODAY, filed, unit_with_procedure
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/grievances/"
MOST_SQL, MOST_BUFFERS = 6, 150
MANY, DEEP = 3_000, 80
# A page of an index may begin in the middle: a deep page can touch one more leaf of each index it reads.
ANOTHER_LEAF = 6
# Copies of a grievance with days of their own: three in four open, one in ten restricted, two citations each.
_MANY = """
    INSERT INTO matters_matter
           (kind, reference, title, level, unit_id, owner_id, opened_on, closed_on, next_due_on, created_at)
    SELECT kind, 'G-2027-' || lpad(n::text, 4, '0'), title || ' ' || n,
           CASE WHEN n %% 10 = 0 THEN 'RESTRICTED' ELSE level END, unit_id, owner_id,
           opened_on - n %% 700, CASE WHEN n %% 4 = 0 THEN opened_on END,
           CASE WHEN n %% 7 > 0 THEN opened_on + n %% 90 END, created_at
      FROM matters_matter, generate_series(1, %(many)s) n WHERE id = %(like)s;
    INSERT INTO grievances_grievance
    SELECT (jsonb_populate_record(g, jsonb_build_object('matter_id', m.id))).*
      FROM grievances_grievance g, matters_matter m WHERE g.matter_id = %(like)s AND m.reference LIKE 'G-2027-%%';
    INSERT INTO grievances_citation (grievance_id, text)
    SELECT id, text FROM matters_matter, unnest(ARRAY['14.3', '14.5']) text WHERE reference LIKE 'G-2027-%%';
    VACUUM (FULL, ANALYZE) matters_matter, grievances_grievance, grievances_citation;
    ANALYZE
"""


@pytest.fixture(autouse=True)
def _clock(settings):
    """Monday, June 15, 2026, half past eight in the morning."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def specialist(client):
    user = UserFactory(role=Role.SPECIALIST)
    client.force_login(user)
    return user


@pytest.fixture
def thousands(specialist):
    """Three thousand grievances like one, an office calendar, and statistics that know of them."""
    like = filed(articles=["14.3"])
    Calendar.objects.update(is_office=True)
    with connection.cursor() as cursor:
        for statement in _MANY.split(";"):
            cursor.execute(statement, {"many": MANY, "like": like.pk})


def spent_on(client, query=""):
    """What the list asks the database once the process is warm; the header's notices are counted elsewhere."""
    client.get(LIST + query)
    with CaptureQueriesContext(connection) as spent:
        response = client.get(LIST + query)
    return response.context["page"], [one["sql"] for one in spent if "notices_" not in one["sql"]]


def buffers(statements):
    """Pages of shared memory that these reads touch, as the database counts them."""
    touched = 0
    for sql in statements:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql.replace("%", "%%"), [])
            (told,) = cursor.fetchone()
        plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
        touched += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return touched


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, specialist, count):
    unit = unit_with_procedure()
    for number in range(count):
        filed(unit=unit, title=f"Case {number}", articles=["14.3", "14.5"])
    still = filed(unit=unit, title="Held", received_on=date(2026, 6, 10), event_on=date(2026, 6, 9))
    hold_in_abeyance(grievance_id=still.pk, from_on=TODAY, reason="Mediation", by=specialist, at=NOW, today=TODAY)
    page, spent = spent_on(client)
    assert len(page.rows) == count + 1
    assert [row.standing.word for row in page.rows if row.reference == still.reference] == ["Clock stopped Jun 15"]
    assert len(spent) <= MOST_SQL, "\n".join(spent)


# In a new database, and outside a transaction: rows that other tests left dead would be counted too.
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("new_database", "thousands")
def test_a_page_of_thousands_touches_little_and_a_deep_one_no_more(client):
    page, spent = spent_on(client)
    assert len(page.rows) == page.size
    first = buffers(spent)
    for _ in range(DEEP):
        page = client.get(f"{LIST}?after={page.next_cursor}").context["page"]
    deep_page, spent = spent_on(client, f"?after={page.next_cursor}")
    deep = buffers(spent)
    assert deep_page.rows[0].due_on is None
    assert (first <= MOST_BUFFERS, deep <= first + ANOTHER_LEAF) == (True, True), f"page 1 {first}, deep {deep}"
