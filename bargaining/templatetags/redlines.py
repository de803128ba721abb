"""``{% load redlines %}``: two texts compared, as marked text and as a list of changes.

{% redline found label="Redline of section 14.3" %}      found: compare.Redline
{% redline found label="..." changed_only=True %}         paragraphs without a change are left out
{% change_list found %}                                   the same as sentences, in order
"""

from __future__ import annotations

from typing import Any

from django import template

from bargaining.redline.changes import changes
from bargaining.redline.compare import Redline

register = template.Library()


@register.inclusion_tag("bargaining/_redline.html")
def redline(found: Redline, *, label: str, changed_only: bool = False) -> dict[str, Any]:
    """The marked text: a region that can be scrolled by keyboard, its marks in words for those who hear it."""
    return {"blocks": found.changed if changed_only else found.blocks, "label": label, "is_equal": found.is_equal}


@register.inclusion_tag("bargaining/_change_list.html")
def change_list(found: Redline) -> dict[str, Any]:
    """Every change as one line: where, what was taken out, what was put in."""
    return {"changes": changes(found)}
