"""Rivermont's advice log, its past practice, what its agreements make it do, and the ends of their terms."""

from __future__ import annotations

from datetime import date, timedelta

from agreements.actions import advice, counting, obligations, practices, terms
from agreements.models.obligations import Obligation
from agreements.models.text import Agreement
from agreements.queries.counting import owed_on
from agreements.rules.advice import Channel
from agreements.rules.obligations import Funding, Rhythm, Source
from agreements.rules.practices import PracticeState
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.users.models import User
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.opinions import article_called
from labor_office.desk.demo.setting import Rivermont

LT, FE, PO = "labor-and-trades", "fire-and-ems", "police"


def tell(city: Rivermont) -> None:
    """What the office answered, keeps in mind, owes and waits for. None of it stands on the desk the story is told for."""
    at = moment(date(city.days.today.year - 2, 1, 2), "09:30")
    put_in_use(
        counting.RULES, calendar=Calendar.objects.get(is_office=True), from_on=date(2021, 5, 1), by=city.chief, at=at
    )
    _advice(city)
    _practices(city)
    _obligations(city)
    _terms(city)


def _log(
    city: Rivermont,
    ago: int,
    number: str,
    question: str,
    answer: str,
    *,
    by: str = "Ines Calder",
    unit: str = LT,
    asker: str = "",
    department: str = "",
    readers: tuple[str, ...] | None = None,
    follow_up: int = 0,
) -> None:
    on = city.days.working(-ago)
    advice.log_advice(
        question=question, answer=answer, unit=city.units[unit], articles=[article_called(city, unit, number)],
        asker_name=asker, asker_department=city.departments.get(department), channel=Channel.CALL,
        readers=None if readers is None else [city.people[name] for name in readers],
        follow_up_on=city.days.working(follow_up) if follow_up else None,
        by=city.people[by], at=moment(on, "10:40"), today=on,
    )  # fmt: skip


def _advice(city: Rivermont) -> None:
    _log(
        city,
        41,
        "14.3",
        "A supervisor wants to keep a crew that is already out for the next break. Must the list be called first?",
        "Call the list for the new job. The crew that is out may finish what it began.",
        asker="Lloyd Grady",
        department="water-utilities",
    )
    _log(
        city,
        22,
        "14.4",
        "Does a call that is cancelled on the way in earn the minimum?",
        "Yes, once the employee has left home. Ask for the time of leaving.",
        asker="Mateo Ortega",
        department="water-utilities",
        follow_up=9,
    )
    _log(
        city,
        12,
        "17.2",
        "May we swap two shifts between bids when both employees ask for it?",
        "For up to two weeks, in writing, with no change to either bid.",
        asker="Parks crew leader",
        department="parks-and-recreation",
    )
    _log(
        city,
        9,
        "12.3",
        "How long may a decision wait while the department weighs settlement?",
        "The ten working days run; ask for an extension in writing before the last one.",
        by="Omar Reyes",
        asker="Priya Amadi",
        department="water-utilities",
        readers=("Samuel Brandt",),
    )
    _asked_by_fire(city)


def _asked_by_fire(city: Rivermont) -> None:
    on = city.days.working(-6)
    liaison, owner = city.people["Joan Pruitt"], city.people["Ines Calder"]
    asked = advice.ask_office(
        question="An engine company was held over to the next shift on a holiday. Is the holiday rate paid for the hours held over?",
        unit=None, asker_department=city.departments[FE], by=liaison, at=moment(on, "09:05"), today=on,
    )  # fmt: skip
    answered = city.days.working(-5)
    advice.answer_question(
        advice_id=asked.pk, answer="The rate follows the shift that begins on the holiday. Hours held over from the day before are overtime.",
        by=owner, at=moment(answered, "14:30"), today=answered,
    )  # fmt: skip


def _practices(city: Rivermont) -> None:
    at, by = moment(city.days.working(-90), "11:00"), city.people["Ines Calder"]
    practices.record_practice(
        unit=city.units[LT], article=article_called(city, LT, "14.3"), department=city.departments["water-utilities"],
        title="Trading a call-out within the shift", since="Since 2015, as far as the logs go",
        practice="An employee who is called may hand the call-out to the next person on the list, who must agree, with word to the supervisor.",
        clarity="The call-out log has a column for it, filled in the same way by four supervisors.",
        consistency="Between 30 and 50 times a year; not during the storm of 2021.",
        acceptance="Raised by the union at the table in 2023 as the rule; the City did not object.",
        who_knew="Superintendent of Distribution; the chief steward.", state=PracticeState.ACKNOWLEDGED, by=by, at=at,
    )  # fmt: skip
    practices.record_practice(
        unit=city.units[LT], article=article_called(city, LT, "9.2"), title="Second pair of boots in a wet season",
        practice="Public Works buys a second pair when the first is soaked through.", since="About 2018",
        consistency="Some crews, not others.", who_knew="Two crew leaders.", state=PracticeState.DISPUTED, by=by, at=at,
    )  # fmt: skip
    practices.record_practice(
        unit=city.units[PO], article=article_called(city, PO, "20.1"), title="Court time by telephone paid in full",
        practice="Three hours were paid for testimony by telephone.", since="2020", state=PracticeState.REPUDIATED,
        ended_on=city.days.working(-60), ended_note="Notice to the Lodge, with the next agreement as the last day.", by=by, at=at,
    )  # fmt: skip


