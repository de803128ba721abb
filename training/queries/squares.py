"""Square codes that a phone reads, drawn as the path of an SVG picture."""

from __future__ import annotations

import segno

MARGIN = 4


def square_of(address: str) -> tuple[str, int]:
    """The path of an address's QR code, and how many modules wide it is, its margin included."""
    rows = list(segno.make(address, error="m", micro=False).matrix)
    dark = [(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    return "".join(f"M{x + MARGIN} {y + MARGIN}h1v1h-1z" for x, y in dark), len(rows) + 2 * MARGIN
