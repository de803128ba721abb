"""Who is named in a matter. Whoever the matter is about is shut out of its file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from labor_office.core.matters.actions.access import shut_out
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Party
from labor_office.core.matters.rules import CONFLICTED_PARTIES, PARTY_WORDS, PartyRole
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee, EmployeeOrganization


@transaction.atomic
def add_party(
    *,
    matter_id: int,
    role: PartyRole,
    by: User | None,
    at: datetime,
    employee: Employee | None = None,
    user: User | None = None,
    organization: EmployeeOrganization | None = None,
    name: str = "",
    title: str = "",
    phone: str = "",
    email: str = "",
) -> Party:
    """Name someone on the matter: from the roster, from those who sign in, or by a typed name.

    A grievant, supervisor, witness or charging party who can sign in is shut out of the
    file, whatever their role in the office.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    user = user or (employee.user if employee else None)
    known = name or (employee.name if employee else "") or (user.name if user else "")
    party = Party.objects.create(
        matter=matter, role=role, employee=employee, user=user, organization=organization, name=known, title=title,
        phone=phone, email=email,
        is_off_roster=employee is None and user is None and organization is None,
    )  # fmt: skip
    words = PARTY_WORDS[role].lower()
    record_event(
        matter=matter, verb="party.added", summary=f"{known} named as {words}", by=by, at=at, party=party.pk, role=role
    )
    if user is not None and role in CONFLICTED_PARTIES:
        shut_out(matter_id=matter.pk, user=user, reason=f"Named in it as {words}.", by=by, at=at)
    return party


@transaction.atomic
def remove_party(*, party_id: int, reason: str, by: User, at: datetime) -> None:
    """Take someone off who was named by mistake. A wall that went up with the naming stays until it is let down."""
    matter_id = Party.objects.values_list("matter_id", flat=True).get(pk=party_id)
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    party = Party.objects.get(pk=party_id)
    summary = f"{party.name} is no longer named as {PARTY_WORDS[PartyRole(party.role)].lower()}: {reason}"
    party.delete()
    record_event(matter=matter, verb="party.removed", summary=summary[:300], by=by, at=at, role=party.role)
