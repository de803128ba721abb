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
        navigation.register_page(
            "Bargaining", navigation.Place("Comparators", "bargaining:comparators", _may_read, order=40)
        )
        navigation.register_page(
            "Bargaining", navigation.Place("Council days", "bargaining:council_days", _may_read, order=40)
        )
        leave = navigation.Place("Leave table-safe view", "bargaining:leave_safe", _is_looked_on, "visibility", order=5)
        navigation.register_account(leave)
        navigation.register_page(
            "Bargaining", navigation.Place("Asked of us", "bargaining:my_intakes", _answers_for_department, order=70)
        )
        _register_negotiations()
        _register_process()
        _register_papers()
        _register_in_units()
        _register_unit_matters()
        _register_lists()
        _register_plans()
        _register_committees()


def _register_negotiations() -> None:
    from bargaining.models.mandate import inside_the_wall  # noqa: PLC0415 -- models exist only now

    kinds.register(
        kinds.MatterKind(
            "negotiation", "Negotiation", "Negotiations", "N", "bargaining:home", begins_restricted=True, digits=2,
            mandates_of=inside_the_wall,
        )
    )  # fmt: skip


def _register_process() -> None:
    """How a negotiation's deadlines are met, and the paper of an impasse hearing."""
    from bargaining.actions import counting  # noqa: PLC0415 -- models exist only now
    from bargaining.actions import shipped as representation  # noqa: PLC0415 -- as above
    from bargaining.actions.impasse_packets import print_packet  # noqa: PLC0415 -- as above
    from bargaining.queries.acts import act_for_negotiation  # noqa: PLC0415 -- as above
    from bargaining.rules.impasse_packets import MAKER  # noqa: PLC0415 -- as above
    from labor_office.core.deadlines import acts, shipped  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters  # noqa: PLC0415 -- as above

    for rules in (counting.RULES, representation.RULES):
        shipped.register(rules)
    acts.register("negotiation", act_for_negotiation)
    letters.register_maker(MAKER, print_packet)


def _answers_for_department(user: User) -> bool:
    return user.may(Permission.MATTER_READ_DEPARTMENT) and not user.may(Permission.MATTER_READ_OFFICE)


def _register_papers() -> None:
    """The sheets of tentative agreements, set by the worker."""
    from bargaining.actions.cost_papers import print_costing  # noqa: PLC0415 -- models exist only now
    from bargaining.actions.proposal_papers import print_proposal  # noqa: PLC0415 -- as above
    from bargaining.actions.sheets import print_sheet  # noqa: PLC0415 -- as above
    from bargaining.costing import paper  # noqa: PLC0415 -- as above
    from bargaining.rules.sheets import MAKER, PROPOSAL_MAKER  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters  # noqa: PLC0415 -- as above

    letters.register_maker(MAKER, print_sheet)
    letters.register_maker(PROPOSAL_MAKER, print_proposal)
    letters.register_maker(paper.MAKER, print_costing)


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


def _register_unit_matters() -> None:
    from bargaining.queries.acts import act_for_unit_matter  # noqa: PLC0415 -- models exist only now
    from labor_office.core.deadlines import acts  # noqa: PLC0415 -- as above
    from labor_office.core.web.navigation import Place, register_new, register_page  # noqa: PLC0415 -- as above

    unit_matter = kinds.MatterKind(
        "unit_matter", "Unit matter", "Unit matters", "UC", "bargaining:unit_matter",
        list_url_name="bargaining:unit_matters",
    )  # fmt: skip
    kinds.register(unit_matter)
    acts.register("unit_matter", act_for_unit_matter)
    register_page("Cases", Place("Unit matters", "bargaining:unit_matters", _is_office, order=35))
    register_new(Place("Unit matter", "bargaining:new_unit_matter", _may_answer, order=35))


def _register_lists() -> None:
    from bargaining.actions.seniority import set_list  # noqa: PLC0415 -- models exist only now
    from bargaining.rules.seniority import MAKER  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters  # noqa: PLC0415 -- as above
    from labor_office.core.web.navigation import Place, register_page  # noqa: PLC0415 -- as above

    kinds.register(
        kinds.MatterKind(
            "seniority_list", "Seniority list", "Seniority lists", "SR", "bargaining:seniority_list", digits=3,
            reads_with=Permission.ROSTER_READ,
        )
    )  # fmt: skip
    letters.register_maker(MAKER, set_list)
    register_page("Workforce", Place("Seniority lists", "bargaining:seniority_lists", _reads_roster, order=50))


def _reads_roster(user: User) -> bool:
    return user.may(Permission.ROSTER_READ) and user.may(Permission.MATTER_READ_OFFICE)


def _register_plans() -> None:
    from bargaining.actions.plan_papers import set_plan  # noqa: PLC0415 -- models exist only now
    from bargaining.queries.acts import act_for_plan  # noqa: PLC0415 -- as above
    from bargaining.rules.plans import MAKER  # noqa: PLC0415 -- as above
    from labor_office.core.deadlines import acts  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters  # noqa: PLC0415 -- as above
    from labor_office.core.web.navigation import Place, register_page  # noqa: PLC0415 -- as above

    kinds.register(
        kinds.MatterKind(
            "essential_services", "Essential services plan", "Essential services", "ES", "bargaining:service_plan",
            begins_restricted=True, digits=2,
        )
    )  # fmt: skip
    acts.register("essential_services", act_for_plan)
    letters.register_maker(MAKER, set_plan)
    register_page("Bargaining", Place("Essential services", "bargaining:plans", _may_read, order=50))


def _register_committees() -> None:
    from bargaining.queries import contacts  # noqa: PLC0415 -- models exist only now
    from bargaining.queries.acts import act_for_committee  # noqa: PLC0415 -- as above
    from labor_office.core.deadlines import acts  # noqa: PLC0415 -- as above
    from labor_office.core.web.navigation import Place, register_new, register_page  # noqa: PLC0415 -- as above
    from labor_office.core.workforce import panels  # noqa: PLC0415 -- as above

    kinds.register(kinds.MatterKind("committee", "Committee", "Committees", "LM", "bargaining:committee", digits=3))
    acts.register("committee", act_for_committee)
    panels.register_organization("contacts", contacts.contacts_panel, order=15)
    register_page("Cases", Place("Committees", "bargaining:committees", _knows_matters, order=60))
    register_page("Workforce", Place("Contacts", "bargaining:contacts", _is_office, order=25))
    register_new(Place("Conversation", "bargaining:log_contact", _may_log, order=60))


def _knows_matters(user: User) -> bool:
    return user.may(Permission.MATTER_READ_OFFICE) or user.may(Permission.MATTER_READ_DEPARTMENT)


def _may_log(user: User) -> bool:
    return user.may(Permission.ADVICE_LOG)


def _is_office(user: User) -> bool:
    return user.may(Permission.MATTER_READ_OFFICE)


def _may_answer(user: User) -> bool:
    return user.may(Permission.PROCEEDING_EDIT)


def _may_read(user: User) -> bool:
    return user.may(Permission.BARGAINING_READ)


def _is_looked_on(user: User) -> bool:
    return user.is_looked_on
