"""The articles that a grievance cites, as the form says them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

# A citation's text and the words of all of them, as their columns hold them.
LONGEST_CITATION, LONGEST_WORDS = 60, 600


def cited_once(articles: Iterable[str]) -> list[str]:
    """Each article once, in the order given, cut to what a citation holds."""
    return list(dict.fromkeys(number.strip()[:LONGEST_CITATION] for number in articles if number.strip()))


def cited_words(articles: Iterable[str]) -> str:
    """``14.3, 14.5`` for lists; the record names every one."""
    return ", ".join(cited_once(articles))[:LONGEST_WORDS]
