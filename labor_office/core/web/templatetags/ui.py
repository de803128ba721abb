"""Components of the Desk's pages. ``{% load ui %}``; every option is by keyword.

Words and marks
  {% icon "alarm" %}                                   one picture of the USWDS sprite, silent
  {% chip "Overdue 1 working day" kind="over" %}       state as icon + word + colour + shape
  {% state_chip explanation.state %}                   the same from an object with word, css, icon
  {% cdate day word="2 working days left" kind="soon" %}  contextual date: bar, bold date, words
  {{ day|day }} {{ day|day_year }} {{ day|long_day }}  Tue, Jun 23 / ... , 2026 / Tuesday, June 23, 2026
  {{ moment|at }} {{ moment|moment }}                  1:42 p.m. / Fri, Jun 12, 3:40 p.m.
  {{ time|hour }}                                      1:42 p.m. of a time without a day
  {{ moment|moment|stopped }}                          the same at the end of a sentence: one full stop
  {{ amount|money }} {{ amount|cents }}                $2,174 / $2,174.50
  {% copy "G-2026-0042" %}                             a button that copies the words
  chip kinds: over today soon plan proj met missed toll ext wait risk needs quiet lock city union

Blocks
  {% panel title="Deadlines" note="6" href=url link="Full list" %}..{% endpanel %}   padded; flush=True for tables
  {% alert kind="success" heading="" %}..{% endalert %}          info success warning error
  {% fact "Department" detail="North yard" %}Water{% endfact %}  one pair of a record's facts

Pages
  {% link "bargaining:contact" pk %}Ann{% endlink %}  {% opens "bargaining:seat" slug as may %}  for whom it answers
  {% crumbs "Cases" cases_url "Grievances" list_url "G-2026-0042" %}   Home comes first by itself
  {% tabs links label="Grievance sections" %}          links: navigation.Link items
  {% tiles items label="Counts" %}                     items: components.Tile
  {% empty "Nothing is overdue." "Next due: Wed, Jun 17." href=url link="All deadlines" %}
  {% summary_list rows %}                              rows: components.Row
  {% pages page %}                                     page: paging.Page
  {% applied_filters form %}                           chips that take one filter off, and Clear filters
  {% sort_th "Due" field="due" %}                      a heading that sorts; keeps the other filters
  {% nav items %}  {% menu links %}                    the header's nouns, and the entries of its menus
  {% error_summary form %}  {% uswds_form form %}      the list of mistakes; a foreign form in our look
  {% day_strip explanation.days state="soon" %}        the counted days

Classes: .wrap .page .cols .halves .thirds .with-side .stack .row .push .measure; .ph (h1, p, .acts);
.usa-button.b .b-s .b-danger .linkb .seg; .panel .bd .rl .risk .tasks .tl .kv .note .side; .tb (caption, .grp,
.t, .m, .num, .wide inside .scroller, data-l on td for phones) .ct .filters .views .bulk .pages .month;
.form .side-by-side .form-acts .draft .fault; .muted .small .strong .tn .id .nowrap .sr .quote .red ins del.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms, template
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from labor_office.core.web import drawing, menus, words
from labor_office.core.web.access import may_open
from labor_office.core.web.addresses import query_with
from labor_office.core.web.components import ICONS, ChipState, Row, Tile
from labor_office.core.web.dates import hour
from labor_office.core.web.field_words import told_apart
from labor_office.core.web.forms import FilterForm, dress
from labor_office.core.web.navigation import Link
from labor_office.core.web.paging import Page
from labor_office.core.web.strips import TraceDay, draw_strip

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, *, css: str = "") -> SafeString:
    """A picture of the sprite; silent to screen readers, so words must stand beside it."""
    address = f"{static('uswds/img/sprite.svg')}#{name}"
    return format_html(
        '<svg class="i{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        f" {css}" if css else "",
        address,
    )


@register.simple_tag
@lru_cache(maxsize=1024, typed=True)
def chip(word: str, *, kind: str = "quiet", picture: str = "") -> SafeString:
    """A state in words, with the picture of its kind unless ``picture`` names another."""
    shown = picture or ICONS.get(kind, "")
    return format_html('<span class="chip {}">{}{}</span>', kind, icon(shown) if shown else "", word)


@register.simple_tag
def state_chip(state: ChipState) -> SafeString:
    """The chip of anything that says its ``word``, ``css`` and ``icon``."""
    return chip(state.word, kind=state.css, picture=state.icon)


@register.simple_tag
@lru_cache(maxsize=4096, typed=True)
def cdate(due: date | None, *, word: str = "", kind: str = "plan", picture: str = "", year: bool = False) -> SafeString:
    """A date with what it means: a bar, the day in bold, the words beneath. No day, no bold line."""
    shown = words.day_year(due) if year else words.day(due)
    bold = format_html('<b><time datetime="{}">{}</time></b>', due.isoformat(), shown) if due else ""
    mark = picture or ICONS.get(kind, "")
    meaning = format_html("<span>{}{}</span>", icon(mark) if mark else "", word) if word else ""
    return format_html('<div class="cdate {}">{}{}</div>', kind, bold, meaning)


@register.simple_tag
def copy(text: str) -> SafeString:
    """A button that copies ``text``; page.js shows it, for without a script it could do nothing."""
    return format_html(
        '<button class="copy" type="button" data-copy="{0}" aria-label="Copy {0}" hidden>{1}</button>',
        text,
        icon("content_copy"),
    )


@register.simple_block_tag
def panel(
    content: SafeString,
    *,
    title: str,
    note: str = "",
    href: str = "",
    link: str = "",
    flush: bool = False,
    css: str = "",
    id: str = "",
) -> SafeString:
    """A titled section of a page; ``flush`` leaves out the padding, for lists and tables."""
    aside = format_html('<a href="{}">{}</a>', href, link) if href else ""
    right = format_html('<div class="r"><span class="muted">{}</span>{}</div>', note, aside) if note or aside else ""
    return format_html(
        '<section class="panel{}"{}><header><h2>{}</h2>{}</header>{}</section>',
        f" {css}" if css else "",
        format_html(' id="{}"', id) if id else "",
        title,
        right,
        content if flush else format_html('<div class="bd">{}</div>', content),
    )


@register.simple_block_tag
def alert(content: SafeString, *, kind: str = "info", heading: str = "", role: str = "") -> SafeString:
    """A standing message. ``role`` is given only when it appears after the page did."""
    pictures = {"info": "info", "success": "check_circle", "warning": "warning", "error": "error"}
    return format_html(
        '<div class="alert {}"{}>{}<div>{}{}</div></div>',
        kind,
        format_html(' role="{}"', role) if role else "",
        icon(pictures[kind]),
        format_html("<h2>{}</h2>", heading) if heading else "",
        content,
    )


@register.simple_block_tag
def fact(content: SafeString, label: str, *, detail: str = "") -> SafeString:
    """One pair of a record's facts, inside ``<dl class="facts">``."""
    extra = format_html("<br><span>{}</span>", detail) if detail else ""
    return format_html("<div><dt>{}</dt><dd>{}{}</dd></div>", label, content, extra)


