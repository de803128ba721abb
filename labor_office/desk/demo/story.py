"""What has happened in Rivermont up to the morning on which the desk is opened.

Told in working days before today, so that the same story can be opened on any day; on
June 15, 2026 its dates are those of the design.
"""

from __future__ import annotations

from datetime import time

from grievances.actions.assigning import ask_department, assign
from grievances.actions.endings import close, settle
from grievances.actions.holding import hold_in_abeyance
from grievances.actions.meetings import schedule_meeting
from grievances.models import Grievance
from grievances.rules.vocabulary import Outcome, StepOutcome
from labor_office.core.deadlines.actions.extensions import agree_extension
from labor_office.core.matters.actions import requests
from labor_office.core.matters.models.record import Request
from labor_office.desk.demo.cases import Filing, appeal, begin_decision, decide, file, meet
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont


def tell_past(city: Rivermont) -> None:
    """Cases of former years that the article's history shows."""
    year, lt = city.days.today.year, "labor-and-trades"
    for back, event, received, title, end, outcome in (
        (2, (3, 4), (3, 11), "Gas leak call-out", (9, 20), Outcome.DENIED),
        (1, (5, 5), (5, 12), "Call-out passed over, main flush", (8, 14), Outcome.GRANTED),
    ):
        day = city.days.today.replace(year=year - back, month=received[0], day=received[1])
        filing = Filing(
            unit=lt,
            title=title,
            statement="The senior employee on the list was not called.",
            articles=("14.3",),
            department="water-utilities",
            grievants=("Rita Solano",),
            received_on=day,
            event_on=day.replace(month=event[0], day=event[1]),
        )
        grievance = file(city, filing)
        ended = day.replace(month=end[0], day=end[1])
        close(
            grievance_id=grievance.pk,
            on=ended,
            outcome=outcome,
            note="Closed before the desk was in use; kept for its history.",
            by=city.dana,
            at=moment(ended),
        )


def tell(city: Rivermont) -> None:
    """This year's cases, in the order of their numbers."""
    _uniform_allowance(city)
    _settled_and_closed(city)
    _of_colleagues(city)
    _shift_bid(city)
    _more_of_colleagues(city)
    _call_out_order(city)
    _night_work(city)
    _unsigned_extension(city)
    _fire_of_colleagues(city)
    _holiday_pay(city)
    _newest(city)


def _uniform_allowance(city: Rivermont) -> None:
    """G-0033: stopped for mediation with four working days left."""
    wd = city.days.working
    grievance = file(city, Filing(
        "labor-and-trades", "Uniform allowance", "The September allowance was not paid to employees hired in August.",
        ("9.2",), "public-works", ("Luz Herrera",), wd(-34), wd(-40),
    ))  # fmt: skip
    decide(city, grievance, wd(-29), decider="Lloyd Grady")
    appeal(city, grievance, wd(-24))
    meet(city, grievance, wd(-16), "Union: T. Boone. City: D. Whitfield")
    hold_in_abeyance(
        grievance_id=grievance.pk, from_on=wd(-9), reason="mediation", basis="Letter of both sides",
        by=city.dana, at=moment(wd(-9), "14:00"), today=wd(-9),
    )  # fmt: skip


def _settled_and_closed(city: Rivermont) -> None:
    wd = city.days.working
    grievance = file(city, Filing(
        "labor-and-trades", "Call-out minimum not paid", "Two hours were paid for a call-out instead of three.",
        ("14.4",), "water-utilities", ("Dwight Ferris",), wd(-33), wd(-36),
    ))  # fmt: skip
    settle(grievance_id=grievance.pk, on=wd(-27), terms="One hour paid. No precedent.", has_precedent=False,
           by=city.dana, at=moment(wd(-27), "15:00"))  # fmt: skip


