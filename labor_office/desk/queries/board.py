"""What stands on a person's desk: every read begins with what that person may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.deadlines import DeadlineState
from labor_office.core.deadlines.queries.readings import office_calendar
from labor_office.core.documents.models import Letter, LetterState
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.matters.models.record import Meeting, Request
from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS
from labor_office.core.web import words
from labor_office.core.web.compiled import Compiled
from labor_office.core.web.components import Tile
from labor_office.desk.queries.rows import DeskRow, matters_of, owed_lines, rows_of, url_of
from labor_office.desk.risks import Risk, at_risk
from labor_office.desk.rules import Group, OwedLine, end_of_week, lay_out

CHANGES_SHOWN = 4
# Lines of each list beside the docket: at risk, waited for, stopped.
MOST_BESIDE = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something asked of someone else."""

    title: str
    words: str
    # Working days waited; None where the calendar does not reach.
    days: int | None
    nudge_url: str


@dataclass(slots=True)
class Board:
    """Everything the page shows, gathered; the template neither counts nor queries."""

    groups: tuple[Group[DeskRow], ...]
    tiles: tuple[Tile, ...]
    at_risk: Sequence[Risk]
    meetings: Sequence[Meeting]
    waiting: Sequence[Waiting]
    stopped: Sequence[DeskRow]
    changed: Sequence[MatterEvent]
    changed_title: str
    open_words: str
    week_words: str
    closed_words: str
    caption: str
    next_words: str = ""
    all_url: str = ""
    calendar_url: str = ""
    waiting_count: str = ""
    to_sign: Sequence[Letter] = ()
    stopped_count: str = ""
    at_risk_note: str = ""


def desk_board(*, user: User, people: Sequence[User] | None, today: date, now: datetime) -> Board:
    """The desk of ``people`` (the user alone when None) as ``user`` may see it."""
    owners = _owners(user, people, today)
    calendar = office_calendar()
    lines = owed_lines(user, owners)
    asked = _ASKED.rows(user, owners=owners)
    owner = user if people is None else None
    risks = at_risk(lines, asked, owner=owner, user=user, today=today, calendar=calendar)
    running = [line for line in lines if line.state != DeadlineState.STOPPED]
    stopped = [line for line in lines if line.state == DeadlineState.STOPPED]
    waiting = tuple(_waiting_item(item, today, calendar) for item in asked)
    groups = lay_out(
        running,
        today=today,
        closed=_closed_soon(calendar, today),
        periods=[(line.from_on, line.due_on) for line in lines if line.from_on and line.due_on],
    )
    keys = [line.pk for line in (*(line for group in groups for line in group.rows), *stopped[:MOST_BESIDE])]
    risky = {risk.deadline_id for risk in risks if risk.deadline_id}
    rows = rows_of(keys, today, calendar, risky, user=user)
    since = user.previous_visit_at or now - timedelta(days=3)
    since_day = since.astimezone(now.tzinfo).date()
    return Board(
        groups=tuple(_with_rows(group, rows) for group in groups),
        tiles=_tiles(running, risks, waiting, today),
        at_risk=risks[:MOST_BESIDE],
        at_risk_note=_note(len(risks)),
        meetings=list(_meetings(user, people, today)),
        waiting=waiting[:MOST_BESIDE],
        stopped=[rows[line.pk] for line in stopped[:MOST_BESIDE]],
        changed=list(_changed(user, owners, since)),
        changed_title=f"Changed since {_day_words(since_day, today)}",
        open_words=f"{len(running)} open deadline{'' if len(running) == 1 else 's'}",
        week_words=week_words(calendar, today),
        closed_words=_closed_words(calendar, today),
        caption=f"Deadlines of {user}, grouped by day" if people is None else "Deadlines of the team, grouped by day",
        all_url=url_of("deadlines:register"),
        calendar_url=url_of("deadlines:calendar"),
        waiting_count=_note(len(waiting)) or (str(len(waiting)) if waiting else ""),
        to_sign=_TO_SIGN.rows(user),
        stopped_count=_note(len(stopped)) or (str(len(stopped)) if stopped else ""),
    )


def _with_rows(group: Group[OwedLine], rows: Mapping[int, DeskRow]) -> Group[DeskRow]:
    shown = tuple(rows[line.pk] for line in group.rows)
    return Group(group.heading, group.words, shown, closed=group.closed, hidden=group.hidden)


def _note(count: int) -> str:
    """How many of a list beside the docket are shown, where not all are."""
    return f"{MOST_BESIDE} of {count:,} shown" if count > MOST_BESIDE else ""


def _owners(user: User, people: Sequence[User] | None, today: date) -> list[int]:
    """Whose matters the desk shows: one's own and those of whom one stands in for; or those of ``people``."""
    if people is not None:
        return [person.pk for person in people]
    covered = User.objects.filter(backup=user, away_from__isnull=False)
    return [user.pk, *(other.pk for other in covered if other.is_away(today))]


