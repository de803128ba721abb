"""The people who sign in, for the chief."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from labor_office.core.users import actions
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.web.admin import ReasonForm, ReferenceAdmin


class UserForm(ReasonForm[User]):
    """A person, and why they are added or changed."""

    def clean(self) -> dict[str, Any]:
        """Somebody must remain who can open the admin."""
        data = super().clean() or self.cleaned_data
        chiefs = set(User.objects.in_role(Role.CHIEF).values_list("pk", flat=True))
        if chiefs == {self.instance.pk} and not (data.get("is_active") and data.get("role") == Role.CHIEF):
            msg = "Name another active chief first: someone must be able to open the admin."
            raise forms.ValidationError(msg)
        return data


@admin.register(User)
class UserAdmin(ReferenceAdmin[User]):
    """People by role. Someone who has left is made inactive; nobody's password is seen or set here."""

    form = UserForm
    list_display = ("name", "email", "role", "is_active", "away_from", "away_until", "backup")
    list_filter = ("role", "is_active")
    list_select_related = ("backup",)
    search_fields = ("name", "email")
    fields = (
        *("email", "name", "title", "phone", "role", "is_active"),
        *("away_from", "away_until", "backup", "digest_time", "reason"),
    )

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001
        """The action does it: a new person's address counts as confirmed, for the chief vouches for it."""
        actions.keep_person(person=obj)
