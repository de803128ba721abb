"""Lists of links drawn in Python: the header's menus, sub navigation, the way here, headings that sort.

Every page has some fifty such links; drawn by a template they took as long as its queries.
Each function prints what it is given and keeps nothing. The markup is that of the templates it
stands in, and every word and address is escaped here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

from labor_office.core.web.drawing import safe

Picture = Callable[[str], SafeString]
_HERE, _THIS_PAGE = ' aria-current="true"', ' aria-current="page"'


class LinkShown(Protocol):
    """What a list of links needs of a ``navigation.Link``, or of a section of the header."""

    @property
    def label(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def is_current(self) -> bool: ...


class PageLink(LinkShown, Protocol):
    """A link with what stands beside it."""

    @property
    def count(self) -> str: ...
    @property
    def icon(self) -> str: ...


def nav(links: Iterable[LinkShown]) -> SafeString:
    """The nouns of the header."""
    return _joined(f"<li>{_anchor(link, _HERE)}{safe(link.label)}</a></li>" for link in links)


def menu(links: Iterable[PageLink], *, picture: Picture) -> SafeString:
    """The entries of a menu, each with its picture if it has one."""
    return _joined(
        f'<li><a href="{safe(link.url)}">{picture(link.icon) if link.icon else ""}{safe(link.label)}</a></li>'
        for link in links
    )


def tabs(links: Iterable[PageLink], *, label: str, picture: Picture) -> SafeString:
    """Sub navigation; a lock marks what table-safe view hides."""
    return _joined([f'<nav aria-label="{safe(label)}"><ul class="tabs">', *_tabs(links, picture), "</ul></nav>"])


def _tabs(links: Iterable[PageLink], picture: Picture) -> Iterable[str]:
    for link in links:
        css = ' class="secretbit"' if link.icon == "lock" else ""
        count = f' <span class="n">{safe(link.count)}</span>' if link.count else ""
        mark = f" {picture(link.icon)}" if link.icon else ""
        yield f"<li{css}>{_anchor(link, _THIS_PAGE)}{safe(link.label)}{count}{mark}</a></li>"


def crumbs(before: Iterable[tuple[str, str]], here: str) -> SafeString:
    """The way here: label and address from the section down, and this page in words."""
    way = "".join(f'<li><a href="{safe(url)}">{safe(label)}</a></li>' for label, url in before)
    return _joined(
        [
            '<nav class="crumb" aria-label="Breadcrumbs"><ol><li><a href="/">Home</a></li>',
            f'{way}<li aria-current="page">{safe(here)}</li></ol></nav>',
        ]
    )


def sort_heading(label: str, *, url: str, css: str, direction: str, picture: Picture) -> SafeString:
    """A column heading that sorts; ``direction`` is ascending, descending or nothing."""
    named = f' class="{safe(css)}"' if css else ""
    sorted_by = f' aria-sort="{direction}"' if direction else ""
    arrows = {"ascending": "arrow_upward", "descending": "arrow_downward"}
    arrow = picture(arrows[direction]) if direction else ""
    return _joined([f'<th scope="col"{named}{sorted_by}><a href="{safe(url)}">{safe(label)}{arrow}</a></th>'])


def _anchor(link: LinkShown, mark: str) -> str:
    return f'<a href="{safe(link.url)}"{mark if link.is_current else ""}>'


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 -- every value above is escaped
