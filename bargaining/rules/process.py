"""The course of a negotiation: what happens on its way, as the shipped rules name it, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bargaining.rules.vocabulary import Stage

# Limits that the office plans back from the Council's days, by the beginning of their codes.
PLAN_PREFIX = "PLAN-"
# What the shipped rules cite for limits that no law sets.
OWN_PLAN = "The office's plan"


class Event(StrEnum):
    """What the shipped rules count from or are met by. An office's own rules may name more."""

    DEMAND = "demand_to_bargain"
    FIRST_SESSION = "first_session"
    GROUND_RULES = "ground_rules"
    IMPASSE = "declaration_of_impasse"
    MEDIATOR = "naming_of_the_mediator"
    MEDIATION_ENDED = "end_of_mediation"
    FACTFINDER = "naming_of_the_factfinder"
    REPORT = "report_of_the_factfinder"
    HEARING = "impasse_hearing"
    DECISION = "decision_of_the_council"
    AWARD = "award_of_the_arbitrators"
    RATIFICATION = "ratification"
    BUDGET = "budget_adoption"
    COUNCIL = "council_meeting"
    PLANNED_HEARING = "planned_hearing"


EVENT_WORDS: Mapping[str, str] = {
    Event.DEMAND: "Demand to bargain received or sent",
    Event.FIRST_SESSION: "First session held",
    Event.GROUND_RULES: "Ground rules signed",
    Event.IMPASSE: "Impasse declared",
    Event.MEDIATOR: "Mediator named",
    Event.MEDIATION_ENDED: "Mediation ended",
    Event.FACTFINDER: "Factfinder named",
    Event.REPORT: "Factfinder's report received",
    Event.HEARING: "Council's impasse hearing held",
    Event.DECISION: "Council decided the last article",
    Event.AWARD: "Arbitrators decided the last article",
    Event.RATIFICATION: "Unit ratified",
    "demand_for_arbitration": "Interest arbitration demanded",
    "ranking_of_the_other_side": "The other side's ranking of the panel received",
    "ranking_sent": "Our ranking of the panel sent",
    "naming_of_the_arbitrator": "Arbitrator named",
    "contact_by_the_arbitrator": "Arbitrator contacted both sides",
    "arbitration_hearing": "Hearing before the arbitration board held",
    "naming_of_the_neutral": "Neutral named",
    "publication_of_the_report": "Report made public",
    "fiscal_study": "Fiscal impact study received",
    "docketing": "Agreement docketed",
    "hearing_docketing": "Impasse hearing docketed",
    "resolution": "Council took up the agreement",
    "request_for_factfinding": "Factfinding requested",
    "ruling_on_the_request": "Request for factfinding found sufficient",
    "naming_of_the_panel_members": "Panel members named",
    "naming_of_the_chair": "Panel's chair named",
    "meeting_of_the_panel": "Panel met",
    "first_consideration": "Tentative agreement first considered at a public meeting",
}
# Days ahead that the plan hangs on: chosen from the Council's calendar, never typed as having happened.
PLANNED = frozenset({Event.BUDGET, Event.COUNCIL, Event.PLANNED_HEARING})
# Recorded on a page of their own, where more than a day is said.
ON_THEIR_OWN_PAGES = frozenset({Event.IMPASSE, Event.GROUND_RULES, Event.DECISION})
_ORDER = list(Stage)
_STAGE_AFTER: Mapping[str, Stage] = {
    Event.FIRST_SESSION: Stage.AT_THE_TABLE,
    Event.GROUND_RULES: Stage.AT_THE_TABLE,
    Event.MEDIATOR: Stage.MEDIATION,
    Event.MEDIATION_ENDED: Stage.IMPASSE,
    Event.IMPASSE: Stage.IMPASSE,
}


def said(event: str) -> str:
    """An event as a person picks it from a list; one that nobody has words for, as it reads."""
    return EVENT_WORDS.get(event) or event.replace("_", " ").replace(":", " ").capitalize()


def stage_after(stage: Stage, event: str) -> Stage:
    """How far a negotiation is once ``event`` happened. Nothing takes it back to the table but a person.

    Mediation may follow an impasse or come before it: its end leads back to the impasse.
    """
    then = _STAGE_AFTER.get(event)
    if then is None:
        return stage
    if {stage, then} == {Stage.MEDIATION, Stage.IMPASSE}:
        return then
    return then if _ORDER.index(then) > _ORDER.index(stage) else stage
