"""The labor relations office.

The Celery application is made with the package, so that a task asked for from a page,
a command or a test goes to our broker and not to Celery's own default.
"""

from labor_office.celery import app as celery_app

__all__ = ["celery_app"]
