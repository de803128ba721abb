"""Sessions: planned, begun, ended, their minutes issued; and what the City says in caucus."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from bargaining.actions.counting import note_happening
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.models.negotiation import Issue
from bargaining.models.sessions import Attendance, CaucusNote, Session
from bargaining.rules.board import MoveRefused
from bargaining.rules.process import Event
from bargaining.rules.vocabulary import Side
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class MinutesChanged(MoveRefused):
    """A colleague saved other minutes meanwhile; ``theirs`` are those."""

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(
            "A colleague saved the minutes while you wrote. Both texts are below; save yours when they hold both."
        )


def fingerprint(minutes: str) -> str:
    """What tells two texts of minutes apart, short enough to travel with a form."""
    return hashlib.sha256(minutes.encode()).hexdigest()[:16]


@transaction.atomic
def plan_session(
    *,
    negotiation_id: int,
    on: date,
    by: User,
    at: datetime,
    planned_from: time | None = None,
    planned_until: time | None = None,
    place: str = "",
    agenda: str = "",
) -> Session:
    """Plan the next session; it takes the next number."""
    negotiation = hold_negotiation(negotiation_id)
    last = negotiation.sessions.aggregate(last=Max("number"))["last"] or 0
    session = Session.objects.create(
        negotiation=negotiation,
        number=last + 1,
        on=on,
        planned_from=planned_from,
        planned_until=planned_until,
        place=place,
        agenda=agenda,
    )
    record_event(matter=negotiation, verb="session.planned", summary=f"{session} planned", by=by, at=at, on=on)
    touch(negotiation)
    return session


@transaction.atomic
def start_session(*, session_id: int, by: User, at: datetime) -> Session:
    """Begin: the log's lines belong to it until it ends. Raises MoveRefused while another one goes on."""
    session = _hold(session_id)
    live = session.negotiation.sessions.filter(started_at__isnull=False, ended_at=None).exclude(pk=session.pk).first()
    if live is not None:
        raise MoveRefused(f"{live} is still going on. End it first.")
    if session.started_at is None:
        session.started_at = at
        session.save(update_fields=["started_at"])
        record_event(matter=session.negotiation, verb="session.started", summary=f"{session} began", by=by, at=at)
        day = timezone.localdate(at)
        note_happening(session.negotiation, Event.FIRST_SESSION, on=day, by=by, at=at, today=day)
        touch(session.negotiation)
    return session


@transaction.atomic
def end_session(*, session_id: int, by: User, at: datetime) -> Session:
    """End it; its minutes begin with what was logged, caucus notes left out. Raises MoveRefused if it never began."""
    session = _hold(session_id)
    if session.started_at is None:
        raise MoveRefused(f"{session} has not begun.")
    if session.ended_at is None:
        session.ended_at = at
        session.minutes = session.minutes or _first_minutes(session)
        session.save(update_fields=["ended_at", "minutes"])
        record_event(matter=session.negotiation, verb="session.ended", summary=f"{session} ended", by=by, at=at)
        touch(session.negotiation)
    return session


@transaction.atomic
def record_attendance(*, session_id: int, city: Iterable[str], union: Iterable[str]) -> None:
    """Who is in the room, by side; said again, it takes the place of what was said."""
    session = _hold(session_id)
    session.attendance.all().delete()
    rows = [(Side.CITY, name) for name in city] + [(Side.UNION, name) for name in union]
    members = {member.name: member for member in session.negotiation.team.all()}
    once = dict.fromkeys((side, name.strip()) for side, name in rows if name.strip())
    Attendance.objects.bulk_create(
        Attendance(session=session, side=side, name=name, member=members.get(name)) for side, name in once
    )
    touch(session.negotiation)


