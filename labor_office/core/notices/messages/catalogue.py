"""Every kind of message by the name of its template."""

from __future__ import annotations

from typing import Any

from labor_office.core.notices.messages.council import PacketReady
from labor_office.core.notices.messages.deadlines import DeadlineReminder, DueToday, Overdue
from labor_office.core.notices.messages.digests import DateMoved, Digest
from labor_office.core.notices.messages.letters import LetterBack
from labor_office.core.notices.messages.meetings import MeetingOff
from labor_office.core.notices.messages.named import ForThoseNamed
from labor_office.core.notices.messages.opinions import (
    ForCounsel,
    QuestionAnswered,
    QuestionAsked,
    ReadingInQuestion,
    ReadingPublished,
)
from labor_office.core.notices.messages.parts import Message
from labor_office.core.notices.messages.people import (
    Assignment,
    CameBack,
    ForApproval,
    IntakeAsked,
    NewSignIn,
    WaitingOnYou,
)
from labor_office.core.notices.messages.training import TrainingSeat
from labor_office.core.notices.messages.training_due import TrainingDue, TrainingTeam

_KINDS: tuple[type[Message], ...] = (
    Assignment,
    DeadlineReminder,
    DueToday,
    Digest,
    Overdue,
    WaitingOnYou,
    ForApproval,
    LetterBack,
    DateMoved,
    NewSignIn,
    ForCounsel,
    ReadingPublished,
    ReadingInQuestion,
    QuestionAsked,
    QuestionAnswered,
    CameBack,
    PacketReady,
    IntakeAsked,
    TrainingDue,
    TrainingSeat,
    TrainingTeam,
    ForThoseNamed,
    MeetingOff,
)
MESSAGES: dict[str, type[Message]] = {kind.template: kind for kind in _KINDS}
LABELS: dict[str, str] = {template: kind.label for template, kind in MESSAGES.items()}
# What a person may turn off.
OPTIONAL = frozenset(template for template, kind in MESSAGES.items() if kind.is_optional)


def read_message(template: str, context: dict[str, Any]) -> Message:
    """The message stored under ``template`` and ``context``.

    Raises KeyError, TypeError or ValueError for what no code here wrote.
    """
    return MESSAGES[template].from_context(context)
