"""The vocabulary of arbitrations, charges, discipline and information requests: what each asks, how each ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from grievances.rules.vocabulary import Outcome
from labor_office.core.matters.rules import PartyRole


class Ending(StrEnum):
    """How a proceeding ended."""

    AWARD_SUSTAINED = "AWARD_SUSTAINED"
    AWARD_DENIED = "AWARD_DENIED"
    AWARD_SPLIT = "AWARD_SPLIT"
    VIOLATION_FOUND = "VIOLATION_FOUND"
    DISMISSED = "DISMISSED"
    SETTLED = "SETTLED"
    WITHDRAWN = "WITHDRAWN"
    IMPOSED = "IMPOSED"
    REDUCED = "REDUCED"
    NOT_IMPOSED = "NOT_IMPOSED"
    RESIGNED = "RESIGNED"
    PRODUCED = "PRODUCED"
    PRODUCED_IN_PART = "PRODUCED_IN_PART"
    REFUSED = "REFUSED"

    @property
    def label(self) -> str:
        """As people say it."""
        return ENDING_WORDS[self]


ENDING_WORDS = {
    Ending.AWARD_SUSTAINED: "Award: grievance sustained",
    Ending.AWARD_DENIED: "Award: grievance denied",
    Ending.AWARD_SPLIT: "Award: sustained in part",
    Ending.VIOLATION_FOUND: "Violation found",
    Ending.DISMISSED: "Dismissed",
    Ending.SETTLED: "Settled",
    Ending.WITHDRAWN: "Withdrawn",
    Ending.IMPOSED: "Discipline imposed as proposed",
    Ending.REDUCED: "Discipline reduced",
    Ending.NOT_IMPOSED: "No discipline imposed",
    Ending.RESIGNED: "Employee resigned or retired",
    Ending.PRODUCED: "Everything produced",
    Ending.PRODUCED_IN_PART: "Produced in part",
    Ending.REFUSED: "Refused, with the reason",
}
# How the grievance ends with the arbitration it went to; nothing here when the award leaves it open.
GRIEVANCE_OUTCOMES: Mapping[Ending, Outcome] = {
    Ending.AWARD_SUSTAINED: Outcome.AWARD_SUSTAINED,
    Ending.AWARD_DENIED: Outcome.AWARD_DENIED,
    Ending.AWARD_SPLIT: Outcome.AWARD_SPLIT,
    Ending.DISMISSED: Outcome.AWARD_DENIED,
    Ending.SETTLED: Outcome.SETTLED,
    Ending.WITHDRAWN: Outcome.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class ProceedingWords:
    """What the pages of one kind ask for, in its own words; an empty label is not asked.

    ``named`` is what the person asked for under ``person_label`` is to the case.
    """

    folder: str
    list_name: str
    new_label: str
    opened_label: str
    endings: tuple[Ending, ...]
    forum_label: str = ""
    opponent_label: str = "Other side"
    number_label: str = ""
    sections_label: str = ""
    summary_label: str = "What it is about"
    remedy_label: str = ""
    items_label: str = ""
    person_label: str = ""
    named: PartyRole = PartyRole.OTHER
    is_person_required: bool = False
    is_subject_listed: bool = True
    hearing_word: str = ""


WORDS: Mapping[str, ProceedingWords] = {
    "arbitration": ProceedingWords(
        folder="arbitrations",
        list_name="grievances:arbitrations",
        new_label="New arbitration",
        opened_label="Date of the demand",
        endings=(
            Ending.AWARD_SUSTAINED, Ending.AWARD_DENIED, Ending.AWARD_SPLIT, Ending.DISMISSED, Ending.SETTLED,
            Ending.WITHDRAWN,
        ),
        forum_label="Arbitrator or agency",
        number_label="Agency's case number",
        sections_label="Articles in dispute",
        summary_label="Issue, as each side states it",
        remedy_label="Remedy asked",
        person_label="Grievant",
        named=PartyRole.GRIEVANT,
        hearing_word="Hearing",
    ),
    "charge": ProceedingWords(
        folder="charges",
        list_name="grievances:charges",
        new_label="New prohibited practice charge",
        opened_label="Date the charge was served",
        endings=(Ending.DISMISSED, Ending.SETTLED, Ending.WITHDRAWN, Ending.VIOLATION_FOUND),
        forum_label="Filed with",
        opponent_label="Charging party",
        number_label="Agency's case number",
        sections_label="Sections alleged",
        summary_label="What is alleged",
        remedy_label="Remedy asked",
        person_label="Person who charges, if not the union",
        named=PartyRole.CHARGING_PARTY,
        hearing_word="Hearing",
    ),
    "discipline": ProceedingWords(
        folder="discipline",
        list_name="grievances:discipline_cases",
        new_label="New discipline case",
        opened_label="Date of the notice",
        endings=(
            Ending.IMPOSED, Ending.REDUCED, Ending.NOT_IMPOSED, Ending.SETTLED, Ending.WITHDRAWN, Ending.RESIGNED,
        ),
        opponent_label="Represented by",
        sections_label="Rules or sections charged",
        summary_label="Summary of the charge",
        remedy_label="Discipline proposed",
        person_label="Employee",
        named=PartyRole.SUBJECT,
        is_person_required=True,
        is_subject_listed=False,
        hearing_word="Hearing",
    ),
    "information_request": ProceedingWords(
        folder="information-requests",
        list_name="grievances:information_requests",
        new_label="New information request",
        opened_label="Date of the request",
        endings=(Ending.PRODUCED, Ending.PRODUCED_IN_PART, Ending.REFUSED, Ending.WITHDRAWN),
        opponent_label="Asked by",
        number_label="Their number",
        summary_label="What it is for",
        items_label="What is asked for",
    ),
}  # fmt: skip

# The kinds of matter that are a case here; every other kind is recorded on by pages of its own.
CASES = ("grievance", *WORDS)
