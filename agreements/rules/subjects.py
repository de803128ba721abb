"""Which clause of one unit speaks of the same subject as a clause of another, going by titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

# Of 100; below it two titles are two subjects.
ALIKE = 75
_EMPTY_WORDS = frozenset({"the", "of", "and", "for", "a", "an", "to", "in", "on", "or", "general", "other"})


@dataclass(frozen=True, slots=True)
class Titled:
    """A clause as far as its subject goes. ``above`` is the key of the clause it stands under."""

    key: int
    title: str
    above: int | None = None


def same_subjects(left: Sequence[Titled], right: Sequence[Titled]) -> dict[int, int]:
    """Left keys to right keys, each used once: articles by their titles, sections within articles so matched.

    The most alike pair is taken first; equal pairs in the order of reading. A section
    whose article has no counterpart finds one anywhere only under the very same title.
    """
    tops = _best([one for one in left if one.above is None], [one for one in right if one.above is None])
    found = dict(tops)
    for above, other in tops.items():
        inside = [one for one in left if one.above == above]
        found |= _best(inside, [one for one in right if one.above == other])
    taken = set(found.values())
    free = {_subject(one.title): one.key for one in reversed(right) if one.above is not None and one.key not in taken}
    free.pop("", None)
    for one in left:
        if one.above is not None and one.key not in found and (key := free.pop(_subject(one.title), None)) is not None:
            found[one.key] = key
    return found


def _best(left: Sequence[Titled], right: Sequence[Titled]) -> dict[int, int]:
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(_scored(left, right), key=lambda pair: -pair[0]):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _scored(left: Sequence[Titled], right: Sequence[Titled]) -> Iterator[tuple[float, int, int]]:
    subjects = [(other.key, _subject(other.title)) for other in right]
    for one in left:
        wanted = _subject(one.title)
        for key, subject in subjects:
            if wanted and subject and (score := fuzz.token_sort_ratio(wanted, subject)) >= ALIKE:
                yield score, one.key, key


def _subject(title: str) -> str:
    """The words that matter: small, without empty ones and without the plural."""
    words = "".join(letter if letter.isalnum() else " " for letter in title.lower()).split()
    kept = [word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _EMPTY_WORDS]
    return " ".join(kept)
