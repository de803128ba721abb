"""Making and changing the people who sign in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role


class LastChief(Exception):
    """Nobody would be left who may open the admin."""


@transaction.atomic
def keep_person(*, person: User) -> User:
    """Save a person whom the chief added or changed, with their address confirmed by the chief's word.

    A new person has no password: the sign-in page's "forgot" link sends them one. Raises
    LastChief when no active chief would remain.
    """
    # Locked together, so that two changes at once cannot each take away the other's chief.
    chiefs = set(User.objects.select_for_update(no_key=True).in_role(Role.CHIEF).values_list("pk", flat=True))
    stays = person.is_active and person.role == Role.CHIEF
    if chiefs and not stays and chiefs <= {person.pk}:
        msg = "Name another active chief first: someone must be able to open the admin."
        raise LastChief(msg)
    if person.pk is None:
        person.set_unusable_password()
    person.email = person.email.lower()
    person.save()
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person
