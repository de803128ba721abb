"""Training in Rivermont: what is taught, who must know it, who is overdue, and the class of this morning."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from agreements.models.text import Article
from labor_office.core.matters.models.matter import ReferenceCounter
from labor_office.core.workforce.models import Assignment, Classification, Employee
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont
from training.actions.accommodations import ask_accommodation
from training.actions.courses import Handout, add_course, add_material, tie_article
from training.actions.deriving import derive_duties
from training.actions.proof import keep_completion
from training.actions.requirements import add_requirement, free_person
from training.actions.seats import enrol
from training.actions.sessions import PREFIX, schedule_session
from training.models.courses import Course
from training.models.sessions import TrainingSession
from training.rules.vocabulary import CourseForm, ExemptionKind, ProofSource, Trigger, Who

ROOM = "City Hall, room 210"
# Sessions of the year that were numbered before the desk was in use.
LAST_NUMBER = 17


def tell(city: Rivermont) -> None:
    """Courses, then the rules they satisfy, then the proof the office had, then this week's sessions."""
    basics, callouts, welcome = _courses(city)
    _articles(city, callouts)
    _requirements(city, basics, callouts, welcome)
    _proof(city, basics)
    _leave(city, basics)
    derive_duties(today=city.days.today)
    _sessions(city, basics, callouts)


def _courses(city: Rivermont) -> tuple[Course, Course, Course]:
    trainer, at = city.people["Grace Okafor"], moment(city.days.ago(400))
    first = city.days.ago(400)
    basics = add_course(
        code="LR-101", title="Grievance basics for supervisors", form=CourseForm.CLASS,
        basis="Administrative directive 3-2", starts_on=first,
        objectives="Tell a grievance from a complaint.\nAnswer at the first step within its limit.\n"
        "Know when to call Labor Relations.",
        length_minutes=180, audience="Supervisors of represented employees", validity_months=24, by=trainer, at=at,
    )  # fmt: skip
    add_material(
        version=basics.versions.get(), handout=Handout("Pocket card", link="https://training.rivermont.example/card"),
        by=trainer, at=at,
    )  # fmt: skip
    callouts = add_course(
        code="LR-114", title="Overtime and call-outs", form=CourseForm.CLASS, basis="Labor and Trades, Art. 14",
        starts_on=first, objectives="Call from the list in its order.\nNote who was called, when, and the answer.",
        length_minutes=90, audience="Whoever calls crews out", validity_months=36, by=trainer, at=at,
    )  # fmt: skip
    welcome = add_course(
        code="LR-050", title="Your agreement", form=CourseForm.SELF_PACED, basis="Labor and Trades, Art. 4",
        starts_on=first, objectives="Find the agreement and who speaks for you.", length_minutes=20,
        audience="Employees in a bargaining unit", by=trainer, at=at,
    )  # fmt: skip
    return basics, callouts, welcome


def _articles(city: Rivermont, callouts: Course) -> None:
    trainer, unit = city.people["Grace Okafor"], city.units["labor-and-trades"]
    for number in ("14", "14.3"):
        article = Article.objects.cited_as(unit, number, on=city.days.today).first()
        if article is not None:
            day = city.days.ago(399)
            tie_article(course_id=callouts.pk, article=article, on=day, by=trainer, at=moment(day))


def _requirements(city: Rivermont, basics: Course, callouts: Course, welcome: Course) -> None:
    trainer, today = city.people["Grace Okafor"], city.days.today
    nothing: dict[str, Any] = {
        "units": (), "departments": (), "classifications": (), "agreement_unit": None, "fixed_on": None,
        "counts_from_days": None, "repeat_months": None, "window_days": 90, "equivalents": (),
        "due_unit": "calendar_days",
    }  # fmt: skip
    rules: tuple[tuple[str, str, str, int, dict[str, Any]], ...] = (
        ("RQ-GB", "Grievance basics", "Administrative directive 3-2", 95,
         {"who": Who.SUPERVISORS, "trigger": Trigger.PROMOTED, "due_amount": 60, "repeat_months": 24,
          "courses": (basics,), "departments": (city.departments["fire-and-ems"], city.departments["police"])}),
        ("RQ-OT", "Overtime and call-outs", "Labor and Trades, Art. 14", 50,
         {"who": Who.SUPERVISORS, "trigger": Trigger.JOINED, "due_amount": 90, "courses": (callouts,),
          "departments": (city.departments["public-works"],)}),
        ("RQ-YA", "Your agreement", "Labor and Trades, Art. 4", 20,
         {"who": Who.REPRESENTED, "trigger": Trigger.HIRED, "due_amount": 45, "courses": (welcome,),
          "units": (city.units["labor-and-trades"],)}),
    )  # fmt: skip
    for code, title, basis, back, rule in rules:
        day = city.days.ago(back)
        add_requirement(
            code=code, title=title, basis=basis, article=None, by=trainer, at=moment(day), today=today,
            **{**nothing, "starts_on": day, **rule},
        )  # fmt: skip


