"""Keep the articles cited as one line beside the names of the grievants: lists read no other table for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grievances", "0006_merge_20261121_2157")]

    operations = [
        migrations.AddField(
            model_name="grievance",
            name="cited",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=600, verbose_name="articles cited"
            ),
        ),
    ]
