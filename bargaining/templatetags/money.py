"""``{% load money %}``: figures of a costing as people read them.

{{ rate|share:2 }}          0.035 as 3.50%
{{ heads|number }}          1,234 or 1,234.5
{{ amount|absolute }}       the amount without its sign
{{ amount|thousands }}      1,067 for 1,067,012: under a heading that says so
{{ cost|issue_cost }}       an IssueCost over the term, or why it is not costed
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django import template

from bargaining.costing.money import percent
from bargaining.queries.costing import IssueCost
from labor_office.core.web import words

register = template.Library()


@register.filter
def share(value: Decimal, places: int) -> str:
    """A share as percent, rounded half up."""
    return f"{percent(value, places)}%".replace("-", "\N{MINUS SIGN}")


@register.filter
def number(value: Decimal) -> str:
    """A count with commas, without zeros after the point."""
    return f"{value.normalize():,f}" if value else "0"


@register.filter
def absolute(value: Decimal) -> Decimal:
    """Without the sign, where the sentence says the direction."""
    return abs(value)


@register.filter
def thousands(value: Decimal | None) -> str:
    """In thousands, rounded half up; words for what is not known, never zero."""
    if value is None:
        return "Not costed"
    rounded = (value / 1000).quantize(Decimal(1), ROUND_HALF_UP)
    sign = "\N{MINUS SIGN}" if rounded < 0 else ""
    return f"{sign}{abs(rounded):,}"


@register.filter
def issue_cost(cost: IssueCost) -> str:
    """Dollars over the term; where it is not known, that it is not, never zero."""
    return words.money(cost.total) if not cost.reason else "Not costed"
