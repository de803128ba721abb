"""The words of training, as they are stored and as people read them. Pure."""

from __future__ import annotations

from enum import StrEnum


class CourseForm(StrEnum):
    """How a course is taken."""

    CLASS = "CLASS"
    SELF_PACED = "SELF_PACED"
    BRIEF = "BRIEF"


COURSE_FORM_WORDS: dict[CourseForm, str] = {
    CourseForm.CLASS: "Class with a trainer",
    CourseForm.SELF_PACED: "Read and answered on a page",
    CourseForm.BRIEF: "Change brief, read and attested",
}


class EnrolmentState(StrEnum):
    """Where a person stands in a session."""

    ENROLLED = "ENROLLED"
    WAITLISTED = "WAITLISTED"
    WITHDRAWN = "WITHDRAWN"


ENROLMENT_WORDS: dict[EnrolmentState, str] = {
    EnrolmentState.ENROLLED: "Enrolled",
    EnrolmentState.WAITLISTED: "On the waiting list",
    EnrolmentState.WITHDRAWN: "Withdrawn",
}


class Mark(StrEnum):
    """What the trainer marked at the door."""

    PRESENT = "PRESENT"
    PARTIAL = "PARTIAL"
    ABSENT = "ABSENT"


MARK_WORDS: dict[Mark, str] = {
    Mark.PRESENT: "Present",
    Mark.PARTIAL: "Present in part",
    Mark.ABSENT: "Absent",
}


class ProofSource(StrEnum):
    """What proves that a person completed a course."""

    ATTENDANCE = "ATTENDANCE"
    QUIZ = "QUIZ"
    ATTESTATION = "ATTESTATION"
    EARLIER = "EARLIER"
    EQUIVALENT = "EQUIVALENT"


PROOF_WORDS: dict[ProofSource, str] = {
    ProofSource.ATTENDANCE: "Attended",
    ProofSource.QUIZ: "Passed the questions",
    ProofSource.ATTESTATION: "Read and attested",
    ProofSource.EARLIER: "Record from before the Desk",
    ProofSource.EQUIVALENT: "Equivalent training elsewhere",
}


class Who(StrEnum):
    """Whom a requirement is for, before units, departments and classifications narrow it."""

    EVERYONE = "EVERYONE"
    SUPERVISORS = "SUPERVISORS"
    REPRESENTED = "REPRESENTED"
    UNREPRESENTED = "UNREPRESENTED"
    DECISION_MAKERS = "DECISION_MAKERS"
    PROMOTED = "PROMOTED"
    NAMED = "NAMED"


WHO_WORDS: dict[Who, str] = {
    Who.EVERYONE: "Every employee",
    Who.SUPERVISORS: "Supervisors",
    Who.REPRESENTED: "Employees in a bargaining unit",
    Who.UNREPRESENTED: "Employees in no bargaining unit",
    Who.DECISION_MAKERS: "Step decision makers",
    Who.PROMOTED: "Employees promoted since the rule began",
    Who.NAMED: "People named one by one",
}


class Trigger(StrEnum):
    """What sets the time to complete a requirement going."""

    HIRED = "HIRED"
    PROMOTED = "PROMOTED"
    JOINED = "JOINED"
    AGREEMENT = "AGREEMENT"
    CASE_OUTCOME = "CASE_OUTCOME"
    FIXED_DAY = "FIXED_DAY"


TRIGGER_WORDS: dict[Trigger, str] = {
    Trigger.HIRED: "being hired",
    Trigger.PROMOTED: "promotion",
    Trigger.JOINED: "coming under the rule",
    Trigger.AGREEMENT: "a new agreement takes effect",
    Trigger.CASE_OUTCOME: "the outcome of a case",
    Trigger.FIXED_DAY: "a fixed day",
}


class DutyState(StrEnum):
    """Where one person stands with one requirement. Overdue is no state: it is a day that has passed."""

    OWED = "OWED"
    DONE = "DONE"
    EXEMPT = "EXEMPT"
    ENDED = "ENDED"


DUTY_WORDS: dict[DutyState, str] = {
    DutyState.OWED: "Owed",
    DutyState.DONE: "Done",
    DutyState.EXEMPT: "Exempt",
    DutyState.ENDED: "No longer owed",
}


class ExemptionKind(StrEnum):
    """Why somebody need not for a while."""

    EXEMPT = "EXEMPT"
    ON_LEAVE = "ON_LEAVE"


EXEMPTION_WORDS: dict[ExemptionKind, str] = {
    ExemptionKind.EXEMPT: "Exempt",
    ExemptionKind.ON_LEAVE: "On leave",
}


class QuizPart(StrEnum):
    """Before the class or after it."""

    PRE = "PRE"
    POST = "POST"


QUIZ_PART_WORDS: dict[QuizPart, str] = {QuizPart.PRE: "Before the class", QuizPart.POST: "After the class"}


class BriefState(StrEnum):
    """Where a change brief stands."""

    DRAFT = "DRAFT"
    ASSIGNED = "ASSIGNED"


BRIEF_WORDS: dict[BriefState, str] = {BriefState.DRAFT: "Draft", BriefState.ASSIGNED: "Assigned"}


class Change(StrEnum):
    """What became of a clause."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    MOVED = "MOVED"
    REMOVED = "REMOVED"


CHANGE_WORDS: dict[Change, str] = {
    Change.ADDED: "New",
    Change.CHANGED: "Changed",
    Change.MOVED: "Moved, same words",
    Change.REMOVED: "Taken out",
}
