"""Bargaining."""

from __future__ import annotations

from django.apps import AppConfig

from labor_office.core.matters import kinds


class BargainingConfig(AppConfig):
    """The bargaining app."""

    name = "bargaining"

    def ready(self) -> None:
        """Make negotiations known as a kind of matter, closed at birth to all but those named on it."""
        kinds.register(
            kinds.MatterKind(
                "negotiation", "Negotiation", "Negotiations", "N", "bargaining:table", begins_restricted=True, digits=2
            )
        )
