"""Rules that the desk comes with: apps register their files, the shelf of procedures knows none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a shipped rule set counts, its name, and whether it is the office's own to decide.

    What agreements and ordinances decide stays marked as not compared with its source.
    """

    kind: str
    title: str
    is_ours: bool
    # What a law's rule set cites for limits that are the office's own all the same, or their codes.
    own_citation: str = ""
    own_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ShippedRules:
    """One file of rules. ``code`` stands in an address; ``what`` says of what they are: "bargaining".

    ``purposes`` go by the rule sets' ids. Of several for one kind of matter the last in the file is the one
    that counts unless another is chosen.
    """

    code: str
    what: str
    path: Path
    purposes: Mapping[str, Purpose] = field(hash=False)

    @property
    def text(self) -> str:
        """The file as it is shipped with this version of the desk."""
        return self.path.read_text(encoding="utf-8")


_files: dict[str, ShippedRules] = {}


def register(rules: ShippedRules) -> None:
    """Make a file known; called from an app's ``ready``. Registering a code again replaces."""
    _files[rules.code] = rules


def get(code: str) -> ShippedRules | None:
    """The file registered as ``code``; None where there is none."""
    return _files.get(code)


def registered() -> tuple[ShippedRules, ...]:
    """Every file, in the order of registration."""
    return tuple(_files.values())
