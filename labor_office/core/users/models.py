"""People who sign in."""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower

from labor_office.core.users.permissions import Permission, Role, role_has


class UserQuerySet(models.QuerySet["User"]):
    """Questions about the people who sign in."""

    def active(self) -> Self:
        """People who may sign in."""
        return self.filter(is_active=True)

    def in_role(self, *roles: Role) -> Self:
        """Active people in one of ``roles``."""
        return self.active().filter(role__in=roles)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    """Creates people by email address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person with a normalised address; without a password only a reset lets them in."""
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A chief who may open the admin, their address confirmed by whoever holds the server.

        The first person of an office could not confirm it otherwise: no mail goes out yet, and nobody may read it here.
        """
        from allauth.account.models import EmailAddress  # noqa: PLC0415 -- its table leads to this one

        fields = {"role": Role.CHIEF, "is_staff": True, "is_superuser": True, **fields}
        with transaction.atomic(using=self._db):
            user = self.create_user(email, password, **fields)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Sign-in ignores the case of the address."""
        user: User = self.get(email__iexact=username)
        return user


# What lets a person in is not copied into the history: neither the password's hash nor the feed's secret.
@pghistory.track(exclude=["password", "feed_token", "last_login", "last_seen_at", "previous_visit_at"])
class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by email. What they may do follows from their one role."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, choices=[(r.value, r.label) for r in Role], default=Role.LIAISON)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may open the admin", default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Away dates, both included: notices go to the backup meanwhile.
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    backup = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    digest_time = models.TimeField(default=time(7, 30), help_text="When the morning digest goes out.")
    has_single_keys = models.BooleanField("single-key shortcuts", default=True)
    is_compact = models.BooleanField("compact tables", default=False)
    last_seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    previous_visit_at = models.DateTimeField(null=True, blank=True, editable=False)
    feed_token = models.CharField(max_length=64, blank=True, editable=False)
    # Whether the other side may look on while this person is answered: then no mandate is theirs to read. Not kept.
    is_looked_on = False
    # The units of the unions that may: nothing of another union's is theirs to read either. Not kept.
    looked_on_units: tuple[int, ...] = ()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case"),
            models.CheckConstraint(
                name="user_away_dates_together_and_in_order",
                condition=Q(away_from=None, away_until=None) | Q(away_until__gte=F("away_from")),
                violation_error_message="Give both away dates, the first not after the last.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def may(self, permission: Permission) -> bool:
        """Whether this person's role carries ``permission``; nobody inactive may do anything."""
        return self.is_active and role_has(Role(self.role), permission)

    def is_away(self, on: date) -> bool:
        """Whether the person has said they are away on ``on``."""
        return self.away_from is not None and self.away_until is not None and self.away_from <= on <= self.away_until

    @property
    def initials(self) -> str:
        """Two letters for the account menu."""
        words = self.name.split() or [self.email]
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @property
    def short_name(self) -> str:
        """``D. Whitfield``: how records name who did something."""
        first, _, rest = self.name.partition(" ")
        return f"{first[:1]}. {rest}" if rest else self.name or self.email


class PersonEvent(models.Model):
    """What someone did that belongs to no matter: signed in, exported, looked with another's eyes. Append-only."""

    class Verb(models.TextChoices):
        SIGNED_IN = "SIGNED_IN", "Signed in"
        LOOKED_AS = "LOOKED_AS", "Looked at what a person sees"
        EXPORTED = "EXPORTED", "Exported"
        ACCOUNT_KEPT = "ACCOUNT_KEPT", "Changed their account"
        FEED_CHANGED = "FEED_CHANGED", "Changed their calendar feed"

    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20, choices=Verb.choices)
    summary = models.CharField(max_length=300)
    # The person it was about, when that is someone else.
    subject = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    occurred_at = models.DateTimeField()
    # Where a sign-in came from, as the browser and the network said.
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        indexes = [
            models.Index(fields=["-occurred_at", "-id"], name="person_event_ledger"),
            models.Index(fields=["actor", "verb", "-occurred_at"], name="person_event_of_person"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.summary
