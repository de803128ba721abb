"""The reader: one article in the words in force on a day, its neighbours, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import reverse

from agreements import beside
from agreements.models.text import Agreement, Article, ArticleVersion
from agreements.queries.closed import terms_open_to
from agreements.queries.contacts import Contact, contacts_of
from agreements.queries.defined import Opened, Stretch, Term, opened, terms_of
from agreements.queries.outline import Line, Outline, outline_of
from agreements.queries.worded import Worded, worded
from agreements.rules.outline import openings
from agreements.rules.places import day_meant, numbers_cited, term_slug
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import BargainingUnit


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a clause and its permalink; the anchor is empty where the clause's own heading bears it."""

    anchor: str
    text: str
    url: str
    # Where it uses words that the agreement defines: the text in stretches, and what those words mean.
    stretches: tuple[Stretch, ...] = ()
    opened: tuple[Opened, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One article or section in its words. ``marks`` say in words what stands beside it or changed it."""

    line: Line
    passages: tuple[Passage, ...]
    marks: tuple[tuple[str, str], ...]
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """An agreement on a day: what every page of the reader stands in.

    ``agreement`` is None on a day before the first agreement held, or when the unit has none;
    ``nearest_on`` is then the day nearest to it of which words are held.
    """

    unit: BargainingUnit
    other_units: tuple[BargainingUnit, ...]
    as_of: date
    agreement: Agreement | None
    terms: tuple[Agreement, ...]
    outline: Outline
    # Where the addresses of its articles begin; built once, for a tree holds sixty of them.
    front_url: str
    nearest_on: date | None = None

    @property
    def title(self) -> str:
        """``Labor and Trades Agreement 2023 to 2026``."""
        return agreement_name(self.unit, self.agreement)

    def url_of(self, line: Line, *, anchor: str = "") -> str:
        """Where an article, or a section in its article, is read as of this day, wherever the address is opened."""
        article = self.outline.top_of(line)
        address = f"{self.front_url}articles/{quote(article.anchor)}/?as-of={self.as_of.isoformat()}"
        place = anchor or (line.anchor if line is not article else "")
        return f"{address}#{quote(place, safe='()')}" if place else address


@dataclass(frozen=True, slots=True)
class Noted:
    """A note and the clause it stands beside."""

    line: Line
    note: beside.Note


@dataclass(frozen=True, slots=True)
class Branch:
    """An article in the tree; the current one is open and shows its sections.

    Number and title stand here again because a tree holds sixty of them, and a template takes
    longer over each dot than over the word.
    """

    line: Line
    number: str
    title: str
    url: str
    is_current: bool
    # Of the current article; the others are shut.
    sections: tuple[Line, ...]
    # The part of the agreement that begins with this article; empty on the articles that go on in it.
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its sections as the reader shows them; ``asked`` is the one that the address names."""

    article: Line
    asked: Line
    citation: str
    clauses: tuple[Clause, ...]
    branches: tuple[Branch, ...]
    before: Branch | None
    after: Branch | None
    related: tuple[Branch, ...]
    notes: tuple[Noted, ...]
    buttons: tuple[beside.Button, ...]
    contacts: tuple[Contact, ...]


_UNITS = Compiled(lambda _user: BargainingUnit.objects.select_related("owner"))


def place_of(user: User, unit_slug: str, *, as_of: date | None, today: date, term: str = "") -> Place:
    """The unit's agreement on ``as_of``; without a day, on the one that ``term`` or today means.

    Three queries; two more where one of the unit's agreements may be closed to ``user``.

    Raises Article.DoesNotExist for a unit or a term that is not held or may not be known of.
    """
    units = tuple(_UNITS.rows(user))
    unit = next((each for each in units if each.slug == unit_slug), None)
    if unit is None:
        raise Article.DoesNotExist
    terms = terms_open_to(user, unit)
    named = next((each for each in terms if term_slug(each.term_name) == term), None)
    if term and named is None:
        raise Article.DoesNotExist
    if as_of is None:
        as_of = today if named is None else _day_in(named, today)
    outline = outline_of(user, terms, on=as_of)
    governs = next((each for each in reversed(terms) if each.starts_on <= as_of), None) if outline.lines else None
    nearest = None if outline.lines else _nearest(terms, as_of)
    others = tuple(each for each in units if each is not unit)
    return Place(unit, others, as_of, governs, terms, outline, _front_url(unit, governs), nearest)


def reading_of(user: User, place: Place, number: str) -> Reading | None:
    """The article or section called ``number`` with all that stands in its article; None when not in force that day.

    Three queries, one more where another article defines words, and those of the sources that have notes.
    """
    asked = place.outline.called(number)
    if asked is None:
        return None
    article = place.outline.top_of(asked)
    lines = place.outline.under(article)
    versions = worded(user, lines)
    notes = beside.notes_for(user, [line.article_id for line in lines], place.as_of)
    terms = terms_of(place.outline, article, {pk: held.texts for pk, held in versions.items()})
    branches = _branches(place, article, lines[1:])
    at = next(at for at, branch in enumerate(branches) if branch.is_current)
    return Reading(
        article=article,
        asked=asked,
        citation=f"{_citation(place, asked)}, {place.title}",
        clauses=tuple(_clause(place, line, versions[line.version_id], notes, terms) for line in lines),
        branches=branches,
        before=branches[at - 1] if at else None,
        after=branches[at + 1] if at + 1 < len(branches) else None,
        related=_related(place, branches, (held.version for held in versions.values())),
        notes=_noted(notes, lines, asked),
        buttons=beside.buttons_for(user, unit=place.unit.slug, number=asked.number, as_of=place.as_of),
        contacts=contacts_of(user, place.unit),
    )


def is_known(place: Place, number: str) -> bool:
    """Whether the unit ever had an article or section of that number that the reader may know of."""
    agreements = [each.pk for each in place.terms]
    return ArticleVersion.objects.filter(unit=place.unit, number__iexact=number, agreement__in=agreements).exists()


def agreement_name(unit: BargainingUnit, agreement: Agreement | None) -> str:
    """``Labor and Trades Agreement 2023 to 2026``: how an agreement is cited; the unit alone when there is none."""
    return f"{unit.name} Agreement {agreement.term_name}" if agreement else unit.name


def _front_url(unit: BargainingUnit, agreement: Agreement | None) -> str:
    if agreement is None:
        return reverse("agreements:unit", args=[unit.slug]).removesuffix("text/")
    return reverse("agreements:term", args=[unit.slug, term_slug(agreement.term_name)])


def _day_in(agreement: Agreement, today: date) -> date:
    return day_meant(
        starts_on=agreement.starts_on, ends_on=agreement.ends_on, text_until=agreement.text_until, today=today
    )


def _nearest(terms: Sequence[Agreement], as_of: date) -> date | None:
    """The day nearest to ``as_of`` on which one of ``terms`` was in force."""
    days = [day for each in terms for day in (each.starts_on, _day_in(each, date.max)) if day < date.max]
    return min(days, key=lambda day: abs(day - as_of), default=None)


def _clause(place: Place, line: Line, held: Worded, notes: Sequence[beside.Note], terms: Sequence[Term]) -> Clause:
    own = [(note.kind, note.url or "#notes") for note in notes if note.article_id == line.article_id]
    return Clause(
        line=line,
        passages=_passages(place, line, held, terms),
        marks=(*_changes(held.version), *dict.fromkeys(own)),
        url=place.url_of(line),
    )


def _noted(notes: Iterable[beside.Note], lines: Iterable[Line], asked: Line) -> tuple[Noted, ...]:
    """The notes with their clauses, those of the clause asked for first."""
    by_article = {line.article_id: line for line in lines}
    found = [Noted(by_article[note.article_id], note) for note in notes if note.article_id in by_article]
    return tuple(sorted(found, key=lambda one: one.line is not asked))


def _passages(place: Place, line: Line, held: Worded, terms: Sequence[Term]) -> tuple[Passage, ...]:
    """The paragraphs as they were written with the version; one for the whole where none were."""
    whole = held.version.text
    rows = held.kept or ([(line.anchor, whole)] if whole else [])
    return tuple(
        Passage(
            "" if anchor == line.anchor else anchor,
            text,
            place.url_of(line, anchor=anchor),
            *opened(text, terms, within=anchor),
        )
        for anchor, text in rows
    )


def _changes(version: ArticleVersion) -> list[tuple[str, str]]:
    """``Side letter SL-2025-003, from Jul 1, 2025``, or since when the agreement's own words hold again."""
    since = version.in_force.lower
    if version.change is not None:
        letter = version.change.letter
        words = f"{letter.get_form_display()} {letter.reference}, from {since:%b} {since.day}, {since.year}"
        return [(words, letter.get_absolute_url())]
    if since and since > version.agreement.starts_on:
        return [(f"The agreement’s own words again from {since:%b} {since.day}, {since.year}", "")]
    return []


def _citation(place: Place, line: Line) -> str:
    """``Art. 14, section 14.3``."""
    top = place.outline.top_of(line)
    return line.cited if top is line else f"{top.cited}, {line.cited}"


def _branches(place: Place, article: Line, sections: tuple[Line, ...]) -> tuple[Branch, ...]:
    articles = place.outline.articles
    parts = openings([line.part for line in articles])
    return tuple(
        Branch(
            line,
            line.number,
            line.title or line.cited,
            place.url_of(line),
            line is article,
            sections if line is article else (),
            part,
        )
        for line, part in zip(articles, parts, strict=True)
    )


def _related(place: Place, branches: Iterable[Branch], versions: Iterable[ArticleVersion]) -> tuple[Branch, ...]:
    """Articles that the words of ``versions`` refer to by number, in the order of reading."""
    numbers = {number.lower() for version in versions for number in numbers_cited(version.text)}
    cited = {place.outline.top_of(line) for line in place.outline.lines if line.number.lower() in numbers}
    return tuple(branch for branch in branches if branch.line in cited and not branch.is_current)
