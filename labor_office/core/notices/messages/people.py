"""Messages from one person's act to another: assigned, asked for records, asked to sign, signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from labor_office.core.notices.messages.parts import Act, Message, Part
from labor_office.core.web.dates import short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Part):
    """One matter that was given to someone. ``first`` is its first deadline; None while nothing is due."""

    kind: str = ""
    unit: str = ""
    step: str = ""
    filed_on: date | None = None
    act: str = ""
    task: str = ""
    due_on: date | None = None
    rule: str = ""

    @property
    def due(self) -> str:
        """``Mon, Jun 15``; empty while nothing is due."""
        return short_day(self.due_on) if self.due_on else ""

    @property
    def about(self) -> str:
        """Unit, step and filing day in one line; whatever is not known is left out."""
        filed = f"filed {short_day(self.filed_on)}" if self.filed_on else ""
        return ", ".join(filter(None, (self.unit, self.step, filed)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Message):
    """M1. ``also`` is filled when it is sent, from the others assigned in the same ten minutes."""

    template = "assignment"
    label = "Assignment"
    gathers = True

    item: Assigned
    assigned_by: str
    # What is in the file already: "4 documents", "2 notes".
    in_file: tuple[str, ...] = ()
    backup: str = ""
    also: tuple[Assigned, ...] = ()

    @property
    def closed_subject(self) -> str:
        """That it was assigned, and its day."""
        due = f": due {self.item.due}" if self.item.due else " was assigned to you"
        return f"{self.item.reference}{due}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Part):
    """One record that is wanted, and the page where it is handed in."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingOnYou(Message):
    """M6. To the department's liaison or a decision maker; a nudge at most every two working days."""

    template = "waiting_on_you"
    label = "Waiting on you"

    asked: tuple[Asked, ...]
    reference: str
    due_on: date
    department: str = ""
    asked_by: str = ""
    phone: str = ""
    # One sentence: why it matters.
    reason: str = ""
    times_asked: int = 1

    @property
    def due(self) -> str:
        """``Wed, Jun 17``."""
        return short_day(self.due_on)

    @property
    def button(self) -> str:
        """What the link is called."""
        return "Hand it in" if len(self.asked) == 1 else f"Hand in the first of {len(self.asked)}"

    @property
    def count_words(self) -> str:
        """``2 records``."""
        return f"{len(self.asked)} record{'' if len(self.asked) == 1 else 's'}"

    @property
    def closed_subject(self) -> str:
        """The number and the day."""
        return f"{self.reference}: records wanted by {self.due}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForApproval(Message):
    """M7. ``act.act`` is the paper to sign ("Step 2 decision"); ``effect`` says what signing does."""

    template = "for_approval"
    label = "For signature"

    act: Act
    drafted_by: str
    effect: str = ""
    days_left: int | None = None

    @property
    def days_words(self) -> str:
        """``5 working days left``; empty when nobody counted."""
        if self.days_left is None:
            return ""
        return f"{self.days_left} working day{'' if self.days_left == 1 else 's'} left"

    @property
    def closed_subject(self) -> str:
        """The number and the day."""
        return f"For your signature by {self.act.due}: {self.act.reference}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignIn(Message):
    """M15. ``when`` and ``device`` in words; no address of a place is guessed."""

    template = "new_sign_in"
    label = "Security"
    follows_backup = False

    when: str
    device: str

    @property
    def path(self) -> str:
        """The person's own list of sessions."""
        return reverse("usersessions_list")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeAsked(Message):
    """M22. To a department's liaisons, that Labor Relations asks what to mend before the table.

    It names no matter, for they know of none: whom it goes to was chosen by their department.
    """

    template = "intake_asked"
    label = "Asked before bargaining"
    follows_backup = False

    path_to: str
    department: str
    asked_by: str
    phone: str = ""
    due_on: date | None = None

    @property
    def path(self) -> str:
        """The department's own form."""
        return self.path_to

    @property
    def due(self) -> str:
        """``Wed, Jun 17``; empty when no day was named."""
        return short_day(self.due_on) if self.due_on else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack(Message):
    """M20. To the chief: ``what`` went to ``to_name`` and came back; ``said`` are the server's words."""

    template = "came_back"
    label = "Email came back"

    # Primary key of the notice that came back.
    notice: int
    to_name: str
    what: str
    said: str = ""

    @property
    def path(self) -> str:
        """The email in the outbox."""
        return reverse("notices:email", args=[self.notice])
