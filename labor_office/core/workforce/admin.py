"""The workforce's reference data, for the chief."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from labor_office.core.web.admin import ReferenceAdmin, WindowAdmin
from labor_office.core.workforce.models import (
    BargainingUnit,
    Classification,
    Department,
    DepartmentContact,
    EmployeeOrganization,
    Representative,
    RosterImport,
)


@admin.register(Department)
class DepartmentAdmin(ReferenceAdmin[Department]):
    """Departments; one that is closed is made inactive."""

    list_display = ("name", "code", "head_title", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "code")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(DepartmentContact)
class DepartmentContactAdmin(ReferenceAdmin[DepartmentContact]):
    """Liaisons and step decision makers."""

    list_display = ("department", "user", "part", "step")
    list_filter = ("part",)
    list_select_related = ("department", "user")
    search_fields = ("department__name", "user__name")


@admin.register(EmployeeOrganization)
class EmployeeOrganizationAdmin(ReferenceAdmin[EmployeeOrganization]):
    """Unions and associations."""

    list_display = ("name", "short_name")
    search_fields = ("name", "short_name")
    prepopulated_fields = {"slug": ("short_name",)}


@admin.register(Representative)
class RepresentativeAdmin(ReferenceAdmin[Representative]):
    """Officers and representatives, dated."""

    list_display = ("name", "role", "organization", "starts_on", "ends_on")
    list_filter = ("organization",)
    list_select_related = ("organization",)
    search_fields = ("name",)


@admin.register(BargainingUnit)
class BargainingUnitAdmin(ReferenceAdmin[BargainingUnit]):
    """Bargaining units and who represents them."""

    list_display = ("name", "code", "organization", "owner", "certified_on")
    list_select_related = ("organization", "owner")
    search_fields = ("name", "code")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Classification)
class ClassificationAdmin(ReferenceAdmin[Classification]):
    """Job classifications and their unit."""

    list_display = ("title", "code", "unit")
    list_filter = ("unit",)
    list_select_related = ("unit",)
    search_fields = ("title", "code")


@admin.register(RosterImport)
class RosterImportAdmin(WindowAdmin[RosterImport]):
    """Roster files and what became of them; they are loaded on the Desk's own pages."""

    list_display = ("slug", "file_name", "state", "loaded_by", "loaded_at")
    list_filter = ("state",)
    list_select_related = ("loaded_by",)
    fields = ("slug", "as_of", "file_name", "sha256", "state", "loaded_by", "loaded_at", "applied_at", "revert_reason")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RosterImport]:
        """Without the files' bytes."""
        return super().get_queryset(request).defer("rows")
