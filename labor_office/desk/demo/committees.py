"""Rivermont's committees and what was said with union people."""

from __future__ import annotations

from datetime import date, time

from bargaining.actions import committee_meetings, committees, contacts
from bargaining.rules.committees import Frequency
from bargaining.rules.vocabulary import Side
from labor_office.core.matters.models.matter import Matter
from labor_office.core.workforce.models import Representative
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LT = "labor-and-trades"


def tell(city: Rivermont) -> None:
    """A safety committee that met this spring, one that must meet and has not, and the contacts log."""
    people = {row.name: row for row in Representative.objects.all()}
    _safety(city, people)
    _training(city)
    _contacts(city, people)


def _safety(city: Rivermont, people: dict[str, Representative]) -> None:
    wd, by = city.days.working, city.people["Ines Calder"]
    begun = wd(-130)
    found = committees.found_committee(
        title="Safety committee", unit=city.units[LT], frequency=Frequency.QUARTERLY, since=begun, by=by,
        department=city.departments["water-utilities"], basis="Labor and Trades Agreement, Art. 19",
        purpose="Near misses, equipment, training before new work.", at=moment(begun), today=begun,
    )  # fmt: skip
    pk, at = found.pk, moment(begun, "10:00")
    for user, role in ((by, "Chair for the City"), (city.people["Mateo Ortega"], "Secretary")):
        committees.seat_member(committee_id=pk, side=Side.CITY, user=user, role=role, starts_on=begun, by=by, at=at)
    for name, role in (("Alma Ferris", "Chair for the union"), ("Curtis Duval", "")):
        committees.seat_member(
            committee_id=pk, side=Side.UNION, representative=people[name], role=role, starts_on=begun, by=by, at=at
        )
    _sat(city, pk, wd(-6))
    committee_meetings.plan_meeting(
        committee_id=pk, on=wd(55), starts_at=time(10), place="North plant", agenda="Trench boxes\nHeat plan", by=by,
        at=moment(wd(-5)),
    )  # fmt: skip


def _sat(city: Rivermont, pk: int, on: date) -> None:
    by, wd = city.people["Ines Calder"], city.days.working
    sitting = committee_meetings.plan_meeting(
        committee_id=pk, on=on, starts_at=time(10), place="North plant", by=by, at=moment(city.days.working(-20)),
        agenda="Near miss of April\nConfined space training\nHeat plan",
    )  # fmt: skip
    committee_meetings.hold_meeting(
        sitting_id=sitting.pk, people="City: I. Calder, M. Ortega\nUnion: A. Ferris, C. Duval", by=by,
        minutes="The near miss was gone through; gas meters are checked before each entry from now on.",
        at=moment(on, "12:00"), today=on,
    )  # fmt: skip
    for title, owner, name, due in (
        ("Write the heat plan", city.people["Mateo Ortega"], "", wd(8)),
        ("List crews without confined space training", None, "Local 1840", wd(-2)),
    ):
        committees.give_item(
            committee_id=pk, title=title, owner=owner, owner_name=name, due_on=due, sitting=sitting, by=by,
            at=moment(on, "12:10"),
        )  # fmt: skip
    done = committees.give_item(
        committee_id=pk, title="Check every gas meter", owner=by, due_on=wd(-3), sitting=sitting, by=by,
        at=moment(on, "12:12"),
    )  # fmt: skip
    committees.finish_item(
        item_id=done.pk, on=wd(-3), outcome="14 checked, one replaced", by=by, at=moment(wd(-3)), today=wd(-3)
    )


def _training(city: Rivermont) -> None:
    since, by = city.days.working(-70), city.people["Omar Reyes"]
    committees.found_committee(
        title="Labor-management committee", unit=city.units["fire-and-ems"], frequency=Frequency.QUARTERLY, since=since,
        department=city.departments["fire-and-ems"], basis="Fire and EMS Agreement, Art. 24", by=by,
        purpose="What need not wait for the table.", at=moment(since), today=since,
    )  # fmt: skip


def _contacts(city: Rivermont, people: dict[str, Representative]) -> None:
    wd = city.days.working
    case = Matter.objects.get(reference=f"G-{city.days.today.year}-0042")
    for back, by, name, channel, about, matter, follow_up in (
        (-44, "Dana Whitfield", "Tanya Boone", "CALL", "Dates for the first sessions.", None, None),
        (-21, "Dana Whitfield", "Tanya Boone", "EMAIL", "Will send the call-out grievance by Friday.", case, None),
        (-12, "Ines Calder", "Alma Ferris", "MEETING", "The April near miss; both want it on the agenda.", None, None),
        (
            -8,
            "Dana Whitfield",
            "Tanya Boone",
            "HALLWAY",
            "Open to settling the call-out case with a posted list.",
            case,
            -1,
        ),
        (-7, "Omar Reyes", "Carla Nunez", "CALL", "Overtime totals: wants them by month, not by person.", None, 2),
        (
            -4,
            "Rosa Castellanos",
            "Renata Holt",
            "CALL",
            "Asked whether the Council moves its June meeting.",
            None,
            None,
        ),
        (-2, "Dana Whitfield", "Jack Marsh", "CALL", "Members worry about weekend standby.", None, 3),
    ):
        on = wd(back)
        contacts.log_conversation(
            representative=people[name], on=on, channel=channel, about=about, matter=matter,
            follow_up_on=None if follow_up is None else wd(follow_up), by=city.people[by], at=moment(on, "15:30"),
        )  # fmt: skip
