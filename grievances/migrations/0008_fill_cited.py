"""Fill the line of articles cited from the citations that stand; going back there is nothing to undo."""

from django.db import migrations

FILL = """
    UPDATE grievances_grievance SET cited = left(line.words, 600)
      FROM (SELECT grievance_id, string_agg(text, ', ' ORDER BY id) AS words
              FROM grievances_citation GROUP BY grievance_id) AS line
     WHERE line.grievance_id = matter_id
"""


class Migration(migrations.Migration):
    dependencies = [("grievances", "0007_add_cited")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
