"""What applying a roster would change, and what stands in its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

SWING_PERCENT = 10
SWING_PEOPLE = 10
UNDO_DAYS = 30


class ChangeKind(StrEnum):
    """What a roster does to one person."""

    NEW = "new"
    BACK = "back"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
    SAME = "same"

    @property
    def label(self) -> str:
        """The kind as the review page names it."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    ChangeKind.NEW: "New",
    ChangeKind.BACK: "Back again",
    ChangeKind.MOVED: "Moved between units",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.GONE: "Gone",
    ChangeKind.SAME: "Unchanged",
}


@dataclass(frozen=True, slots=True)
class Swing:
    """A department whose headcount jumps; usually a mistake in the file, sometimes news."""

    department: str
    before: int
    after: int

    @property
    def percent(self) -> int:
        """The change in whole percent of the headcount before, halves away from zero."""
        size = (abs(self.after - self.before) * 200 + self.before) // (2 * self.before)
        return size if self.after >= self.before else -size

    @property
    def words(self) -> str:
        """``Police down 12%, from 310 to 273``; ``Police 4 times as large, from 80 to 330``."""
        if self.percent >= 200:
            times = round(self.after / self.before)
            return f"{self.department} {times} times as large, from {self.before:,} to {self.after:,}"
        way = "up" if self.after > self.before else "down"
        return f"{self.department} {way} {abs(self.percent)}%, from {self.before:,} to {self.after:,}"


def find_swings(heads: Iterable[tuple[str, int, int]]) -> list[Swing]:
    """Departments of at least ten people that grow or shrink by ten percent or more, the largest first.

    ``heads`` gives name, headcount before and headcount after.
    """
    swings = [Swing(name, before, after) for name, before, after in heads if before >= SWING_PEOPLE]
    large = [swing for swing in swings if abs(swing.after - swing.before) * 100 >= SWING_PERCENT * swing.before]
    return sorted(large, key=lambda swing: -abs(swing.after - swing.before))


def what_blocks(report: Mapping[str, Any], choices: Mapping[str, Any]) -> list[str]:
    """Why the import cannot be applied yet, a sentence each; empty when it can."""
    blocks = []
    undecided = [code for code in report.get("codes", []) if not code["decision"]]
    if undecided:
        blocks.append(
            f"{_count(len(undecided), 'code is', 'codes are')} not on the City's lists. Say what each one means."
        )
    bad = report.get("counts", {}).get("rejected", 0)
    if bad and not choices.get("skip_reason"):
        blocks.append(f"{_count(bad, 'row', 'rows')} cannot be read. Mend the file, or leave them out and say why.")
    twins = report.get("number_twin_count", 0)
    if twins and choices.get("numbers") not in {"same", "different"}:
        blocks.append(
            f"{_count(twins, 'employee number looks', 'employee numbers look')} like one already on the roster."
        )
    if report.get("swings") and not choices.get("has_checked_swings"):
        blocks.append("A department's headcount jumps. Confirm that you have checked it.")
    if not report.get("counts", {}).get("good"):
        blocks.append("No row can be loaded.")
    return blocks


def may_revert(*, applied_at: datetime, at: datetime) -> bool:
    """Whether an import applied at ``applied_at`` may still be taken back: for thirty days."""
    return at - applied_at <= timedelta(days=UNDO_DAYS)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
