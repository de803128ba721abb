"""The Celery application: reminders, mail and PDFs run behind it, and it holds no truth.

Every task reads its work from Postgres; the broker may be emptied at any time and
nothing is lost, because beat asks again what is due.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labor_office.settings")

app = Celery("labor_office")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
