"""The chief's admin: reference data changed with a reason, everything else looked at through windows.

Only models registered with one of the classes below stand in it; what packages
register for themselves stays out. Nobody deletes here: rows are made inactive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import update_wrapper
from typing import Any, TypeVar

import pghistory
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator

from labor_office.core.users.permissions import Permission

M = TypeVar("M", bound=Model)
SECOND_STEP_FIRST = "The admin asks for a second step at sign-in. Set it up here once, then open the admin again."


class DeskAdminSite(admin.AdminSite):
    """For the chief and superusers. To everyone else it does not exist."""

    site_header = "Labor Relations Desk"
    site_title = "Labor Relations Desk admin"
    index_title = "Reference data and repair"
    site_url = "/"
    enable_nav_sidebar = False
    empty_value_display = "Not recorded"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person's role carries the admin."""
        user: Any = request.user
        return bool(user.is_authenticated and user.is_active and (user.is_superuser or user.may(Permission.ADMIN)))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 -- Django's own
        """The view; visitors go to the Desk's sign-in, and for those who may not enter there is no such page."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- what the view answers
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
            if not self.has_permission(request):
                raise Http404
            if settings.REQUIRE_ADMIN_MFA and not is_mfa_enabled(request.user):
                messages.warning(request, SECOND_STEP_FIRST)
                return redirect("mfa_activate_totp")
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Take the Desk's own windows; pages that packages bring for themselves are passed over."""
        if admin_class is not None and issubclass(admin_class, _DeskModelAdmin):
            super().register(model_or_iterable, admin_class, **options)
            for model in [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable:
                # Here, for a word in Meta would need a migration.
                model._meta.verbose_name_plural = admin_class.several or model._meta.verbose_name_plural  # noqa: SLF001

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The Desk's own sign-in."""
        return redirect_to_login(request.GET.get("next", request.path), resolve_url("account_login"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseRedirect:  # type: ignore[override]
        """The Desk's own way out."""
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self,
        request: HttpRequest,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The Desk's own change of password."""
        return redirect("account_change_password")


class _DeskModelAdmin(admin.ModelAdmin[M]):
    """What windows and reference data have in common."""

    # What rows are called together, where an s at the end of one does not do.
    several = ""
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may enter sees what stands in it."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whoever may enter may look."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Nobody: records are made inactive, and what hangs on them stays."""
        return False

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:  # noqa: ANN401
        raise Http404


class ReasonForm(forms.ModelForm[M]):
    """A row, and why it is changed."""

    reason = forms.CharField(
        label="Why",
        max_length=200,
        help_text="Kept in the history beside what changed.",
        widget=AdminTextInputWidget,
    )


class ReferenceAdmin(_DeskModelAdmin[M]):
    """Reference data: added and changed with a reason, which both histories keep."""

    form: type[forms.ModelForm[M]] = ReasonForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may enter may add."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Whoever may enter may change."""
        return self.admin_site.has_permission(request)

    def get_fields(self, request: HttpRequest, obj: M | None = None) -> Any:  # noqa: ANN401 -- Django's own nesting
        """The row's fields, then the reason."""
        fields = [name for name in super().get_fields(request, obj) if name != "reason"]
        return [*fields, "reason"]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- Django's own
        """Django's page, with the reason beside every row that the save changes."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with pghistory.context(reason=request.POST.get("reason", "")[:200]):
            return super().changeform_view(request, *args, **kwargs)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002
        """What changed, in words, and the reason given."""
        changed = super().construct_change_message(request, form, formsets, add)
        for entry in changed:
            fields = entry.get("changed", {}).get("fields", [])
            fields[:] = [name for name in fields if name != "Why"]
        said = LogEntry(change_message=json.dumps(changed)).get_change_message()
        return f"{said} Reason: {form.cleaned_data['reason']}"


class WindowAdmin(_DeskModelAdmin[M]):
    """A window for looking. Work is changed through actions, never through the admin."""

    actions_on_top = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Nobody."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """What the person may see, where the rows have walls."""
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows  # type: ignore[no-any-return]
