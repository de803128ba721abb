"""Agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse

from labor_office.core.matters import kinds
from labor_office.core.users.permissions import Permission

if TYPE_CHECKING:
    from labor_office.core.deadlines.acts import Act, Owed
    from labor_office.core.users.models import User


class AgreementsConfig(AppConfig):
    """The agreements app."""

    name = "agreements"

    def ready(self) -> None:
        """Make agreements known as a kind of matter, and their words as what citations lead to."""
        from agreements import beside  # noqa: PLC0415 -- models exist only now
        from agreements.queries.reading import current_language, current_outline, text_url  # noqa: PLC0415 -- as above
        from bargaining import language  # noqa: PLC0415 -- as above
        from labor_office.core.deadlines import acts  # noqa: PLC0415 -- as above
        from labor_office.core.web import navigation  # noqa: PLC0415 -- as above

        kinds.register(kinds.MatterKind("agreement", "Agreement", "Agreements", "AG", "agreements:detail"))
        kinds.register(
            kinds.MatterKind("side_letter", "Side letter", "Side letters", "SL", "agreements:side_letter", digits=3)
        )
        acts.register_citations(text_url)
        language.register_language(current_language)
        language.register_outline(current_outline)
        acts.register("side_letter", _watch_act)
        beside.register_act(beside.Act("Ask Labor Relations", "agreements:ask", _may_ask_only, icon="forum", order=10))
        navigation.register_page("Agreements", navigation.Place("Read", "agreements:list", _may_read, order=10))
        navigation.register_page("Agreements", navigation.Place("Compare", "agreements:compare", _may_read, order=40))
        letters = navigation.Place("Side letters", "agreements:side_letters", _may_read, order=30)
        navigation.register_page("Agreements", letters)
        imports = navigation.Place("Imports", "agreements:imports", _may_import, order=80)
        navigation.register_page("Agreements", imports)
        _register_dossier()
        _register_notes()
        _register_opinions()
        _register_adoption()
        _register_legislation()
        _register_papers()
        _register_duties()
        _register_in_units()


def _register_opinions() -> None:
    """What the office says of its agreements and owes by them, and the memo an interpretation goes out by."""
    from agreements import letters  # noqa: PLC0415 -- models exist only now
    from agreements.actions.publishing import refuse_by_letter  # noqa: PLC0415 -- as above
    from agreements.queries.acts import act_for_advice, act_for_obligation, act_for_term  # noqa: PLC0415 -- as above
    from agreements.queries.interpretations import gather_memo  # noqa: PLC0415 -- as above
    from labor_office.core.deadlines import acts  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters as registry  # noqa: PLC0415 -- as above
    from labor_office.core.web.navigation import Place, register_new, register_page  # noqa: PLC0415 -- as above

    kinds.register(
        kinds.MatterKind(
            "interpretation", "Interpretation", "Interpretations", "INT", "agreements:interpretation", digits=3
        )
    )
    kinds.register(
        kinds.MatterKind(
            "advice",
            "Advice",
            "Advice",
            "ADV",
            "agreements:advice_entry",
            reads_with=Permission.ADVICE_LOG,
            is_citys_own=True,
        )
    )
    kinds.register(kinds.MatterKind("obligation", "Obligation", "Obligations", "OB", "agreements:obligation", digits=3))
    acts.register("advice", act_for_advice)
    acts.register("obligation", act_for_obligation)
    acts.register("agreement", act_for_term)
    registry.register(letters.interpretation_memo(gather=gather_memo, issue=refuse_by_letter))
    register_page("Agreements", Place("Interpretations", "agreements:interpretations", _may_read, order=20))
    register_page("Agreements", Place("Obligations", "agreements:obligations", _knows_matters, order=40))
    register_page("Agreements", Place("Past practice", "agreements:practices", _is_office, order=50))
    register_page("Agreements", Place("My questions", "agreements:advice", _may_ask_only, order=70))
    register_page("Cases", Place("Advice", "agreements:advice", _may_log, order=45))
    register_new(Place("Advice entry", "agreements:new_advice", _may_log, order=20))
    register_new(Place("Question to Labor Relations", "agreements:ask", _may_ask_only, order=20))


def _register_adoption() -> None:
    """The way from the table to the law of the unit, and the Council's packet."""
    from agreements.actions.adopting.packets import print_packet  # noqa: PLC0415 -- models exist only now
    from agreements.actions.counting import RULES  # noqa: PLC0415 -- as above
    from agreements.models.closed_side import closed_side_of  # noqa: PLC0415 -- as above
    from agreements.queries.acts import act_for_adoption  # noqa: PLC0415 -- as above
    from agreements.rules.packets import MAKER  # noqa: PLC0415 -- as above
    from labor_office.core.deadlines import acts, shipped  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters as registry  # noqa: PLC0415 -- as above
    from labor_office.core.web.navigation import Place, register_page  # noqa: PLC0415 -- as above

    shipped.register(RULES)
    kinds.register(
        kinds.MatterKind(
            "adoption", "Adoption", "Adoptions", "AD", "agreements:adoption", begins_restricted=True, digits=2,
            mandates_of=closed_side_of,
        )
    )  # fmt: skip
    acts.register("adoption", act_for_adoption)
    registry.register_maker(MAKER, print_packet)
    register_page("Agreements", Place("Adoption", "agreements:adoptions", _is_office, order=60))


