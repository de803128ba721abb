"""Arbitrations, a charge, a discipline case and information requests of the story."""

from __future__ import annotations

from datetime import time, timedelta

from grievances.actions import panels
from grievances.actions.assigning import ask_custodian
from grievances.rules.strikes import Side
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.matters.actions import meetings, requests
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.record import Meeting, Request
from labor_office.desk.demo.cases import proceed
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LT = "labor-and-trades"
# Invented people.
PANEL = ("Ada Finch", "Bertram Cole", "Celia Voss", "Desmond Hart", "Eunice Park", "Felix Amory", "Greta Lund")


def tell(city: Rivermont) -> None:
    """Everything that is not a grievance."""
    _arbitrations(city)
    _charge(city)
    _discipline(city)
    _information_requests(city)
    _today(city)


def _arbitrations(city: Rivermont) -> None:
    wd = city.days.working
    hearing = wd(10)
    first = proceed(
        city, "arbitration", "Standby pay, treatment plant", wd(-30), (Happened("hearing", hearing, label="Hearing"),),
        unit=LT, today=wd(-30), forum="Single arbitrator", opponent="Municipal Workers Local 1840",
    )  # fmt: skip
    meetings.schedule_meeting(
        matter_id=first.pk, title="Hearing", on=hearing, starts_at=time(9, 30), place="City Hall, room 210",
        by=city.dana, at=moment(wd(-30), "10:00"),
    )  # fmt: skip
    record_event(
        matter=first, verb="arbitration.room", summary="Hearing room confirmed", by=city.people["Nell Harwood"],
        at=moment(wd(-1), "14:05"),
    )  # fmt: skip
    proceed(
        city, "arbitration", "Seniority date, parks", wd(-26), (Happened("panel_received", wd(-26), label="Panel of seven received"), Happened("strikes_sent", wd(-23), label="Strikes sent")),
        unit=LT, today=wd(-23), owner=city.people["Omar Reyes"],
    )  # fmt: skip
    promotion = proceed(
        city, "arbitration", "Promotion list", wd(-12), (Happened("panel_received", wd(-5), label="Panel of seven received"),),
        unit=LT, today=wd(-5), opponent="Municipal Workers Local 1840", summary="Panel of seven; the City strikes first.",
    )  # fmt: skip
    panel = panels.set_panel(
        proceeding_id=promotion.pk, names=PANEL, first=Side.CITY, by=city.dana, at=moment(wd(-5), "11:00")
    )
    for side, place, back in ((Side.CITY, 2, -4), (Side.UNION, 5, -3)):
        panels.strike_name(
            proceeding_id=promotion.pk, name_id=panel[place].pk, side=side, on=wd(back), by=city.dana,
            at=moment(wd(back), "15:00"),
        )  # fmt: skip


def _charge(city: Rivermont) -> None:
    wd = city.days.working
    served = wd(2) - timedelta(days=21)
    charge = proceed(
        city, "charge", "Unilateral change charge", served, (Happened("served", served, label="Charge served"),),
        unit="professional", today=served, forum="Labor Relations Administrator", opponent="Municipal Workers Local 1840",
        readers=[city.chief, city.people["Samuel Brandt"]],
    )  # fmt: skip
    requests.ask(
        matter_id=charge.pk, title="Draft review", kind=Request.Kind.REVIEW, asked_of="City Attorney", due_on=wd(1),
        by=city.dana, today=wd(-2), at=moment(wd(-2), "16:00"),
    )  # fmt: skip


def _discipline(city: Rivermont) -> None:
    wd = city.days.working
    proceed(
        city, "discipline", "Proposed suspension of three days", wd(-17),
        (Happened("notice", wd(-17), label="Notice of proposed discipline"), Happened("hearing", wd(-7), label="Hearing held")),
        unit=LT, today=wd(-7), department=city.departments["public-works"], readers=[city.chief],
    )  # fmt: skip


def _information_requests(city: Rivermont) -> None:
    wd = city.days.working
    first = proceed(
        city, "information_request", "Overtime records, January to May", wd(-8), (Happened("requested", wd(-8), label="Request received"),),
        unit="police", today=wd(-8), opponent="Police Lodge 12", summary="Asked for at session 6 of the successor talks.",
    )  # fmt: skip
    totals = requests.ask(
        matter_id=first.pk, title="Overtime totals by month", by=city.dana, today=wd(-8), at=moment(wd(-8), "15:10")
    )
    for department, custodian, back, due in (("police", "Records Section", -6, -2), ("finance", "", -1, 1)):
        asked = ask_custodian(
            item_id=totals.pk, department=city.departments[department], custodian=custodian, due_on=wd(due),
            by=city.dana, today=wd(back), at=moment(wd(back), "10:20"),
        )  # fmt: skip
        if custodian:
            requests.mark_done(
                request_id=asked.pk, by=city.dana, today=wd(-3), at=moment(wd(-3), "16:00"), outcome="By rank and month"
            )
    proceed(
        city, "information_request", "Vacancy list by rank", wd(-1), (Happened("requested", wd(-1), label="Request received"),),
        unit="police", today=wd(-1), opponent="Police Lodge 12",
    )  # fmt: skip


def _today(city: Rivermont) -> None:
    """A meeting of the day that belongs to no case."""
    Meeting.objects.create(
        title="Intake call, Water Utilities", on=city.days.next_open, starts_at=time(9, 30),
        place="Department liaison: M. Ortega", owner=city.dana,
    )  # fmt: skip
