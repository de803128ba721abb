"""Windows on training for the chief: what is taught, who must, who did. Work goes through the pages."""

from __future__ import annotations

from django.contrib import admin

from labor_office.core.web.admin import WindowAdmin
from training.models.attendance import Attendance
from training.models.briefs import Brief
from training.models.courses import Course
from training.models.duties import Duty
from training.models.links import LinkStop
from training.models.proof import Certificate, Completion
from training.models.quizzes import Acknowledgement, Attempt
from training.models.requirements import Exemption, Requirement
from training.models.sessions import Enrolment, TrainingSession


@admin.register(Course)
class CourseAdmin(WindowAdmin[Course]):
    """Courses."""

    list_display = ("code", "title", "form", "retired_on")
    list_filter = ("form",)
    search_fields = ("code", "title")


@admin.register(TrainingSession)
class TrainingSessionAdmin(WindowAdmin[TrainingSession]):
    """Sessions."""

    list_display = ("reference", "version", "held_on", "place", "capacity", "cancelled_at")
    list_select_related = ("version__course",)
    search_fields = ("reference",)
    date_hierarchy = "held_on"


@admin.register(Enrolment)
class EnrolmentAdmin(WindowAdmin[Enrolment]):
    """Seats; what somebody needs to take part stands elsewhere."""

    list_display = ("session", "employee", "state", "asked_by", "asked_at")
    list_filter = ("state",)
    list_select_related = ("session", "employee", "asked_by")
    search_fields = ("session__reference", "employee__name", "employee__number")


@admin.register(LinkStop)
class LinkStopAdmin(WindowAdmin[LinkStop]):
    """Whose links were stopped, when and why; no link stands anywhere here."""

    list_display = ("employee", "because", "stopped_by", "stopped_at")
    list_select_related = ("employee", "stopped_by")
    search_fields = ("employee__name", "employee__number")
    date_hierarchy = "stopped_at"


@admin.register(Requirement)
class RequirementAdmin(WindowAdmin[Requirement]):
    """Requirements."""

    list_display = ("code", "title", "basis", "added_by", "added_at")
    list_select_related = ("added_by",)
    search_fields = ("code", "title")


@admin.register(Duty)
class DutyAdmin(WindowAdmin[Duty]):
    """What people owe and owed. Derived: nobody writes it by hand."""

    several = "duties"
    list_display = ("employee", "requirement", "turn", "due_on", "state", "is_current", "done_on")
    list_filter = ("state", "is_current", "requirement")
    list_select_related = ("employee", "requirement")
    search_fields = ("employee__name", "employee__number", "requirement__code")


@admin.register(Completion)
class CompletionAdmin(WindowAdmin[Completion]):
    """Proof. Append-only."""

    list_display = ("employee", "version", "completed_on", "valid_until", "source", "voided_at")
    list_filter = ("source",)
    list_select_related = ("employee", "version__course")
    search_fields = ("employee__name", "employee__number")
    date_hierarchy = "completed_on"


@admin.register(Exemption)
class ExemptionAdmin(WindowAdmin[Exemption]):
    """Who is exempt or on leave, and why."""

    list_display = ("employee", "requirement", "kind", "from_on", "until_on", "granted_by")
    list_filter = ("kind",)
    list_select_related = ("employee", "requirement", "granted_by")
    search_fields = ("employee__name", "employee__number")


@admin.register(Attendance)
class AttendanceAdmin(WindowAdmin[Attendance]):
    """Who was marked how, by whom, when."""

    list_display = ("session", "name", "mark", "is_walk_in", "marked_at", "recorded_by", "recorded_at")
    list_filter = ("mark",)
    list_select_related = ("session", "employee", "recorded_by")
    search_fields = ("session__reference", "employee__name", "walk_in_name")


@admin.register(Certificate)
class CertificateAdmin(WindowAdmin[Certificate]):
    """Certificates. Their check codes stand on the paper, not here."""

    list_display = ("number", "completion", "issued_at", "issued_by", "withdrawn_at", "withdrawn_because")
    list_select_related = ("completion__employee", "completion__version__course", "issued_by")
    search_fields = ("number", "completion__employee__name")
    exclude = ("code", "facts")


@admin.register(Attempt)
class AttemptAdmin(WindowAdmin[Attempt]):
    """Sheets of answers and their scores."""

    list_display = ("employee", "version", "part", "handed_in_at", "score", "is_passed")
    list_filter = ("part", "is_passed")
    list_select_related = ("employee", "version__course")
    search_fields = ("employee__name", "version__course__title")


@admin.register(Acknowledgement)
class AcknowledgementAdmin(WindowAdmin[Acknowledgement]):
    """Who said they read what, in which words."""

    list_display = ("employee", "version", "attested_at", "attested_by")
    list_select_related = ("employee", "version__course", "attested_by")
    search_fields = ("employee__name", "version__course__title")


@admin.register(Brief)
class BriefAdmin(WindowAdmin[Brief]):
    """Change briefs and where they stand."""

    list_display = ("title", "agreement", "effective_on", "state", "drafted_by", "assigned_at")
    list_filter = ("state",)
    list_select_related = ("agreement", "drafted_by")
    search_fields = ("title", "agreement__reference")