@register.simple_block_tag(takes_context=True)
def link(context: Context, content: SafeString, name: str, *args: object, css: str = "") -> SafeString:
    """A link to the page called ``name``, for whoever that page answers; for everyone else its words alone."""
    address = reverse(name, args=args)
    if not may_open(context["request"].user, address):
        return content
    return format_html('<a{} href="{}">{}</a>', format_html(' class="{}"', css) if css else "", address, content)


@register.simple_tag(takes_context=True)
def opens(context: Context, name: str, *args: object) -> bool:
    """Whether the page called ``name`` answers the reader: before a button or a list of links."""
    return may_open(context["request"].user, reverse(name, args=args))


@register.simple_tag
def crumbs(*parts: str) -> SafeString:
    """The way here: label and address in turn, then the label of this page alone."""
    *before, here = parts
    return menus.crumbs(zip(before[::2], before[1::2], strict=True), here)


@register.simple_tag
def tabs(links: Iterable[Link], *, label: str) -> SafeString:
    """Sub navigation: real addresses, the current one marked."""
    return menus.tabs(links, label=label, picture=icon)


@register.simple_tag
def menu(links: Iterable[Link]) -> SafeString:
    """The entries of a menu of the header."""
    return menus.menu(links, picture=icon)


register.simple_tag(menus.nav)


