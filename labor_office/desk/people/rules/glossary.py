"""The words of the field as this office uses them, in plain sentences."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """A word and what it means here."""

    word: str
    meaning: str

    @property
    def anchor(self) -> str:
        """Where other pages point to: ``term-tentative-agreement``."""
        return "term-" + "".join(c if c.isalnum() else "-" for c in self.word.lower()).strip("-")


GLOSSARY: tuple[Term, ...] = (
    Term("Abeyance", "Both sides agree to let a case rest. Its clock stands still until an agreed day or event."),
    Term("Appeal", "The union takes a grievance to the next step because it does not accept the answer below."),
    Term(
        "Arbitration", "A neutral hears the case and decides it. Whether that binds the City depends on the agreement."
    ),
    Term(
        "Arbitrability", "Whether an arbitrator may decide a case at all: is it in time, and is it about the agreement?"
    ),
    Term("Article", "A numbered part of an agreement. Its text is kept by date, so any day's wording can be read."),
    Term("Backup", "The person who gets someone's notices while they are away, and stands in on a matter."),
    Term("Bargaining unit", "The jobs that one union represents together."),
    Term("Binder", "The exhibits of a case in one paper, with a cover and page numbers, for a hearing."),
    Term(
        "Calendar day",
        "Every day, weekends and holidays included. If the last one is closed, the rule says what happens.",
    ),
    Term("Charge", "A complaint that the City or a union broke the labor relations law, filed with a neutral agency."),
    Term("Class grievance", "One grievance for everyone affected in the same way."),
    Term("Clock", "What runs from an event until something is due. It can be extended, and stopped."),
    Term("Comparator", "Another employer whose pay is set beside the City's."),
    Term("Counterproposal", "An answer to a proposal on the same subject, with other terms."),
    Term("Deemed denied", "No answer in time counts as a no. The union's time to appeal then begins by itself."),
    Term("Extension", "An agreement to move one limit. In writing, with the new day and who agreed."),
    Term("Factfinding", "A neutral hears both sides at impasse and writes down what they find and recommend."),
    Term("Forfeited", "Lost because it was not done in time: an appeal, a claim, a right to answer."),
    Term("Grievance", "A claim that the agreement, or a rule it protects, was broken."),
    Term("Ground rules", "What both sides agree at the start about how they will negotiate."),
    Term("Impasse", "Talking further would change nothing, or the day the law sets for it has come."),
    Term("Information request", "One side asks the other for facts it needs to bargain or to handle a case."),
    Term("Interpretation", "The office's published reading of an article, with its date and reasons."),
    Term("Just cause", "The standard discipline must meet: a fair reason, a fair inquiry, a fair measure."),
    Term("Last, best and final offer", "The terms after which a side says it will offer no more."),
    Term("Mandate", "The limits within which the City's negotiators may agree. Only people named may read it."),
    Term("Matter", "Anything with a number here: a grievance, a negotiation, an arbitration, a charge, an agreement."),
    Term("Mediation", "A neutral helps both sides agree and decides nothing."),
    Term("Past practice", "A custom so clear, steady and accepted that it may bind like written terms."),
    Term("Privileged", "Work of the City's attorneys. Kept apart from the file that may be shown to the other side."),
    Term(
        "Procedure", "The list of limits that applies to a unit and a kind of matter, taken from an agreement or a law."
    ),
    Term("Ratification", "The union's members vote on what was tentatively agreed, and the City's body approves it."),
    Term("Remand", "A case is sent back to a lower step to be looked at again."),
    Term("Reopener", "A clause that lets named subjects be negotiated before the agreement ends."),
    Term(
        "Restricted", "Only people named on the matter know that it exists. Opening it is kept in its list of readers."
    ),
    Term("Side letter", "An agreement beside the agreement, on one subject."),
    Term("Shut out", "Kept from a matter whatever one's role, because one is named in it or decided it below."),
    Term("Step", "One level of the grievance procedure, with its own decision maker and its own limits."),
    Term(
        "Tentative agreement", "Both tables have signed an article. It binds once everything is ratified and adopted."
    ),
    Term("Tolled", "The clock stands still. The days that pass meanwhile are not counted."),
    Term("Trigger", "The event from whose day a limit is counted: a filing, a meeting, an answer, a letter received."),
    Term(
        "Working day", "A day on which this office is open. Weekends, City holidays and recorded closures are skipped."
    ),
)
