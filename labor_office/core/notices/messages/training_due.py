"""Messages about what people owe to know: to the person, and to whoever answers for them.

They carry no matter. Each line names the duty it is about, and goes when that is owed no
more by the time the mail is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self, TypeVar

from django.urls import reverse

from labor_office.core.notices.claims import Claim
from labor_office.core.notices.messages.parts import Message
from labor_office.core.notices.messages.training import ADDRESS, mailto_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One requirement a person owes. ``sentence`` says whom it is for and how often; ``late`` how late it is.

    ``address`` is where the person can do it at once, without signing in. ``duty`` is its
    primary key: the line goes when it is owed no more by the time the mail is sent.
    """

    title: str
    due_on: date | None = None
    sentence: str = ""
    late: str = ""
    address: str = ""
    duty: int = 0

    @property
    def due(self) -> str:
        """``Jul 1``; "no day counted" while nothing could be."""
        return f"{self.due_on:%b} {self.due_on.day}" if self.due_on else "no day counted yet"

    @property
    def link(self) -> str:
        """The address, if it is one; nothing else may stand where a mail reader follows."""
        return self.address if ADDRESS.fullmatch(self.address) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A session to come that would satisfy the duties named, or any of the mail's where none is."""

    reference: str
    course: str
    when: str
    where: str = ""
    duties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDue(Message):
    """M9. To the person, once for everything they owe. ``employee`` is checked again before it goes."""

    template = "training_due"
    label = "Training due"
    follows_backup = False

    lines: tuple[DueLine, ...]
    # Primary key of the employee, and the duties it is about: when none is owed any more it is not sent.
    employee: int
    duties: str = ""
    sessions: tuple[SessionLine, ...] = ()
    is_overdue: bool = False
    answer_to: str = ""

    @property
    def path(self) -> str:
        """The person's own training."""
        return reverse("training:mine")

    @property
    def claim(self) -> Claim:
        """That something of it is still owed."""
        return Claim("training_duties", self.employee, self.duties)

    def claims(self) -> Iterator[Claim]:
        """That something is still owed, and of each line that it is."""
        yield from Message.claims(self)
        yield from _owed(self.lines)

    def settle(self, holds: Callable[[Claim], bool]) -> Self | None:
        """Without the lines that were done meanwhile, and without sessions that only those would need."""
        if not holds(self.claim):
            return None
        lines = _still(self.lines, holds)
        left = {line.duty for line in lines}
        sessions = tuple(one for one in self.sessions if not one.duties or left & set(one.duties))
        is_overdue = any(line.late for line in lines)
        return replace(self, lines=lines, sessions=sessions, is_overdue=is_overdue) if lines else None

    @property
    def mailto(self) -> str:
        """Where an answer goes, as a link."""
        return mailto_of(self.answer_to)

    @property
    def asks_for_seat(self) -> bool:
        """Whether anything of it is done in a class; what is only read asks for none."""
        return bool(self.sessions) or any(not line.link for line in self.lines)

    @property
    def first(self) -> DueLine:
        """What stands in the subject."""
        return self.lines[0]

    @property
    def more(self) -> int:
        """How many others there are."""
        return len(self.lines) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Someone of the reader's own people, and what they owe; ``duty`` as in ``DueLine``."""

    name: str
    title: str
    due: str
    late: str
    duty: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingTeam(Message):
    """M9, copy. To a supervisor or liaison: who of their own people is overdue. No name in the subject."""

    template = "training_team"
    label = "Training of your people"
    follows_backup = False

    people: tuple[PersonLine, ...]
    # "your team", "Fire and EMS"
    of: str
    as_of: date
    answer_to: str = ""
    signs_in: bool = False

    def claims(self) -> Iterator[Claim]:
        """Of each line that it is still owed."""
        yield from _owed(self.people)

    def settle(self, holds: Callable[[Claim], bool]) -> Self | None:
        """Without those who did it meanwhile."""
        people = _still(self.people, holds)
        return replace(self, people=people) if people else None

    @property
    def path(self) -> str:
        """The list of who is overdue."""
        return f"{reverse('training:compliance_people')}?state=overdue"

    @property
    def mailto(self) -> str:
        """Where an answer goes, as a link."""
        return mailto_of(self.answer_to)

    @property
    def count(self) -> int:
        """How many people."""
        return len({line.name for line in self.people})


L = TypeVar("L", DueLine, PersonLine)


def _claim(line: DueLine | PersonLine) -> Claim | None:
    return Claim("training_duties", line.duty, str(line.duty)) if line.duty else None


def _owed(lines: Iterable[DueLine | PersonLine]) -> Iterator[Claim]:
    return (claim for line in lines if (claim := _claim(line)))


def _still(lines: tuple[L, ...], holds: Callable[[Claim], bool]) -> tuple[L, ...]:
    """Those still owed; a line that names no duty stands."""
    return tuple(line for line in lines if (claim := _claim(line)) is None or holds(claim))
