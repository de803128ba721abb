"""Training."""

from django.apps import AppConfig

from labor_office.core.matters import kinds
from labor_office.core.users.permissions import Permission


class TrainingConfig(AppConfig):
    """Courses, sessions, requirements and the proof that they were met."""

    name = "training"

    def ready(self) -> None:
        """Make the training program known: the file on which a year's papers and history are kept."""
        kinds.register(
            kinds.MatterKind(
                "training",
                "Training program",
                "Training programs",
                "TP",
                "training:program",
                digits=2,
                reads_with=Permission.TRAINING_EDIT,
            )
        )
