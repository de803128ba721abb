"""Windows on matters for the chief, inside the same walls as everywhere, and the hand-over of a matter."""

from __future__ import annotations

from typing import Any, TypeVar

import pghistory
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from labor_office.core.matters.actions.assignment import BackupIsOwner, OwnerShutOut, hand_over
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterEvent, MatterExclusion
from labor_office.core.matters.models.record import SavedView
from labor_office.core.matters.models.retention import LegalHold, RetentionRule
from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS
from labor_office.core.web import clock
from labor_office.core.web.admin import ReferenceAdmin, WindowAdmin

M = TypeVar("M", bound=Model)


class MatterWindow(WindowAdmin[M]):
    """A window on rows that hang on a matter: those of matters the reader may know of, and no others.

    Looking at a row of a restricted matter is logged like opening the matter.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """Rows whose matter the reader may know of, and which they may read themselves."""
        return super().get_queryset(request).filter(matter__in=Matter.objects.visible_to(_reader(request)))

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The row, after the reading is logged."""
        found = self.get_object(request, object_id)
        if found is not None:
            record_reading(matter=self.matter_of(found), by=_reader(request), at=clock.now())
        return super().change_view(request, object_id, *args, **kwargs)

    def matter_of(self, row: M) -> Matter:
        """The matter that ``row`` hangs on."""
        return row.matter  # type: ignore[attr-defined,no-any-return]


def _reader(request: HttpRequest) -> User:
    user: Any = request.user
    return user  # type: ignore[no-any-return]


class HandOverForm(ActionForm):
    """Who takes the chosen matters, and why."""

    owner = forms.ModelChoiceField(User.objects.in_role(*CASE_WORKERS), required=False, empty_label="New owner")
    reason = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"placeholder": "Why"}))


@admin.register(Matter)
class MatterAdmin(MatterWindow[Matter]):
    """Every matter the chief may know of."""

    list_display = ("reference", "kind", "shown_title", "unit", "department", "owner", "opened_on", "closed_on")
    list_filter = ("kind", "level", "unit")
    list_select_related = ("unit", "department", "owner")
    search_fields = ("reference", "title")
    date_hierarchy = "opened_on"
    action_form = HandOverForm
    actions = ("hand_over",)
    fields = (
        *("reference", "kind", "title", "level", "unit", "department"),
        *("owner", "backup", "opened_on", "closed_on", "next_due_on"),
    )

    @admin.display(description="Title")
    def shown_title(self, matter: Matter) -> str:
        """The title where someone may look over a shoulder: nothing for restricted matters."""
        return matter.public_title

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        """Matters the reader may know of."""
        return WindowAdmin.get_queryset(self, request)

    def matter_of(self, row: Matter) -> Matter:
        """The matter itself."""
        return row

    @admin.action(description="Hand over to another owner")
    def hand_over(self, request: HttpRequest, matters: QuerySet[Matter]) -> None:
        """Give the chosen matters to someone else, who must not be shut out of any of them."""
        form = HandOverForm(request.POST)
        form.full_clean()  # the choice of action was judged before; only owner and reason are read here
        owner, reason = form.cleaned_data.get("owner"), form.cleaned_data.get("reason")
        if owner is None or not reason:
            self.message_user(request, "Choose the new owner and say why.", messages.ERROR)
            return
        for matter in matters.select_related("backup"):
            backup = None if matter.backup_id == owner.pk else matter.backup
            try:
                with pghistory.context(reason=reason):
                    hand_over(matter_id=matter.pk, owner=owner, backup=backup, by=_reader(request), at=clock.now())
            except (OwnerShutOut, BackupIsOwner) as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
                continue
            self.log_change(request, matter, f"Handed over to {owner}. Reason: {reason}")
            self.message_user(request, f"{matter} is now with {owner}.", messages.SUCCESS)


@admin.register(MatterEvent)
class MatterEventAdmin(MatterWindow[MatterEvent]):
    """What was done on matters."""

    list_display = ("matter", "verb", "summary", "actor", "occurred_at")
    list_select_related = ("matter", "actor")
    search_fields = ("matter__reference", "verb")
    date_hierarchy = "occurred_at"


@admin.register(MatterAccess)
class MatterAccessAdmin(MatterWindow[MatterAccess]):
    """Who is named on which matter."""

    several = "named people"
    list_display = ("matter", "user", "reason", "granted_by", "granted_at")
    list_select_related = ("matter", "user", "granted_by")
    search_fields = ("matter__reference", "user__name")


@admin.register(MatterExclusion)
class MatterExclusionAdmin(MatterWindow[MatterExclusion]):
    """Who is shut out of which matter."""

    list_display = ("matter", "user", "reason", "excluded_at", "ended_at")
    list_select_related = ("matter", "user")
    search_fields = ("matter__reference", "user__name")


@admin.register(RetentionRule)
class RetentionRuleAdmin(ReferenceAdmin[RetentionRule]):
    """How long matters of each kind are kept after they close."""

    list_display = ("kind", "series", "title", "years", "is_verified")


@admin.register(LegalHold)
class LegalHoldAdmin(MatterWindow[LegalHold]):
    """What is held; placed and released on its own page."""

    list_display = ("matter", "reason", "placed_by", "placed_at", "released_at")
    list_select_related = ("matter", "placed_by")
    search_fields = ("matter__reference",)


@admin.register(SavedView)
class SavedViewAdmin(ReferenceAdmin[SavedView]):
    """Views shared with everyone; what people keep for themselves is theirs."""

    list_display = ("name", "page", "is_default")
    list_filter = ("page",)
    fields = ("page", "name", "query")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedView]:
        """Shared views only."""
        return super().get_queryset(request).filter(user=None)
