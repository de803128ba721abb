"""``{% load reader %}``: the parts of the reader that repeat, each made at once.

{% tree reading.branches %}             the articles, the current one open      branches: queries.reader.Branch
{% paragraphs clause %}                 the words of a clause                   clause: queries.reader.Clause
{% unit_options place.other_units %}    choices of a unit by its slug           units: BargainingUnit

An agreement has sixty articles, and a template takes ten times as long over three words of each.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from agreements.queries.defined import Opened, Stretch
from agreements.queries.reader import Branch, Clause, Passage
from labor_office.core.web.templatetags.ui import icon
from labor_office.core.workforce.models import BargainingUnit

register = template.Library()
_LINE = '<li><a href="{}"{}><span class="n">{}</span> <span>{}</span></a>{}</li>'
_CURRENT, _NOTHING = SafeString(' aria-current="page"'), SafeString("")
_MEANING = (
    '<details class="defined"><summary>What “{}” means</summary>'
    '<p id="{}" tabindex="-1">{} <span class="small muted">{}</span></p></details>'
)


@register.simple_tag
def tree(branches: Iterable[Branch]) -> SafeString:
    """Every article as a link, after the name of the part that begins with it; under the current one its sections."""
    return format_html_join("", "{}{}", ((_part(branch), _line(branch)) for branch in branches))


@register.simple_tag
def paragraphs(clause: Clause) -> SafeString:
    """The paragraphs of a clause, each before what the words it uses mean; permalinks where there are several."""
    many = len(clause.passages) > 1
    rows = ((_paragraph(clause, each, has_link=many), _meanings(each.opened)) for each in clause.passages)
    return format_html_join("", "{}{}", rows)


@register.simple_tag
def unit_options(units: Iterable[BargainingUnit]) -> SafeString:
    """An option for each unit."""
    return format_html_join("", '<option value="{}">{}</option>', ((unit.slug, str(unit)) for unit in units))


def _part(branch: Branch) -> SafeString:
    return format_html('<li class="part">{}</li>', branch.part) if branch.part else _NOTHING


def _line(branch: Branch) -> SafeString:
    if not branch.is_current:
        return format_html(_LINE, branch.url, _NOTHING, branch.number, branch.title, _NOTHING)
    rows = ((f"#{line.anchor}", _NOTHING, line.number, line.title, _NOTHING) for line in branch.sections)
    sections = format_html("<ol>{}</ol>", format_html_join("", _LINE, rows)) if branch.sections else _NOTHING
    return format_html(_LINE, branch.url, _CURRENT, branch.number, branch.title, sections)


def _paragraph(clause: Clause, passage: Passage, *, has_link: bool) -> SafeString:
    anchor = format_html(' id="{}"', passage.anchor) if passage.anchor else _NOTHING
    words = _marked(passage.stretches) if passage.opened else linebreaksbr(passage.text)
    return format_html(
        "<p{} data-permalink>{}{}</p>", anchor, words, _permalink(clause, passage) if has_link else _NOTHING
    )


def _permalink(clause: Clause, passage: Passage) -> SafeString:
    named = passage.anchor or clause.line.cited
    picture = icon("link")
    return format_html(' <a class="pm" href="{}">{}<span class="sr">Link to {}</span></a>', passage.url, picture, named)


def _marked(stretches: Iterable[Stretch]) -> SafeString:
    """The words, with a link on each that the agreement defines."""
    return format_html_join("", "{}", ((_stretch(each),) for each in stretches))


def _stretch(each: Stretch) -> SafeString:
    if each.target:
        return format_html('<a class="term" href="#{}">{}</a>', each.target, each.text)
    return SafeString(linebreaksbr(each.text))


def _meanings(opened: Iterable[Opened]) -> SafeString:
    rows = ((each.term.defined.term, each.target, each.term.defined.words, each.term.line.cited) for each in opened)
    return format_html_join("", _MEANING, rows)
