"""Codes of departments, classifications and units as files spell them.

Two spellings that look alike are pointed out and never joined by the machine: ``1`` and
``01`` may be one department or two, and only a person at the City knows.
"""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

CODE_LENGTH = 20
CUTOFF = 0.72
_NOISE = re.compile(r"[\s.\-_/&]+")


class CodeField(StrEnum):
    """The columns that point at the City's own lists."""

    DEPARTMENT = "department"
    CLASSIFICATION = "classification"
    UNIT = "unit"

    @property
    def plural(self) -> str:
        """How a sentence names several."""
        return {"department": "departments", "classification": "classifications", "unit": "bargaining units"}[self]

    def counted(self, number: int) -> str:
        """``this department``, ``these 12 departments``: how a button names what it takes."""
        return f"this {self.singular}" if number == 1 else f"these {number:,} {self.plural}"

    @property
    def singular(self) -> str:
        """How a sentence names one."""
        return "bargaining unit" if self is CodeField.UNIT else str(self)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of one of the City's lists."""

    key: int
    code: str
    name: str
    unit: int | None = None

    @property
    def words(self) -> str:
        """Code and name, once when they are the same."""
        return self.code if self.code == self.name else f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said about a spelling nobody knew: add it, leave its rows out, or it is ``same_as`` a code."""

    verb: str = ""
    same_as: str = ""

    @classmethod
    def read(cls, text: str) -> "Decision":
        """From ``add``, ``skip`` or ``same:CODE``; anything else is no decision."""
        if text.startswith("same:"):
            return cls("same", text.removeprefix("same:"))
        return cls(text) if text in {"add", "skip"} else cls()


def loose(code: str) -> str:
    """What is left of a code without case, spaces, punctuation and leading zeros of its numbers."""
    bare = _NOISE.sub("", code.casefold())
    return re.sub(r"0+(?=\d)", "", bare) if bare.isdigit() else re.sub(r"(?<!\d)0+(?=\d)", "", bare)


def find_known(raw: str, known: Sequence[Known]) -> Known | None:
    """The entry that ``raw`` names for certain: by its exact code, or by its name in any case."""
    for entry in known:
        if entry.code == raw:
            return entry
    named = [entry for entry in known if entry.name.casefold() == raw.strip().casefold()]
    return named[0] if len(named) == 1 else None


def lookalike(raw: str, known: Sequence[Known]) -> Known | None:
    """The entry whose code or name differs from ``raw`` only as ``1``, ``01`` and `` 1 `` differ."""
    bare = loose(raw)
    return next((entry for entry in known if bare in {loose(entry.code), loose(entry.name)}), None)


def nearest(raw: str, known: Sequence[Known]) -> Known | None:
    """The entry spelled most like ``raw``, if any comes close."""
    words = {entry.name.casefold(): entry for entry in known} | {entry.code.casefold(): entry for entry in known}
    close = difflib.get_close_matches(raw.strip().casefold(), list(words), n=1, cutoff=CUTOFF)
    return words[close[0]] if close else None


def twins(raws: Collection[str]) -> Mapping[str, list[str]]:
    """For each spelling, the other spellings in ``raws`` that look alike."""
    groups: dict[str, list[str]] = {}
    for raw in raws:
        groups.setdefault(loose(raw), []).append(raw)
    return {raw: [other for other in group if other != raw] for group in groups.values() for raw in group}


def new_code(raw: str, *, taken: Collection[str]) -> str:
    """A code for an entry added from the file: as the file spells it when that fits, else shortened and made unique."""
    wanted = raw.strip()
    base = wanted if len(wanted) <= CODE_LENGTH else _NOISE.sub("-", wanted)[:CODE_LENGTH].strip("-").upper()
    code, count = base, 1
    while code in taken:
        count += 1
        code = f"{base[: CODE_LENGTH - len(str(count)) - 1]}-{count}"
    return code
