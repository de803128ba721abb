"""``{% load ledger %}``: how a date adds up, drawn in Python: a line for each thing that moved it."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe

from labor_office.core.deadlines.rules.explanation import LedgerLine
from labor_office.core.web import words
from labor_office.core.web.drawing import safe

register = template.Library()


@register.simple_tag
def ledger(lines: Sequence[LedgerLine]) -> SafeString:
    """The rows of the table; the last is the due date, with its year."""
    last = len(lines) - 1
    rows = (_row(line, is_last=place == last) for place, line in enumerate(lines))
    return mark_safe("".join(rows))  # noqa: S308 -- all escaped in _row


def _row(line: LedgerLine, *, is_last: bool) -> str:
    shown = words.day_year(line.on) if is_last else words.day(line.on)
    # A line that rests on a paper leads to it.
    url = getattr(line, "url", "")
    evidence = f' (<a href="{safe(url)}">evidence</a>)' if url else ""
    css = ' class="tot"' if is_last else ""
    told = f'<th scope="row">{safe(line.label)}</th><td>{safe(line.text)}{evidence}</td>'
    return f"<tr{css}>{told}<td>{safe(shown or line.change or 'no change')}</td></tr>"
