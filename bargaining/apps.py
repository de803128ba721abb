"""Bargaining."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from labor_office.core.matters import kinds
from labor_office.core.users.permissions import Permission

if TYPE_CHECKING:
    from labor_office.core.users.models import User


class BargainingConfig(AppConfig):
    """The bargaining app."""

    name = "bargaining"

    def ready(self) -> None:
        """Make negotiations known as a kind of matter, closed at birth to all but those named on it."""
        from labor_office.core.web import navigation  # noqa: PLC0415 -- models exist only now

        navigation.register_page("Bargaining", navigation.Place("Negotiations", "bargaining:list", _may_read, order=10))
        kinds.register(
            kinds.MatterKind(
                "negotiation", "Negotiation", "Negotiations", "N", "bargaining:table", begins_restricted=True, digits=2
            )
        )
        _register_papers()
        _register_in_units()


def _register_papers() -> None:
    """The sheets of tentative agreements, set by the worker."""
    from bargaining.actions.sheets import print_sheet  # noqa: PLC0415 -- models exist only now
    from bargaining.rules.sheets import MAKER  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters  # noqa: PLC0415 -- as above

    letters.register_maker(MAKER, print_sheet)


def _register_in_units() -> None:
    """What the pages of units and organizations show beside the roster."""
    from bargaining.queries import units  # noqa: PLC0415 -- models exist only now
    from labor_office.core.workforce import panels  # noqa: PLC0415 -- as above

    panels.register_unit("definition", units.definition_panel, order=5)
    panels.register_unit("placements", units.placements_panel, order=30)
    panels.register_unit("matters", units.matters_panel, order=20)
    panels.register_unit("table", units.table_panel, order=25)
    panels.register_unit("procedures", units.procedures_panel, order=60)
    panels.register_column("Open cases", units.matters_column, order=20)
    panels.register_organization("recognition", units.recognition_panel, order=10)
    panels.register_organization("release", units.release_panel, order=20)
    panels.register_organization("matters", units.open_matters_panel, order=30)


def _may_read(user: User) -> bool:
    return user.may(Permission.BARGAINING_READ)