def _owe(
    city: Rivermont,
    title: str,
    rhythm: Rhythm,
    first: date | None,
    *,
    owner: str,
    number: str = "",
    unit: str = LT,
    source: Source = Source.CLAUSE,
    department: str = "",
    ago: int = 100,
    period: str = "",
    occasion: str = "",
) -> int:
    on = city.days.working(-ago)
    article = article_called(city, unit, number) if number else None
    made = obligations.take_on(
        title=title, rhythm=rhythm, first_due_on=first, period=period, occasion=occasion, source=source, unit=city.units[unit],
        article=article, department=city.departments.get(department), owner=_person(city, owner), by=city.people["Ines Calder"],
        at=moment(on, "13:00"), today=on,
    )  # fmt: skip
    key: int = made.pk
    return key


def _person(city: Rivermont, name: str) -> User:
    return city.people[name]


def _obligations(city: Rivermont) -> None:
    wd = city.days.working
    lists = _owe(
        city, "Send the union the roster of the unit", Rhythm.QUARTERLY, wd(-70).replace(day=22), owner="Theo Lindqvist"
    )
    obligations.record_done(
        obligation_id=lists, due_on=owed_on(Obligation.objects.get(pk=lists)), done_on=wd(-69),
        evidence="Sent by email to the chief steward, as a spreadsheet.",
        by=_person(city, "Theo Lindqvist"), at=moment(wd(-69), "15:00"), today=wd(-69),
    )  # fmt: skip
    _recurring(city)
    _owe(
        city,
        "Give the union notice of a new shift pattern",
        Rhythm.EVENT,
        None,
        owner="Ines Calder",
        number="17.2",
        period="10 working days",
        occasion="A department decides on a new shift pattern",
    )


def _recurring(city: Rivermont) -> None:
    wd, today = city.days.working, city.days.today
    # Overdue since last week, and the analyst's to do.
    _owe(
        city,
        "Post the seniority list in each yard",
        Rhythm.YEARLY,
        wd(-4),
        owner="Theo Lindqvist",
        number="17.2",
        department="public-works",
    )
    _owe(
        city,
        "Pay the uniform allowance",
        Rhythm.YEARLY,
        date(today.year, 9, 1) if today.month < 9 else date(today.year + 1, 9, 1),
        owner="Ines Calder",
        number="9.2",
        department="finance",
    )
    _owe(
        city,
        "Report overtime by crew to the union under the settlement",
        Rhythm.MONTHLY,
        wd(5).replace(day=min(wd(5).day, 28)),
        owner="Theo Lindqvist",
        source=Source.SETTLEMENT,
        number="14.3",
        department="water-utilities",
        ago=30,
    )


def _terms(city: Rivermont) -> None:
    by = city.people["Ines Calder"]
    running = Agreement.objects.published().filter(ends_on__gte=city.days.today)
    for agreement in running.select_related("unit").order_by("pk"):
        on = city.days.working(-200)
        terms.count_term(agreement_id=agreement.pk, by=by, at=moment(on, "10:00"), today=on)
        notice, asked = agreement.ends_on - timedelta(days=140), agreement.ends_on - timedelta(days=75)
        for event, day in (
            ("notice_to_bargain", notice),
            ("first_session", agreement.ends_on - timedelta(days=100)),
            ("funding_asked", asked),
        ):
            if day < city.days.today:
                terms.record_term_event(
                    agreement_id=agreement.pk, event=event, on=day, by=by, at=moment(day, "16:00"), today=day
                )
        _money(city, agreement, by)


def _money(city: Rivermont, agreement: Agreement, by: User) -> None:
    for year in range(agreement.starts_on.year + 1, agreement.ends_on.year + 1):
        decided = date(year - 1, 6, 3)
        is_past = decided < city.days.today
        terms.record_funding(
            agreement_id=agreement.pk, fiscal_year=year, status=Funding.APPROPRIATED if is_past else Funding.COMMITTED,
            decided_on=decided if is_past else None, resolution=f"Budget resolution of June {year - 1}" if is_past else "",
            by=by, at=moment(min(decided, city.days.today) - timedelta(days=0 if is_past else 1), "17:00"), today=min(decided, city.days.today),
        )  # fmt: skip
