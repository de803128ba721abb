"""Training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from labor_office.core.matters import kinds
from labor_office.core.users.permissions import Permission

if TYPE_CHECKING:
    from labor_office.core.users.models import User


class TrainingConfig(AppConfig):
    """Courses, sessions, requirements and the proof that they were met."""

    name = "training"

    def ready(self) -> None:
        """Make the training program known, its pages, and what it wants to hear of."""
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
        _register_pages()
        _listen()
        _register_papers()
        _register_beside()
        _register_elsewhere()
        _register_proof()


def _register_pages() -> None:
    """Where training stands in the header."""
    from labor_office.core.web.navigation import (  # noqa: PLC0415 -- models exist only now
        Place,
        register_account,
        register_new,
        register_page,
    )

    register_page("Training", Place("Compliance", "training:compliance", _may_read, order=10))
    register_page("Training", Place("Sessions", "training:sessions", _may_read, order=20))
    register_page("Training", Place("Courses", "training:courses", _may_read, order=30))
    register_page("Training", Place("Requirements", "training:requirements", _may_read, order=40))
    register_page("Training", Place("Was somebody trained?", "training:asked", _may_read, order=80))
    register_new(Place("Training session", "training:new_session", _may_edit, order=70))
    register_account(Place("My training", "training:mine", order=15))


def _listen() -> None:
    """New words under a course, another roster, and duties done before their reminder goes out."""
    from agreements.acts import when_text_changes  # noqa: PLC0415 -- models exist only now
    from labor_office.core.notices import claims, personal  # noqa: PLC0415 -- as above
    from labor_office.core.workforce.acts import when_roster_changes  # noqa: PLC0415 -- as above
    from training.actions.courses import question_courses  # noqa: PLC0415 -- as above
    from training.actions.sweeping import derive_after_commit  # noqa: PLC0415 -- as above
    from training.queries.claims import still_owed  # noqa: PLC0415 -- as above

    when_text_changes("training", question_courses)
    when_roster_changes("training", derive_after_commit)
    claims.register("training_duties", still_owed)
    personal.register("training:read")


def _register_papers() -> None:
    """What the worker sets."""
    from labor_office.core.documents import letters  # noqa: PLC0415 -- models exist only now
    from training.actions.reporting import set_report  # noqa: PLC0415 -- as above
    from training.rules.report_paper import MAKER  # noqa: PLC0415 -- as above

    letters.register_maker(MAKER, set_report)


def _register_beside() -> None:
    """Courses beside the articles they teach, and in their dossier."""
    from agreements import beside, dossier  # noqa: PLC0415 -- models exist only now
    from training.models.courses import CourseArticle  # noqa: PLC0415 -- as above
    from training.queries import beside as found  # noqa: PLC0415 -- as above

    beside.register("training", found.courses_beside, ties=CourseArticle)
    dossier.register("training", "Training", found.courses_in_dossier, order=90)


def _register_elsewhere() -> None:
    """On the calendar, on the pages of units, and on the roster's page of a person."""
    from labor_office.core.deadlines.queries import agenda  # noqa: PLC0415 -- models exist only now
    from labor_office.core.workforce import panels  # noqa: PLC0415 -- as above
    from training.queries.panels import person_panel, unit_panel  # noqa: PLC0415 -- as above
    from training.queries.schedule import sessions_on_calendar  # noqa: PLC0415 -- as above

    agenda.register_source("training", sessions_on_calendar)
    panels.register_unit("training", unit_panel, order=40)
    panels.register_person("training", person_panel, order=10)


def _register_proof() -> None:
    """Certificates: the worker's maker, and where they are found."""
    from labor_office.core.documents import letters  # noqa: PLC0415 -- models exist only now
    from labor_office.core.web.navigation import Place, register_page  # noqa: PLC0415 -- as above
    from training.actions import certificates  # noqa: PLC0415 -- as above

    letters.register_maker(certificates.MAKER, certificates.print_certificate, kept=certificates.keep_certificate)
    register_page("Training", Place("Change briefs", "training:briefs", _may_read, order=50))
    register_page("Training", Place("Effect and needs", "training:effect", _may_read, order=70))
    register_page("Training", Place("Certificates", "training:certificates", order=60))


def _may_read(user: User) -> bool:
    return user.may(Permission.TRAINING_READ)


def _may_edit(user: User) -> bool:
    return user.may(Permission.TRAINING_EDIT)
