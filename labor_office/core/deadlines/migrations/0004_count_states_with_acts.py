"""Tell the planner that what is still open has no act: it took the first page of the register for all there is."""

from django.db import migrations, models
from django.db.models import Q

CREATE = "CREATE STATISTICS deadline_states (mcv) ON state, satisfied_on FROM deadlines_deadline"
DROP = "DROP STATISTICS deadline_states"


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0003_who_and_when_together")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.AddIndex(
            "deadline",
            models.Index(fields=["due_on", "id"], name="deadline_register", condition=Q(due_on__isnull=False)),
        ),
    ]
