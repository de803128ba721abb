"""Tell the planner that what is still open has no act: it took the first page of the register for all there is."""

from django.db import migrations

CREATE = "CREATE STATISTICS deadline_states (mcv) ON state, satisfied_on FROM deadlines_deadline"
DROP = "DROP STATISTICS deadline_states"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_who_and_when_together")]

    operations = [migrations.RunSQL(CREATE, DROP)]
