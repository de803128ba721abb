"""The Celery application: reminders, mail and PDFs run behind it, and it holds no truth.

Every task reads its work from Postgres; the broker may be emptied at any time and
nothing is lost, because beat asks again what is due.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labor_office.settings")
# Django's checks load every page of the Desk: 44 MB in each worker and each of its children, for pages they
# never show. They have passed by then: nothing starts before migrate, which runs them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("labor_office")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
