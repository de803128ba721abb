"""What stands in the panel "What starts when you save": verdict, dates owed, procedure, articles, look-alikes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.utils.functional import SimpleLazyObject

from agreements.models.text import ArticleVersion
from grievances.models import Grievance
from grievances.queries.filings import Filing, FilingPreview, possible_duplicates, preview_filing
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.docket import Entry
from labor_office.core.deadlines.rules.explanation import Explanation
from labor_office.core.deadlines.rules.standing import Standing, facts_of, standing
from labor_office.core.deadlines.rules.trace import explain
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

Shown = TypeVar("Shown")
LINES_SHOWN = 4
# What is quoted of an article; the agreement itself is a click away.
LONGEST_QUOTE = 320


@dataclass(frozen=True, slots=True)
class StartingLine:
    """One deadline that saving would start, told in full. No date: ``missing`` says what it waits for."""

    name: str
    party: str
    due_on: date | None
    told: Explanation | None
    missing: str
    # Where it would stand today.
    state: Standing
    # Its day has gone by before anything is saved, and what the procedure says of that.
    is_past: bool = False
    consequence: str = ""

    @property
    def due_words(self) -> str:
        """``Wed, Jun 24, 2026``; empty when no date can be counted."""
        return words.day(self.due_on) if self.due_on else ""


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """A citation of the form, with the words in force on the day of the event where we hold them."""

    number: str
    title: str = ""
    text: str = ""

    @property
    def is_held(self) -> bool:
        """Whether the agreement in force has it."""
        return bool(self.title or self.text)


@dataclass(frozen=True, slots=True)
class Starts:
    """Everything the panel says. ``wanted`` names what is still missing before anything can be counted."""

    wanted: str = ""
    preview: FilingPreview | None = None
    filing_told: Explanation | None = None
    lines: tuple[StartingLine, ...] = ()
    articles: tuple[CitedArticle, ...] = ()
    similar: tuple[Grievance, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether the office must say what it makes of the day of receipt."""
        return bool(self.preview and self.preview.verdict and self.preview.verdict.is_late)

    @property
    def past(self) -> tuple[StartingLine, ...]:
        """What would begin with its day gone by already."""
        return tuple(line for line in self.lines if line.is_past)

    @property
    def summary(self) -> str:
        """One sentence for those who hear the page: the verdict and the first date owed."""
        if self.wanted:
            return self.wanted
        if self.preview is None or self.preview.refusal:
            return self.preview.refusal if self.preview else ""
        said = self.preview.verdict.sentence if self.preview.verdict else ""
        first = next((line for line in self.lines if line.due_words), None)
        due = "was due" if first and first.is_past else "due"
        return f"{said} {first.name} {due} {first.due_words}." if first else said


def what_starts(
    filing: Filing, *, numbers: Sequence[str], employee_ids: Sequence[int], user: User, today: date
) -> Starts:
    """The panel for ``filing`` as ``user`` may see it. Reads only; what is only shown is read when it is shown."""
    preview = preview_filing(filing, today=today)
    return Starts(
        preview=preview,
        filing_told=when_shown(lambda: _filing_told(preview, today)),
        lines=when_shown(
            lambda: tuple(starting_line(entry, preview.calendar, today) for entry in preview.starts[:LINES_SHOWN])
        ),
        articles=when_shown(
            lambda: cited_articles(filing.unit, numbers, filing.event_on or filing.received_on, user=user)
        ),
        similar=when_shown(
            lambda: tuple(
                possible_duplicates(
                    user=user, unit=filing.unit, event_on=filing.event_on, numbers=numbers, employee_ids=employee_ids
                )
            )
        )
        if numbers or employee_ids
        else (),
    )


def _filing_told(preview: FilingPreview, today: date) -> Explanation | None:
    entry = preview.filing_entry
    return explain(entry.trace, today) if entry and entry.due_on and preview.calendar else None


def when_shown(read: Callable[[], Shown]) -> Shown:
    """What ``read`` finds, read when first looked at: a form that is saved never shows its panel."""
    return cast("Shown", SimpleLazyObject(read))


def cited_articles(unit: BargainingUnit, numbers: Sequence[str], on: date, *, user: User) -> tuple[CitedArticle, ...]:
    """Each number with its words in force on ``on``, as far as ``user`` may read them. One query."""
    if not numbers:
        return ()
    rows = ArticleVersion.objects.visible_to(user).in_force(on)
    rows = rows.filter(unit=unit, number__in=numbers)
    held = {row.number: row for row in rows}
    return tuple(
        CitedArticle(number, held[number].title, _short(held[number].text)) if number in held else CitedArticle(number)
        for number in numbers
    )


def starting_line(entry: Entry, calendar: WorkCalendar | None, today: date) -> StartingLine:
    """One limit that would start, with its count explained where there is a date."""
    told = explain(entry.trace, today) if entry.due_on else None
    return StartingLine(
        name=entry.limit.name,
        party=words.capitalized(words.party(entry.limit.actor)),
        due_on=entry.due_on,
        told=told,
        missing=words.capitalized(entry.missing),
        state=standing(facts_of(entry), today=today, calendar=calendar),
        is_past=entry.state == "MISSED",
        consequence=told.consequence if told else "",
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
