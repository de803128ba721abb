"""``{% load owed %}``: what a person owes, line by line, drawn in Python: a heavy desk has a hundred lines."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from labor_office.core.web.drawing import safe
from labor_office.core.web.templatetags.ui import cdate, chip, icon
from labor_office.desk.queries.rows import DeskRow
from labor_office.desk.rules import Group

register = template.Library()


@register.simple_tag
def owed_rows(group: Group[DeskRow]) -> SafeString:
    """The lines under one heading; the buttons of what is late or due today stand out."""
    css = "usa-button b-s" if group.is_first_to_do else "usa-button usa-button--outline b-s"
    return mark_safe("".join(_line(row, css) for row in group.rows))  # noqa: S308 -- all escaped in _line


def _line(row: DeskRow, css: str) -> str:
    reference, name = safe(row.reference), safe(row.name)
    about = f'<span class="sr"> for {reference}, {name}</span>'
    detail = f'<span class="m">{safe(row.detail)}</span>' if row.detail else ""
    unit = f'<br><span class="m">{safe(row.unit)}</span>' if row.unit else ""
    citation = f'<br><span class="m">{safe(row.citation)}</span>' if row.citation else ""
    return f"""<tr data-row>
<td data-l="Due">{cdate(row.due_on, word=row.standing.word, kind=row.standing.css)}</td>
<td data-l="What the City owes"><span class="t">{name}</span>{detail}{_chips(row)}</td>
<td data-l="Matter"><a class="id" href="{safe(row.matter_url)}">{reference}</a><br>{safe(row.title)}{unit}</td>
<td data-l="How it was counted">{safe(row.counted)}{citation}
{_why(row, about)}</td>
<td><a class="{css}" href="{safe(row.act.url)}">{safe(row.act.label)}{about}</a></td>
</tr>"""


def _chips(row: DeskRow) -> str:
    shown = (
        (row.is_at_risk, "At risk", "risk"),
        (row.is_extended, "Extended by agreement", "ext"),
        (row.is_restricted, "Restricted", "lock"),
    )
    return "".join(f" {chip(word, kind=kind)}" for is_so, word, kind in shown if is_so)


def _why(row: DeskRow, about: str) -> str:
    if not row.why_url:
        return ""
    url = safe(row.why_url)
    return (
        f'<a class="linkb" href="{url}" data-why="{safe(row.why_id)}" aria-expanded="false" hx-get="{url}"'
        f' hx-target="closest tr" hx-swap="afterend">{icon("expand_more")}Why this date{about}</a>'
    )
