"""Who speaks for an organization, and who speaks or decides for a department: dated, never overwritten."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Department, DepartmentContact, EmployeeOrganization, Representative


class TermRefused(Exception):
    """The dates of a term do not fit; the text says why."""


class TermsOverlap(Exception):
    """Someone else holds the role on that day; it may be meant, once somebody says so."""


@transaction.atomic
def add_officer(
    *,
    organization_id: int,
    name: str,
    role: str,
    phone: str,
    email: str,
    starts_on: date,
    areas: str = "",
    is_beside: bool = False,
) -> Representative:
    """Name someone who speaks for the organization from ``starts_on`` on.

    ``is_beside`` says that others hold the role at the same time. Raises TermRefused when the
    same person already holds the role on that day, TermsOverlap when another does and nobody
    has said that both are meant.
    """
    organization = EmployeeOrganization.objects.select_for_update(no_key=True).get(pk=organization_id)
    same = organization.representatives.filter(role__iexact=role)
    serving = [row for row in same if row.ends_on is None or row.ends_on >= starts_on]
    if any(row.name.lower() == name.lower() for row in serving):
        raise TermRefused(f"{name} already serves as {role} on that day. End that term first.")
    if serving and not is_beside:
        others = ", ".join(row.name for row in serving)
        raise TermsOverlap(f"{others} already serves as {role} on that day. End that term, or tick that both serve.")
    return organization.representatives.create(
        name=name, role=role, areas=areas, phone=phone, email=email, starts_on=starts_on
    )


@transaction.atomic
def end_term(*, officer_id: int, ends_on: date) -> Representative:
    """Say which day is an officer's last. Raises TermRefused for a day before the term began."""
    officer = Representative.objects.select_for_update(no_key=True).get(pk=officer_id)
    if officer.starts_on is not None and ends_on < officer.starts_on:
        raise TermRefused(f"{officer.name}'s term began later than that. Choose that day or a later one.")
    officer.ends_on = ends_on
    officer.save(update_fields=["ends_on"])
    return officer


@transaction.atomic
def change_address(*, organization_id: int, address_for_service: str) -> None:
    """Say where papers are served on an organization; the row's history keeps the old address."""
    organization = EmployeeOrganization.objects.select_for_update(no_key=True).get(pk=organization_id)
    organization.address_for_service = address_for_service
    organization.save(update_fields=["address_for_service"])


@transaction.atomic
def name_contact(*, department_id: int, user: User, part: str, step: str) -> DepartmentContact:
    """Name a liaison, or who decides a step, for a department; naming twice is once."""
    department = Department.objects.select_for_update(no_key=True).get(pk=department_id)
    contact, _ = DepartmentContact.objects.get_or_create(department=department, user=user, part=part, step=step)
    return contact


@transaction.atomic
def remove_contact(*, contact_id: int) -> None:
    """Take someone off a department's contacts; the row's history keeps that they were on it."""
    DepartmentContact.objects.select_for_update().filter(pk=contact_id).delete()
