"""Notes beside the text, and what a reader may do about an article: apps register them, the reader shows them.

Interpretations, obligations and whatever else explains or concerns an article register from
``AppConfig.ready``; the reader knows none of them. Each source reads what the user may see,
in a number of queries that does not grow with the articles asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from labor_office.core.users.models import User
from labor_office.core.web.compiled import planned_cursor


@dataclass(frozen=True, slots=True)
class Note:
    """One note beside an article or section.

    ``kind`` is the word shown in the margin of the text and over the note: "Interpretation".
    ``is_answer`` puts it first, as the plain official answer. ``chip`` is a state in words.
    """

    article_id: int
    kind: str
    title: str
    text: str = ""
    url: str = ""
    reference: str = ""
    is_answer: bool = False
    chip: str = ""
    chip_kind: str = "quiet"


@dataclass(frozen=True, slots=True)
class Act:
    """A button beside the text: ``url_name`` is reversed and given ``unit``, ``article`` and ``as-of``."""

    label: str
    url_name: str
    allowed: Callable[[User], bool]
    icon: str = ""
    order: int = 50


@dataclass(frozen=True, slots=True)
class Button:
    """An act as one person sees it on one article."""

    label: str
    url: str
    icon: str = ""


# Given the reader, the ids of an article and its sections, and the day whose words are shown.
NoteSource = Callable[[User, Sequence[int], date], Iterable[Note]]
# Given the reader and the ids of agreements: how many of something each has.
Counter = Callable[[User, Sequence[int]], Mapping[int, int]]

_sources: dict[str, NoteSource] = {}
# By source, the table whose ``article_id`` names the articles it speaks of.
_ties: dict[str, type[Model]] = {}
_acts: dict[str, Act] = {}
_counters: dict[str, Counter] = {}


def register(code: str, source: NoteSource, *, ties: type[Model] | None = None) -> None:
    """Show what ``source`` tells beside the text; registering a code again replaces.

    ``ties`` is the table whose ``article_id`` names the articles it may speak of: the source is
    asked only where there are any. Without one it is always asked.
    """
    _sources[code] = source
    _ties.pop(code, None)
    if ties is not None:
        _ties[code] = ties


def register_act(act: Act) -> None:
    """Offer ``act`` on every article; one whose address does not exist is left out."""
    _acts[act.url_name] = act


def register_counter(label: str, counter: Counter) -> None:
    """Add a column of counts to the shelf, headed ``label``."""
    _counters[label] = counter


def notes_for(user: User, articles: Sequence[int], as_of: date) -> tuple[Note, ...]:
    """Every note on ``articles``, plain answers first, then in the order of their sources.

    One query, and those of the sources that have anything on them: on most articles few do.
    """
    if not articles:
        return ()
    silent = _ties.keys() - _tied(articles)
    asked = [source for code, source in _sources.items() if code not in silent]
    found = [note for source in asked for note in source(user, articles, as_of)]
    return tuple(sorted(found, key=lambda note: not note.is_answer))


def _tied(articles: Sequence[int]) -> set[str]:
    """The sources in whose tables one of ``articles`` is named, whoever may see those rows."""
    sql, codes = _question(tuple(_ties.items()))
    if not codes:
        return set()
    with planned_cursor() as cursor:
        cursor.execute(sql, [list(articles)] * len(codes))
        return {codes[place] for (place,) in cursor.fetchall()}


@cache
def _question(ties: tuple[tuple[str, type[Model]], ...]) -> tuple[str, tuple[str, ...]]:
    """Which of ``ties`` hold one of some articles: the SQL, and the codes by the number it answers with."""
    told = (
        f'SELECT {place} WHERE EXISTS (SELECT FROM "{model._meta.db_table}" WHERE article_id = ANY(%s::bigint[]))'  # noqa: S608, SLF001 -- our own tables' names
        for place, (_, model) in enumerate(ties)
    )
    return " UNION ALL ".join(told), tuple(code for code, _ in ties)


def buttons_for(user: User, *, unit: str, number: str, as_of: date) -> tuple[Button, ...]:
    """What ``user`` may do about an article, each with the article already in its address."""
    query = urlencode({"unit": unit, "article": number, "as-of": as_of.isoformat()})
    found = []
    for act in sorted(_acts.values(), key=lambda act: act.order):
        try:
            address = reverse(act.url_name) if act.allowed(user) else ""
        except NoReverseMatch:
            continue
        if address:
            found.append(Button(act.label, f"{address}?{query}", act.icon))
    return tuple(found)


def counts_for(user: User, agreements: Sequence[int]) -> dict[str, Mapping[int, int]]:
    """The registered counts of each agreement, by column."""
    return {label: counter(user, agreements) for label, counter in _counters.items()}
