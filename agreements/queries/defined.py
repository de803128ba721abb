"""The words an agreement defines, as an article that uses them shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agreements.models.text import Paragraph
from agreements.queries.outline import Line, Outline
from agreements.rules.definitions import Defined, definitions_in, is_definitions, uses


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its definition and the clause that gives it."""

    defined: Defined
    line: Line


@dataclass(frozen=True, slots=True)
class Opened:
    """A definition to open under a paragraph; ``target`` is its address on the page."""

    target: str
    term: Term


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paragraph; ``target`` leads to the definition of the word it is, or is empty."""

    text: str
    target: str = ""


def terms_of(outline: Outline, article: Line, versions: Mapping[int, Sequence[str]]) -> tuple[Term, ...]:
    """The words defined by the agreement's articles of definitions, and by ``article`` for itself.

    ``versions``: the article's own, each with its paragraphs. One query where another article
    defines words, none elsewhere.
    """
    defining = [line for top in outline.articles if is_definitions(top.title) for line in outline.under(top)]
    own = outline.under(article)
    apart = [line for line in defining if line.version_id not in versions]
    kept = Paragraph.objects.filter(version__in=[line.version_id for line in apart]) if apart else ()
    texts: dict[int, list[str]] = {pk: list(own_words) for pk, own_words in versions.items()}
    for row in kept:
        texts.setdefault(row.version_id, []).append(row.text)
    found: dict[str, Term] = {}
    for line in (*own, *defining):
        for one in _said(line, texts.get(line.version_id, []), is_list=line in defining):
            found.setdefault(one.term.lower(), Term(one, line))
    return tuple(found.values())


def _said(line: Line, texts: Iterable[str], *, is_list: bool) -> Iterable[Defined]:
    for text in texts:
        yield from definitions_in(text, title=line.title, is_list=is_list)


def opened(text: str, terms: Sequence[Term], *, within: str) -> tuple[tuple[Stretch, ...], tuple[Opened, ...]]:
    """A paragraph in stretches, and the definitions to open under it; ``within`` is its own address."""
    stretches: list[Stretch] = []
    used: list[Opened] = []
    for piece in uses(text, [term.defined for term in terms]):
        target = ""
        if piece.place is not None:
            target = f"means-{within}-{len(used) + 1}"
            used.append(Opened(target, terms[piece.place]))
        stretches.append(Stretch(piece.text, target))
    return tuple(stretches), tuple(used)
