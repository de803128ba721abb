"""Who may decide a step."""

from __future__ import annotations

from collections.abc import Iterable

from grievances.models import GrievanceStep
from grievances.queries.places import Place
from grievances.rules.moves import refuse_decider, refuse_elsewhere
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.rules import CONFLICTED_PARTIES, PARTY_WORDS, PartyRole
from labor_office.core.users.models import User
from labor_office.core.users.permissions import ROLE_PERMISSIONS, Permission, Role
from labor_office.core.workforce.models import DepartmentContact


def possible_deciders(place: Place) -> list[User]:
    """Whoever signs letters, decides this step for the department, and had no part in the case. Six queries."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.LETTER_APPROVE in held]
    walls = MatterExclusion.objects.filter(matter_id=place.grievance.pk, ended_at=None).values("user")
    people = list(User.objects.in_role(*roles).exclude(pk__in=walls))
    return [person for person, why in refusals(place, people) if not why]


def refusals(place: Place, people: Iterable[User]) -> list[tuple[User, str]]:
    """Each of ``people`` with why they may not decide the current step; empty when they may."""
    below = GrievanceStep.objects.filter(grievance=place.grievance).exclude(outcome="").exclude(code=place.step.code)
    decided = {step.decider_id: step.name for step in below if step.decider_id}
    named = {
        party.user_id: PARTY_WORDS[PartyRole(party.role)].lower()
        for party in place.grievance.parties.all()
        if party.user_id and PartyRole(party.role) in CONFLICTED_PARTIES
    }
    held: dict[int, set[tuple[int, str]]] = {}
    contacts = DepartmentContact.objects.filter(part=DepartmentContact.Part.DECISION_MAKER)
    for contact in contacts:
        held.setdefault(contact.user_id, set()).add((contact.department_id, contact.step))
    here = (place.grievance.department_id, place.step.code)
    named_for = {each for places in held.values() for each in places}
    return [
        (
            person,
            refuse_decider(decider_id=person.pk, decided_below=decided, named=named)
            or refuse_elsewhere(
                is_decider=person.role == Role.DECISION_MAKER,
                decides=held.get(person.pk, set()),
                here=here,
                named=named_for,
            ),
        )
        for person in people
    ]


def usual_decider(place: Place) -> User | None:
    """Who decides this step for the grievance's department, when the department has named someone."""
    contacts = DepartmentContact.objects.filter(
        department=place.grievance.department, part=DepartmentContact.Part.DECISION_MAKER, step=place.step.code
    )
    contact = contacts.select_related("user").first() if place.grievance.department_id else None
    return contact.user if contact and contact.user.is_active else None
