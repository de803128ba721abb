"""``{% load redlines %}``: two texts compared, as marked text and as a list of changes.

{% redline found label="Redline of section 14.3" %}      found: compare.Redline
{% redline found label="..." changed_only=True %}         paragraphs without a change are left out
{% change_list found is_open=True %}                      the same as sentences, in order
{% marked comparison %} {% side_by_side comparison %} {% clean comparison %}      comparison: comparing.Comparison
"""

from __future__ import annotations

from typing import Any

from django import template

from bargaining.queries.comparing import Comparison
from bargaining.redline.changes import changes
from bargaining.redline.compare import Redline
from bargaining.rules.sections import number_of

register = template.Library()


@register.inclusion_tag("bargaining/_redline.html")
def redline(found: Redline, *, label: str, changed_only: bool = False) -> dict[str, Any]:
    """The marked text: a region that can be scrolled by keyboard, its marks in words for those who hear it."""
    return {"blocks": found.changed if changed_only else found.blocks, "label": label, "is_equal": found.is_equal}


@register.inclusion_tag("bargaining/_change_list.html")
def change_list(found: Redline, *, is_open: bool = False) -> dict[str, Any]:
    """Every change as one line: where, what was taken out, what was put in."""
    return {"changes": changes(found), "is_open": is_open}


@register.inclusion_tag("bargaining/_marked.html")
def marked(comparison: Comparison) -> dict[str, Any]:
    """The marked text of a comparison, with an anchor where each section begins."""
    return {"places": comparison.places, "label": "Marked text", "is_equal": comparison.found.is_equal}


@register.inclusion_tag("bargaining/_side_by_side.html")
def side_by_side(comparison: Comparison) -> dict[str, Any]:
    """Both texts in two columns; whole, where they could not be aligned."""
    return {
        "places": comparison.places,
        "left": comparison.against.label,
        "right": str(comparison.subject),
        "texts": (comparison.old, comparison.subject.text) if comparison.problem else None,
    }


@register.inclusion_tag("bargaining/_clean.html")
def clean(comparison: Comparison) -> dict[str, Any]:
    """The text without marks, with an anchor where each section begins."""
    anchors = {section.number: section.anchor for section in comparison.sections}
    lines = [line for line in comparison.subject.text.splitlines() if line.strip()]
    paragraphs = [(anchors.pop(number_of(line), ""), line) for line in lines]
    return {"paragraphs": paragraphs, "label": f"Text of {comparison.subject}"}
