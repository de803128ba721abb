"""Who may do what: one table, read top to bottom. A change of policy is a diff.

The table follows the office's own division of work; a restricted matter overrides
all of it (``Matter.visible_to``): there, only the people named on the matter count.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in the office. Exactly one each."""

    CHIEF = "CHIEF"
    SPECIALIST = "SPECIALIST"
    ANALYST = "ANALYST"
    TRAINER = "TRAINER"
    LIAISON = "LIAISON"
    ATTORNEY = "ATTORNEY"
    DECISION_MAKER = "DECISION_MAKER"
    RECORDS = "RECORDS"

    @property
    def label(self) -> str:
        """The role as a person would say it."""
        return ROLE_LABELS[self]


class Permission(StrEnum):
    """One thing a person may do."""

    MATTER_READ_OFFICE = "MATTER_READ_OFFICE"
    MATTER_READ_DEPARTMENT = "MATTER_READ_DEPARTMENT"
    GRIEVANCE_EDIT = "GRIEVANCE_EDIT"
    PROCEEDING_EDIT = "PROCEEDING_EDIT"
    DISCIPLINE_EDIT = "DISCIPLINE_EDIT"
    DEADLINE_EDIT = "DEADLINE_EDIT"
    DEADLINE_OVERRIDE = "DEADLINE_OVERRIDE"
    LETTER_DRAFT = "LETTER_DRAFT"
    LETTER_APPROVE = "LETTER_APPROVE"
    LETTER_ISSUE = "LETTER_ISSUE"
    DOCUMENT_UPLOAD = "DOCUMENT_UPLOAD"
    NOTE_PRIVILEGED = "NOTE_PRIVILEGED"
    MATTER_ASSIGN = "MATTER_ASSIGN"
    ACCESS_GRANT = "ACCESS_GRANT"
    PROCEDURE_READ = "PROCEDURE_READ"
    PROCEDURE_EDIT = "PROCEDURE_EDIT"
    CALENDAR_EDIT = "CALENDAR_EDIT"
    ROSTER_READ = "ROSTER_READ"
    ROSTER_IMPORT = "ROSTER_IMPORT"
    WORKFORCE_READ = "WORKFORCE_READ"
    WORKFORCE_EDIT = "WORKFORCE_EDIT"
    BARGAINING_READ = "BARGAINING_READ"
    BARGAINING_EDIT = "BARGAINING_EDIT"
    AGREEMENT_READ = "AGREEMENT_READ"
    AGREEMENT_EDIT = "AGREEMENT_EDIT"
    AGREEMENT_IMPORT = "AGREEMENT_IMPORT"
    INTERPRETATION_REVIEW = "INTERPRETATION_REVIEW"
    INTERPRETATION_PUBLISH = "INTERPRETATION_PUBLISH"
    ADVICE_LOG = "ADVICE_LOG"
    ADVICE_ASK = "ADVICE_ASK"
    TRAINING_READ = "TRAINING_READ"
    TRAINING_EDIT = "TRAINING_EDIT"
    REPORT_READ = "REPORT_READ"
    EXPORT = "EXPORT"
    RETENTION_EDIT = "RETENTION_EDIT"
    LEGAL_HOLD = "LEGAL_HOLD"
    OUTBOX_READ = "OUTBOX_READ"
    AUDIT_READ = "AUDIT_READ"
    ADMIN = "ADMIN"


ROLE_LABELS: dict[Role, str] = {
    Role.CHIEF: "Chief Labor Relations Officer",
    Role.SPECIALIST: "Labor Relations Specialist",
    Role.ANALYST: "Labor Relations Analyst",
    Role.TRAINER: "Training Coordinator",
    Role.LIAISON: "Department HR Liaison",
    Role.ATTORNEY: "City Attorney",
    Role.DECISION_MAKER: "Step decision maker",
    Role.RECORDS: "Records and administrative support",
}

# Who answers for cases: whoever hands one over, at the desk or in the admin, chooses among these.
CASE_WORKERS = (Role.CHIEF, Role.SPECIALIST)

_READ_OFFICE = frozenset(
    {
        Permission.MATTER_READ_OFFICE,
        Permission.PROCEDURE_READ,
        Permission.WORKFORCE_READ,
        Permission.AGREEMENT_READ,
        Permission.TRAINING_READ,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CHIEF: frozenset(Permission),
    Role.SPECIALIST: _READ_OFFICE
    | {
        Permission.GRIEVANCE_EDIT,
        Permission.PROCEEDING_EDIT,
        Permission.DISCIPLINE_EDIT,
        Permission.DEADLINE_EDIT,
        Permission.DEADLINE_OVERRIDE,
        Permission.LETTER_DRAFT,
        Permission.LETTER_APPROVE,
        Permission.LETTER_ISSUE,
        Permission.DOCUMENT_UPLOAD,
        Permission.ROSTER_READ,
        Permission.BARGAINING_READ,
        Permission.BARGAINING_EDIT,
        Permission.AGREEMENT_EDIT,
        Permission.AGREEMENT_IMPORT,
        Permission.ADVICE_LOG,
        Permission.REPORT_READ,
        Permission.EXPORT,
    },
    Role.ANALYST: _READ_OFFICE
    | {
        Permission.ROSTER_READ,
        Permission.ROSTER_IMPORT,
        Permission.WORKFORCE_EDIT,
        Permission.BARGAINING_READ,
        Permission.AGREEMENT_IMPORT,
        Permission.ADVICE_LOG,
        Permission.REPORT_READ,
        Permission.EXPORT,
    },
    Role.TRAINER: frozenset(
        {
            Permission.AGREEMENT_READ,
            Permission.WORKFORCE_READ,
            Permission.ROSTER_READ,
            Permission.TRAINING_READ,
            Permission.TRAINING_EDIT,
        }
    ),
    Role.LIAISON: frozenset(
        {
            Permission.MATTER_READ_DEPARTMENT,
            Permission.AGREEMENT_READ,
            Permission.TRAINING_READ,
            Permission.DOCUMENT_UPLOAD,
            Permission.ADVICE_ASK,
        }
    ),
    Role.ATTORNEY: _READ_OFFICE
    | {
        Permission.BARGAINING_READ,
        Permission.PROCEEDING_EDIT,
        Permission.DISCIPLINE_EDIT,
        Permission.LETTER_APPROVE,
        Permission.DOCUMENT_UPLOAD,
        Permission.NOTE_PRIVILEGED,
        Permission.LEGAL_HOLD,
        Permission.INTERPRETATION_REVIEW,
        Permission.ADVICE_LOG,
        Permission.REPORT_READ,
        Permission.AUDIT_READ,
    },
    Role.DECISION_MAKER: frozenset({Permission.AGREEMENT_READ, Permission.LETTER_APPROVE}),
    Role.RECORDS: _READ_OFFICE | {Permission.DOCUMENT_UPLOAD, Permission.OUTBOX_READ, Permission.RETENTION_EDIT},
}


def role_has(role: Role, permission: Permission) -> bool:
    """Whether ``role`` carries ``permission`` by the table above."""
    return permission in ROLE_PERMISSIONS[role]
