"""The rules that count bargaining, the Council's days, and the course of the Labor and Trades negotiation."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bargaining.actions import council, counting, intake, process
from bargaining.models.negotiation import DepartmentIntake, Issue, Negotiation
from bargaining.models.process import CouncilDay
from grievances.actions.proceedings import open_proceeding
from grievances.rules.items import ItemAnswer, outcome_words
from labor_office.core.deadlines.actions.beginning import begin_procedure
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.procedures import publish_version
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.matters.actions import requests
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LT, AT = "labor-and-trades", "administrative"
TUESDAY = 1
GROUND_RULES = """\
1. Sessions are on Mondays from 1:00 to 4:00 p.m. in Room 310; the next is set at the end of each.
2. Each side has a chief spokesperson and no more than five at the table. Either side may caucus when it asks.
3. No new issue is raised after the fourth session.
4. A tentative agreement is initialled by both spokespersons with the day, and holds with the whole.
5. Neither side speaks to the press about proposals while bargaining goes on.
6. The City releases up to four employees for session hours."""


def prepare(city: Rivermont) -> None:
    """Before the first negotiation is opened: what counts it, and when the Council meets."""
    at = moment(date(city.days.today.year - 2, 1, 2), "09:30")
    put_in_use(counting.RULES, calendar=city.calendar, from_on=date(2021, 5, 1), by=city.chief, at=at)
    today = city.days.today
    first = today.replace(day=1) - timedelta(days=200)
    months = sorted({(first + timedelta(days=31 * n)).replace(day=1) for n in range(18)})
    meetings = [_tuesday(month, nth) for month in months for nth in (2, 4)]
    council.enter_days(days=meetings, kind=CouncilDay.Kind.MEETING, by=city.chief, at=at)
    year = today.year + (today.month > 4)
    council.enter_days(
        days=[_tuesday(date(year, 5, 1), 1)], kind=CouncilDay.Kind.BUDGET, title=f"Budget of fiscal year {year + 1}",
        by=city.chief, at=at,
    )  # fmt: skip
    council.enter_days(
        days=[money_day(today)], kind=CouncilDay.Kind.BUDGET, title="Supplemental appropriation", by=city.chief, at=at
    )  # fmt: skip


def tell(city: Rivermont) -> None:
    """Ground rules, departments asked, the plan that has slipped; and what the union asked to know elsewhere."""
    negotiation = Negotiation.objects.get(unit=city.units[LT], closed_on=None)
    by = city.dana
    process.write_ground_rules(
        negotiation_id=negotiation.pk, text=GROUND_RULES, signed_on=city.days.working(-73), document=None, by=by,
        at=_at(city, -73, 14), today=city.days.working(-73),
    )  # fmt: skip
    day = city.days.working(-50)
    process.record_happening(
        negotiation_id=negotiation.pk, event="naming_of_the_neutral", on=day, label="Neutral named for the round",
        by=by, at=_at(city, -50, 10), today=day,
    )  # fmt: skip
    _ask_departments(city, negotiation)
    planned = city.days.working(-60)
    process.plan_back(
        negotiation_id=negotiation.pk, budget_on=money_day(city.days.today), reason="", by=by, at=_at(city, -60, 10),
        today=planned,
    )  # fmt: skip
    _information_request(city)


def money_day(today: date) -> date:
    """The second Tuesday five months ahead: when the Council adopts the money of a round that misses the budget."""
    return _tuesday((today.replace(day=1) + timedelta(days=155)).replace(day=1), 2)


def _ask_departments(city: Rivermont, negotiation: Negotiation) -> None:
    sender = city.people["Mateo Ortega"]
    asked = intake.ask_department(
        negotiation_id=negotiation.pk, department=city.departments["water-utilities"], due_on=city.days.working(-78),
        words="Which parts of the agreement get in the way of your crews? What would you change, and what does it cost you now?",
        by=city.dana, at=_at(city, -84, 10),
    )  # fmt: skip
    first = intake.send_intake(
        negotiation_id=negotiation.pk, department=asked.department, invitation=asked, by=sender, at=_at(city, -80, 9),
        article="14", problem="Two crews refuse the same call-out and a third is called from home.",
        evidence="Eleven call-outs in the winter took more than an hour to fill.",
        requested_change="One list for the whole division.", operational_impact="Mains run open for an hour more.",
        priority=DepartmentIntake.Priority.MUST,
    )  # fmt: skip
    intake.send_intake(
        negotiation_id=negotiation.pk, department=asked.department, invitation=asked, by=sender, at=_at(city, -79, 9),
        article="24", problem="Boots are bought in one week of the year, in every size but the one needed.",
        requested_change="A voucher instead of an issue day.", priority=DepartmentIntake.Priority.COULD,
    )  # fmt: skip
    overtime = Issue.objects.get(negotiation=negotiation, number="14")
    intake.join_to_issue(issue_id=overtime.pk, intakes=[first], by=city.dana, at=_at(city, -77, 10))
    intake.ask_department(
        negotiation_id=negotiation.pk, department=city.departments["police"], due_on=None,
        words="Does the trades' stand-by list touch your garage?", by=city.dana, at=_at(city, -76, 10),
    )  # fmt: skip


def _information_request(city: Rivermont) -> None:
    """What Local 1840 asked to know at the other table; counted by rules of its own."""
    by, day = city.people["Ines Calder"], city.days.working(-6)
    like = ProcedureVersion.objects.get(procedure__slug="information-request")
    draft = begin_procedure(
        title="Information requests, Administrative and Technical table", matter_kind="information_request",
        unit=city.units[AT], calendar=city.calendar, like=like, has_examples=True, by=city.chief,
        at=moment(date(city.days.today.year, 1, 5)),
    )  # fmt: skip
    publish_version(
        version_id=draft.pk, effective_from=date(city.days.today.year, 1, 5), by=city.chief,
        at=moment(date(city.days.today.year, 1, 5)),
    )  # fmt: skip
    negotiation = Negotiation.objects.get(unit=city.units[AT])
    opened = open_proceeding(
        kind="information_request", title="Telework by department, and its agreements", opened_on=day,
        unit=city.units[AT], opponent="Municipal Workers Local 1840", origin=negotiation, is_restricted=True,
        readers=[city.chief, city.people["Theo Lindqvist"], city.people["Samuel Brandt"]], owner=by,
        triggers=(Happened("requested", day, label="Request received"),),
        items=["Telework agreements in force, by department", "Complaints about telework, with names", "Parking permits by lot"],
        by=by, at=_at(city, -6, 11), today=day,
    )  # fmt: skip
    rows = list(opened.requests.order_by("pk"))
    for row, answer, ground in (
        (rows[0], ItemAnswer.PRODUCED, ""),
        (rows[1], ItemAnswer.WITHHELD, "names of those who complained; totals are offered instead"),
    ):
        requests.mark_done(
            request_id=row.pk, outcome=outcome_words(answer, ground), by=by, today=city.days.working(-2),
            at=_at(city, -2, 15),
        )  # fmt: skip


def _tuesday(month: date, nth: int) -> date:
    first = month + timedelta(days=(TUESDAY - month.weekday()) % 7)
    return first + timedelta(days=7 * (nth - 1))


def _at(city: Rivermont, back: int, hour: int) -> datetime:
    return moment(city.days.working(back), f"{hour:02}:00")
