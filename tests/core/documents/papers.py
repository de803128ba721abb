"""Papers to set in tests: a whole step decision and its companions, and a kind of letter made of them."""

from datetime import UTC, date, datetime, timedelta

from labor_office.core.documents import letters
from labor_office.core.documents.rules.grids import ProofDay
from labor_office.core.documents.rules.letters import (
    Acknowledgement,
    Addressee,
    CountedDate,
    CountLine,
    ExtensionAgreement,
    Quotation,
    Signer,
    StepDecision,
)
from labor_office.core.documents.rules.papers import Sheet, Signature, number_paragraphs, paragraphs
from labor_office.core.documents.rules.proofs import DeadlineProof, HistoryLine

SET_AT = datetime(2026, 6, 23, 19, 12, tzinfo=UTC)
DATED_ON = date(2026, 6, 23)
UNION = Addressee("Maria Velez, Staff Representative", ("Municipal Workers Local 3001", "88 Canal Street", "Rivermont"))
SIGNED = Signature("Ruth Castellanos", "Director of Public Works", SET_AT, "G-2026-0042-3")
LINES = (
    CountLine("Starts from", "This decision served on the union", "Tue, Jun 23"),
    CountLine("Period", "7 working days, the next day is day 1 (11.4)", "Thu, Jul 2"),
    CountLine("Last day", "end of the working day, 5:00 p.m.", "Thu, Jul 2, 2026"),
)
NEXT_STEP = CountedDate(
    act="The union's last day to move the grievance to Step 3",
    due_on=date(2026, 7, 2),
    sentence="7 working days after this decision, Tuesday, June 23, 2026; the day itself is not counted",
    citation="section 11.4",
    lines=LINES,
    consequence="If it is not moved to Step 3 by that day, it is settled on this decision (section 11.7).",
)
LANGUAGE = Quotation(
    "Section 14.3, Overtime distribution",
    ("Overtime is offered in the order of the posted list, the fewest hours in the quarter first.",),
    date(2026, 5, 9),
)


def sheet(**changes):
    facts = {
        "city": "City of Rivermont",
        "office": "Office of Labor Relations",
        "title": "Step 2 decision, G-2026-0042",
        "short_title": "Decision, G-2026-0042",
        "dated_on": DATED_ON,
        "document": "DOC-8F3K2",
        "built_at": SET_AT,
        "address": ("301 Harbor Street, Room 410", "Rivermont"),
    }
    return Sheet(**facts | changes)


def step_decision(**changes):
    facts = {
        "reference": "G-2026-0042",
        "step": "Step 2",
        "unit": "Labor and Trades unit",
        "grievants": "Daniel Ortega",
        "to": UNION,
        "delivery": "By email and by hand",
        "issue": number_paragraphs(1, ("Whether section 14.3 was violated on May 9, 2026.",)),
        "language": (LANGUAGE,),
        "facts": number_paragraphs(3, ("The call-out was made from the list posted on May 1. " * 4,) * 3),
        "positions": number_paragraphs(4, ("The union says the list of April 24 was in force. " * 3,)),
        "discussion": number_paragraphs(5, ("Section 14.3 speaks of the posted list. " * 8,) * 4),
        "decision": "The grievance is denied.",
        "remedy": ("No remedy is ordered.",),
        "next_step": NEXT_STEP,
        "signature": SIGNED,
        "copies": ("Daniel Ortega, grievant", "Water Department liaison"),
    }
    return StepDecision(**facts | changes)


def acknowledgement(**changes):
    facts = {
        "reference": "G-2026-0042",
        "step": "Step 1",
        "unit": "Labor and Trades unit, represented by Municipal Workers Local 3001",
        "grievants": "Daniel Ortega",
        "to": UNION,
        "received_on": date(2026, 5, 15),
        "received_how": "by email at 2:10 p.m.",
        "procedure": "Article 11 of the Labor and Trades agreement, in force on May 9, 2026",
        "next_date": NEXT_STEP,
        "timeliness": "It was filed 2 working days after the last day of section 11.2; the City keeps its objection.",
        "message": ("A meeting will be arranged with you this week.",),
        "contact": "Dana Whitfield, Labor Relations Specialist, 555-0142, dwhitfield@rivermont.example",
        "signature": SIGNED,
        "copies": ("Water Department liaison",),
    }
    return Acknowledgement(**facts | changes)


