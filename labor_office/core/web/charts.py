"""Charts as SVG: lines and bars, labelled directly, in colours of the style sheet.

The page says a chart's point in a sentence above it and holds its figures in a table below it.
With a ``title`` the picture is also told to whoever does not see it, by that name and with its
figures as its description; without one it is decoration (``aria-hidden``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 16, 270, 28, 34
LONGEST_NAME = 24
BAR, GAP_BETWEEN, NAME_WIDTH, FIGURE_WIDTH = 20, 8, 190, 90
# Labels closer than this would lie on each other.
LINE_HEIGHT = 17


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, its class (``city``, ``union``, ``other``), a value for each label."""

    name: str
    css: str
    values: tuple[Decimal, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its class (``ours`` stands out), its value, the figure beside it."""

    name: str
    css: str
    value: Decimal
    figure: str


def line_chart(labels: Sequence[str], series: Sequence[Series], *, title: str = "") -> SafeString:
    """Lines from zero, each with a dot and a figure at every label, its name at its end."""
    top = max((value for one in series for value in one.values), default=Decimal(0)) or Decimal(1)
    step = (WIDTH - LEFT - RIGHT) / max(1, len(labels) - 1)
    across = [LEFT + 40 + step * place for place in range(len(labels))]
    said = "; ".join(f"{one.name}: {_listed(labels, one.figures)}" for one in series)
    parts = [_open(WIDTH, HEIGHT, "chart", title, said)]
    floor = HEIGHT - BOTTOM
    parts.append(f'<line class="axis" x1="{LEFT}" y1="{floor}" x2="{WIDTH - RIGHT + 56}" y2="{floor}"/>')
    parts += [_text(x, HEIGHT - 12, label, "tick", "middle") for x, label in zip(across, labels, strict=True)]
    ends = _apart([_height(one.values[-1], top) for one in series if one.values])
    for one, end in zip(series, ends, strict=False):
        parts += _line(one, across, top, end, is_alone=len(series) == 1)
    return _closed(parts)


def _line(one: Series, across: Sequence[float], top: Decimal, end: float, *, is_alone: bool) -> list[str]:
    """A line with its spots; figures on the way only where no other line's would lie on them."""
    spots = [(x, _height(value, top)) for x, value in zip(across, one.values, strict=True)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    drawn = [f'<polyline class="line {one.css}" points="{path}"/>']
    for (x, y), figure in zip(spots, one.figures, strict=True):
        drawn.append(f'<circle class="spot {one.css}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        if is_alone and x != across[-1]:
            drawn.append(_text(x, y - 9, figure, f"figure {one.css}", "middle"))
    drawn.append(_text(across[-1] + 10, end + 4, f"{_short(one.name)} {one.figures[-1]}", f"name {one.css}", "start"))
    return drawn


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def bar_chart(bars: Sequence[Bar], *, title: str = "") -> SafeString:
    """Bars from zero, the longest first as given, name left and figure right of each."""
    top = max((bar.value for bar in bars), default=Decimal(0)) or Decimal(1)
    height = (BAR + GAP_BETWEEN) * len(bars) + GAP_BETWEEN
    said = _listed([bar.name for bar in bars], [bar.figure for bar in bars])
    parts = [_open(WIDTH, height, "chart bars", title, said)]
    for place, bar in enumerate(bars):
        y = GAP_BETWEEN + place * (BAR + GAP_BETWEEN)
        width = float(bar.value / top) * (WIDTH - NAME_WIDTH - FIGURE_WIDTH)
        parts.append(_text(NAME_WIDTH - 8, y + 15, bar.name, f"name {bar.css}", "end"))
        parts.append(f'<rect class="bar {bar.css}" x="{NAME_WIDTH}" y="{y}" width="{width:.1f}" height="{BAR}"/>')
        parts.append(_text(NAME_WIDTH + width + 8, y + 15, bar.figure, f"figure {bar.css}", "start"))
    return _closed(parts)


def _height(value: Decimal, top: Decimal) -> float:
    return HEIGHT - BOTTOM - float(max(value, Decimal(0)) / top) * (HEIGHT - TOP - BOTTOM)


def _apart(heights: Sequence[float]) -> list[float]:
    """The same heights, moved so far that no two labels lie on each other."""
    placed: dict[int, float] = {}
    last = -LINE_HEIGHT * 2.0
    for place in sorted(range(len(heights)), key=lambda at: heights[at]):
        last = max(heights[place], last + LINE_HEIGHT)
        placed[place] = last
    return [placed[place] for place in range(len(heights))]


def _open(width: float, height: float, css: str, title: str, said: str) -> str:
    shape = f'<svg class="{css}" viewBox="0 0 {width} {height}" focusable="false"'
    if not title:
        return f'{shape} aria-hidden="true">'
    return f'{shape} role="img"><title>{escape(title)}</title><desc>{escape(said)}.</desc>'


def _listed(names: Sequence[str], figures: Sequence[str]) -> str:
    """``FY 2027 $489K, FY 2028 $1.56M``."""
    return ", ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=False))


def _closed(parts: list[str]) -> SafeString:
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 -- numbers of ours, and every word is escaped


def _text(x: float, y: float, words: str, css: str, anchor: str) -> str:
    return f'<text class="{css}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
