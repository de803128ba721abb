"""Windows on calendars, procedures and clocks. Dates are changed on the Desk's own pages, which count again."""

from __future__ import annotations

from django.contrib import admin

from labor_office.core.deadlines.models.calendars import Calendar, ClosedDay
from labor_office.core.deadlines.models.clocks import Clock, ClockStop, Extension, Trigger
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureVersion
from labor_office.core.matters.admin import MatterWindow
from labor_office.core.web.admin import WindowAdmin


@admin.register(Calendar)
class CalendarAdmin(WindowAdmin[Calendar]):
    """Work calendars; a holiday is added on the Desk, where its effect on every date is shown first."""

    list_display = ("name", "first_on", "published_through", "is_office")


@admin.register(ClosedDay)
class ClosedDayAdmin(WindowAdmin[ClosedDay]):
    """Days that are not working days; changed on the Desk's holidays page."""

    list_display = ("day", "name", "kind", "calendar", "confirmed_by")
    list_filter = ("calendar", "kind")
    list_select_related = ("calendar", "confirmed_by")
    date_hierarchy = "day"


@admin.register(Procedure)
class ProcedureAdmin(WindowAdmin[Procedure]):
    """Procedures; changed in the editor, where saved examples must agree."""

    list_display = ("__str__",)


@admin.register(ProcedureVersion)
class ProcedureVersionAdmin(WindowAdmin[ProcedureVersion]):
    """Versions of procedures; a published one never changes."""

    list_display = ("__str__", "state")
    list_filter = ("state",)
    list_select_related = ("procedure",)


@admin.register(Deadline)
class DeadlineAdmin(MatterWindow[Deadline]):
    """Deadlines with their whole reasoning."""

    list_display = ("reference", "matter", "name", "actor", "state", "due_on")
    list_filter = ("state", "actor")
    list_select_related = ("matter",)
    search_fields = ("matter__reference", "code")
    date_hierarchy = "due_on"


@admin.register(Trigger)
class TriggerAdmin(MatterWindow[Trigger]):
    """What happened on which day, corrections included."""

    list_display = ("matter", "event", "on", "recorded_by", "replaced_at")
    list_select_related = ("matter", "recorded_by")
    search_fields = ("matter__reference", "event")


@admin.register(Clock)
class ClockAdmin(MatterWindow[Clock]):
    """Which procedure and calendar a matter runs by."""

    list_display = ("matter", "version", "calendar", "started_at")
    list_select_related = ("matter", "version__procedure", "calendar")
    search_fields = ("matter__reference",)


@admin.register(Extension)
class ExtensionAdmin(MatterWindow[Extension]):
    """Extensions agreed or taken."""

    list_display = ("matter", "__str__")
    list_select_related = ("matter",)
    search_fields = ("matter__reference",)


@admin.register(ClockStop)
class ClockStopAdmin(MatterWindow[ClockStop]):
    """Stops of the clock."""

    list_display = ("matter", "__str__")
    list_select_related = ("matter",)
    search_fields = ("matter__reference",)
