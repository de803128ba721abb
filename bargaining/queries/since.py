"""What is new at a table since both teams last sat, and who is in the room."""

from __future__ import annotations

from dataclasses import dataclass

from bargaining.models.negotiation import Negotiation
from bargaining.models.sessions import Session
from bargaining.rules.vocabulary import Side

# More would not be read at a glance.
MOST = 4


@dataclass(frozen=True, slots=True)
class Since:
    """Lines of news, the session they are news since, and the names in the room by side."""

    news: tuple[str, ...]
    last: Session | None
    city: tuple[str, ...] = ()
    union: tuple[str, ...] = ()


def since_last(negotiation: Negotiation, live: Session | None) -> Since:
    """News since the last session ended; in the first one, none. Four queries at most.

    What was floated off the record is no news: the page stands where the union may look on.
    """
    last = negotiation.sessions.filter(ended_at__isnull=False).order_by("-ended_at").first()
    news: list[str] = []
    if last is not None:
        passed = negotiation.proposals.on_record().filter(passed_at__gt=last.ended_at).select_related("issue")
        news += [f"{one} on Art. {one.issue.number} {one.issue.title}" for one in passed.order_by("-passed_at")[:MOST]]
    for sheet in negotiation.agreed.select_related("issue"):
        waits = [
            side
            for side, at in (("City", sheet.city_initialled_at), ("union", sheet.union_initialled_at))
            if at is None
        ]
        if waits:
            news.append(f"{sheet} on Art. {sheet.issue.number} waits for {' and '.join(waits)} initials")
    present = list(live.attendance.all()) if live else []
    return Since(
        tuple(news[: MOST + 1]),
        last,
        tuple(row.name for row in present if row.side == Side.CITY),
        tuple(row.name for row in present if row.side == Side.UNION),
    )
