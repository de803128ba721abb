"""Which page does what: the one act owed next, and every other act a grievance allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grievances.models import Grievance
from grievances.queries.places import Place
from grievances.queries.previews import no_more_time_of_right
from grievances.queries.procedures import events_known
from grievances.rules.moves import Act as Move
from labor_office.core.deadlines.acts import Act, Owed
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.addresses import address
from labor_office.core.web.navigation import Link

# What each act needs of a person; whoever lacks it does not see the button and gets 403 on the page.
NEEDS: dict[Move, Permission] = dict.fromkeys(Move, Permission.GRIEVANCE_EDIT) | {
    Move.EXTEND: Permission.DEADLINE_EDIT,
    Move.SIGN_EXTENSION: Permission.DEADLINE_EDIT,
    Move.WITHDRAW_EXTENSION: Permission.DEADLINE_EDIT,
    Move.HOLD: Permission.DEADLINE_EDIT,
    Move.RESUME: Permission.DEADLINE_EDIT,
    Move.CORRECT: Permission.DEADLINE_EDIT,
    Move.TAKE_BACK: Permission.DEADLINE_EDIT,
    Move.TAKE_EXTENSION: Permission.DEADLINE_EDIT,
    Move.CHANGE_VERSION: Permission.DEADLINE_OVERRIDE,
    Move.DRAFT_DECISION: Permission.LETTER_DRAFT,
}
# What changing a proceeding takes, by its kind, wherever an act takes nothing else.
_NEEDS_OF_KIND = {"grievance": Permission.GRIEVANCE_EDIT, "discipline": Permission.DISCIPLINE_EDIT}


def needed_for(move: Move | None, kind: str) -> Permission:
    """What ``move`` takes on a matter of ``kind``; without one, what changing its file takes."""
    ours = _NEEDS_OF_KIND.get(kind, Permission.PROCEEDING_EDIT)
    wanted = NEEDS[move] if move else ours
    return ours if wanted is Permission.GRIEVANCE_EDIT else wanted


def changes_file(user: User, given: Mapping[str, object]) -> bool:
    """Whether ``user`` changes files of the kind that an address names; of a grievance where it names none."""
    return user.may(needed_for(None, str(given.get("kind", "grievance"))))


_PAGES: dict[Move, tuple[str, str]] = {
    Move.EXTEND: ("extend", "Record extension"),
    Move.SCHEDULE_MEETING: ("schedule_meeting", "Schedule meeting"),
    Move.RECORD_MEETING: ("record_meeting", "Record meeting"),
    Move.DRAFT_DECISION: ("decision", "Draft decision"),
    Move.APPEAL: ("appeal", "Record appeal"),
    Move.DEMAND_ARBITRATION: ("demand", "Record demand for arbitration"),
    Move.OPEN_ARBITRATION: ("open_arbitration", "Open the arbitration's file"),
    Move.NAME_DECIDER: ("name_decider", "Name decision maker"),
    Move.TAKE_EXTENSION: ("take_extension", "Record time taken as of right"),
    Move.HOLD: ("stop", "Stop the clock"),
    Move.RESUME: ("restart", "Restart the clock"),
    Move.ADVANCE: ("advance", "Advance by agreement"),
    Move.BYPASS: ("bypass", "Pass over this step"),
    Move.REMAND: ("remand", "Send back to a step"),
    Move.CORRECT: ("correct", "Correct a starting event"),
    Move.TAKE_BACK: ("take_back", "Take back a mistake"),
    Move.CHANGE_VERSION: ("version", "Change procedure version"),
    Move.SETTLE: ("settle", "Settle"),
    Move.WITHDRAW: ("withdraw", "Withdraw"),
    Move.CLOSE: ("close", "Close"),
    Move.REOPEN: ("reopen", "Reopen"),
}


def act_for(owed: Owed) -> Act:
    """The button that meets a grievance's deadline, by the event that meets it."""
    kind, _, _step = owed.satisfied_by.partition(":")
    pages = {
        "response": ("decision", "Draft decision"),
        "meeting": ("record_meeting", "Record meeting"),
        "filed": ("appeal", "Record appeal"),
        "demand": ("demand", "Record demand"),
    }
    if owed.has_draft:
        pages["response"] = ("decision", "Finish the decision")
    if owed.has_meeting is False:
        pages["meeting"] = ("schedule_meeting", "Schedule meeting")
    page, label = pages.get(kind, ("happening", "Record it"))
    return Act(label, address(f"grievances:{page}", owed.reference))


# What the office says when it meets a deadline of a proceeding, by the event that meets it.
_PROCEEDING_LABELS = {
    "strikes_sent": "Record strikes",
    "exhibits_sent": "Record exhibits",
    "position_filed": "Record filing",
    "decision": "Record decision",
    "produced": "Record reply",
}


def act_for_proceeding(owed: Owed) -> Act:
    """The button that meets a deadline of an arbitration, charge, discipline case or information request."""
    label = _PROCEEDING_LABELS.get(owed.satisfied_by, "Record it")
    return Act(label, address("grievances:happening", owed.reference))


def buttons(place: Place, user: User) -> list[Link]:
    """Every act possible here and for this person: the one owed next first, then by the day's use."""
    possible = place.allowed
    links = [
        Link(_label(move, place), address(f"grievances:{page}", place.grievance.reference))
        for move, (page, _) in _PAGES.items()
        if move in possible and user.may(NEEDS[move]) and _has_object(move, place)
    ]
    first = _first(place)
    return sorted(links, key=lambda link: not link.url.endswith(f"/{first}/"))


def _has_object(move: Move, place: Place) -> bool:
    """Whether there is something to do it to, as far as the record tells without another query."""
    if move is Move.TAKE_EXTENSION:
        return not no_more_time_of_right(place)
    return move is not Move.OPEN_ARBITRATION or not getattr(place.grievance, "arbitration", "")


def signature_button(place: Place, user: User) -> Link | None:
    """The way to put an unsigned extension in force, for whoever may; nothing where the case does not allow it."""
    if Move.SIGN_EXTENSION not in place.allowed or not user.may(NEEDS[Move.SIGN_EXTENSION]):
        return None
    return Link("Record the signature", address("grievances:sign_extension", place.grievance.reference))


def _first(place: Place) -> str:
    """The address ending of the one act the grievance waits for."""
    here = place.standing
    if here.is_closed:
        return "reopen"
    if here.is_stopped:
        return "restart"
    if here.is_at_arbitration or (here.is_decided and not here.next_step):
        return "close"
    if here.is_decided:
        return "demand" if here.is_next_arbitration else "appeal"
    waits_for_meeting = f"meeting:{place.step.code.lower()}" in _events(place) and place.step.state == "FILED"
    return "meeting/held" if waits_for_meeting else "decision"


def _events(place: Place) -> Sequence[str]:

    return list(events_known(place.clock.version_id, tuple(place.clock.kinds)))


def _label(move: Move, place: Place) -> str:
    _, label = _PAGES[move]
    if move is Move.DRAFT_DECISION:
        letter = place.step.letter
        verb = "Finish" if letter is not None and not letter.is_issued else "Draft"
        return f"{verb} {place.step.name} decision"
    if move is Move.RECORD_MEETING:
        return f"Record {place.step.name} meeting"
    if move is Move.APPEAL:
        return f"Record appeal to {place.next_step_name}"
    return label


def letter_url(grievance: Grievance, number: int) -> str:
    """Where a letter of the case is read and written."""
    return address("grievances:letter", grievance.reference, number)


def document_url(reference: str) -> str:
    """Where a document is."""
    return address("documents:document", reference)
