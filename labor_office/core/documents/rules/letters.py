"""Papers the office writes on a case, each as the facts it may state. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labor_office.core.documents.rules.papers import Paragraph, Signature, needed


@dataclass(frozen=True, slots=True)
class CountLine:
    """One line of how a date was counted: ``Period | 10 working days, next day is day 1 (11.2) | Wed, Jun 17``."""

    label: str
    text: str
    result: str


@dataclass(frozen=True, slots=True)
class CountedDate:
    """A last day and how it was counted: who may act, by when, why that day, and under which section."""

    act: str
    due_on: date | None = needed("The last day of the next step has not been counted.", mend="next_step")
    sentence: str = needed("How the last day of the next step was counted is not known.", mend="next_step")
    citation: str = needed("The section that gives the last day is not known.", mend="next_step")
    lines: tuple[CountLine, ...] = ()
    consequence: str = ""
    # Empty when the limit was checked against its source; else the words that say it was not.
    unverified: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes, in address lines."""

    name: str = needed("The letter has no addressee.", mend="addressee")
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Contract language as it stood on a day."""

    citation: str
    paragraphs: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class StepDecision:
    """The City's decision at a step. Sections 1 to 7; typed texts come as numbered paragraphs."""

    reference: str
    step: str
    unit: str
    # Empty in a restricted matter: then the letter names nobody.
    grievants: str
    to: Addressee
    delivery: str = needed("Say how the letter is delivered.", mend="delivery")
    issue: tuple[Paragraph, ...] = needed("Section 1, Issue, is empty.", mend="issue")
    facts: tuple[Paragraph, ...] = needed("Section 3, Facts, is empty.", mend="facts")
    positions: tuple[Paragraph, ...] = needed("Section 4, Positions, is empty.", mend="positions")
    discussion: tuple[Paragraph, ...] = needed("Section 5, Discussion, is empty.", mend="discussion")
    # ``The grievance is denied.``: the bold first sentence of the box.
    decision: str = needed("Choose the decision.", mend="outcome")
    # Empty when the office holds no text of the agreement for that day; the letter then says that it cites.
    language: tuple[Quotation, ...] = ()
    remedy: tuple[str, ...] = ()
    # None when nothing follows (granted, settled): the letter then says so.
    next_step: CountedDate | None = None
    nothing_follows: str = ""
    timeliness: str = ""
    signature: Signature = Signature()
    copies: tuple[str, ...] = ()

    @property
    def grievant_word(self) -> str:
        """``Grievants`` where the letter names several."""
        return grievant_word(self.grievants)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That a grievance came in, under which procedure it runs, and what is due next."""

    reference: str
    step: str
    unit: str
    grievants: str
    to: Addressee
    received_on: date
    received_how: str
    procedure: str = needed("The procedure that governs is not known.", mend="procedure")
    next_date: CountedDate | None = needed("The next date has not been counted.", mend="next_step")
    timeliness: str = ""
    message: tuple[str, ...] = ()
    contact: str = needed("No contact is given.", mend="contact", default="")
    signature: Signature = Signature()
    copies: tuple[str, ...] = ()

    @property
    def grievant_word(self) -> str:
        """``Grievants`` where the letter names several."""
        return grievant_word(self.grievants)


def grievant_word(names: str) -> str:
    """``Grievant``, or ``Grievants`` for names with a comma between them."""
    return "Grievants" if ", " in names else "Grievant"


@dataclass(frozen=True, slots=True)
class Signer:
    """One side's signature line, signed by hand or by an answered email."""

    side: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class ExtensionAgreement:
    """Both sides' agreement to move one last day."""

    reference: str
    step: str
    unit: str
    city: str
    union: str
    limit: str
    citation: str
    old_due_on: date | None = needed("The present last day is not known.", mend="old_due_on")
    old_counted: str = needed("How the present last day was counted is not known.", mend="old_due_on")
    new_due_on: date | None = needed("Give the new last day.", mend="new_due_on")
    new_counted: str = needed("How the new last day was counted is not known.", mend="new_due_on")
    reason: str = ""
    signers: tuple[Signer, ...] = needed("Nobody is named to sign.", mend="signers", default=())
