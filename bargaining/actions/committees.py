"""Committees: founded, their members, action items given and done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.text import slugify

from bargaining.actions.shipped import begin_to_count
from bargaining.models.committees import ActionItem, Committee, CommitteeMeeting, CommitteeMember
from bargaining.rules.committees import FREQUENCY_WORDS, Frequency
from bargaining.rules.vocabulary import Side
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.matters.actions.access import LastReader, grant_access, revoke_access
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter, MatterAccess
from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.promise import promise
from labor_office.core.notices.messages.people import Assigned, Assignment
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import BargainingUnit, Department, Representative

KIND = "committee"
# Why somebody is named on a committee; named for any other reason, they stay so when they leave it.
_SITS, _HAS_TO_DO = "Sits on the committee", "Has something to do for the committee"


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
    found = hold_committee(committee_id)
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
        grant_access(matter_id=found.pk, user=user, reason=_SITS, by=by, at=at, ends_on=None)
    said = f"{known} sits for the {made.get_side_display()}"
    record_event(matter=found, verb="committee.seated", summary=said, by=by, at=at)
    return made


@transaction.atomic
def leave_committee(*, member_id: int, on: date, by: User, at: datetime, today: date) -> CommitteeMember:
    """Say which day is a member's last: through that day they may open the committee, unless more keeps them on it.

    What keeps them is another seat, something they still have to do, or that they answer for it.
    Raises CommitteeRefused for a day before they began.
    """
    found = hold_committee(CommitteeMember.objects.values_list("committee", flat=True).get(pk=member_id))
    member = CommitteeMember.objects.select_for_update(of=("self",)).get(pk=member_id)
    if on < member.starts_on:
        raise CommitteeRefused(f"{member} began later than that. Choose that day or a later one.")
    member.ends_on = on
    member.save(update_fields=["ends_on"])
    said = f"{member} sits on it through {words.day_year(on)}"
    record_event(matter=found, verb="committee.left", summary=said, by=by, at=at)
    if member.user is not None:
        _end_access(found, member.user, through=on, by=by, at=at, today=today)
    return member


def _end_access(found: Committee, user: User, *, through: date, by: User, at: datetime, today: date) -> None:
    """Let nobody open the committee by a seat or a task that is over; named for another reason, they stay so."""
    seats = found.members.filter(user=user).exclude(ends_on__lte=through)
    tasks = found.items.filter(owner=user, done_on=None)
    named = MatterAccess.objects.filter(matter=found.pk, user=user, reason__in=[_SITS, _HAS_TO_DO])
    if user.pk in {found.owner_id, found.backup_id} or seats.exists() or tasks.exists() or not named.exists():
        return
    try:
        if through >= today:
            grant_access(matter_id=found.pk, user=user, reason=_SITS, by=by, at=at, ends_on=through)
        else:
            revoke_access(matter_id=found.pk, user=user, reason="left the committee", by=by, at=at)
    except LastReader as why:
        raise CommitteeRefused(str(why)) from None


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
    found = hold_committee(committee_id)
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
        grant_access(matter_id=found.pk, user=owner, reason=_HAS_TO_DO, by=by, at=at)
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
def finish_item(*, item_id: int, on: date, by: User, at: datetime, today: date, outcome: str = "") -> ActionItem:
    """Record that it was done; done twice is once. Who has left the committee and was kept by it is so no longer."""
    found = hold_committee(ActionItem.objects.values_list("committee", flat=True).get(pk=item_id))
    item = ActionItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    if item.done_on is None:
        item.done_on, item.done_by, item.outcome = on, by, outcome
        item.save(update_fields=["done_on", "done_by", "outcome"])
        record_event(matter=found, verb="committee.item_done", summary=f"Done: {item}"[:300], by=by, at=at)
        if item.owner is not None and found.members.filter(user=item.owner, ends_on__lt=today).exists():
            _end_access(found, item.owner, through=today - timedelta(days=1), by=by, at=at, today=today)
    return item


def hold_committee(committee_id: int) -> Committee:
    """The committee, locked until the transaction ends."""
    Matter.objects.select_for_update(no_key=True).get(pk=committee_id)
    return (
        Committee.objects.select_for_update(no_key=True, of=("self",))
        .select_related("matter", "unit")
        .get(pk=committee_id)
    )
