"""Grievances and the other proceedings."""

from django.apps import AppConfig

from labor_office.core.matters import kinds

PROCEEDING_KINDS = (
    kinds.MatterKind("arbitration", "Arbitration", "Arbitrations", "ARB", "grievances:arbitration"),
    kinds.MatterKind(
        "charge", "Prohibited practice charge", "Prohibited practice", "PP", "grievances:charge", begins_restricted=True
    ),
    kinds.MatterKind("discipline", "Discipline", "Discipline", "D", "grievances:discipline", begins_restricted=True),
    kinds.MatterKind(
        "information_request", "Information request", "Information requests", "IR", "grievances:information_request"
    ),
)


class GrievancesConfig(AppConfig):
    """The grievances app."""

    name = "grievances"

    def ready(self) -> None:
        """Make grievances and proceedings known as kinds of matter."""
        kinds.register(kinds.MatterKind("grievance", "Grievance", "Grievances", "G", "grievances:detail"))
        for kind in PROCEEDING_KINDS:
            kinds.register(kind)