def _register_legislation() -> None:
    """Bills and policies: what changes an agreement from outside the table."""
    from agreements import beside, dossier  # noqa: PLC0415 -- models exist only now
    from agreements.letters import legislation_memo  # noqa: PLC0415 -- as above
    from agreements.models.legislation import Bill  # noqa: PLC0415 -- as above
    from agreements.models.policies import Policy  # noqa: PLC0415 -- as above
    from agreements.queries import legislation  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters as registry  # noqa: PLC0415 -- as above
    from labor_office.core.web.navigation import Place, register_page  # noqa: PLC0415 -- as above

    kinds.register(kinds.MatterKind("legislation", "Bill or rule", "Legislation", "LEG", "agreements:bill", digits=3))
    kinds.register(kinds.MatterKind("policy", "Policy", "Policies", "POL", "agreements:policy", digits=3))
    registry.register(legislation_memo(gather=legislation.gather_memo))
    beside.register("legislation", legislation.bills_beside, ties=Bill.articles.through)
    beside.register("policies", legislation.policies_beside, ties=Policy.articles.through)
    dossier.register("legislation", "Legislation", legislation.bills_in_dossier, order=80)
    register_page("Bargaining", Place("Legislation", "agreements:bills", _is_office, order=60))
    register_page("Agreements", Place("Policies", "agreements:policies", _is_office, order=65))


def _register_duties() -> None:
    """Practice, obligations and answers beside the text they concern; readings that new words put in question."""
    from agreements import beside, dossier  # noqa: PLC0415 -- models exist only now
    from agreements.actions.questioning import question_readings  # noqa: PLC0415 -- as above
    from agreements.acts import when_text_changes  # noqa: PLC0415 -- as above
    from agreements.models.advice import Advice  # noqa: PLC0415 -- as above
    from agreements.models.obligations import Obligation  # noqa: PLC0415 -- as above
    from agreements.models.practices import Practice  # noqa: PLC0415 -- as above
    from agreements.queries import duties_beside, duties_told  # noqa: PLC0415 -- as above

    when_text_changes("interpretations", question_readings)
    beside.register("practices", duties_beside.practices_beside, ties=Practice)
    beside.register("obligations", duties_beside.obligations_beside, ties=Obligation)
    beside.register("advice", duties_beside.advice_beside, ties=Advice.articles.through)
    dossier.register("practices", "Past practice", duties_told.practices_told, order=60)
    dossier.register("advice", "Advice", duties_told.advice_told, order=70)
    dossier.register("obligations", "Obligations", duties_told.obligations_told, order=80)


def _register_in_units() -> None:
    """The agreement in force on the pages of units, and what the table below asks of it."""
    from agreements.queries import in_unit  # noqa: PLC0415 -- models exist only now
    from bargaining import language  # noqa: PLC0415 -- as above
    from labor_office.core.workforce import panels  # noqa: PLC0415 -- as above

    panels.register_unit("agreement", in_unit.agreement_panel, order=10)
    panels.register_column("Agreement", in_unit.agreement_column, order=10)
    language.register_term(in_unit.term_of)


def _may_log(user: User) -> bool:
    return user.may(Permission.ADVICE_LOG)


def _may_ask_only(user: User) -> bool:
    return user.may(Permission.ADVICE_ASK) and not user.may(Permission.ADVICE_LOG)


def _is_office(user: User) -> bool:
    return user.may(Permission.MATTER_READ_OFFICE)


def _knows_matters(user: User) -> bool:
    return user.may(Permission.MATTER_READ_OFFICE) or user.may(Permission.MATTER_READ_DEPARTMENT)


def _watch_act(owed: Owed) -> Act:
    """What is done about a side letter that runs out."""
    from labor_office.core.deadlines.acts import Act  # noqa: PLC0415 -- models exist only now

    return Act("Record the decision", reverse("agreements:letter_act", args=[owed.reference, "watch"]))


def _register_papers() -> None:
    """Conformed copies and memoranda, set by the worker."""
    from agreements.actions.papers import print_text  # noqa: PLC0415 -- models exist only now
    from agreements.queries.editions import MAKER  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters as registry  # noqa: PLC0415 -- as above

    registry.register_maker(MAKER, print_text)


def _register_dossier() -> None:
    """What the agreements themselves know of an article, and the paper it is printed on."""
    from agreements import dossier  # noqa: PLC0415 -- models exist only now
    from agreements.actions.dossiers import set_dossier  # noqa: PLC0415 -- as above
    from agreements.queries import dossiers, exchange_told  # noqa: PLC0415 -- as above
    from labor_office.core.documents import letters  # noqa: PLC0415 -- as above

    dossier.register(dossiers.TEXT, "Text", dossiers.texts, order=10)
    dossier.register("side_letters", "Side letters", dossiers.side_letters, order=20)
    dossier.register("interpretations", "Interpretations", dossiers.readings, order=30)
    dossier.register("table", "The table", exchange_told.exchange_told, order=40)
    letters.register_maker(dossiers.MAKER, set_dossier)


def _register_notes() -> None:
    """What stands beside the text, and what a search finds besides it."""
    from agreements import beside, finding  # noqa: PLC0415 -- models exist only now
    from agreements.models.interpretations import ConstruedSection  # noqa: PLC0415 -- as above
    from agreements.queries import noted  # noqa: PLC0415 -- as above
    from agreements.queries.bargained import bargained_beside  # noqa: PLC0415 -- as above

    beside.register("interpretations", noted.readings_beside, ties=ConstruedSection)
    beside.register("bargaining", bargained_beside)
    beside.register_counter("Interpretations", noted.readings_counted)
    finding.register("interpretations", "Official readings", noted.readings_found)
    finding.register("side_letters", "Side letters", noted.letters_found)


def _may_import(user: User) -> bool:
    return user.may(Permission.AGREEMENT_IMPORT)


def _may_read(user: User) -> bool:
    return user.may(Permission.AGREEMENT_READ)