def extension_agreement(**changes):
    facts = {
        "reference": "G-2026-0042",
        "step": "Step 2",
        "unit": "Labor and Trades unit",
        "city": "City of Rivermont",
        "union": "Municipal Workers Local 3001",
        "limit": "the City issues the Step 2 decision",
        "citation": "section 11.2",
        "old_due_on": date(2026, 6, 17),
        "old_counted": "10 working days after the Step 2 meeting on Wednesday, June 3, 2026.",
        "new_due_on": date(2026, 6, 23),
        "new_counted": "3 working days more; June 19 is a holiday and is not counted.",
        "reason": "Both sides wait for the call-out log.",
        "signers": (
            Signer("the union", "Maria Velez", "Staff Representative"),
            Signer("the City", "Dana Whitfield", "Labor Relations Specialist"),
        ),
    }
    return ExtensionAgreement(**facts | changes)


def proof_days(first=date(2026, 6, 3), last=date(2026, 6, 23)):
    """The strip of the service design: start, ten counted days, three added, a holiday between."""
    found, counted, day = [], 0, first
    while day <= last:
        kind = "weekend" if day.weekday() > 4 else "holiday" if day == date(2026, 6, 19) else "counted"
        kind = "start" if day == first else "due" if day == last else kind
        counted += kind in {"counted", "due"}
        label = {"holiday": "Juneteenth", "start": "Step 2 meeting held"}.get(kind, "")
        found.append(ProofDay(day, kind, counted if kind in {"counted", "due"} else None, label))
        day += timedelta(days=1)
    return tuple(found)


def deadline_proof(**changes):
    facts = {
        "reference": "G-2026-0042",
        "act": "the City issues the Step 2 decision",
        "party": "The City",
        "due_on": date(2026, 6, 23),
        "state": "Due in 6 working days",
        "sentence": "10 working days after the Step 2 meeting (Wed, Jun 3) ends Wed, Jun 17, plus 3 agreed on Jun 12.",
        "summary": "21 calendar days, of which 13 working days are counted; 6 weekend days and 1 holiday are not.",
        "quote": ("The department head answers in writing within ten working days after the meeting.",),
        "citation": "Article 11, section 11.2",
        "days": proof_days(),
        "lines": LINES,
        "consequence": "the union may move the grievance to Step 3 as if denied (11.8).",
        "verified": "",
        "calendar": "City Hall work calendar, version 4",
        "procedure": "Labor and Trades procedure, version 2",
        "computed_at": SET_AT,
        "computed_by": "the Labor Relations Desk",
        "history": (HistoryLine("Jun 12, 2026", "moved from Jun 17 to Jun 23: extension agreed"),),
        "declarant": "Dana Whitfield, Labor Relations Specialist",
    }
    return DeadlineProof(**facts | changes)


def gather(letter, *, dated_on):
    """The test kind's facts: typed texts from the letter, everything else as above."""
    typed = letter.fields
    return step_decision(
        reference=letter.matter.reference,
        delivery=letter.delivery,
        issue=number_paragraphs(1, paragraphs(typed.get("issue", ""))),
        discussion=number_paragraphs(5, paragraphs(typed.get("discussion", ""))),
        decision=typed.get("decision", ""),
        signature=letters.signature_of(letter),
    )


DECISION = letters.LetterKind(
    code="test_decision",
    title="Step 2 decision",
    template="letters/step_decision.html",
    paper=StepDecision,
    fields=(
        letters.LetterField("issue", "Issue"),
        letters.LetterField("discussion", "Discussion"),
        letters.LetterField("decision", "Decision", shape=letters.FieldShape.LINE),
    ),
    gather=gather,
    slug="step-2-decision",
    needs_approval=True,
)
WRITTEN = {"issue": "Whether section 14.3 was violated.", "discussion": "It was not.", "decision": "Denied."}
