"""One message of every kind about training, with every field filled."""

from datetime import date

from labor_office.core.notices.messages.training import CONFIRMED, TrainingSeat
from labor_office.core.notices.messages.training_due import (
    DueLine,
    PersonLine,
    SessionLine,
    TrainingDue,
    TrainingTeam,
)

ANSWER_TO = "grace.okafor@rivermont.example"


def seat(**changes):
    """A seat in a class of a Thursday morning."""
    facts = {
        "standing": CONFIRMED,
        "course": "Grievance basics",
        "reference": "TS-2026-0019",
        "held_on": date(2026, 6, 25),
        "begins": "09:00",
        "ends": "12:00",
        "uid": "5f0c2a52-6f5f-4c06-9d0e-0d6d2f3a8d11",
        "sequence": 0,
        "stamp": "2026-06-15T12:30:00+00:00",
        "place": "City Hall, room 210",
        "online": "https://meet.rivermont.example/basics",
        "trainer": "Grace Okafor",
        "answer_to": ANSWER_TO,
        "signs_in": True,
    }
    return TrainingSeat(**facts | changes)


def about_training():
    """The kinds that the training app promises."""
    return [
        seat(),
        TrainingDue(
            lines=(
                DueLine(
                    title="Grievance basics",
                    due_on=date(2026, 6, 3),
                    sentence="Supervisors must.",
                    late="12 days overdue",
                ),
                DueLine(
                    title="Your agreement",
                    due_on=date(2026, 7, 1),
                    address="https://desk.rivermont.example/training/mine/3f9/",
                ),
            ),
            employee=17,
            duties="4,5",
            sessions=(
                SessionLine(reference="TS-2026-0019", course="Grievance basics", when="Thu, Jun 25", where="City Hall"),
            ),
            is_overdue=True,
            answer_to=ANSWER_TO,
        ),
        TrainingTeam(
            people=(PersonLine(name="Alan Pike", title="Grievance basics", due="Jun 3", late="12 days overdue"),),
            of="your team",
            as_of=date(2026, 6, 15),
            answer_to=ANSWER_TO,
            signs_in=True,
        ),
    ]
