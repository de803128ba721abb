"""A class on the day of the tests: people on the list, and whoever comes."""

from datetime import date, time, timedelta
from uuid import UUID, uuid5

from labor_office.core.users.permissions import Role
from tests.factories.training import CourseVersionFactory, EnrolmentFactory, TrainingSessionFactory
from tests.factories.users import UserFactory
from tests.training.city import TODAY, at_work
from training.models.proof import Completion
from training.models.sessions import TrainingSession
from training.rules.attendance import Tap
from training.rules.vocabulary import Mark

_KEYS = UUID("5c2f3c1e-6f3c-4a41-9a40-53c9ad0a7b11")


# Over when the day of the tests begins.
EARLY = {"begins_at": time(7, 0), "ends_at": time(8, 30)}


def a_class(seats: int = 3, *, held_on: date = TODAY, **session) -> TrainingSession:
    """A session before work with so many people enrolled, all of them at work."""
    version = session.pop("version", None) or CourseVersionFactory()
    held = TrainingSessionFactory(**{"held_on": held_on, "version": version, **EARLY, **session})
    for _ in range(seats):
        EnrolmentFactory(session=held, employee=at_work())
    return held


def enrolled(session: TrainingSession):
    """Who is on the list, in its order."""
    return [seat.employee for seat in session.enrolments.order_by("pk")]


def key(name: str) -> UUID:
    """The device's name for a tap."""
    return uuid5(_KEYS, name)


def tap(person, mark: Mark = Mark.PRESENT, *, called: str = "", waited: timedelta = timedelta(0), **more) -> Tap:
    """One tap on somebody of the list."""
    return Tap(key(called or f"{person.pk}{mark}{waited}"), person.code, mark, waited, **more)


def walk_in(name: str, *, department: str = "", mark: Mark = Mark.PRESENT, called: str = "w", **more) -> Tap:
    """Somebody written down at the door."""
    return Tap(key(f"{called}{mark}"), str(key(called)), mark, name=name, department=department, **more)


def marks(session: TrainingSession) -> dict[str, str]:
    """How each is marked, by name."""
    return {row.name: row.mark for row in session.attendances.select_related("employee")}


def completed_by(session: TrainingSession) -> set[str]:
    """Who has proof from this session that stands."""
    found = Completion.objects.standing().filter(attendance__session=session)
    return {done.employee.name for done in found}


def trainer():
    """Somebody who trains."""
    return UserFactory(role=Role.TRAINER)
