"""What Rivermont's office says of its agreements: official interpretations, in use, replaced, and at counsel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.actions import interpretations, publishing
from agreements.models.interpretations import Interpretation
from agreements.models.text import Article
from agreements.queries.reading import articles_called
from agreements.rules.interpretations import Audience, Basis, Verdict
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

WRITER, COUNSEL = "Ines Calder", "Samuel Brandt"
LT = "labor-and-trades"


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one interpretation, and how many working days ago it was written."""

    sections: Sequence[str]
    ago: int
    title: str
    question: str
    answer: str
    reasoning: str
    basis: Basis = Basis.TEXT
    basis_note: str = ""


CALL_OUTS = Reading(
    ("14.3",), 70, "Order of overtime call-outs in an emergency",
    "Who is called first for overtime, and may a supervisor leave the posted list when a main breaks at night?",
    "Call down the posted list in order of classification seniority. You may leave the list only while waiting for the next person on it would let water, power or safety fail. Write down the hour, whom you tried and why, and go back to the list for the next call-out.",
    "Section 14.3 makes the posted list the rule and the emergency the exception, and an exception reaches no further than its reason.\n\nAn emergency makes the order impracticable when the list cannot be worked through before harm is done, not when it is merely slower.\n\nThe record of whom was tried is what shows that the exception applied. Without it the City cannot prove why the order was left.",
    Basis.PRACTICE, "The call-out logs of Water Utilities since 2019",
)  # fmt: skip
MINIMUM_BEFORE = Reading(
    ("14.4",), 64, "Call-out minimum when called by telephone",
    "Does an employee who solves the problem by telephone from home have the call-out minimum?",
    "No. The minimum is for an employee who comes in.",
    "Section 14.4 speaks of an employee called out, which is one who leaves home for work.",
)  # fmt: skip
MINIMUM_NOW = Reading(
    ("14.4",), 31, "Call-out minimum when called by telephone",
    "Does an employee who solves the problem by telephone from home have the call-out minimum?",
    "No, but pay the time worked by telephone, in quarter hours, at the overtime rate. The three hours are for an employee who comes in.",
    "Section 14.4 speaks of an employee called out, which is one who leaves home for work.\n\nTime spent on the telephone for the City is still time worked, and section 14.1 pays it.",
)  # fmt: skip
SHIFT_BIDS = Reading(
    ("17.2",), 3, "Shift bids while a vacancy is being filled",
    "Is a shift that falls vacant after January put to a new bid?",
    "No. It is filled by assignment until the next bid in January.",
    "Section 17.2 knows one bid a year and none between.",
    Basis.MINUTES, "Table minutes of March 2023",
)  # fmt: skip


def tell(city: Rivermont) -> None:
    """Two in use, one of which took the place of a third, and one that waits for counsel."""
    publish(city, CALL_OUTS)
    old = publish(city, MINIMUM_BEFORE)
    publish(city, MINIMUM_NOW, replaces=old)
    _send(city, SHIFT_BIDS)


def article_called(city: Rivermont, unit: str, number: str) -> Article:
    """The article or section that bears the number today."""
    return Article.objects.cited_as(city.units[unit], number, on=city.days.today).get()


def publish(city: Rivermont, reading: Reading, *, replaces: Interpretation | None = None) -> Interpretation:
    """Written, reviewed two working days later, published the day after that."""
    draft = _send(city, reading, replaces=replaces)
    reviewed, published = city.days.working(2 - reading.ago), city.days.working(3 - reading.ago)
    interpretations.answer_as_counsel(
        interpretation_id=draft.pk, verdict=Verdict.APPROVED, words="The exception is worded as narrowly as it should be.",
        by=city.people[COUNSEL], at=moment(reviewed, "14:20"),
    )  # fmt: skip
    return publishing.publish_interpretation(
        interpretation_id=draft.pk, by=city.chief, at=moment(published, "10:05"), today=published
    )


def _send(city: Rivermont, reading: Reading, *, replaces: Interpretation | None = None) -> Interpretation:
    written = city.days.working(-reading.ago)
    writer, at = city.people[WRITER], moment(written, "11:10")
    named = articles_called(city.units[LT].pk, reading.sections, on=written)
    draft = interpretations.draft_interpretation(
        unit=city.units[LT],
        articles=[named[number] for number in reading.sections],
        title=reading.title,
        question=reading.question,
        answer=reading.answer,
        reasoning=reading.reasoning,
        basis=reading.basis,
        basis_note=reading.basis_note,
        audience=Audience.EVERYONE,
        effective_on=city.days.working(3 - reading.ago),
        supersedes=replaces,
        today=written,
        by=writer,
        at=at,
    )
    return interpretations.send_to_counsel(interpretation_id=draft.pk, by=writer, at=at)
