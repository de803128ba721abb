"""Messages about what the office says of an agreement: readings to review, published, in question; questions asked.

None of them carries a word of the question or the answer in its subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labor_office.core.notices.messages.parts import Message, Part
from labor_office.core.web.dates import short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion(Part):
    """A matter that is somebody's turn. ``about`` is what it concerns, without its words: "section 14.3"."""

    about: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForCounsel(Message):
    """M16. To counsel, that a draft waits for review; and to its writer, what counsel made of it (``verdict``)."""

    template = "for_counsel"
    label = "Counsel's review"

    item: Opinion
    sent_by: str
    # "Approved" or "Sent back"; empty on the way to counsel.
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPublished(Message):
    """M12. To those whom a published reading binds.

    It names no matter, for liaisons read what is published and not the office's matters:
    who gets it was chosen by what they may read.
    """

    template = "reading_published"
    label = "Interpretation published"
    is_optional = True
    # Its reader was chosen by what they may read; their backup was not.
    follows_backup = False

    reference: str
    path_to: str
    about: str
    effective_on: date
    unit: str = ""
    replaces: str = ""
    # Short answer: in the body only.
    answer: str = ""
    call: str = ""

    @property
    def path(self) -> str:
        """The reading's own page."""
        return self.path_to

    @property
    def effective(self) -> str:
        """``Mon, Jun 15``."""
        return short_day(self.effective_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingInQuestion(Message):
    """M17. To those who were told of a reading: do not rely on it for now, or no longer, or again."""

    template = "reading_in_question"
    label = "Interpretation in question"
    # Its reader was chosen by what they may read; their backup was not.
    follows_backup = False

    reference: str
    path_to: str
    about: str
    because: str
    is_withdrawn: bool = False
    # Somebody looked, and it stands after all.
    is_kept: bool = False
    call: str = ""

    @property
    def path(self) -> str:
        """The reading's own page."""
        return self.path_to


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Message):
    """M18. To the office, that somebody asked Labor Relations."""

    template = "question_asked"
    label = "Question asked"

    item: Opinion
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Message):
    """M19. To who asked, that the answer stands on their page."""

    template = "question_answered"
    label = "Question answered"

    reference: str
    path_to: str
    asked_on: date
    answered_by: str = ""
    phone: str = ""

    @property
    def path(self) -> str:
        """The question's page, where the answer stands."""
        return self.path_to

    @property
    def asked(self) -> str:
        """``Mon, Jun 15``."""
        return short_day(self.asked_on)
