"""Remember which intake forms were filed, so that a form sent twice opens one grievance."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grievances", "0004_add_step_timeliness")]

    operations = [
        migrations.CreateModel(
            name="FilingReceipt",
            fields=[
                ("token", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "grievance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="grievances.grievance"
                    ),
                ),
            ],
        ),
    ]
