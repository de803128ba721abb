"""The nearest spelling of words that no text holds, from titles and text in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from agreements.queries.closed import closed_to
from agreements.rules.asking import Asked, TermKind, written
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

# Below this a word is another word, not a slip of the finger.
ALIKE = 0.34

# So many paragraphs in force lend their words: those of some ten agreements, read in a tenth of a second.
MOST_READ = 3000

_NEAREST = """
WITH known AS (
    SELECT DISTINCT word FROM (
        SELECT regexp_split_to_table(lower(title), '[^[:alnum:]-]+') AS word
        FROM agreements_articleversion WHERE title <> '' AND upper_inf(in_force) AND NOT agreement_id = ANY(%(closed)s)
        UNION ALL
        SELECT btrim(string_to_table(lower(text), ' '), '.,;:()"') FROM (
            SELECT p.text FROM agreements_paragraph AS p
            JOIN agreements_articleversion AS v ON v.id = p.version_id AND NOT v.agreement_id = ANY(%(closed)s)
            WHERE upper_inf(p.in_force) LIMIT %(most)s
        ) AS bodies
    ) AS spoken WHERE length(word) BETWEEN 3 AND 30
)
SELECT DISTINCT ON (asked) asked, word FROM unnest(%(words)s::text[]) AS asked
JOIN known ON similarity(asked, word) >= %(alike)s
ORDER BY asked, similarity(asked, word) DESC, word
"""


def nearest_spelling(user: User, asked: Asked) -> str:
    """The question with each word replaced by the most alike of titles and text in force; "" when nothing is nearer.

    Two queries; asked only when nothing was found.
    """
    words = [term.text.lower() for term in asked.terms if term.kind is not TermKind.PHRASE and not term.is_excluded]
    if not words or not user.may(Permission.AGREEMENT_READ):
        return ""
    nearest = _nearest(words, closed_to(user))
    terms = tuple(
        replace(term, text=nearest.get(term.text.lower(), term.text)) if term.text.lower() in words else term
        for term in asked.terms
    )
    suggestion = " ".join([*(written(term) for term in terms), asked.unit_words]).strip()
    return suggestion if terms != asked.terms else ""


def _nearest(words: Sequence[str], closed: Sequence[int]) -> dict[str, str]:
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"words": list(words), "closed": list(closed), "alike": ALIKE, "most": MOST_READ}
        cursor.execute(_NEAREST, given)
        return {asked: word for asked, word in cursor.fetchall() if word != asked}
