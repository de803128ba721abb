"""``{% load cases %}``: the lines of the list of grievances, drawn in Python.

There are up to a hundred of them on a page, of ten cells each: drawn by a template they took
longer than the database. Nothing drawn is kept.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from grievances.queries.lists import ListRow
from labor_office.core.web.drawing import safe
from labor_office.core.web.templatetags.ui import cdate, chip, icon

register = template.Library()


@register.simple_tag
def case_rows(rows: Iterable[ListRow], *, may_choose: bool = False) -> SafeString:
    """A line for each of ``rows``; ``may_choose`` begins each with a box to tick."""
    return mark_safe("".join(_line(row, may_choose=may_choose) for row in rows))  # noqa: S308 -- all escaped in _line


def _line(row: ListRow, *, may_choose: bool) -> str:
    number = safe(row.reference)
    box = (
        f'<td data-l="Choose"><input type="checkbox" name="grievance" value="{number}" data-choose'
        f' aria-label="Choose {number}"></td>'
    )
    locked = chip("Restricted", kind="lock") if row.is_restricted else ""
    return f"""<tr data-row>{box if may_choose else ""}
<td data-l="Number" class="nowrap"><a class="id" href="{safe(row.url)}">{number}</a>{_peek(row, number)}</td>
<td data-l="Issue"><span class="t">{safe(row.title)}</span>{locked}</td>
<td data-l="Unit">{safe(row.unit)}<br><span class="m">{safe(row.department)}</span></td>
<td data-l="Grievants" class="name">{safe(row.grievants)}</td>
<td data-l="Articles">{safe(row.articles)}</td>
<td data-l="Step" class="nowrap">{safe(row.step)}</td>
<td data-l="Next due">{cdate(row.due_on, word=row.standing.word, kind=row.standing.css)}</td>
<td data-l="Owner">{safe(row.owner)}</td>
<td data-l="Filed" class="nowrap">{safe(row.filed_words)}</td>
</tr>"""


def _peek(row: ListRow, number: str) -> str:
    return (
        f'<button class="linkb peek" type="button" data-peek hx-get="{safe(row.peek_url)}" hx-target="#quickview"'
        f' hidden>{icon("visibility")}<span class="sr">Quick view of {number}</span></button>'
    )
