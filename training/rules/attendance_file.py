"""A list of who was there, typed into a spreadsheet: its columns, its marks, its times. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from training.rules.attendance import LONGEST_NOTE
from training.rules.vocabulary import Mark

# What a heading may be called, in small letters.
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("employee number", "employee no", "employee no.", "emp no", "number", "no.", "id", "employee id"),
    "name": ("name", "printed name", "employee", "employee name", "full name"),
    "mark": ("mark", "attendance", "status", "present", "attended"),
    "in_at": ("in", "time in", "arrival", "arrived", "sign in"),
    "out_at": ("out", "time out", "left", "departure", "sign out"),
    "note": ("note", "notes", "remark", "remarks", "comment"),
}
_MARKS: dict[str, Mark] = {
    **dict.fromkeys(("present", "p", "yes", "y", "x", "attended", "1", "true"), Mark.PRESENT),
    **dict.fromkeys(("absent", "a", "no", "n", "no show", "0", "false"), Mark.ABSENT),
    **dict.fromkeys(("partial", "part", "present in part", "left early", "late"), Mark.PARTIAL),
}
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; ``problems`` say what must be mended before anything is loaded."""

    number: int
    employee: str = ""
    name: str = ""
    mark: Mark | None = None
    in_at: time | None = None
    out_at: time | None = None
    note: str = ""
    problems: tuple[str, ...] = ()


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by its heading; the first of two that would do."""
    found: dict[str, int] = {}
    for place, heading in enumerate(header):
        plain = " ".join(heading.lower().replace("_", " ").split())
        for column, names in COLUMNS.items():
            if plain in names:
                found.setdefault(column, place)
    return found


def read_line(number: int, cells: Sequence[str], columns: dict[str, int]) -> Line:
    """One line. Without a column of marks everyone in the file was present: it is a list of who signed."""
    given = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
    problems = []
    if not given.get("number") and not given.get("name"):
        problems.append("No employee number and no name.")
    typed = given.get("mark", "")
    mark = Mark.PRESENT if "mark" not in columns else _MARKS.get(typed.lower())
    if mark is None:
        problems.append(f"“{typed}” is no mark. Write present, absent or partial." if typed else "No mark.")
    times: dict[str, time | None] = {}
    for column, called in (("in_at", "time in"), ("out_at", "time out")):
        text = given.get(column, "")
        times[column] = read_time(text)
        if text and times[column] is None:
            problems.append(f"The {called} “{text}” cannot be read. Write 9:05 or 1:30 pm.")
    came, left = times["in_at"], times["out_at"]
    if came and left and left < came:
        problems.append("The time out lies before the time in.")
    note = given.get("note", "")
    if len(note) > LONGEST_NOTE:
        problems.append(f"The note has {len(note)} characters. Shorten it to {LONGEST_NOTE}.")
    return Line(
        number, given.get("number", ""), given.get("name", ""), mark, came, left, note,
        tuple(problems),
    )  # fmt: skip


def read_time(text: str) -> time | None:
    """``9:05``, ``09:05:00``, ``1:30 pm``, ``1.30 p.m.``; None for anything else."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2]), found[3]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None
