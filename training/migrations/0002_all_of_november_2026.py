"""Asks for the last step of every part by the name it had until November 2026.

Where all the old steps were taken, or none, the new ones stand in their place. A database with some
of them was left by an older version: that one is refused here before anything is touched.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0001_as_of_november_2026'),
        ('users', '0003_attach_context_once'),
        ('workforce', '0004_hours_of_the_week'),
        ('matters', '0009_fewer_indexes_of_history'),
        ('notices', '0007_leave_room_for_all'),
        ('deadlines', '0007_index_who_set_a_date'),
        ('documents', '0004_add_destruction'),
        ('bargaining', '0013_protect_papers_and_keep_reasons'),
        ('agreements', '0018_name_readers_of_the_closed_side'),
        ('grievances', '0005_index_union_numbers'),
        ('training', '0004_stop_links'),
    ]

    operations = []
