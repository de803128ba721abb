"""A notice is updated twice, claimed and marked: with room on its page neither touches an index in vain."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("notices", "0002_triggers")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE notices_notice SET (fillfactor = 75)", "ALTER TABLE notices_notice RESET (fillfactor)"
        ),
    ]
