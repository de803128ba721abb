"""The City as employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from labor_office.core.users.permissions import Permission

if TYPE_CHECKING:
    from labor_office.core.users.models import User


class WorkforceConfig(AppConfig):
    """Registers the workforce section of the navigation."""

    name = "labor_office.core.workforce"

    def ready(self) -> None:
        """Units, organizations, departments and the roster, for those who may read them."""
        from labor_office.core.web import navigation  # noqa: PLC0415 -- models must be loaded first

        def may(permission: Permission) -> navigation.Allowed:
            def allowed(user: User) -> bool:
                return user.may(permission)

            return allowed

        office = may(Permission.WORKFORCE_READ)
        navigation.register_section("Workforce", order=60)
        navigation.register_page("Workforce", navigation.Place("Units", "workforce:units", office, order=10))
        navigation.register_page(
            "Workforce", navigation.Place("Organizations", "workforce:organizations", office, order=20)
        )
        navigation.register_page(
            "Workforce", navigation.Place("Departments", "workforce:departments", office, order=30)
        )
        roster = may(Permission.ROSTER_READ)
        navigation.register_page("Workforce", navigation.Place("Roster", "workforce:roster", roster, order=40))
