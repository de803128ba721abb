"""The year's file of training, as the matters know it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web.access import requires
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.TRAINING_READ)
def program(request: StaffRequest, reference: str) -> HttpResponse:
    """The file has no page of its own: training is read on its own pages."""
    return redirect("training:compliance")
