"""The nearest spelling of words that no text holds, from the titles of articles and sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from agreements.queries.closed import closed_to
from agreements.rules.asking import Asked, TermKind, written
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

# Below this a word is another word, not a slip of the finger.
ALIKE = 0.34

_NEAREST = """
SELECT DISTINCT ON (asked) asked, word FROM unnest(%s::text[]) AS asked
JOIN (
    SELECT DISTINCT regexp_split_to_table(lower(title), '[^[:alnum:]-]+') AS word
    FROM agreements_articleversion WHERE title <> '' AND upper_inf(in_force) AND NOT agreement_id = ANY(%s)
) AS known ON length(word) > 2 AND similarity(asked, word) >= %s
ORDER BY asked, similarity(asked, word) DESC, word
"""


def nearest_spelling(user: User, asked: Asked) -> str:
    """The question with each word replaced by the most alike of all titles in force; "" when nothing is nearer.

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
        cursor.execute(_NEAREST, [list(words), list(closed), ALIKE])
        return {asked: word for asked, word in cursor.fetchall() if word != asked}
