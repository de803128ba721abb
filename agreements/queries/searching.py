"""Full-text search of agreement text: a bounded number of candidates is ranked, and only what is shown is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote

from django.db import connection
from django.urls import reverse

from agreements.models.text import ArticleVersion, cited
from agreements.queries.closed import closed_to
from agreements.rules.asking import Asked, Term, TermKind
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

# More matches than this are not all ranked, and the page says so.
MOST_RANKED = 1000
SHOWN = 20
_BEGIN, _END = "\x02", "\x03"


class Scope(StrEnum):
    """Which text is searched: what is in force on a day, or every word that ever was."""

    DAY = "DAY"
    ALL = "ALL"


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph found. ``pieces`` are its words cut where a match begins and ends; True marks a match."""

    # Its section and the article that one stands in.
    article_ids: tuple[int, ...]
    unit: str
    heading: str
    number: str
    url: str
    term: str
    pieces: tuple[tuple[str, bool], ...]
    begins_on: date | None
    # The first day on which the words no longer hold; None while they do.
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; ``count`` of at most MOST_RANKED matches, ``has_more`` when there are others."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    has_more: bool = False

    @property
    def count_words(self) -> str:
        """``1 paragraph``, ``More than 1,000 paragraphs``."""
        if self.has_more:
            return f"More than {self.count:,} paragraphs"
        return "1 paragraph" if self.count == 1 else f"{self.count:,} paragraphs"


def found_text(
    user: User, asked: Asked, *, on: date, scope: Scope = Scope.DAY, units: Sequence[int] = (), limit: int = SHOWN
) -> Found:
    """The paragraphs that hold what is asked, of text in force on a day or of all years. Two queries.

    Of more than MOST_RANKED matches as many are ranked, in the order in which they are stored.
    """
    if not user.may(Permission.AGREEMENT_READ) or not asked.terms:
        return Found()
    question, values = tsquery(asked.terms)
    closed = closed_to(user)
    matches = f"words @@ {question} AND {_where(scope, units, closed)}"
    candidates = (_ALL if scope is Scope.ALL else _DAY).format(question=question, matches=matches)
    statement = _SEARCH.format(candidates=candidates, question=question, headline=_HEADLINE)
    given = {"on": on, "unit": next(iter(units), None), "units": list(units), "closed": closed}
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, **given, "most": MOST_RANKED + 1, "few": _FEW_ENDING, "shown": limit})
        rows = cursor.fetchall()
    count = rows[0][-1] if rows else 0
    return Found(tuple(_hit(row, on, scope) for row in rows), min(count, MOST_RANKED), count > MOST_RANKED)


def tsquery(terms: Sequence[Term]) -> tuple[str, dict[str, str]]:
    """The terms as an expression that Postgres folds into one constant, and its parameters by name."""
    built, values = [], {}
    for place, term in enumerate(terms):
        name = f"term_{place}"
        values[name] = term.text
        one = f"plainto_tsquery('english', %({name})s)"
        if term.kind is TermKind.PHRASE:
            one = f"phraseto_tsquery('english', %({name})s)"
        elif term.kind is TermKind.PREFIX:
            # As typed and as stemmed: overti* and overtime* both begin overtime, which is kept as overtim.
            one = f"((quote_literal(%({name}_typed)s) || ':*')::tsquery || {one})"
            values[f"{name}_typed"] = term.text.lower().replace("\\", "")
        built.append(f"!!{one}" if term.is_excluded else one)
    return f"({' && '.join(built)})", values


def clauses_called(user: User, asked: Asked, *, on: date, units: Sequence[int] = ()) -> tuple[Hit, ...]:
    """The clauses whose number is asked for, in force on ``on``, one for each unit that has it. One query."""
    rows = ArticleVersion.objects.visible_to(user).in_force(on).filter(number__iexact=asked.clause)
    rows = rows.filter(unit__in=units) if units else rows
    found = rows.select_related("unit", "agreement").order_by("unit__name", "position")
    return tuple(
        Hit(
            article_ids=_ids(row.article_id, row.parent_id),
            unit=row.unit.name,
            heading=str(row),
            number=row.number,
            url=_address(row.unit.slug, row.number, asked.mark, on),
            term=row.agreement.term_name,
            pieces=((row.text[:300], False),),
            begins_on=row.in_force.lower,
            until_on=row.in_force.upper,
        )
        for row in found
    )


