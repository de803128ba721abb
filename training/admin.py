"""Windows on attendance and proof, for the chief, inside the same walls as everywhere. What people thought has none."""

from __future__ import annotations

from django.contrib import admin

from labor_office.core.web.admin import WindowAdmin
from training.models.attendance import Attendance
from training.models.briefs import Brief
from training.models.proof import Certificate, Completion
from training.models.quizzes import Acknowledgement, Attempt


@admin.register(Attendance)
class AttendanceAdmin(WindowAdmin[Attendance]):
    """Who was marked how, by whom, when."""

    list_display = ("session", "name", "mark", "is_walk_in", "marked_at", "recorded_by", "recorded_at")
    list_filter = ("mark",)
    list_select_related = ("session", "employee", "recorded_by")
    search_fields = ("session__reference", "employee__name", "walk_in_name")


@admin.register(Completion)
class CompletionAdmin(WindowAdmin[Completion]):
    """Proof, also what was taken back."""

    list_display = ("employee", "version", "completed_on", "valid_until", "source", "voided_at")
    list_filter = ("source",)
    list_select_related = ("employee", "version__course")
    search_fields = ("employee__name", "employee__number", "version__course__title")
    date_hierarchy = "completed_on"


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
