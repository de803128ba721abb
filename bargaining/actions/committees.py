"""Committees: founded, their members, meetings planned and held, action items given and done."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils.text import slugify

from bargaining.actions.shipped import begin_to_count, count_on
from bargaining.models.committees import ActionItem, Committee, CommitteeMeeting, CommitteeMember
from bargaining.rules.committees import FREQUENCY_WORDS, Frequency
from bargaining.rules.vocabulary import Side
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.matters.actions import meetings
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.promise import promise
from labor_office.core.notices.messages.people import Assigned, Assignment
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import BargainingUnit, Department, Representative

KIND = "committee"


class CommitteeRefused(Exception):
    """That does not fit with what is recorded; the words say why."""


@transaction.atomic
def found_committee(
    *,
    title: str,
    unit: BargainingUnit,
    frequency: Frequency,
    by: User,
    at: datetime,
    today: date,
    since: date,
    department: Department | None = None,
    basis: str = "",
    purpose: str = "",
    owner: User | None = None,
) -> Committee:
    """Found a committee; how often it must meet is counted from ``since``, the last meeting or the day it began.

    Raises CommitteeRefused when the unit has one of that name.
    """
    slug = slugify(f"{title} {unit.slug}")[:80]
    if Committee.objects.filter(slug=slug).exists():
        raise CommitteeRefused(f"{unit} has a committee of that name already.")
    found = Committee(
        kind=KIND,
        reference=next_reference(kind=KIND, year=today.year),
        title=title,
        level=Level.OFFICE,
        unit=unit,
        department=department,
        owner=owner or by,
        opened_on=min(since, today),
        created_at=at,
        slug=slug,
        purpose=purpose,
        basis=basis,
        frequency=frequency,
    )
    found.save(force_insert=True)
    record_event(matter=found, verb="committee.founded", summary="Committee recorded", by=by, at=at)
    if frequency is not Frequency.AS_NEEDED:
        begun = [Happened("met", since, label="Counted from")]
        rule = (FREQUENCY_WORDS[frequency].lower(),)
        begin_to_count(matter=found.matter, triggers=begun, kinds=rule, by=by, at=at, today=today)
    return found


@transaction.atomic
def seat_member(
    *,
    committee_id: int,
    side: Side,
    starts_on: date,
    by: User,
    at: datetime,
    user: User | None = None,
    representative: Representative | None = None,
    name: str = "",
    role: str = "",
) -> CommitteeMember:
    """Seat someone for a side; a City member with an account may open the committee. Raises CommitteeRefused."""
    found = _held(committee_id)
    if side is Side.UNION and user is not None:
        raise CommitteeRefused("The union's people have no account here: choose a representative or type the name.")
    known = name.strip() or str(user or representative or "")
    if not known:
        raise CommitteeRefused("Say who sits on the committee.")
    made = CommitteeMember.objects.create(
        committee=found, side=side, user=user, representative=representative, name=known, role=role,
        starts_on=starts_on,
    )  # fmt: skip
    if user is not None:
        grant_access(matter_id=found.pk, user=user, reason="Sits on the committee", by=by, at=at)
    said = f"{known} sits for the {made.get_side_display()}"
    record_event(matter=found, verb="committee.seated", summary=said, by=by, at=at)
    return made


@transaction.atomic
def leave_committee(*, member_id: int, on: date, by: User, at: datetime) -> CommitteeMember:
    """Say which day is a member's last. Raises CommitteeRefused for a day before they began."""
    found = _held(CommitteeMember.objects.values_list("committee", flat=True).get(pk=member_id))
    member = CommitteeMember.objects.select_for_update(of=("self",)).get(pk=member_id)
    if on < member.starts_on:
        raise CommitteeRefused(f"{member} began later than that. Choose that day or a later one.")
    member.ends_on = on
    member.save(update_fields=["ends_on"])
    said = f"{member} sits on it through {words.day_year(on)}"
    record_event(matter=found, verb="committee.left", summary=said, by=by, at=at)
    return member


