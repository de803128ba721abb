"""People who sign in."""

from datetime import UTC, datetime

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory, Password

from labor_office.core.users.models import PersonEvent, User
from labor_office.core.users.permissions import Role

PASSWORD = "a long enough password"


class UserFactory(DjangoModelFactory[User]):
    """A specialist; give ``role`` for anyone else."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@rivermont.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    role = Role.SPECIALIST
    password = Password(PASSWORD)


class PersonEventFactory(DjangoModelFactory[PersonEvent]):
    """A sign-in, as the ledger keeps it."""

    class Meta:
        model = PersonEvent

    actor = factory.SubFactory(UserFactory)
    verb = PersonEvent.Verb.SIGNED_IN
    summary = "Signed in"
    occurred_at = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)


def confirm(user: User) -> User:
    """``user``, whose address is known to be theirs: they may sign in by password."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user