def _tiles(
    rows: Sequence[OwedLine], risks: Sequence[Risk], waiting: Sequence[Waiting], today: date
) -> tuple[Tile, ...]:
    overdue = [row for row in rows if row.is_overdue(today)]
    now_due = [row for row in rows if row.due_on == today]
    later = [row for row in rows if row.due_on and today < row.due_on <= end_of_week(today)]
    oldest = max((item.days for item in waiting if item.days is not None), default=None)
    waited = "something asked for" if oldest is None else f"oldest {oldest} working day{'' if oldest == 1 else 's'}"
    return (
        Tile(len(overdue), "Overdue", overdue[0].name.lower() if len(overdue) == 1 else "still owed", "#owed", "over"),
        Tile(len(now_due), "Due today", "before the office closes", "#g-today", "today"),
        Tile(
            len(later),
            "Later this week",
            f"first is {words.day(later[0].due_on)}" if later else "nothing more",
            "#g-this_week",
            "plan",
        ),
        Tile(len(risks), "At risk", "on course to be late", "#at-risk", "risk"),
        Tile(
            len(waiting),
            "Waiting on others",
            waited if waiting else "for nobody",
            "#waiting",
            "wait",
        ),
    )


def _meetings(user: User, people: Sequence[User] | None, today: date) -> QuerySet[Meeting]:
    mine = Meeting.objects.visible_to(user).filter(on=today, cancelled_at=None).select_related("matter")
    return mine.filter(owner=user) if people is None else mine.filter(owner__in=people)


def _asked(user: User, owners: list[int]) -> QuerySet[Request]:
    """What others were asked for on the matters of ``owners`` and have not sent, the oldest first."""
    waited = Request.objects.filter(matter__in=matters_of(user, owners), done_on=None).exclude(kind=Request.Kind.CHECK)
    return waited.select_related("matter", "department").order_by("asked_on", "pk")


_ASKED = Compiled(_asked)


def _waiting_item(item: Request, today: date, calendar: WorkCalendar) -> Waiting:
    assert item.asked_on is not None  # noqa: S101 -- a constraint keeps it
    days = calendar.open_days_after(item.asked_on, today)
    since = f"Waiting since {words.day(item.asked_on)}"
    if days is not None:
        since = f"Waiting {days} working day{'' if days == 1 else 's'}"
    whom = item.asked_of or (item.department.name if item.department else "")
    return Waiting(
        title=item.title,
        words=f"{whom}, for {item.matter.reference}. {since}",
        days=days,
        nudge_url=url_of(_nudge_name(item.matter.kind), item.matter.reference, item.pk),
    )


def _nudge_name(kind: str) -> str:
    """Where whoever is asked for something on a matter of ``kind`` is reminded."""
    return "grievances:nudge" if kind == "grievance" else f"grievances:{kind}_nudge"


def _to_sign(user: User) -> QuerySet[Letter]:
    """Letters that wait for this person's signature, the oldest request first."""
    asked = Letter.objects.visible_to(user).filter(state=LetterState.FOR_APPROVAL, approver=user)
    return asked.select_related("matter", "saved_by").order_by("sent_for_approval_at", "pk")


_TO_SIGN = Compiled(_to_sign)


def _changed(user: User, owners: list[int], since: datetime) -> QuerySet[MatterEvent]:
    seen = MatterEvent.objects.readable_by(user).filter(matter__in=matters_of(user, owners), occurred_at__gte=since)
    return seen.exclude(actor=user).select_related("matter").order_by("-occurred_at")[:CHANGES_SHOWN]


def _closed_soon(calendar: WorkCalendar, today: date) -> dict[date, str]:
    last = end_of_week(today) + timedelta(days=7)
    return {day: name for day, name in calendar.closed.items() if today <= day <= last}


def week_words(calendar: WorkCalendar, today: date) -> str:
    """How many working days the week still has; once it has none, how many the next one has."""
    sunday = end_of_week(today)
    count = calendar.open_days_after(today - timedelta(days=1), sunday)
    which = "left this week" if today.weekday() else "this week"
    if count == 0:
        count, which = calendar.open_days_after(sunday, sunday + timedelta(days=7)), "next week"
    return "" if count is None else f"{count} working day{'' if count == 1 else 's'} {which}."


def _closed_words(calendar: WorkCalendar, today: date) -> str:
    this_week = [(day, name) for day, name in _closed_soon(calendar, today).items() if day <= end_of_week(today)]
    return " ".join(f"City offices close {day:%A} for {name}." for day, name in this_week)


def _day_words(day: date, today: date) -> str:
    if day == today:
        return "this morning"
    return f"{day:%A}" if today - day < timedelta(days=7) else words.day(day)


def office_people() -> list[User]:
    """Those whose desks make up the team's: who works cases in this office."""
    return list(User.objects.in_role(*CASE_WORKERS))
