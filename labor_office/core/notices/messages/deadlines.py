"""Messages about one act that is owed: some days ahead, on its day, and after it."""

from __future__ import annotations

from dataclasses import dataclass

from labor_office.core.notices.messages.parts import Act, Message
from labor_office.core.web.dates import short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of why the date is what it is, and the date it leads to ("Wed, Jun 17")."""

    text: str
    leads_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAct(Message):
    """What all three have in common."""

    act: Act
    reasons: tuple[Reason, ...] = ()
    # "Weekends, Juneteenth (Jun 19)"
    not_counted: str = ""
    # "Art. 11, section 11.5(b)"
    rule: str = ""
    # A full sentence with its section.
    consequence: str = ""
    # False: the rule has not been compared with its source, and the mail says so.
    is_verified: bool = True

    @property
    def closed_subject(self) -> str:
        """The number and the day, no act."""
        return f"{self.act.reference}: due {self.act.due}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineReminder(OneAct):
    """M2. ``days_left`` counts working days, the due date included."""

    template = "deadline_reminder"
    label = "Reminder"

    days_left: int
    still_open: tuple[str, ...] = ()

    @property
    def days_words(self) -> str:
        """``5 working days left``."""
        return f"{self.days_left} working day{'' if self.days_left == 1 else 's'} left"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueToday(OneAct):
    """M3. ``draft`` says what there is already ("A draft was saved Friday 4:12 p.m."), empty when nothing."""

    template = "due_today"
    label = "Due today"

    draft: str = ""
    signer: str = ""
    signer_phone: str = ""
    # Where an agreed extension is recorded, if the rule allows one.
    extension_path: str = ""
    is_second: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue(OneAct):
    """M5. ``told`` names everyone else who gets this mail; ``remedy`` is what can still be done."""

    template = "overdue"
    label = "Overdue"

    days_late: int
    remedy: str = ""
    told: tuple[str, ...] = ()
    is_repeat: bool = False

    @property
    def days_words(self) -> str:
        """``1 working day``."""
        return f"{self.days_late} working day{'' if self.days_late == 1 else 's'}"

    @property
    def closed_subject(self) -> str:
        """The number and the day it was due, no act."""
        return f"{self.act.reference}: was due {short_day(self.act.due_on)}"
