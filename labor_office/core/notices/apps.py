"""The outbox, and everybody's own notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Tells the header how to count what a person has not read, and where the outbox is."""

    name = "labor_office.core.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the count and the pages; models can be imported only now."""
        from labor_office.core.notices import personal, queries  # noqa: PLC0415
        from labor_office.core.web.navigation import Place, register_account, register_unread  # noqa: PLC0415

        personal.register("notices:unsubscribe")
        register_unread(queries.unread_count)
        register_account(Place("My notices", "notices:list", icon="notifications", order=20))
        register_account(Place("Notice settings", "notices:settings", icon="settings", order=25))
        register_account(Place("Outbox", "notices:outbox", queries.may_read_outbox, icon="mail", order=70))
