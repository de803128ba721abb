"""Words and shapes of the pages about access and audit; no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from labor_office.core.users.permissions import ROLE_PERMISSIONS, Permission, Role

PERMISSION_WORDS: dict[Permission, str] = {
    Permission.MATTER_READ_OFFICE: "Read the office's open matters",
    Permission.MATTER_READ_DEPARTMENT: "Read the open matters of their own department",
    Permission.GRIEVANCE_EDIT: "Work on grievances",
    Permission.PROCEEDING_EDIT: "Work on arbitrations, charges and information requests",
    Permission.DISCIPLINE_EDIT: "Work on discipline they are named on",
    Permission.DEADLINE_EDIT: "Record what starts, extends or stops a clock",
    Permission.DEADLINE_OVERRIDE: "Set a date by hand, with a reason",
    Permission.LETTER_DRAFT: "Draft letters",
    Permission.LETTER_APPROVE: "Approve and sign letters",
    Permission.LETTER_ISSUE: "Issue letters",
    Permission.DOCUMENT_UPLOAD: "Add documents",
    Permission.NOTE_PRIVILEGED: "Read privileged notes on matters they may open",
    Permission.MATTER_ASSIGN: "Assign matters",
    Permission.ACCESS_GRANT: "Change who may open a matter",
    Permission.PROCEDURE_READ: "Read procedures",
    Permission.PROCEDURE_EDIT: "Change procedures",
    Permission.CALENDAR_EDIT: "Change holidays and closures",
    Permission.ROSTER_READ: "Read the roster",
    Permission.ROSTER_IMPORT: "Import the roster",
    Permission.WORKFORCE_READ: "Read units, departments and classifications",
    Permission.WORKFORCE_EDIT: "Change units, departments and classifications",
    Permission.BARGAINING_READ: "Read negotiations they are on the team of",
    Permission.BARGAINING_EDIT: "Open negotiations",
    Permission.AGREEMENT_READ: "Read agreements",
    Permission.AGREEMENT_EDIT: "Change agreements, draft interpretations",
    Permission.RETENTION_EDIT: "Destroy papers whose time is over",
    Permission.LEGAL_HOLD: "Place and release legal holds",
    Permission.AGREEMENT_IMPORT: "Import agreements from files",
    Permission.INTERPRETATION_REVIEW: "Review interpretations as counsel",
    Permission.INTERPRETATION_PUBLISH: "Publish and withdraw interpretations",
    Permission.ADVICE_LOG: "Log advice and answer questions",
    Permission.ADVICE_ASK: "Ask Labor Relations",
    Permission.TRAINING_READ: "Read training",
    Permission.TRAINING_EDIT: "Change training",
    Permission.REPORT_READ: "Read reports",
    Permission.EXPORT: "Export lists",
    Permission.OUTBOX_READ: "Read what was mailed",
    Permission.AUDIT_READ: "Read the audit",
    Permission.ADMIN: "Change the office's settings",
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One thing that may be done, and for each role, in order, whether it may."""

    words: str
    marks: tuple[bool, ...]


def role_matrix() -> tuple[tuple[str, ...], tuple[MatrixRow, ...]]:
    """The roles in words, and a row for every permission, straight from the table the Desk obeys."""
    rows = tuple(
        MatrixRow(PERMISSION_WORDS[permission], tuple(permission in ROLE_PERMISSIONS[role] for role in Role))
        for permission in Permission
    )
    return tuple(role.label for role in Role), rows


class Change(StrEnum):
    """What may be done to somebody's access; the value stands in the address."""

    GRANT = "give"
    REVOKE = "take"
    SHUT_OUT = "shut-out"
    LET_IN = "let-back-in"


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """How a change of access is asked for, warned of and confirmed."""

    heading: str
    button: str
    effect: str
    done: str


CHANGE_WORDS: dict[Change, ChangeWords] = {
    Change.GRANT: ChangeWords(
        "Give access",
        "Give access",
        "From now on they find this matter in lists, search, the calendar and mail, and may open everything in it "
        "that their role allows.",
        "They may open it now.",
    ),
    Change.REVOKE: ChangeWords(
        "Take access away",
        "Take access away",
        "From now on the matter is nowhere to be found for them. Notices not sent yet are withheld.",
        "They no longer find it.",
    ),
    Change.SHUT_OUT: ChangeWords(
        "Shut someone out",
        "Shut out",
        "Whatever their role, and even if they are named on it, the matter is nowhere to be found for them.",
        "They no longer find it, whatever their role.",
    ),
    Change.LET_IN: ChangeWords(
        "Let someone back in",
        "Let back in",
        "They may open it again if they are named on it, or if it is open to the office and their role reads it.",
        "The wall is gone. It stays in the history.",
    ),
}


class AuditKind(StrEnum):
    """What an auditor asks for."""

    READING = "reading"
    ISSUED = "issued"
    OVERRIDE = "override"
    ACCESS = "access"
    EXPORT = "export"
    SIGN_IN = "sign-in"
    LOOKED_AS = "looked-as"


AUDIT_KIND_WORDS: dict[AuditKind, str] = {
    AuditKind.READING: "Opened a restricted matter",
    AuditKind.ISSUED: "Issued or adopted",
    AuditKind.OVERRIDE: "Set or moved a date by hand",
    AuditKind.ACCESS: "Changed access",
    AuditKind.EXPORT: "Exported",
    AuditKind.SIGN_IN: "Signed in",
    AuditKind.LOOKED_AS: "Looked as another person",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit. ``source`` and ``pk`` name the row it comes from and order lines of one instant."""

    at: datetime
    source: int
    pk: int
    who: str
    words: str
    reference: str = ""
    url: str = ""
    detail: str = ""

    @property
    def key(self) -> tuple[datetime, int, int]:
        """Where the line stands among all others."""
        return self.at, self.source, self.pk


@dataclass(frozen=True, slots=True)
class Request:
    """What one person did in one request: everything an action writes carries one instant."""

    at: datetime
    who: str
    entries: tuple[Entry, ...]


def by_request(entries: list[Entry]) -> list[Request]:
    """Neighbouring lines of one person and one instant put together, in the order given."""
    found: list[Request] = []
    for entry in entries:
        last = found[-1] if found else None
        if last and (last.at, last.who) == (entry.at, entry.who):
            found[-1] = Request(last.at, last.who, (*last.entries, entry))
        else:
            found.append(Request(entry.at, entry.who, (entry,)))
    return found