@transaction.atomic
def plan_meeting(
    *,
    committee_id: int,
    on: date,
    by: User,
    at: datetime,
    starts_at: time | None = None,
    place: str = "",
    agenda: str = "",
) -> CommitteeMeeting:
    """Put a meeting on the calendar. Raises CommitteeRefused when one is planned for that day."""
    found = _held(committee_id)
    if found.sittings.filter(on=on).exists():
        raise CommitteeRefused(f"A meeting stands on {words.day_year(on)} already.")
    meeting = meetings.schedule_meeting(
        matter_id=found.pk, title=found.title[:160], on=on, starts_at=starts_at, place=place, by=by, at=at
    )
    return CommitteeMeeting.objects.create(committee=found, meeting=meeting, on=on, agenda=agenda)


@transaction.atomic
def write_agenda(*, sitting_id: int, agenda: str) -> CommitteeMeeting:
    """Write what the meeting is about; the row's history keeps the agenda before."""
    sitting = CommitteeMeeting.objects.select_for_update(of=("self",)).get(pk=sitting_id)
    sitting.agenda = agenda
    sitting.save(update_fields=["agenda"])
    return sitting


@transaction.atomic
def hold_meeting(
    *, sitting_id: int, people: str, minutes: str, by: User, at: datetime, today: date
) -> CommitteeMeeting:
    """Record that a meeting was held, who came, and its minutes; the next required one is counted from it.

    Raises MeetingOver when it was recorded already, CommitteeRefused before its day.
    """
    sitting = CommitteeMeeting.objects.select_related("committee").get(pk=sitting_id)
    if sitting.on > today:
        raise CommitteeRefused(f"It is planned for {words.day_year(sitting.on)}. Record it once it was held.")
    _held(sitting.committee_id)
    meetings.hold_meeting(
        meeting_id=sitting.meeting_id, held_on=sitting.on, people=people, minutes=minutes, by=by, at=at
    )
    count_on(
        matter_id=sitting.committee_id, event="met", on=sitting.on, label="Meeting held", by=by, at=at, today=today
    )
    return sitting


@transaction.atomic
def give_item(
    *,
    committee_id: int,
    title: str,
    due_on: date,
    by: User,
    at: datetime,
    owner: User | None = None,
    owner_name: str = "",
    sitting: CommitteeMeeting | None = None,
) -> ActionItem:
    """Give someone something to do by a day; who has an account is told. Raises CommitteeRefused for nobody."""
    found = _held(committee_id)
    if owner is None and not owner_name.strip():
        raise CommitteeRefused("Say who does it.")
    made = ActionItem.objects.create(
        committee=found, sitting=sitting, title=title, owner=owner, owner_name=owner_name.strip(), due_on=due_on
    )
    whom = owner or made.owner_name
    record_event(
        matter=found, verb="committee.item", summary=f"To do by {words.day_year(due_on)}, {whom}: {title}"[:300], by=by,
        at=at,
    )  # fmt: skip
    if owner is not None and owner.pk != by.pk:
        grant_access(matter_id=found.pk, user=owner, reason="Has something to do for the committee", by=by, at=at)
        _tell(found, made, owner, by=by, at=at)
    return made


def _tell(found: Committee, item: ActionItem, owner: User, *, by: User, at: datetime) -> None:
    about = Assigned(
        matter=found.pk, reference=found.reference, path=found.get_absolute_url(), kind="Committee",
        unit=found.unit.name if found.unit else "", task=item.title, due_on=item.due_on,
    )  # fmt: skip
    promise(
        key=f"committee-item-{item.pk}-{owner.pk}", message=Assignment(item=about, assigned_by=by.name),
        recipient=owner, matter=found.matter, why=f"you have something to do for {found.reference}", not_before=at,
        at=at,
    )  # fmt: skip


@transaction.atomic
def finish_item(*, item_id: int, on: date, by: User, at: datetime, outcome: str = "") -> ActionItem:
    """Record that it was done; done twice is once."""
    found = _held(ActionItem.objects.values_list("committee", flat=True).get(pk=item_id))
    item = ActionItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    if item.done_on is None:
        item.done_on, item.done_by, item.outcome = on, by, outcome
        item.save(update_fields=["done_on", "done_by", "outcome"])
        record_event(matter=found, verb="committee.item_done", summary=f"Done: {item}"[:300], by=by, at=at)
    return item


def _held(committee_id: int) -> Committee:
    """The committee, locked until the transaction ends."""
    Matter.objects.select_for_update(no_key=True).get(pk=committee_id)
    return (
        Committee.objects.select_for_update(no_key=True, of=("self",))
        .select_related("matter", "unit")
        .get(pk=committee_id)
    )
