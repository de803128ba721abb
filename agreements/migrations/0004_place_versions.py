"""Every text gets the number, place and unit that its article had: from now on they carry dates."""

from django.db import migrations

_PLACE = """
    UPDATE agreements_articleversion AS version
    SET unit_id = article.unit_id,
        number = article.number,
        parent_id = article.parent_id,
        level = CASE WHEN article.parent_id IS NULL THEN 'ARTICLE' ELSE 'SECTION' END,
        position = article.id
    FROM agreements_article AS article
    WHERE article.id = version.article_id
"""
# The history of a text says the same of the past.
_PLACE_HISTORY = """
    UPDATE agreements_articleversionevent AS kept
    SET unit_id = version.unit_id,
        number = version.number,
        parent_id = version.parent_id,
        level = version.level,
        position = version.position
    FROM agreements_articleversion AS version
    WHERE version.id = kept.id
"""
# Of a text that is gone only its history is left: its article says where it stood.
_PLACE_HISTORY_OF_GONE = """
    UPDATE agreements_articleversionevent AS kept
    SET unit_id = article.unit_id,
        number = article.number,
        parent_id = article.parent_id,
        level = CASE WHEN article.parent_id IS NULL THEN 'ARTICLE' ELSE 'SECTION' END,
        position = article.id
    FROM agreements_article AS article
    WHERE article.id = kept.article_id AND kept.unit_id IS NULL
"""
# What stood in the house before there were drafts was in force and read by everybody.
_PUBLISH = """
    UPDATE agreements_agreement AS agreement
    SET published_at = matter.created_at
    FROM matters_matter AS matter
    WHERE matter.id = agreement.matter_id
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_clause_graph")]

    operations = [
        migrations.RunSQL(_PLACE, migrations.RunSQL.noop),
        migrations.RunSQL(_PLACE_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_PLACE_HISTORY_OF_GONE, migrations.RunSQL.noop),
        migrations.RunSQL(_PUBLISH, migrations.RunSQL.noop),
    ]
