"""What stands in the header: sections, the New menu, the account menu, the notice count.

This layer knows none of the places it links to. Each app registers its own from
``AppConfig.ready``; a link whose address does not exist yet is left out, and a person
sees only the links that ``allowed`` grants.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from labor_office.core.users.models import User

Allowed = Callable[[User], bool]


def everyone(_user: User) -> bool:
    """Any person who has signed in."""
    return True


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it goes, what it says, and whether the reader is there now."""

    label: str
    url: str
    count: str = ""
    icon: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A registered destination, named by its URL name."""

    label: str
    url_name: str
    allowed: Allowed = everyone
    icon: str = ""
    order: int = 50

    def link_for(self, user: User) -> Link | None:
        """The link as ``user`` sees it, or None when it is not theirs or leads nowhere yet."""
        if not self.allowed(user):
            return None
        address = _address(self.url_name, settings.ROOT_URLCONF)
        return Link(self.label, address, icon=self.icon) if address else None


@lru_cache(maxsize=256)
def _address(url_name: str, _urlconf: str) -> str:
    """Where a name leads, kept for as long as the addresses are the same; empty while it leads nowhere."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class SectionLinks:
    """One noun of the primary navigation with its second level, as one person sees it."""

    label: str
    url: str
    pages: tuple[Link, ...]
    is_current: bool = False


@dataclass(slots=True)
class _Section:
    label: str
    order: int
    pages: list[Place] = field(default_factory=list)


# The nouns of the header, in their order; an app adds pages under one of them.
NOUNS = ("My desk", "Calendar", "Cases", "Bargaining", "Agreements", "Workforce", "Training", "Reports")

_sections: dict[str, _Section] = {noun: _Section(noun, order) for order, noun in enumerate(NOUNS, start=1)}
_new_menu: list[Place] = []
_account_menu: list[Place] = []
_unread_counters: list[Callable[[User], int]] = []


def register_section(label: str, *, order: int) -> None:
    """Name one more noun of the primary navigation, or move one. The same noun twice is one section."""
    known = _sections.setdefault(label, _Section(label, order))
    known.order = order


def register_page(section: str, place: Place) -> None:
    """Add a page to the second level of ``section``; the first by order is where the noun leads."""
    pages = _sections.setdefault(section, _Section(section, 50)).pages
    _put(pages, place)


def register_new(place: Place) -> None:
    """Add an entry to the New menu."""
    _put(_new_menu, place)


def register_account(place: Place) -> None:
    """Add an entry to the account menu."""
    _put(_account_menu, place)


def register_unread(counter: Callable[[User], int]) -> None:
    """Tell the header how many notices a person has not read; asked at most once a page."""
    _unread_counters[:] = [counter]


def sections_for(user: User, *, path: str) -> tuple[SectionLinks, ...]:
    """The primary navigation as ``user`` sees it while looking at ``path``.

    The section whose longest page address begins ``path`` is marked current.
    """
    shown = [(section, _links(section.pages, user)) for section in sorted(_sections.values(), key=lambda s: s.order)]
    shown = [(section, links) for section, links in shown if links]
    here = max((link.url for _, links in shown for link in links if path.startswith(link.url)), key=len, default=None)
    return tuple(
        SectionLinks(
            label=_label(section, links),
            url=links[0].url,
            pages=tuple(replace(link, is_current=True) if link.url == here else link for link in links),
            is_current=any(link.url == here for link in links),
        )
        for section, links in shown
    )


def _label(section: _Section, links: Sequence[Link]) -> str:
    """The noun; where one page alone is left of it, and not its first, what that page is called.

    "Cases" that opens the documents would lead astray.
    """
    return links[0].label if len(links) == 1 and links[0].label != section.pages[0].label else section.label


def new_links_for(user: User) -> list[Link]:
    """The New menu as ``user`` sees it."""
    return _links(_new_menu, user)


def account_links_for(user: User) -> list[Link]:
    """The account menu as ``user`` sees it."""
    return _links(_account_menu, user)


def unread_count_for(user: User) -> int:
    """Unread notices, or zero while nothing counts them."""
    return sum(counter(user) for counter in _unread_counters)


def _links(places: Iterable[Place], user: User) -> list[Link]:
    found = (place.link_for(user) for place in places)
    return [link for link in found if link is not None]


def _put(places: list[Place], place: Place) -> None:
    places[:] = [known for known in places if known.url_name != place.url_name] + [place]
    places.sort(key=lambda one: one.order)
