"""What the record page costs the database when its articles are cited by thousands of other cases."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.agreements import ArticleFactory
from tests.factories.grievances import filed, unit_with_procedure

pytestmark = pytest.mark.django_db
MANY = 2_000
# Looking at every one of them costs some seven thousand.
MOST_BUFFERS = 800
_ALIKE = """
    INSERT INTO matters_matter (kind, reference, title, level, unit_id, owner_id, opened_on, created_at)
    SELECT kind, 'G-2027-' || lpad(n::text, 4, '0'), title, level, unit_id, owner_id, opened_on, created_at
      FROM matters_matter, generate_series(%(first)s, %(last)s) n WHERE id = %(like)s;
    INSERT INTO grievances_grievance
    SELECT (jsonb_populate_record(g, jsonb_build_object('matter_id', m.id))).*
      FROM grievances_grievance g, matters_matter m WHERE g.matter_id = %(like)s AND m.reference LIKE 'G-2027-%%'
       AND NOT EXISTS (SELECT FROM grievances_grievance had WHERE had.matter_id = m.id);
    INSERT INTO grievances_citation (grievance_id, article_id, text)
    SELECT m.id, c.article_id, c.text FROM grievances_citation c, matters_matter m
     WHERE c.grievance_id = %(like)s AND m.reference LIKE 'G-2027-%%'
       AND NOT EXISTS (SELECT FROM grievances_citation had WHERE had.grievance_id = m.id);
    ANALYZE matters_matter, grievances_grievance, grievances_citation
"""


@pytest.fixture
def case():
    """A grievance on an article that the office holds."""
    unit = unit_with_procedure()
    ArticleFactory(unit=unit, number="14.3")
    return filed(unit=unit, articles=["14.3"])


def alike(case, first, last):
    """Other cases that cite the same article, numbered from ``first`` to ``last``."""
    with connection.cursor() as cursor:
        for statement in _ALIKE.split(";"):
            cursor.execute(statement, {"first": first, "last": last, "like": case.pk})


def buffers(client, address):
    """Pages of shared memory that the reads of a page touch once the process is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as spent:
        client.get(address)
    touched = 0
    for one in spent:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + one["sql"].replace("%", "%%"), [])
            (told,) = cursor.fetchone()
        plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
        touched += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return touched


# In a new database, of which everything is known: by chance statistics the planner once took four times as many.
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("new_database")
def test_the_record_touches_little_when_thousands_of_cases_cite_its_article(client, case):
    client.force_login(case.owner)
    address = case.get_absolute_url()
    alike(case, 1, MANY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    assert buffers(client, address) <= MOST_BUFFERS
    related = next(tab for tab in client.get(address).context["tabs"] if tab.label == "Related")
    assert related.count == "100+"


def test_a_few_related_cases_are_counted_exactly(client, case):
    client.force_login(case.owner)
    alike(case, 1, 3)
    page = client.get(case.get_absolute_url())
    assert next(tab for tab in page.context["tabs"] if tab.label == "Related").count == "3"
    shown = client.get(f"{case.get_absolute_url()}related/")
    assert len(shown.context["others"]) == 3