def _of_colleagues(city: Rivermont) -> None:
    """G-0035 to G-0038: what others in the office work on."""
    wd, ago = city.days.working, city.days.ago
    court = file(city, Filing(
        "police", "Court time on a day off", "Three hours were owed and two were paid.", ("20.1",), "police",
        ("Terrence Hale",), ago(40), ago(44), representative="Carla Nunez",
    ))  # fmt: skip
    decide(city, court, ago(32), decider="Russell Tan")
    appeal(city, court, ago(20))
    file(city, Filing(
        "police", "Sergeants' list posted late", "The list was posted after the date that the agreement names.",
        ("14.3",), "police", ("Sofia Marino",), ago(12), ago(16), representative="Carla Nunez",
    ))  # fmt: skip
    for title, person, day in (
        ("Groundskeepers' tools", "Paul Edmond", -20),
        ("Truck check not paid", "Ben Holloway", -19),
    ):
        grievance = file(city, Filing(
            "labor-and-trades", title, "The practice changed without notice.", ("9",), "parks-and-recreation",
            (person,), wd(day), wd(day - 4), owner="Ines Calder",
        ))  # fmt: skip
        decide(city, grievance, wd(day + 5), decider="Lloyd Grady")


def _shift_bid(city: Rivermont) -> None:
    """G-0039: a Step 2 meeting owed tomorrow, and nothing on the calendar."""
    wd = city.days.working
    grievance = file(city, Filing(
        "labor-and-trades", "Shift bid, North plant", "Two shifts were filled before the bid closed.", ("17.2",),
        "water-utilities", ("Anita Cho",), wd(-18), wd(-22),
    ))  # fmt: skip
    decide(city, grievance, wd(-12), decider="Lloyd Grady")
    appeal(city, grievance, wd(-9), "10:40")


def _more_of_colleagues(city: Rivermont) -> None:
    wd = city.days.working
    for title, person, owner, day in (
        ("Equipment operator acting pay", "Ben Holloway", "Omar Reyes", -14),
        ("Posting of the overtime list", "Luz Herrera", "Ines Calder", -13),
    ):
        grievance = file(city, Filing(
            "labor-and-trades", title, "The posted list was not followed.", ("14.3",), "public-works", (person,),
            wd(day), wd(day - 6), owner=owner,
        ))  # fmt: skip
        decide(city, grievance, wd(day + 6), decider="Lloyd Grady")


def _call_out_order(city: Rivermont) -> Grievance:
    """G-0042: the case of the design, at Step 2, extended by three working days."""
    wd = city.days.working
    grievance = file(city, Filing(
        "labor-and-trades", "Overtime call-out order bypassed",
        "The on-call supervisor called two junior pipe fitters for a nine-hour main break without first offering the "
        "work to four senior employees on the call-out list.",
        ("14.3",), "water-utilities", ("Marcus Bell", "Rita Solano", "Dwight Ferris", "Anita Cho"), wd(-21),
        city.days.ago(37), remedy="Pay each grievant nine hours at time and one half. Follow the list in future.",
    ))  # fmt: skip
    assign(
        matter_id=grievance.pk,
        owner=city.dana,
        backup=city.people["Omar Reyes"],
        by=city.chief,
        at=moment(wd(-21), "16:40"),
    )
    decide(city, grievance, wd(-15), decider="Lloyd Grady")
    appeal(city, grievance, wd(-12))
    meet(city, grievance, wd(-8), "Union: T. Boone, J. Marsh. City: D. Whitfield, L. Grady")
    call_log = ask_department(
        matter_id=grievance.pk, title="Call-out log for the day of the event", department=city.departments["water-utilities"],
        due_on=wd(2), by=city.dana, today=wd(-6), at=moment(wd(-6), "09:10"),
    )  # fmt: skip
    requests.nudge(
        request_id=call_log.pk, by=city.dana, today=wd(-2), at=moment(wd(-2), "08:30"), calendar=city.days.calendar
    )
    _tick(city, grievance)
    agree_extension(
        matter_id=grievance.pk, code="S2-DECISION", agreed_on=wd(-1), agreed_by="T. Boone for the union",
        amount=3, signed_on=wd(-1), by=city.dana, at=moment(wd(-1), "15:40"), today=wd(-1),
    )  # fmt: skip
    return grievance


def _tick(city: Rivermont, grievance: Grievance) -> None:
    """Three of the checklist's tasks are done."""
    wd = city.days.working
    tasks = Request.objects.filter(matter_id=grievance.pk, kind=Request.Kind.CHECK, done_on=None).order_by("pk")
    for task in tasks[:3]:
        requests.mark_done(request_id=task.pk, by=city.dana, today=wd(-5), at=moment(wd(-5), "14:20"))


