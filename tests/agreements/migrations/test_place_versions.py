"""History of texts that were deleted before they had places gets the places of their articles."""

from importlib import import_module

import pytest
from django.db import connection

from tests.factories.agreements import AgreementFactory, ArticleFactory

pytestmark = pytest.mark.django_db
# The tables as they were before the places were required.
AS_THEN = """
    ALTER TABLE agreements_article ADD COLUMN parent_id bigint;
    ALTER TABLE agreements_articleversionevent
        ALTER COLUMN unit_id DROP NOT NULL, ALTER COLUMN number DROP NOT NULL, ALTER COLUMN level DROP NOT NULL;
"""
GONE = """
    INSERT INTO agreements_articleversionevent
        (pgh_created_at, pgh_label, pgh_obj_id, id, article_id, agreement_id, title, position, text, in_force, source)
    VALUES (now(), 'insert', 999999, 999999, %s, %s, 'Order', 0, 'Words', '[2020-01-01,)', '')
"""
FOUND = "SELECT unit_id, number, level FROM agreements_articleversionevent WHERE id = 999999"


def test_the_history_of_a_deleted_text_says_where_it_stood():
    migration = import_module("agreements.migrations.0004_place_versions").Migration
    with connection.cursor() as cursor:
        cursor.execute(AS_THEN)
        article, agreement = ArticleFactory(number="14.3"), AgreementFactory()
        cursor.execute(GONE, [article.pk, agreement.pk])
        for operation in migration.operations[:-1]:
            cursor.execute(operation.sql)
        cursor.execute(FOUND)
        assert cursor.fetchall() == [(article.unit_id, "14.3", "ARTICLE")]
