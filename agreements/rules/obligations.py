"""What an agreement makes the City do: how often, and how such a duty is found in its words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from labor_office.core.deadlines.rules.counting import add_months


class Rhythm(StrEnum):
    """When an obligation falls due."""

    ONCE = "ONCE"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    YEARLY = "YEARLY"
    EVENT = "EVENT"


RHYTHM_WORDS: dict[Rhythm, str] = {
    Rhythm.ONCE: "Once, on a day",
    Rhythm.MONTHLY: "Each month",
    Rhythm.QUARTERLY: "Each quarter",
    Rhythm.YEARLY: "Each year",
    Rhythm.EVENT: "Each time something happens",
}
_MONTHS: dict[Rhythm, int] = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}

# Periods the office's rules count from an event, as they are called there.
PERIODS = tuple(
    f"{count} {unit}"
    for unit, counts in (("working days", (5, 10, 15, 20, 30)), ("calendar days", (7, 10, 14, 30, 45, 60, 90)))
    for count in counts
)


class Source(StrEnum):
    """What an obligation comes from."""

    CLAUSE = "CLAUSE"
    SIDE_LETTER = "SIDE_LETTER"
    SETTLEMENT = "SETTLEMENT"
    AWARD = "AWARD"
    ADOPTION = "ADOPTION"


SOURCE_WORDS: dict[Source, str] = {
    Source.CLAUSE: "The agreement's words",
    Source.SIDE_LETTER: "A side letter",
    Source.SETTLEMENT: "A settlement",
    Source.AWARD: "An award",
    Source.ADOPTION: "A new agreement to put in practice",
}


class Funding(StrEnum):
    """Whether the money for a year of an agreement is there."""

    COMMITTED = "COMMITTED"
    APPROPRIATED = "APPROPRIATED"
    NOT_APPROPRIATED = "NOT_APPROPRIATED"


FUNDING_WORDS: dict[Funding, str] = {
    Funding.COMMITTED: "Committed, not yet in a budget",
    Funding.APPROPRIATED: "Appropriated",
    Funding.NOT_APPROPRIATED: "Not appropriated",
}
FUNDING_CHIPS: dict[Funding, str] = {
    Funding.COMMITTED: "plan",
    Funding.APPROPRIATED: "met",
    Funding.NOT_APPROPRIATED: "risk",
}


def kinds_of(rhythm: Rhythm, period: str) -> tuple[str, ...]:
    """Under which of the office's rules it is counted: ``within 10 working days of the event``, or on days named."""
    return (f"within {period} of the event",) if rhythm is Rhythm.EVENT else ()


def day_after(rhythm: Rhythm, first: date, last: date) -> date | None:
    """The day of the series begun on ``first`` that follows ``last``; None for what does not come again.

    Months are counted from the first day, never from the one before, so that the 31st is
    the last day of a short month and the 31st again after it.
    """
    months = _MONTHS.get(rhythm)
    if months is None:
        return None
    count = 1
    while (day := add_months(first, count * months)) <= last:
        count += 1
    return day


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence that binds somebody: ``who`` must act, ``text`` is the sentence, ``rhythm`` what it says of when."""

    who: str
    text: str
    rhythm: Rhythm


_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z(])")
_DUTY = re.compile(
    r"\b(?P<who>(?:The |Each |Every )?(?:City(?: Manager)?(?:'s designee)?|Employer|Department(?: Head)?|Management|"
    r"Fire Chief|Chief of Police|Director|[Bb]attalion chief|[Ss]upervisor|[Dd]ivision commander))"
    r"\s+(?:shall|will|must|agrees to)\b(?!\s+not\b)"
)
_RHYTHMS = (
    (Rhythm.MONTHLY, re.compile(r"\b(?:each|every|per)\s+month\b|\bmonthly\b", re.IGNORECASE)),
    (Rhythm.QUARTERLY, re.compile(r"\b(?:each|every|per)\s+quarter\b|\bquarterly\b", re.IGNORECASE)),
    (
        Rhythm.YEARLY,
        re.compile(
            r"\b(?:each|every|per)\s+(?:(?:fiscal|calendar)\s+)?year\b|\bannual(?:ly)?\b|"
            r"\b(?:each|every)\s+(?:January|February|March|April|May|June|July|August|September|October|November|"
            r"December)\b",
            re.IGNORECASE,
        ),
    ),
    (Rhythm.EVENT, re.compile(r"\bwithin\b", re.IGNORECASE)),
)


def suggest(text: str) -> tuple[Suggestion, ...]:
    """The sentences of ``text`` that make the City or someone of it act, in their order.

    A duty is "shall", "will", "must" or "agrees to" after a name of the City's side; "shall
    not" forbids and is none, and what the union or an employee shall do is not the City's.
    The first word of time found says how often; none means once. It suggests only: a
    person accepts or refuses each.
    """
    found = []
    for sentence in _sentences(text):
        duty = _DUTY.search(sentence)
        if duty is not None:
            found.append(Suggestion(_plain(duty["who"]), sentence, _rhythm(sentence)))
    return tuple(found)


def _sentences(text: str) -> Sequence[str]:
    flat = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return [sentence.strip() for part in flat for sentence in _SENTENCE.split(part) if sentence.strip()]


def _rhythm(sentence: str) -> Rhythm:
    return next((rhythm for rhythm, words in _RHYTHMS if words.search(sentence)), Rhythm.ONCE)


def _plain(who: str) -> str:
    for word in ("The ", "Each ", "Every "):
        who = who.removeprefix(word)
    return who[:1].upper() + who[1:]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to do after an agreement is adopted: what, and within how long of the day it takes effect."""

    what: str
    detail: str
    period: str


# What every new agreement asks of an office, whatever it says.
AFTER_ADOPTION: tuple[ChecklistItem, ...] = (
    ChecklistItem(
        "Change the payroll rules",
        "Rates, differentials, accruals and deductions that the agreement changed.",
        "14 calendar days",
    ),
    ChecklistItem(
        "Change the HR system",
        "Steps, classifications, leave plans and codes that the agreement changed.",
        "30 calendar days",
    ),
    ChecklistItem(
        "Change City rules and policies",
        "Administrative rules and department policies that say otherwise now.",
        "60 calendar days",
    ),
    ChecklistItem(
        "Tell departments and employees",
        "A notice of what changed, by article, and where the text stands.",
        "10 working days",
    ),
    ChecklistItem(
        "Train supervisors on the changes",
        "A session for whoever applies the articles that changed.",
        "60 calendar days",
    ),
    ChecklistItem(
        "Put its time limits in use",
        "The grievance procedure and other clocks of the new agreement, under Procedures.",
        "10 working days",
    ),
    ChecklistItem(
        "Pay what is due back",
        "Retroactive pay and one-time payments, with the union told of the date.",
        "45 calendar days",
    ),
)

# An agreement entered longer than this after its first day was put to use before the office had it here.
_STILL_NEW = timedelta(days=90)


def asks_for_list(starts_on: date, ends_on: date, *, today: date) -> bool:
    """Whether an agreement whose text is entered as adopted still has to be put to use."""
    return ends_on >= today and today - starts_on <= _STILL_NEW


# A city's fiscal year begins on the first of July.
FISCAL_YEAR_BEGINS_IN = 7


def fiscal_years(first: date, last: date) -> tuple[int, ...]:
    """The fiscal years that the days from ``first`` to ``last`` fall in, each named by the year it ends in."""
    return tuple(range(_fiscal_year(first), _fiscal_year(last) + 1))


def _fiscal_year(day: date) -> int:
    return day.year + 1 if day.month >= FISCAL_YEAR_BEGINS_IN else day.year
