"""The words of agreement text: levels of an outline, what a change does, how an import stands."""

from __future__ import annotations

from enum import StrEnum


class ClauseLevel(StrEnum):
    """Where a piece of text stands in its agreement."""

    PREAMBLE = "PREAMBLE"
    ARTICLE = "ARTICLE"
    SECTION = "SECTION"
    SUBSECTION = "SUBSECTION"
    APPENDIX = "APPENDIX"


LEVEL_LABELS: dict[ClauseLevel, str] = {
    ClauseLevel.PREAMBLE: "Preamble",
    ClauseLevel.ARTICLE: "Article",
    ClauseLevel.SECTION: "Section",
    ClauseLevel.SUBSECTION: "Subsection",
    ClauseLevel.APPENDIX: "Appendix",
}


class ChangeEffect(StrEnum):
    """What a side letter or amendment does to an article's words from a day on."""

    REPLACE = "REPLACE"
    ADD = "ADD"
    END = "END"


EFFECT_LABELS: dict[ChangeEffect, str] = {
    ChangeEffect.REPLACE: "Replaces the text",
    ChangeEffect.ADD: "Adds new text",
    ChangeEffect.END: "Ends the text",
}


class LetterForm(StrEnum):
    """What kind of paper changes an agreement between two terms."""

    SIDE_LETTER = "SIDE_LETTER"
    AMENDMENT = "AMENDMENT"
    MEMORANDUM = "MEMORANDUM"
    EXTENSION = "EXTENSION"
    SETTLEMENT = "SETTLEMENT"
    AWARD = "AWARD"


FORM_LABELS: dict[LetterForm, str] = {
    LetterForm.SIDE_LETTER: "Side letter",
    LetterForm.AMENDMENT: "Amendment",
    LetterForm.MEMORANDUM: "Memorandum of understanding",
    LetterForm.EXTENSION: "Extension of the term",
    LetterForm.SETTLEMENT: "Settlement",
    LetterForm.AWARD: "Award",
}


class Match(StrEnum):
    """How sure it is which article of the former agreement a drafted clause continues."""

    NEW = "NEW"
    SURE = "SURE"
    UNSURE = "UNSURE"
    CONFIRMED = "CONFIRMED"


MATCH_LABELS: dict[Match, str] = {
    Match.NEW: "New in this agreement",
    Match.SURE: "Continues, same number and title",
    Match.UNSURE: "May continue: needs a look",
    Match.CONFIRMED: "Confirmed by a person",
}


class ImportStage(StrEnum):
    """Where the reading of an agreement's file stands."""

    QUEUED = "QUEUED"
    READING = "READING"
    OUTLINING = "OUTLINING"
    MATCHING = "MATCHING"
    REVIEW = "REVIEW"
    HANDED_OVER = "HANDED_OVER"
    REFUSED = "REFUSED"


STAGE_LABELS: dict[ImportStage, str] = {
    ImportStage.QUEUED: "Waiting for a reader",
    ImportStage.READING: "Reading the file",
    ImportStage.OUTLINING: "Finding articles and sections",
    ImportStage.MATCHING: "Matching the former agreement",
    ImportStage.REVIEW: "Ready for your review",
    ImportStage.HANDED_OVER: "Handed over to the draft",
    ImportStage.REFUSED: "Could not be read",
}
