"""The clock's place in the house."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Registers the pages of deadlines, holidays and procedures in the header."""

    name = "labor_office.core.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Put the calendar under its noun and the procedures where those who read them look."""
        from labor_office.core.users.models import User  # noqa: PLC0415 -- models exist only now
        from labor_office.core.users.permissions import Permission  # noqa: PLC0415 -- as above
        from labor_office.core.web import navigation  # noqa: PLC0415 -- as above

        def reads_procedures(user: User) -> bool:
            return user.may(Permission.PROCEDURE_READ)

        place = navigation.Place
        navigation.register_page("Calendar", place("Calendar", "deadlines:agenda", order=10))
        navigation.register_page("Calendar", place("Deadlines", "deadlines:register", order=20))
        navigation.register_page("Calendar", place("Holidays", "deadlines:holidays", order=30))
        navigation.register_page("Cases", place("Procedures", "deadlines:procedures", reads_procedures, order=90))