_HEADLINE = '\'MaxWords=42, MinWords=24, ShortWord=2, StartSel="\x02", StopSel="\x03"\''
# Candidates are carried as number and rank alone: their words would be copied a thousand at a time.
_SEARCH = """
WITH candidates AS MATERIALIZED ({candidates}),
best AS (SELECT id, rank, count(*) OVER () AS matches FROM candidates ORDER BY rank DESC, id LIMIT %(shown)s)
SELECT unit.name, unit.slug, version.number, version.title, paragraph.anchor, agreement.term_name,
       ts_headline('english', paragraph.text, {question}, {headline}),
       lower(paragraph.in_force), upper(paragraph.in_force), version.article_id, version.parent_id, matches
FROM best JOIN agreements_paragraph AS paragraph ON paragraph.id = best.id
JOIN agreements_articleversion AS version ON version.id = paragraph.version_id
JOIN agreements_agreement AS agreement ON agreement.matter_id = version.agreement_id
JOIN workforce_bargainingunit AS unit ON unit.id = version.unit_id
ORDER BY rank DESC, best.id
"""
_CANDIDATE = "SELECT id, ts_rank_cd(words, {question}, 1) AS rank"
# Words that never came into force, of a change put off before its day, are no text.
_ALL = f"{_CANDIDATE} FROM agreements_paragraph WHERE {{matches}} AND NOT isempty(in_force) LIMIT %(most)s"
# What has no end, nearly all that is in force, has an index of its own. What holds but will end is looked
# through one by one: Postgres cannot tell how few that is, and would read the whole list of a word's places.
# It does so only when they are many, and then not the list of all that ever ended besides: hence the upper().
_FEW_ENDING = 3000
_ENDING = "FROM agreements_paragraph WHERE NOT upper_inf(in_force) AND upper(in_force) > %(on)s::date"
_DAY = f"""
    WITH ending AS MATERIALIZED (
        SELECT count(*) > %(few)s AS are_many FROM (SELECT {_ENDING} LIMIT %(few)s + 1) AS counted
    )
    SELECT * FROM (
        ({_CANDIDATE} FROM agreements_paragraph WHERE {{matches}} AND upper_inf(in_force) LIMIT %(most)s)
        UNION ALL
        ({_CANDIDATE} FROM (
             SELECT id, version_id, unit_id, in_force, words {_ENDING} ORDER BY upper(in_force) LIMIT %(few)s
         ) AS few
         WHERE {{matches}} AND NOT (SELECT are_many FROM ending) LIMIT %(most)s)
        UNION ALL
        ({_CANDIDATE} FROM agreements_paragraph
         WHERE {{matches}} AND upper(in_force) IS NOT NULL AND (SELECT are_many FROM ending) LIMIT %(most)s)
    ) AS found LIMIT %(most)s
"""  # noqa: S608 -- constants only


def _where(scope: Scope, units: Sequence[int], closed: Sequence[int]) -> str:
    """What else a paragraph must be, beside holding the words."""
    conditions: list[str] = []
    if scope is Scope.DAY:
        conditions.append("in_force @> %(on)s::date")
    # As bigint, like the column: a number of another width would not be looked up in the index.
    if len(units) == 1:
        conditions.append("unit_id = %(unit)s::bigint")
    elif units:
        conditions.append("unit_id = ANY(%(units)s::bigint[])")
    if closed:
        conditions.append(
            "NOT EXISTS (SELECT FROM agreements_articleversion AS closed"
            " WHERE closed.id = version_id AND closed.agreement_id = ANY(%(closed)s))"
        )
    return " AND ".join(conditions) or "true"


def _hit(row: tuple[object, ...], on: date, scope: Scope) -> Hit:
    unit, slug, number, title, anchor, term, headline, begins_on, until_on, article, parent, _ = row
    begins = begins_on if isinstance(begins_on, date) else None
    until = until_on if isinstance(until_on, date) else None
    day = on if scope is Scope.DAY or (until is None and begins is not None and begins <= on) else begins or on
    heading = ", ".join(filter(None, [cited(str(number)), str(title)]))
    return Hit(
        article_ids=_ids(article, parent),
        unit=str(unit),
        heading=heading,
        number=str(number),
        url=_address(str(slug), str(number), "", day, anchor=str(anchor)),
        term=str(term),
        pieces=_pieces(str(headline)),
        begins_on=begins,
        until_on=until,
    )


def _ids(*articles: object) -> tuple[int, ...]:
    return tuple(each for each in articles if isinstance(each, int))


def _address(slug: str, number: str, mark: str, on: date, *, anchor: str = "") -> str:
    place = "-".join(number.split()) or "preamble"
    # The list's address is a constant to Django; that of an article takes it longer than the search itself.
    address = f"{reverse('agreements:list')}{slug}/articles/{quote(place)}/?as-of={on.isoformat()}"
    return f"{address}#{quote(anchor or place + mark, safe='()')}"


def _pieces(headline: str) -> tuple[tuple[str, bool], ...]:
    """The marked sentence cut at its marks, so that a template escapes every piece."""
    pieces: list[tuple[str, bool]] = []
    for at, part in enumerate(headline.split(_BEGIN)):
        inside, closing, after = part.partition(_END)
        pieces += [(inside, True), (after, False)] if at and closing else [(part, False)]
    return tuple(piece for piece in pieces if piece[0])
