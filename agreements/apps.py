"""Agreements."""

from django.apps import AppConfig

from labor_office.core.matters import kinds


class AgreementsConfig(AppConfig):
    """The agreements app."""

    name = "agreements"

    def ready(self) -> None:
        """Make agreements known as a kind of matter."""
        kinds.register(kinds.MatterKind("agreement", "Agreement", "Agreements", "AG", "agreements:detail"))
