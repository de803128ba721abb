"""``{% load agenda %}``: what stands on a day, drawn in Python: a month of a heavy desk holds hundreds."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.dateformat import time_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from labor_office.core.deadlines.queries.agenda import Item
from labor_office.core.web.drawing import safe
from labor_office.core.web.templatetags.ui import state_chip

register = template.Library()


@register.simple_tag
def agenda_items(items: Iterable[Item]) -> SafeString:
    """A line for each of ``items``: what it is and when, its words as a link where there is something to open."""
    return mark_safe("".join(map(_line, items)))  # noqa: S308 -- all escaped in _line


def _line(item: Item) -> str:
    at = f", {time_format(item.at, 'g:i a')}" if item.at else ""
    text = safe(item.text)
    shown = f'<a href="{safe(item.url)}">{safe(item.reference)} {text}</a>' if item.url else text
    detail = f' <span class="muted small">{safe(item.detail)}</span>' if item.detail else ""
    chip = state_chip(item.state) if item.state else ""
    return f'<li><span class="what">{safe(capfirst(item.kind))}{at}</span> <span>{shown}{detail}</span>{chip}</li>\n'