def _night_work(city: Rivermont) -> None:
    wd = city.days.working
    grievance = file(city, Filing(
        "labor-and-trades", "Night work without notice", "Crews were sent to nights with two days' notice.", ("17.2",),
        "public-works", ("Ben Holloway",), wd(-11), wd(-15), owner="Ines Calder",
    ))  # fmt: skip
    decide(city, grievance, wd(-5), decider="Lloyd Grady", outcome=StepOutcome.GRANTED_IN_PART)


def _unsigned_extension(city: Rivermont) -> None:
    """G-0044: an extension that the union has not signed yet; the earlier date stands."""
    wd = city.days.working
    grievance = file(city, Filing(
        "labor-and-trades", "Trench box training pay", "Hours in training were paid at straight time.", ("14.1",),
        "public-works", ("Luz Herrera",), wd(-3), wd(-9),
    ))  # fmt: skip
    agree_extension(
        matter_id=grievance.pk, code="S1-RESPONSE", agreed_on=wd(-1), agreed_by="T. Boone, by telephone",
        amount=4, follow_up_on=wd(1), by=city.dana, at=moment(wd(-1), "11:05"), today=wd(-1),
    )  # fmt: skip
    requests.ask(
        matter_id=grievance.pk, title="Signed extension", kind=Request.Kind.SIGNATURE, asked_of="Union",
        due_on=wd(1), by=city.dana, today=wd(-1), at=moment(wd(-1), "11:06"),
    )  # fmt: skip


def _fire_of_colleagues(city: Rivermont) -> None:
    wd = city.days.working
    for title, person in (("Call-back minimum", "Alan Pike"), ("Acting lieutenant pay", "Kevin Starke")):
        grievance = file(city, Filing(
            "fire-and-ems", title, "The minimum was not paid.", ("21.1",), "fire-and-ems", (person,), wd(-8), wd(-12),
            representative="Ty Boone", owner="Omar Reyes",
        ))  # fmt: skip
        decide(city, grievance, wd(-4), decider="Hal Brewster")


def _holiday_pay(city: Rivermont) -> None:
    """G-0047: an answer due today, its letter half written on Friday."""
    wd = city.days.working
    grievance = file(city, Filing(
        "fire-and-ems", "Holiday pay, C shift", "C shift began on the holiday and was paid straight time.", ("16.2",),
        "fire-and-ems", ("Kevin Starke", "Moira Dunn"), wd(-7), city.days.ago(21), representative="Ty Boone",
    ))  # fmt: skip
    begin_decision(city, grievance, wd(-1), "16:12", decider="Hal Brewster")


def _newest(city: Rivermont) -> None:
    """G-0048 to G-0051."""
    wd = city.days.working
    file(city, Filing(
        "labor-and-trades", "Meal period on call-outs", "No meal was given after four hours.", ("14.4",),
        "parks-and-recreation", ("Paul Edmond",), wd(-5), wd(-9), owner="Ines Calder",
    ))  # fmt: skip
    listed = file(city, Filing(
        "labor-and-trades", "Call-out list, holiday weekend", "The list was not used for the holiday weekend.", ("14.3",),
        "water-utilities", ("Rita Solano",), wd(-2), city.days.ago(21), owner="Omar Reyes",
    ))  # fmt: skip
    assign(matter_id=listed.pk, owner=city.dana, backup=None, by=city.chief, at=moment(wd(-1), "09:02"))
    file(city, Filing(
        "fire-and-ems", "Station transfer", "The transfer was made without the notice that is owed.", ("16",),
        "fire-and-ems", ("Alan Pike",), wd(-2), wd(-5), representative="Ty Boone", owner="Omar Reyes",
    ))  # fmt: skip
    station = file(city, Filing(
        "fire-and-ems", "Call-back during storm watch", "Crews were held over and not called back.", ("21.1",),
        "fire-and-ems", ("Moira Dunn",), wd(-1), wd(-4), representative="Ty Boone",
    ))  # fmt: skip
    schedule_meeting(
        grievance_id=station.pk, on=city.days.next_open, starts_at=time(16, 30), place="Fire Station 4",
        people="Union: T. Boone", by=city.dana, at=moment(wd(-1), "14:05"),
    )  # fmt: skip
