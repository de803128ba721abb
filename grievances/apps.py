"""Grievances and the other proceedings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from labor_office.core.matters import kinds

if TYPE_CHECKING:
    from labor_office.core.users.models import User

PROCEEDING_KINDS = (
    kinds.MatterKind(
        "arbitration", "Arbitration", "Arbitrations", "ARB", "grievances:arbitration",
        list_url_name="grievances:arbitrations",
    ),
    kinds.MatterKind(
        "charge", "Prohibited practice charge", "Prohibited practice", "PP", "grievances:charge",
        begins_restricted=True, list_url_name="grievances:charges",
    ),
    kinds.MatterKind(
        "discipline", "Discipline", "Discipline", "D", "grievances:discipline", begins_restricted=True,
        list_url_name="grievances:discipline_cases",
    ),
    kinds.MatterKind(
        "information_request", "Information request", "Information requests", "IR", "grievances:information_request",
        list_url_name="grievances:information_requests",
    ),
)  # fmt: skip


class GrievancesConfig(AppConfig):
    """The grievances app."""

    name = "grievances"

    def ready(self) -> None:
        """Make grievances and proceedings known as kinds of matter, and their letters as kinds of letter."""
        grievance = kinds.MatterKind(
            "grievance", "Grievance", "Grievances", "G", "grievances:detail", list_url_name="grievances:list"
        )
        kinds.register(grievance)
        for kind in PROCEEDING_KINDS:
            kinds.register(kind)
        _register_letters()
        _register_acts()
        _register_places()
        _register_tellers()
        _register_dossier()
        _register_asked()


def _register_letters() -> None:
    from grievances import letters  # noqa: PLC0415 -- models exist only now
    from grievances.actions import decisions  # noqa: PLC0415 -- as above
    from grievances.queries import letter_facts, letter_help  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters as registry  # noqa: PLC0415 -- as above

    registry.register(
        letters.step_decision(
            gather=letter_facts.gather_decision,
            issue=decisions.issue_step_decision,
            consequences=letter_help.consequences,
            inserts=letter_help.inserts,
            mend_urls=letter_help.mend_urls,
            due_on=letter_help.answer_due_on,
            signers=letter_help.signers,
        )
    )
    registry.register(
        letters.acknowledgement(gather=letter_facts.gather_acknowledgement, mend_urls=letter_help.mend_urls)
    )


def _register_acts() -> None:
    from grievances.queries.acts import act_for, act_for_proceeding  # noqa: PLC0415 -- models exist only now
    from labor_office.core.deadlines import acts  # noqa: PLC0415 -- as above

    acts.register("grievance", act_for)
    for kind in PROCEEDING_KINDS:
        acts.register(kind.code, act_for_proceeding)


def _register_places() -> None:
    from labor_office.core.users.permissions import Permission  # noqa: PLC0415 -- models exist only now
    from labor_office.core.web.navigation import Place, register_new, register_page  # noqa: PLC0415 -- as above

    def reads(user: User) -> bool:
        return user.may(Permission.MATTER_READ_OFFICE) or user.may(Permission.MATTER_READ_DEPARTMENT)

    def files(user: User) -> bool:
        return user.may(Permission.GRIEVANCE_EDIT)

    def answers(user: User) -> bool:
        return user.may(Permission.PROCEEDING_EDIT)

    def disciplines(user: User) -> bool:
        return user.may(Permission.DISCIPLINE_EDIT)

    register_page("Cases", Place("Grievances", "grievances:list", reads, order=10))
    register_page("Cases", Place("Arbitrations", "grievances:arbitrations", reads, order=20))
    register_page("Cases", Place("Prohibited practice", "grievances:charges", answers, order=30))
    register_page("Cases", Place("Discipline", "grievances:discipline_cases", answers, order=40))
    register_page("Cases", Place("Information requests", "grievances:information_requests", reads, order=50))
    register_new(Place("Grievance", "grievances:new", files, order=10))
    register_new(Place("Arbitration", "grievances:arbitration_new", answers, order=20))
    register_new(Place("Prohibited practice charge", "grievances:charge_new", answers, order=30))
    register_new(Place("Discipline case", "grievances:discipline_new", disciplines, order=40))
    register_new(Place("Information request", "grievances:information_request_new", answers, order=50))


def _register_tellers() -> None:
    from grievances.actions.telling import tell_assigned  # noqa: PLC0415 -- models exist only now
    from labor_office.core.matters.actions.assignment import register_teller  # noqa: PLC0415 -- as above

    register_teller(tell_assigned)


def _register_asked() -> None:
    from bargaining import asked  # noqa: PLC0415 -- models exist only now
    from grievances.queries import asked_for  # noqa: PLC0415 -- as above

    asked.register(asked.Source(asked_for.asked_for, asked_for.new_url, asked_for.may_open))


def _register_dossier() -> None:
    from agreements import dossier  # noqa: PLC0415 -- models exist only now
    from grievances.actions.binders import set_binder  # noqa: PLC0415 -- as above
    from grievances.queries import dossiers  # noqa: PLC0415 -- as above
    from grievances.queries.exhibits import MAKER, binders_holding  # noqa: PLC0415 -- as above
    from labor_office.core.documents import copies, letters  # noqa: PLC0415 -- as above

    letters.register_maker(MAKER, set_binder)
    copies.register(MAKER, binders_holding)
    dossier.register("grievances", "Grievances", dossiers.grievances, order=50)
    dossier.register("decisions", "Decisions", dossiers.decisions, order=60)
    dossier.register("awards", "Awards", dossiers.awards, order=70)
    dossier.register("settlements", "Settlements", dossiers.settlements, order=80)