def _proof(city: Rivermont, basics: Course) -> None:
    """The sign-in sheets of former years: most of Police, half of Fire."""
    trainer, version = city.people["Grace Okafor"], basics.versions.get()
    held = city.days.ago(130)
    for code, kept in (("PO200", 21), ("FE200", 12)):
        for person in people_called(code, city.days.today)[:kept]:
            keep_completion(
                employee=person, version=version, completed_on=held, source=ProofSource.EARLIER, by=trainer,
                at=moment(held, "16:30"), evidence=f"Sign-in sheet of {held:%B} {held.day}, {held.year}",
            )  # fmt: skip
    # Two of Fire run out within the quarter.
    earlier = held.replace(year=held.year - 2) if (held.month, held.day) != (2, 29) else held
    soon = max(earlier, city.days.ago(690))
    for person in people_called("FE200", city.days.today)[12:14]:
        keep_completion(
            employee=person, version=version, completed_on=soon, source=ProofSource.EARLIER, by=trainer,
            at=moment(held, "16:40"), evidence="Certificate of the State academy",
        )  # fmt: skip


def _leave(city: Rivermont, basics: Course) -> None:
    away = people_called("FE200", city.days.today)[-1]
    requirement = basics.satisfies.get().version.requirement
    free_person(
        requirement_id=requirement.pk, employee_id=away.pk, kind=ExemptionKind.ON_LEAVE, reason="Away until the fall.",
        from_on=city.days.ago(30), until_on=city.days.ahead(75), by=city.people["Grace Okafor"],
        at=moment(city.days.ago(30)), today=city.days.today,
    )  # fmt: skip


def _sessions(city: Rivermont, basics: Course, callouts: Course) -> None:
    """One this morning with every seat taken, one in ten days with people waiting, one next month."""
    ReferenceCounter.objects.create(prefix=PREFIX, year=city.days.today.year, last=LAST_NUMBER)
    this_morning = _session(city, basics, city.days.today, capacity=24)
    engineers = [person for person in people_called("PR100", city.days.today) if person.number]
    sergeants, lieutenants = (people_called(code, city.days.today) for code in ("PO200", "FE200"))
    for person in [*engineers[:14], *sergeants[21:26], *lieutenants[14:19]]:
        _put_down(city, this_morning, person, ago=11)
    later = _session(city, basics, city.days.working(8), capacity=3)
    for person in lieutenants[19:23]:
        _put_down(city, later, person, ago=4)
    first = later.enrolments.earliest("pk")
    ask_accommodation(
        enrolment_id=first.pk, needs="A seat near the screen.", by=city.people["Joan Pruitt"],
        at=moment(city.days.ago(4), "11:20"),
    )  # fmt: skip
    _session(city, callouts, city.days.working(16), capacity=22)


def _session(city: Rivermont, course: Course, day: date, *, capacity: int) -> TrainingSession:
    trainer, version = city.people["Grace Okafor"], course.versions.get()
    ends = datetime.combine(day, time(9, 30)) + timedelta(minutes=version.length_minutes)
    return schedule_session(
        version=version, held_on=day, begins_at=time(9, 30), ends_at=ends.time(), place=ROOM, link="",
        trainer=trainer, trainer_name="", capacity=capacity, by=trainer, at=moment(city.days.ago(20)),
    )  # fmt: skip


def _put_down(city: Rivermont, session: TrainingSession, person: Employee, *, ago: int) -> None:
    day = city.days.ago(ago)
    enrol(
        session_id=session.pk, employee_id=person.pk, by=city.people["Grace Okafor"], at=moment(day, "10:05"), today=day
    )


def people_called(code: str, today: date) -> list[Employee]:
    """Those of a classification at work today, by number."""
    title = Classification.objects.get(code=code)
    posts = Assignment.objects.on(today).filter(classification=title)
    return [post.employee for post in posts.select_related("employee__user").order_by("employee__number")]
