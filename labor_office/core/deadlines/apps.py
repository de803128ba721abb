"""The clock."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Answers for what mails say of deadlines."""

    name = "labor_office.core.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Register the check; models can be imported only now."""
        from labor_office.core.deadlines.queries.claims import CHECK, still_owed  # noqa: PLC0415
        from labor_office.core.notices.claims import register  # noqa: PLC0415

        register(CHECK, still_owed)
