"""The clock's place in the house."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Answers for what mails say of deadlines, and puts the pages of the clock in the header."""

    name = "labor_office.core.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Register the check and the pages; models can be imported only now."""
        from labor_office.core.deadlines.queries.claims import CHECK, CHECK_DATE, still_owed, still_there  # noqa: PLC0415
        from labor_office.core.notices.claims import register  # noqa: PLC0415
        from labor_office.core.users.models import User  # noqa: PLC0415
        from labor_office.core.users.permissions import Permission  # noqa: PLC0415
        from labor_office.core.web import navigation  # noqa: PLC0415

        def reads_procedures(user: User) -> bool:
            return user.may(Permission.PROCEDURE_READ)

        register(CHECK, still_owed)
        register(CHECK_DATE, still_there)
        place = navigation.Place
        navigation.register_page("Calendar", place("Calendar", "deadlines:agenda", order=10))
        navigation.register_page("Calendar", place("Deadlines", "deadlines:register", order=20))
        navigation.register_page("Calendar", place("Holidays", "deadlines:holidays", order=30))
        navigation.register_page("Cases", place("Procedures", "deadlines:procedures", reads_procedures, order=90))
