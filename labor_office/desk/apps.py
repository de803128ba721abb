"""What stands above the four apps."""

from django.apps import AppConfig

from labor_office.core.users.permissions import Permission


class DeskConfig(AppConfig):
    """The desk: a person's own pages, oversight, reports."""

    name = "labor_office.desk"
    label = "desk"

    def ready(self) -> None:
        """Put the desk first in the navigation, the pages about people into the account menu; answer for drafts."""
        from labor_office.core.deadlines.queries.claims import CHECK_UNDRAFTED  # noqa: PLC0415 -- models exist only now
        from labor_office.core.notices.claims import register  # noqa: PLC0415
        from labor_office.core.web.navigation import Place, register_account, register_page  # noqa: PLC0415
        from labor_office.desk.queries.prepared import undrafted  # noqa: PLC0415

        register(CHECK_UNDRAFTED, undrafted)
        register_page("My desk", Place("Mine", "desk:mine", order=10))
        register_account(Place("My account", "desk:account", icon="person", order=10))
        register_account(Place("Help", "desk:help", icon="help", order=20))
        register_account(
            Place("Access", "desk:access", lambda user: user.may(Permission.ACCESS_GRANT), icon="visibility", order=30)
        )
        register_account(
            Place("Audit", "desk:audit", lambda user: user.may(Permission.AUDIT_READ), icon="list", order=40)
        )
        register_account(Place("Admin", "admin:index", lambda user: user.is_staff, icon="settings", order=50))
