"""What beat asks for and when. In code, so that a change is reviewed.

Every task here is idempotent and catches up: a day without beat loses nothing.
"""

from typing import Any

from celery.schedules import crontab

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "promise what is due": {"task": "labor_office.core.deadlines.tasks.sweep", "schedule": crontab(minute="*/5")},
    "deliver promised notices": {"task": "labor_office.core.notices.tasks.deliver_due", "schedule": crontab()},
    "set waiting papers": {"task": "labor_office.core.documents.tasks.print_waiting", "schedule": crontab()},
    "scan what came in": {"task": "labor_office.core.documents.tasks.scan_waiting", "schedule": crontab()},
    "remove files without a row": {
        "task": "labor_office.core.documents.tasks.remove_orphans",
        "schedule": crontab(hour="3", minute="40"),
    },
    "read waiting agreements": {"task": "agreements.tasks.read_waiting", "schedule": crontab()},
    "warn of authority that ends": {
        "task": "bargaining.tasks.warn_of_ends",
        "schedule": crontab(hour="6", minute="20"),
    },
    "question readings by date": {"task": "agreements.tasks.question_by_date", "schedule": crontab(minute="7")},
    "count who owes training": {"task": "training.tasks.derive", "schedule": crontab(hour="2", minute="20")},
    "remind of training": {
        "task": "training.tasks.remind",
        "schedule": crontab(hour="7", minute="30", day_of_week="mon-fri"),
    },
    "do what silence does": {"task": "grievances.tasks.apply_silences", "schedule": crontab(minute="2-59/5")},
}
