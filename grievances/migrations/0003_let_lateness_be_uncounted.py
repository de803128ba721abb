from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grievances', '0002_add_proceeding_file'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='grievance',
            name='grievance_late_by_days_or_not',
        ),
        migrations.AlterField(
            model_name='grievance',
            name='days_late',
            field=models.PositiveSmallIntegerField(blank=True, default=0, null=True),
        ),
        migrations.AlterField(
            model_name='grievancestep',
            name='days_late',
            field=models.PositiveSmallIntegerField(blank=True, default=0, null=True),
        ),
        migrations.AlterField(
            model_name='grievancestep',
            name='filed_days_late',
            field=models.PositiveSmallIntegerField(blank=True, default=0, null=True),
        ),
        migrations.AddConstraint(
            model_name='grievance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('timeliness', 'TIMELY'), _negated=True), models.Q(('days_late', 0), ('days_late__isnull', False)), _connector='OR'), name='grievance_in_time_is_no_day_late'),
        ),
    ]
