"""The history's note of who acted and where is written once a transaction, not looked after for every row.

The function that django-pghistory installs opens a subtransaction and an upsert for each
row of history: half the time of an UPDATE of many rows. This one does the same and
remembers, until the transaction or savepoint ends, that it has been done.
"""

from django.db import migrations

_ONCE = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    context_id uuid := nullif(current_setting('pghistory.context_id', true), '');
    told text := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF context_id IS NULL OR told IS NULL THEN
        RETURN NULL;
    END IF;
    IF current_setting('pghistory.attached', true) = context_id || told THEN
        RETURN context_id;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (context_id, told::jsonb, now(), now())
    ON CONFLICT (id) DO UPDATE SET metadata = excluded.metadata, updated_at = excluded.updated_at
        WHERE pghistory_context.metadata <> excluded.metadata;
    PERFORM set_config('pghistory.attached', context_id || told, true);
    RETURN context_id;
END;
$$ LANGUAGE plpgsql
"""


def _give_back(apps, schema_editor):
    from pghistory.models import Context  # noqa: PLC0415 (only when it is undone)

    Context.install_pgh_attach_context_func(using=schema_editor.connection.alias)


def _install(apps, schema_editor):
    schema_editor.execute(_ONCE, params=None)


class Migration(migrations.Migration):

    dependencies = [("users", "0002_triggers"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [migrations.RunPython(_install, _give_back)]
