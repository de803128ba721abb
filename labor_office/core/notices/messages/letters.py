"""Messages about a letter on its way out. None of them carries a word of it, or of what was said of it."""

from __future__ import annotations

from dataclasses import dataclass

from labor_office.core.notices.messages.parts import Message, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBack(Message):
    """M23. To whoever wrote a letter, that it was not signed; why stands on the letter's page."""

    template = "letter_back"
    label = "Letter sent back"

    item: Part
    number: int
    sent_by: str
