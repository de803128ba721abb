"""What the desk ships by now that an office which took its rules earlier has not got."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from labor_office.core.deadlines.models.procedures import TimeLimit, VersionState
from labor_office.core.deadlines.procedure_files.reading import read_procedure_file
from labor_office.core.deadlines.rules.procedure import Limit
from labor_office.core.deadlines.shipped import ShippedRules, registered


@dataclass(frozen=True, slots=True)
class NewRules:
    """What is new in one shipped file: whole rule sets by id and title, and limits by the id of their set."""

    rules: ShippedRules
    sets: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, tuple[Limit, ...]], ...]

    @property
    def count(self) -> int:
        """How many, a whole set being one."""
        return len(self.sets) + sum(len(found) for _, found in self.limits)

    @property
    def names(self) -> tuple[str, ...]:
        """Each in words: ``Bargaining, charter interest arbitration``, ``Unit matters: Brief``."""
        added = (f"{self.rules.purposes[one].title}: {limit.name}" for one, found in self.limits for limit in found)
        return (*(title for _, title in self.sets), *added)


def shipped_news(*files: ShippedRules) -> list[NewRules]:
    """What ``files``, else all that are registered, hold by now that the office has not got. One query.

    Of a file nothing of which was ever taken nothing is told; a limit that the office had in any version and took
    out is no news.
    """
    asked = files or registered()
    slugs = {slug for rules in asked for slug in rules.purposes}
    had = TimeLimit.objects.filter(version__procedure__slug__in=slugs).order_by()
    rows = set(had.values_list("version__procedure__slug", "code", "version__state"))
    taken = {slug for slug, _, state in rows if state in _TAKEN}
    known = {(slug, code) for slug, code, _ in rows}
    found = (_news(rules, taken, known) for rules in asked if taken & set(rules.purposes))
    return [news for news in found if news.count]


def _news(rules: ShippedRules, taken: set[str], known: set[tuple[str, str]]) -> NewRules:
    sets, limits = [], []
    for slug, filed in _limits_in(rules.path):
        if slug not in taken:
            sets.append((slug, rules.purposes[slug].title))
        elif added := tuple(one for one in filed if (slug, one.code) not in known):
            limits.append((slug, added))
    return NewRules(rules, tuple(sets), tuple(limits))


@lru_cache(maxsize=16)
def _limits_in(path: Path) -> tuple[tuple[str, tuple[Limit, ...]], ...]:
    """The rule sets of a file with their limits: read once, for a file comes with its version of the desk."""
    filed = read_procedure_file(path.read_text(encoding="utf-8")).procedures
    return tuple((one.id, one.procedure.limits) for one in filed if one.procedure is not None)


_TAKEN = (VersionState.PUBLISHED, VersionState.RETIRED)
