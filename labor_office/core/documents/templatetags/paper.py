"""Filters of paper templates: ``{% load paper %}``.

{{ letter.delivery|merge:"how it is delivered" }}   a fact that must not be missing: a draft shows the gap
{{ day|long_day }}                                  Tuesday, June 23, 2026
{{ day|plain_day }}                                 June 23, 2026
{{ day|day_in_words }}                              the twenty-third of June, two thousand twenty-six
{{ moment|stamp }}                                  June 23, 2026, 3:12 p.m.
{% next_number as n %}                              1, then 2: headings of which some may be left out
"""

from datetime import date, datetime

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from labor_office.core.documents.rules import dates
from labor_office.core.web import words

register = template.Library()
GAP = '<mark class="gap">'


@register.filter
def merge(value: object, what: str) -> object:
    """The value, or a marked gap naming what is missing. A paper that goes out may hold no gap."""
    if value in (None, "", ()):
        return gap(what)
    return value


def gap(what: str) -> SafeString:
    """``[how it is delivered]``, marked."""
    return format_html('<mark class="gap">[{}]</mark>', what)


@register.filter
def plain_day(value: date | None) -> str | SafeString:
    """``June 23, 2026``; no day is a gap."""
    return f"{value:%B} {value.day}, {value.year}" if value else gap("date")


@register.filter
def long_day(value: date | None) -> str | SafeString:
    """``Tuesday, June 23, 2026``; no day is a gap."""
    return words.long_day(value) if value else gap("date")


@register.filter
def day_in_words(value: date | None) -> str | SafeString:
    """The day in words; no day is a gap."""
    return dates.day_in_words(value) if value else gap("date in words")


@register.filter
def stamp(value: datetime) -> str:
    """``June 23, 2026, 3:12 p.m.``, in the city's time."""
    day = timezone.localtime(value)
    return f"{day:%B} {day.day}, {day.year}, {words.at(value)}"


@register.simple_tag(takes_context=True)
def next_number(context: Context) -> int:
    """1 for the first heading of a paper, then one more each time it is asked within the same block."""
    told: int = (context.render_context.get("headings") or 0) + 1
    context.render_context["headings"] = told
    return told
