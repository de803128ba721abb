"""Whose training a person may read: everyone's for those who train, their own departments' for a liaison."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Assignment, Department, DepartmentContact

M = TypeVar("M", bound=Model)


def reads_training(user: User) -> bool:
    """Whether ``user`` may know what is taught and when."""
    return user.may(Permission.TRAINING_READ)


def reads_everyone(user: User) -> bool:
    """Whether ``user`` may read the training of every employee, not only of departments of their own."""
    return reads_training(user) and user.may(Permission.WORKFORCE_READ)


def own_departments(user: User) -> QuerySet[Department]:
    """Departments whose liaison ``user`` is."""
    mine = DepartmentContact.objects.filter(user=user, part=DepartmentContact.Part.LIAISON)
    return Department.objects.filter(pk__in=mine.values("department"))


def about_people(user: User, *, employee: str) -> Q:
    """Which rows about people ``user`` may read; ``employee`` is the column that names the person.

    Those who train read all. A liaison reads the people who work in a department of theirs
    now, whatever happened while they worked elsewhere. Everyone reads their own.
    """
    if reads_everyone(user):
        return Q()
    own = Q(**{f"{employee}__user": user}) if user.is_active else Q(pk__in=[])
    if not reads_training(user):
        return own
    here = Assignment.objects.filter(employee=OuterRef(employee), ends_on=None, department__in=own_departments(user))
    return own | Q(Exists(here))


def own_training(queryset: QuerySet[M], user: User, *, employee: str = "employee") -> QuerySet[M]:
    """Of ``queryset``, the rows about the person who is signed in."""
    return queryset.filter(**{f"{employee}__user": user})
