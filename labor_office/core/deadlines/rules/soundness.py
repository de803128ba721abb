"""What a limit cannot say at once: asked by the file's reader and by the editor."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from labor_office.core.deadlines.rules.procedure import CountUnit, Direction, Limit, SpecialKind

_LISTED = (
    SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER,
    SpecialKind.ROLL_TO_PRESENCE,
    SpecialKind.AGENDA_MEETING,
)


class Contradiction(NamedTuple):
    """A key of the procedure file that does not go with the others.

    ``message`` follows the key in a report on a file; ``said`` stands beside the field of the editor.
    """

    key: str
    message: str
    said: str


def contradictions(limit: Limit) -> Iterator[Contradiction]:
    """Everything in the limit that does not go together, in the order of its keys."""
    return (fault for is_wrong, fault in _CONTRADICTIONS if is_wrong(limit))


def _lacks_person(limit: Limit) -> bool:
    units = {limit.unit, limit.cap.unit if limit.cap else limit.unit}
    return CountUnit.PERSON_WORK_DAYS in units and not limit.person


def _counts_list_backwards(limit: Limit) -> bool:
    return limit.direction is Direction.BEFORE and limit.special_kind is not None


def _is_window_of_days(limit: Limit) -> bool:
    is_window = limit.special_kind is SpecialKind.WINDOW_SECOND_FULL_MONTH
    return is_window and limit.unit not in {CountUnit.MONTHS, CountUnit.YEARS}


_CONTRADICTIONS: tuple[tuple[Callable[[Limit], bool], Contradiction], ...] = (
    (
        _lacks_person,
        Contradiction(
            "person",
            "is missing: person_work_days must say whose work days they are",
            "Say whose work days are counted.",
        ),
    ),
    (
        lambda limit: limit.special_kind in _LISTED and not limit.list_key,
        Contradiction(
            "list_key",
            "is missing: this special_kind reads the timeline's list_<list_key>",
            "Say which list of dates, for example council.",
        ),
    ),
    (
        lambda limit: bool(limit.list_key) and limit.special_kind not in _LISTED,
        Contradiction(
            "list_key",
            "has no meaning without a special_kind that reads a list",
            "Choose a way of finding the date that reads a list.",
        ),
    ),
    (
        lambda limit: limit.special_kind is SpecialKind.AGENDA_MEETING and not limit.agenda_cutoff,
        Contradiction(
            "agenda_cutoff",
            "is missing: agenda_meeting must say when the agenda closes",
            "Say when the agenda closes.",
        ),
    ),
    (
        lambda limit: limit.special_kind is not SpecialKind.AGENDA_MEETING and limit.agenda_cutoff is not None,
        Contradiction(
            "agenda_cutoff",
            "has no meaning without special_kind agenda_meeting",
            "An agenda goes with the first meeting whose agenda is open.",
        ),
    ),
    (
        _is_window_of_days,
        Contradiction(
            "unit",
            "must be months: a window of whole months is counted in months",
            "A window of whole months is counted in months.",
        ),
    ),
    (
        _counts_list_backwards,
        Contradiction(
            "direction",
            "cannot be before with a special_kind",
            "A date found from a list or a window is counted after its start.",
        ),
    ),
    (
        lambda limit: limit.missed_creates_offset_days > 0 and not limit.missed_creates,
        Contradiction(
            "missed_creates_offset_days",
            "has no meaning without missed_creates",
            "Say which event a miss brings about.",
        ),
    ),
)
