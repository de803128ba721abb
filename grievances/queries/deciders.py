"""Who may decide a step."""

from __future__ import annotations

from grievances.models import GrievanceStep
from grievances.queries.places import Place
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.users.models import User
from labor_office.core.users.permissions import ROLE_PERMISSIONS, Permission
from labor_office.core.workforce.models import DepartmentContact


def possible_deciders(place: Place) -> list[User]:
    """Whoever signs letters, is not shut out of the case and did not decide a step below."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.LETTER_APPROVE in held]
    walls = MatterExclusion.objects.filter(matter_id=place.grievance.pk, ended_at=None).values("user")
    below = GrievanceStep.objects.filter(grievance=place.grievance).exclude(outcome="").exclude(code=place.step.code)
    deciders = below.exclude(decider=None).values("decider")
    return list(User.objects.in_role(*roles).exclude(pk__in=walls).exclude(pk__in=deciders))


def usual_decider(place: Place) -> User | None:
    """Who decides this step for the grievance's department, when the department has named someone."""
    contacts = DepartmentContact.objects.filter(
        department=place.grievance.department, part=DepartmentContact.Part.DECISION_MAKER, step=place.step.code
    )
    contact = contacts.select_related("user").first() if place.grievance.department_id else None
    return contact.user if contact and contact.user.is_active else None