@register.inclusion_tag("web/_tiles.html")
def tiles(items: Iterable[Tile], *, label: str = "Counts, each opens its list") -> dict[str, Any]:
    """Count tiles, each a link."""
    return {"tiles": items, "label": label}


@register.inclusion_tag("web/_empty.html")
def empty(*sentences: str, href: str = "", link: str = "") -> dict[str, Any]:
    """What an empty list says: that the page loaded, where such things come from, one action."""
    return {"sentences": [sentence for sentence in sentences if sentence], "href": href, "link": link}


@register.inclusion_tag("web/_summary_list.html")
def summary_list(rows: Iterable[Row]) -> dict[str, Any]:
    """Facts to check before an act, each with its change link."""
    return {"rows": rows}


@register.inclusion_tag("web/_pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Newer, older and how many at a time, keeping the filters."""
    request = context["request"]
    return {
        "page": page,
        "previous_url": query_with(request.GET, after="", before=page.previous_cursor) if page.previous_cursor else "",
        "next_url": query_with(request.GET, before="", after=page.next_cursor) if page.next_cursor else "",
        "sizes": [(size, query_with(request.GET, before="", after="", size=str(size))) for size in page.sizes],
    }


@register.inclusion_tag("web/_applied.html", takes_context=True)
def applied_filters(context: Context, form: FilterForm) -> dict[str, Any]:
    """The filters in force, each a link that takes it off."""
    request = context["request"]
    chips = [
        (label, value, query_with(request.GET, **{name: "", "after": "", "before": ""}))
        for name, label, value in form.applied()
    ]
    return {"chips": chips, "clear_url": request.path}


@register.simple_tag(takes_context=True)
def sort_th(context: Context, label: str, *, field: str, css: str = "", default: str = "") -> SafeString:
    """A column heading that sorts by ``field``; ``default`` is the page's own order, such as ``due``."""
    request = context["request"]
    current = request.GET.get("sort", default)
    direction = {"": "", field: "ascending", f"-{field}": "descending"}.get(current, "")
    wanted = f"-{field}" if current == field else field
    url = query_with(request.GET, sort=wanted, after="", before="")
    return menus.sort_heading(label, url=url, css=css, direction=direction, picture=icon)


@register.inclusion_tag("web/_error_summary.html")
def error_summary(form: forms.BaseForm | str | None) -> dict[str, Any]:
    """Every mistake of a form as a list of links to its fields, told apart; nothing while there is none."""
    if not form or isinstance(form, str) or not form.is_bound or not form.errors:
        return {"errors": []}
    found = [("", str(message)) for message in form.non_field_errors()]
    labels = {_anchor(form, name): str(form[name].label) for name in form.errors if name in form.fields}
    for name, messages in form.errors.items():
        if name in form.fields:
            found += [(_anchor(form, name), str(message)) for message in messages]
    return {"errors": told_apart(found, labels)}


@register.simple_tag
def uswds_form(form: forms.BaseForm, *, hints: bool = True) -> SafeString:
    """A form made by another package, rendered in our look; without its hints where the page says it better."""
    return dress(form, hints=hints).render()


@register.simple_tag
def day_strip(
    days: list[TraceDay], *, state: str = "plan", unit: str = "working day", short: bool = False
) -> SafeString:
    """The counted days as squares: one line up to 25 days, calendar weeks beyond."""
    return drawing.strip(draw_strip(days or [], state=state, unit=unit), short=short)


register.filter("day", words.day)
register.filter("day_year", words.day_year)
register.filter("long_day", words.long_day)
register.filter("at", words.at)
register.filter("hour", hour)
register.filter("moment", words.moment)
register.filter("money", words.money)
register.filter("cents", words.cents)


@register.filter
def stopped(words: str) -> str:
    """The words with a full stop, unless "p.m." has brought one."""
    return words if not words or words.endswith(".") else f"{words}."


@register.filter
def alert_kind(level: str) -> str:
    """The alert's kind for a message level; debug and whatever else is news is info."""
    return level if level in {"success", "warning", "error"} else "info"


def _anchor(form: forms.BaseForm, name: str) -> str:
    bound = form[name]
    return bound.id_for_label if not bound.use_fieldset else f"{bound.auto_id}_0"
