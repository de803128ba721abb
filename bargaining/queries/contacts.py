"""The contacts log and the map of who speaks with whom, as far as the reader may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from bargaining.models.contacts import Conversation
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import words
from labor_office.core.workforce.models import EmployeeOrganization, Representative
from labor_office.core.workforce.panels import Line, Panel


def whole(user: User) -> QuerySet[Conversation]:
    """Conversations that ``user`` may know of, with whom and about which matter."""
    rows = Conversation.objects.visible_to(user)
    return rows.select_related("representative__organization", "user", "matter")


def people_visible_to(user: User) -> QuerySet[Representative]:
    """Officers and representatives, for the office."""
    found = Representative.objects.select_related("organization")
    return found if user.may(Permission.MATTER_READ_OFFICE) else found.none()


def matter_called(user: User, reference: str) -> Matter | None:
    """The matter of that number, when ``user`` may know of it."""
    return Matter.objects.visible_to(user).filter(reference__iexact=reference.strip()).first()


@dataclass(frozen=True, slots=True)
class Cell:
    """How often two people spoke, and when last."""

    count: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class MapRow:
    """One person of a union and how often each of the office spoke with them."""

    representative: Representative
    cells: tuple[tuple[str, Cell], ...]
    total: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class ContactMap:
    """Who speaks with whom: the office's people across, the unions' down. ``most`` is the largest of its counts."""

    people: tuple[str, ...]
    rows: tuple[MapRow, ...]
    most: int


def map_of(user: User, *, since: date) -> ContactMap:
    """The map of conversations from ``since`` on, who was spoken with most first. Two queries."""
    rows = Conversation.objects.visible_to(user).filter(on__gte=since).order_by()
    pairs = list(rows.values("representative", "user__name").annotate(n=Count("pk"), last=Max("on")))
    known = Representative.objects.select_related("organization").in_bulk([pair["representative"] for pair in pairs])
    people = tuple(sorted({pair["user__name"] for pair in pairs}))
    cells = {(pair["representative"], pair["user__name"]): Cell(pair["n"], pair["last"]) for pair in pairs}
    found = [_row(each, people, cells) for each in known.values()]
    found.sort(key=lambda row: (-row.total, row.representative.name))
    most = max((cell.count for cell in cells.values()), default=0)
    return ContactMap(people, tuple(found), most)


def _row(representative: Representative, people: tuple[str, ...], cells: dict[tuple[int, str], Cell]) -> MapRow:
    mine = tuple((person, cells.get((representative.pk, person), Cell(0, None))) for person in people)
    spoken = [cell for _, cell in mine if cell.count]
    last = max((cell.last_on for cell in spoken if cell.last_on), default=None)
    return MapRow(representative, mine, sum(cell.count for cell in spoken), last)


def due_follow_ups(user: User) -> QuerySet[Conversation]:
    """What was promised and is not done, the soonest first; the reader's own first of all."""
    rows = whole(user).filter(follow_up_on__isnull=False, followed_up_on=None)
    return rows.annotate(mine=Count("pk", filter=Q(user=user))).order_by("-mine", "follow_up_on", "pk")


def contacts_panel(user: User, organization: EmployeeOrganization, day: date) -> Panel | None:
    """The newest conversations with an organization's people. One query."""
    if not user.may(Permission.MATTER_READ_OFFICE):
        return None
    rows = whole(user).filter(representative__organization=organization)[:5]
    lines = tuple(
        Line(
            f"{row.representative} and {row.user}",
            reverse("bargaining:contact", args=[row.representative_id]),
            detail=f"{words.day_year(row.on)}, {row.get_channel_display().lower()}: {row.about}",
        )
        for row in rows
    )
    log = Line("Log a conversation", f"{reverse('bargaining:log_contact')}?organization={organization.slug}")
    every = Line("All", f"{reverse('bargaining:contacts')}?organization={organization.slug}")
    links = (log, every) if user.may(Permission.ADVICE_LOG) else (every,)
    return Panel("Conversations", lines=lines, empty="No conversation is logged.", links=links)
