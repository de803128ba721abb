"""Training."""

from django.apps import AppConfig

from labor_office.core.matters import kinds
from labor_office.core.users.permissions import Permission


class TrainingConfig(AppConfig):
    """Courses, sessions, requirements and the proof that they were met."""

    name = "training"

    def ready(self) -> None:
        """Make the training program known: the file on which a year's papers and history are kept."""
        _register_proof()
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


def _register_proof() -> None:
    """Certificates: the worker's maker, and where they are found."""
    from labor_office.core.documents import letters  # noqa: PLC0415 -- models exist only now
    from labor_office.core.web.navigation import Place, register_page  # noqa: PLC0415 -- as above
    from training.actions import certificates  # noqa: PLC0415 -- as above

    letters.register_maker(certificates.MAKER, certificates.print_certificate, kept=certificates.keep_certificate)
    register_page("Training", Place("Certificates", "training:certificates", order=60))
