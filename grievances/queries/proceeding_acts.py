"""Which page does what on an arbitration, charge, discipline case or information request."""

from __future__ import annotations

from grievances.queries.acts import needed_for
from grievances.queries.hearing import ProceedingCase
from grievances.queries.previews import no_more_time_of_right, standing_extensions, unsigned_extensions
from grievances.rules.moves import Act as Move
from labor_office.core.users.models import User
from labor_office.core.web.addresses import address
from labor_office.core.web.navigation import Link

_PROCEEDING_PAGES: dict[Move, tuple[str, str]] = {
    Move.RECORD: ("happening", "Record what happened"),
    Move.CLOSE: ("close", "Close"),
    Move.REOPEN: ("reopen", "Reopen"),
    Move.EXTEND: ("extend", "Record extension"),
    Move.SIGN_EXTENSION: ("sign_extension", "Record the signature"),
    Move.WITHDRAW_EXTENSION: ("withdraw_extension", "Withdraw an extension"),
    Move.TAKE_EXTENSION: ("take_extension", "Record time taken as of right"),
    Move.HOLD: ("stop", "Stop the clock"),
    Move.RESUME: ("restart", "Restart the clock"),
    Move.CORRECT: ("correct", "Correct a date"),
    Move.TAKE_BACK: ("take_back", "Take back a mistake"),
    Move.CHANGE_VERSION: ("version", "Change procedure version"),
}


def proceeding_buttons(case: ProceedingCase, user: User) -> list[Link]:
    """Every act possible on a proceeding now and for this person, by the day's use."""
    kind = case.proceeding.kind
    return [
        Link(label, address(f"grievances:{kind}_{page}", case.proceeding.reference))
        for move, (page, label) in _PROCEEDING_PAGES.items()
        if not case.refusal(move) and user.may(needed_for(move, kind)) and _has_object(move, case)
    ]


def _has_object(move: Move, here: ProceedingCase) -> bool:
    """Whether there is something to do it to."""
    match move:
        case Move.TAKE_EXTENSION:
            return not no_more_time_of_right(here)
        case Move.SIGN_EXTENSION:
            return bool(unsigned_extensions(here))
        case Move.WITHDRAW_EXTENSION:
            return bool(standing_extensions(here))
        case _:
            return True