@transaction.atomic
def describe_session(
    *,
    session_id: int,
    agenda: str,
    place: str,
    planned_from: time | None,
    planned_until: time | None,
    release_hours: Decimal | None,
    by: User,
    at: datetime,
) -> Session:
    """Better what is known of a session: agenda, place, planned hours, hours of release time the City pays."""
    session = _hold(session_id)
    session.agenda, session.place = agenda.strip(), place.strip()
    session.planned_from, session.planned_until = planned_from, planned_until
    session.release_hours = release_hours
    session.save(update_fields=["agenda", "place", "planned_from", "planned_until", "release_hours"])
    record_event(
        matter=session.negotiation, verb="session.described", summary=f"{session}: agenda, place or hours changed",
        by=by, at=at,
    )  # fmt: skip
    touch(session.negotiation)
    return session


@transaction.atomic
def save_minutes(*, session_id: int, minutes: str, was: str, by: User, at: datetime) -> Session:
    """Keep the minutes as far as they are written. ``was`` is the ``fingerprint`` of what the writer began from.

    Raises MinutesChanged when a colleague saved others meanwhile, MoveRefused once they are issued.
    """
    session = _hold(session_id)
    if session.minutes_issued_at is not None:
        raise MoveRefused(f"The minutes of {session} are issued. A correction goes into those of the next session.")
    if was and was != fingerprint(session.minutes) and session.minutes != minutes.strip():
        raise MinutesChanged(session.minutes)
    session.minutes = minutes.strip()
    session.save(update_fields=["minutes"])
    return session


@transaction.atomic
def issue_minutes(*, session_id: int, minutes: str, by: User, at: datetime, was: str = "") -> Session:
    """Issue the minutes: from then on they do not change.

    Raises MoveRefused when they are issued already or empty, or the session is still going on,
    MinutesChanged when a colleague saved others since the writer began from ``was``.
    """
    session = _hold(session_id)
    if session.minutes_issued_at is None and was and was != fingerprint(session.minutes):
        raise MinutesChanged(session.minutes)
    if session.minutes_issued_at is not None:
        raise MoveRefused(f"The minutes of {session} are issued. A correction goes into those of the next session.")
    if session.is_live:
        raise MoveRefused(f"{session} is still going on. End it first; its minutes begin with what was logged.")
    if not minutes.strip():
        raise MoveRefused("The minutes are empty.")
    session.minutes, session.minutes_issued_at = minutes.strip(), at
    session.save(update_fields=["minutes", "minutes_issued_at"])
    record_event(
        matter=session.negotiation, verb="session.minutes_issued", summary=f"Minutes of {session} issued", by=by, at=at
    )
    return session


@transaction.atomic
def write_caucus_note(
    *, negotiation_id: int, words: str, by: User, at: datetime, issue: Issue | None = None
) -> CaucusNote:
    """Keep what the City's team said among itself. No line of history says so: that it was said is privileged too.

    Raises MoveRefused when it is empty, or written by someone who is not on the City's team.
    """
    negotiation = hold_negotiation(negotiation_id)
    if not words.strip():
        raise MoveRefused("The note is empty.")
    if not negotiation.team.filter(side=Side.CITY, user=by, left_on=None).exists():
        raise MoveRefused("Caucus notes are kept by the City's team.")
    return CaucusNote.objects.create(
        negotiation=negotiation,
        session=negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first(),
        issue=issue,
        words=words.strip(),
        written_by=by,
        written_at=at,
    )


def _hold(session_id: int) -> Session:
    # The negotiation first, as the quick log does: whoever ends a session never waits crosswise for a line.
    hold_negotiation(Session.objects.values_list("negotiation_id", flat=True).get(pk=session_id))
    return Session.objects.select_for_update(no_key=True, of=("self",)).select_related("negotiation").get(pk=session_id)


def _first_minutes(session: Session) -> str:
    """A line for each entry of the log, as both sides may read it."""
    lines = [
        f"{entry.get_side_display()}, {entry.get_move_display().lower()}"
        + (f", Art. {entry.issue.number} {entry.issue.title}" if entry.issue else "")
        + (f": {entry.words}" if entry.words else "")
        for entry in session.entries.select_related("issue")
    ]
    return "\n".join(lines)
