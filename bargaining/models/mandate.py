"""The authority to agree, which only named people may know of."""

from __future__ import annotations

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from bargaining.models.negotiation import Issue, Negotiation, TeamMember, choices
from bargaining.models.proposals import Proposal
from bargaining.rules.vocabulary import AUTHORITY_WORDS, CEILING_WORDS, Side, TeamRole
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Reads of mandates."""

    def visible_to(self, user: User) -> Self:
        """Mandates ``user`` was named a holder of, of negotiations they may know of. The chief's role opens none.

        None while the other side may look on, of whichever table.
        """
        if user.is_looked_on:
            return self.none()
        holds = MandateHolder.objects.filter(mandate=OuterRef("pk"), user=user, ended_at=None)
        visible = Negotiation.objects.visible_to(user)
        return self.filter(Exists(holds)).filter(negotiation__in=visible)


@pghistory.track()
class Mandate(models.Model):
    """What the Council or the City Manager authorized, when, under which exemption, until when."""

    class Body(models.TextChoices):
        COUNCIL = "COUNCIL", "City Council, closed session"
        MANAGER = "MANAGER", "City Manager"

    negotiation = models.ForeignKey(Negotiation, models.PROTECT, related_name="mandates")
    body = models.CharField(max_length=8, choices=Body.choices)
    given_on = models.DateField()
    exemption = models.CharField(max_length=120, blank=True, help_text="The open meeting exemption cited.")
    expires_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    # A later mandate takes the place of this one from then on.
    replaced_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint("negotiation", name="mandate_one_at_a_time", condition=Q(replaced_at=None)),
            models.CheckConstraint(
                name="mandate_expires_after_it_is_given",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Mandate of {self.given_on}"


@pghistory.track()
class MandateHolder(models.Model):
    """Someone who may see a mandate, named by someone who may."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="holders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # None where nobody took it away: who left the team holds nothing any more.
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint("mandate", "user", name="mandate_holder_once", condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="mandate_holder_ended_by_at_a_time", condition=Q(ended_by=None) | Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track()
class MoneyLimit(models.Model):
    """A ceiling in dollars: over the term, in the first year, or as a yearly cost at the end."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="limits")
    measure = models.CharField(max_length=10, choices=choices(CEILING_WORDS))
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["mandate", "pk"]
        constraints = [
            models.UniqueConstraint("mandate", "measure", name="money_limit_once_per_measure"),
            models.CheckConstraint(name="money_limit_is_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return self.get_measure_display()


@pghistory.track()
class IssueAuthority(models.Model):
    """What a mandate says of one issue."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="authorities")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="+")
    authority = models.CharField(max_length=14, choices=choices(AUTHORITY_WORDS))
    # The highest the City may go, in dollars over the term; empty where none is set.
    ceiling = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    words = models.TextField(blank=True)
    fallback = models.TextField(blank=True)

    class Meta:
        ordering = ["mandate", "pk"]
        constraints = [models.UniqueConstraint("mandate", "issue", name="issue_authority_once_per_mandate")]

    def __str__(self) -> str:
        return self.get_authority_display()


class MandateException(models.Model):
    """Leave to pass or sign something beyond the mandate: who gave it, why, by how much. Never changed."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="exceptions")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+")
    beyond_by = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    # What it went beyond, as the mandate stood then.
    words = models.CharField(max_length=600, blank=True)
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [models.CheckConstraint(name="mandate_exception_has_a_reason", condition=~Q(reason=""))]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Exception of {self.given_at:%Y-%m-%d}"


class MandateReading(models.Model):
    """That someone opened a mandate. Append-only; the chief reads who did."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    # What was uncovered, when it was more than the page: the next fallback.
    uncovered = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-read_at", "-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.user} read a mandate"


def seats_that_begin(user: User) -> models.QuerySet[TeamMember]:
    """The seats from which ``user`` records the first authority: the chief spokesperson's, and any of the chief's.

    None while the other side may look on.
    """
    if user.is_looked_on:
        return TeamMember.objects.none()
    seats = TeamMember.objects.filter(side=Side.CITY, user=user, left_on=None).exclude(role=TeamRole.OBSERVER)
    return seats if user.may(Permission.ACCESS_GRANT) else seats.filter(role=TeamRole.CHIEF_SPOKESPERSON)


def inside_the_wall(user: User) -> models.QuerySet[Negotiation]:
    """Negotiations whose mandate ``user`` holds; where nobody holds one, those where they may record the first.

    The one wall of a mandate: what is written for closed session stands behind it too. While the other side may
    look on, nobody stands inside.
    """
    if user.is_looked_on:
        return Negotiation.objects.none()
    held = MandateHolder.objects.filter(mandate__negotiation=OuterRef("pk"), mandate__replaced_at=None, ended_at=None)
    begins = seats_that_begin(user).filter(negotiation=OuterRef("pk"))
    return Negotiation.objects.visible_to(user).filter(
        Q(Exists(held.filter(user=user))) | ~Q(Exists(held)) & Q(Exists(begins))
    )
