"""Cells of a file that a spreadsheet opens."""

from __future__ import annotations

import re

_RUNS = frozenset("=+-@\t\r")
# A plain number, with its sign, its dollars, its thousands or its percent.
_NUMBER = re.compile(r"[+-]?\$?\d[\d,]*(?:\.\d+)?%?")


def inert(text: str) -> str:
    """``text`` as a spreadsheet shows it and never runs it.

    What would begin a formula gets an apostrophe before it; a plain number, negative ones too, stays a number.
    """
    begins = text[:1] in _RUNS or text.lstrip()[:1] in _RUNS
    return f"'{text}" if begins and text.strip() and not _NUMBER.fullmatch(text) else text
