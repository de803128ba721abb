"""Giving several grievances to one person."""

from __future__ import annotations

from django import forms

from labor_office.core.users.models import User
from labor_office.core.users.permissions import CASE_WORKERS
from labor_office.core.web.forms import DeskForm


class BulkAssignForm(DeskForm):
    """Who answers for them from now on."""

    owner = forms.ModelChoiceField(
        User.objects.in_role(*CASE_WORKERS), label="New owner", empty_label="Choose a person"
    )
