"""Rivermont's classroom: a class held, marked and certified; a course read on its page; what people thought."""

from __future__ import annotations

from datetime import time
from uuid import UUID, uuid5

from labor_office.core.workforce.models import Employee
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont
from labor_office.desk.demo.training import ROOM, people_called
from training.actions.attendance import finish_attendance, record_taps
from training.actions.certificates import issue_certificates
from training.actions.evaluations import hand_in_evaluation
from training.actions.quizzes import add_question, hand_in
from training.actions.seats import enrol
from training.actions.sessions import schedule_session
from training.models.courses import Course, CourseVersion
from training.models.proof import Completion
from training.models.quizzes import Choice
from training.models.sessions import TrainingSession
from training.rules.attendance import Tap
from training.rules.evaluation import Sheet
from training.rules.vocabulary import Mark

# The same city has the same keys.
_KEYS = UUID("0f6d9a54-1c1f-4f1b-8a55-3d2f0a5b9c11")
_SHEETS = (
    Sheet(5, 5, 4, "The two call-outs we argued about.", ""),
    Sheet(4, 5, 4, "", "The list on paper, please."),
    Sheet(5, 4, 4, "Short.", ""),
    Sheet(3, 4, 3, "", "An hour is enough."),
    Sheet(5, 5, 5, "Real cases, no slides.", ""),
    Sheet(4, 3, 3, "", "What about standby pay?"),
)


def tell(city: Rivermont) -> None:
    """After the story of training: what happened in the room, and what people did by themselves."""
    _questions(city)
    _readers(city)
    _class(city)


def _questions(city: Rivermont) -> None:
    trainer, at = city.people["Grace Okafor"], moment(city.days.ago(60))
    version = _version("LR-050")
    asked = (
        ("Who speaks for you about your agreement?", ("Your union", "Payroll", "Nobody"), "Article 4 names the union."),
        ("Where do you find the agreement?", ("On the City's pages", "Only at City Hall"), ""),
    )
    for text, choices, explanation in asked:
        add_question(version=version, text=text, choices=choices, right=0, explanation=explanation, by=trainer, at=at)


def _readers(city: Rivermont) -> None:
    """Five have passed; one of them at the second try."""
    version = _version("LR-050")
    right = dict(Choice.objects.filter(question__version=version, is_right=True).values_list("question", "pk"))
    people = people_called("PR100", city.days.today)
    for place, person in enumerate(people[:5]):
        at = moment(city.days.ago(30 - place), "12:40")
        if place == 0:
            hand_in(version=version, employee=person, answers={}, by=None, at=at)
        hand_in(version=version, employee=person, answers=right, by=None, at=at)


def _class(city: Rivermont) -> None:
    """Eight weeks of call-outs in ninety minutes: six were on the list, five came, and so did a passer-by."""
    trainer, day = city.people["Grace Okafor"], city.days.working(-9)
    session = schedule_session(
        version=_version("LR-114"), held_on=day, begins_at=time(13, 0), ends_at=time(14, 30), place=ROOM, link="",
        trainer=trainer, trainer_name="", capacity=12, by=trainer, at=moment(city.days.ago(40)),
    )  # fmt: skip
    people = people_called("PR100", city.days.today)[:6]
    booked = city.days.ago(35)
    for person in people:
        enrol(session_id=session.pk, employee_id=person.pk, by=trainer, at=moment(booked), today=booked)
    _mark(city, session, people)
    done = list(Completion.objects.standing().filter(attendance__session=session))
    issue_certificates(completions=done, session=session, by=trainer, at=moment(day, "15:10"))
    for place, sheet in enumerate(_SHEETS):
        hand_in_evaluation(
            session_id=session.pk, key=uuid5(_KEYS, f"sheet {place}"), sheet=sheet, at=moment(day, "15:00")
        )


def _mark(city: Rivermont, session: TrainingSession, people: list[Employee]) -> None:
    trainer, at = city.people["Grace Okafor"], moment(session.held_on, "13:05")
    absent = people[-1]
    taps = [
        Tap(uuid5(_KEYS, person.code), person.code, Mark.ABSENT if person == absent else Mark.PRESENT)
        for person in people
    ]
    walk_in = uuid5(_KEYS, "walk-in")
    taps.append(Tap(uuid5(_KEYS, "tap"), str(walk_in), Mark.PRESENT, name="R. Castillo", department="Contract crew"))
    record_taps(session_id=session.pk, taps=taps, by=trainer, at=at)
    finish_attendance(session_id=session.pk, by=trainer, at=moment(session.held_on, "14:35"))


def _version(code: str) -> CourseVersion:
    return Course.objects.get(code=code).versions.get()
