"""What passed across the table, and what was agreed."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from bargaining.models.negotiation import Issue, Negotiation, choices
from bargaining.models.sessions import Session, TableEntry
from bargaining.rules.vocabulary import PROPOSAL_WORDS, SIDE_LETTERS, SIDE_WORDS, ProposalState, Side
from labor_office.core.documents.models import Document

# With both sides' initials a sheet is a fact; its text, its day and the initials stay.
_BOTH_INITIALLED = pgtrigger.Q(old__city_initialled_at__isnull=False, old__union_initialled_at__isnull=False)


@pghistory.track()
class Package(models.Model):
    """Proposals that stand or fall together, or were floated off the record."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="packages")
    side = models.CharField(max_length=5, choices=choices(SIDE_WORDS))
    # What was floated off the record is counted apart: the record of the exchange shows no gap.
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    all_or_nothing = models.BooleanField(default=True)
    is_off_record = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Made by the page: a package sent twice is one package.
    key = models.UUIDField(null=True, blank=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["negotiation", "passed_at", "pk"]
        constraints = [
            models.UniqueConstraint("negotiation", "side", "is_off_record", "number", name="package_once_per_number"),
            models.UniqueConstraint("negotiation", "key", name="package_once_however_often_sent"),
            models.CheckConstraint(
                name="package_accepted_or_withdrawn_not_both",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="package_off_the_record_is_never_accepted", condition=Q(is_off_record=False) | Q(accepted_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {'what-if ' if self.is_off_record else ''}package {self.number}"

    @property
    def name(self) -> str:
        """How it is called in an address: ``C1``, ``UW2`` for one off the record."""
        return f"{SIDE_LETTERS[Side(self.side)]}{'W' if self.is_off_record else ''}{self.number}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of proposals."""

    def on_record(self) -> Self:
        """What was passed as a position; what was floated is none, whoever asks."""
        return self.filter(is_what_if=False)


@pghistory.track()
class Proposal(models.Model):
    """One side's position on one issue as it was passed across: U4-22 is the union's fourth on article 22."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="proposals")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="proposals")
    side = models.CharField(max_length=5, choices=choices(SIDE_WORDS))
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    # The whole proposed text of the article, when there is one.
    text = models.TextField(blank=True)
    # Rows of the exchange table: [[label, value], ...], in order.
    terms = models.JSONField(default=list, blank=True)
    # Items the costing core can cost; empty when what was said has no price yet.
    items = models.JSONField(default=list, blank=True)
    intent = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=choices(PROPOSAL_WORDS), default=ProposalState.PRESENTED)
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="proposals")
    entry = models.OneToOneField(TableEntry, models.PROTECT, null=True, blank=True, related_name="proposal")
    passed_at = models.DateTimeField()
    replies_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    package = models.ForeignKey(Package, models.PROTECT, null=True, blank=True, related_name="proposals")
    is_what_if = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["issue", "passed_at", "pk"]
        constraints = [
            models.UniqueConstraint("issue", "side", "is_what_if", "number", name="proposal_once_per_side_and_number"),
            models.CheckConstraint(
                name="proposal_off_the_record_is_never_agreed",
                condition=Q(is_what_if=False) | ~Q(state=ProposalState.AGREED),
            ),
            models.CheckConstraint(
                name="proposal_says_something", condition=~Q(words="") | ~Q(text="") | Q(document__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {'what-if ' if self.is_what_if else ''}{self.number}"

    @property
    def short(self) -> str:
        """``U4``; ``UW1`` for what was floated off the record."""
        return f"{SIDE_LETTERS[Side(self.side)]}{'W' if self.is_what_if else ''}{self.number}"

    @property
    def reference(self) -> str:
        """How it is called in a redline or a cost sheet: ``U4-22``."""
        return f"{self.short}-{self.issue.number}"


# What a sheet bears while nobody has initialled it, or once its words have changed.
UNINITIALLED: dict[str, object] = {
    "city_initials": "", "city_signer": "", "city_initialled_at": None, "city_signed_by": None, "city_entered_by": None,
    "union_initials": "", "union_signer": "", "union_initialled_at": None, "union_entered_by": None,
}  # fmt: skip


@pghistory.track()
class TentativeAgreement(models.Model):
    """What both sides initialled on one issue, subject to ratification and Council's action."""

    negotiation = models.ForeignKey(Negotiation, models.PROTECT, related_name="agreed")
    issue = models.OneToOneField(Issue, models.PROTECT, related_name="agreement")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    effective_on = models.DateField(null=True, blank=True)
    # Numbers of the sections in force that its text leaves out and both sides say are struck.
    struck = models.JSONField(default=list, blank=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="+")
    # The letters, whose they are by name, and who entered them here: on paper, another may have initialled.
    city_initials = models.CharField(max_length=80, blank=True)
    city_signer = models.CharField(max_length=120, blank=True)
    city_initialled_at = models.DateTimeField(null=True, blank=True)
    # The signer's own account; the union's people have none here.
    city_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    city_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    union_initials = models.CharField(max_length=80, blank=True)
    union_signer = models.CharField(max_length=120, blank=True)
    union_initialled_at = models.DateTimeField(null=True, blank=True)
    union_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sheet = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ["negotiation", "number"]
        constraints = [
            models.UniqueConstraint("negotiation", "number", name="tentative_agreement_once_per_number"),
            models.CheckConstraint(name="tentative_agreement_has_a_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="tentative_agreement_initials_bear_a_time",
                condition=(Q(city_initials="") | Q(city_initialled_at__isnull=False))
                & (Q(union_initials="") | Q(union_initialled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="tentative_agreement_initials_bear_a_name",
                condition=(Q(city_initials="", city_signer="") | (~Q(city_initials="") & ~Q(city_signer="")))
                & (Q(union_initials="", union_signer="") | (~Q(union_initials="") & ~Q(union_signer=""))),
            ),
            models.CheckConstraint(
                name="tentative_agreement_entered_only_with_a_name",
                condition=(Q(city_entered_by=None, city_signed_by=None) | ~Q(city_signer=""))
                & (Q(union_entered_by=None) | ~Q(union_signer="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="initialled_text_never_changes",
                operation=pgtrigger.Update,
                condition=_BOTH_INITIALLED
                & (
                    pgtrigger.Q(old__text__df=pgtrigger.F("new__text"))
                    | pgtrigger.Q(old__struck__df=pgtrigger.F("new__struck"))
                    | pgtrigger.Q(old__effective_on__df=pgtrigger.F("new__effective_on"))
                    | pgtrigger.Q(old__issue__df=pgtrigger.F("new__issue"))
                    | pgtrigger.Q(old__city_initials__df=pgtrigger.F("new__city_initials"))
                    | pgtrigger.Q(old__city_signer__df=pgtrigger.F("new__city_signer"))
                    | pgtrigger.Q(old__city_initialled_at__df=pgtrigger.F("new__city_initialled_at"))
                    | pgtrigger.Q(old__city_signed_by__df=pgtrigger.F("new__city_signed_by"))
                    | pgtrigger.Q(old__city_entered_by__df=pgtrigger.F("new__city_entered_by"))
                    | pgtrigger.Q(old__union_initials__df=pgtrigger.F("new__union_initials"))
                    | pgtrigger.Q(old__union_signer__df=pgtrigger.F("new__union_signer"))
                    | pgtrigger.Q(old__union_initialled_at__df=pgtrigger.F("new__union_initialled_at"))
                    | pgtrigger.Q(old__union_entered_by__df=pgtrigger.F("new__union_entered_by"))
                ),
            ),
            pgtrigger.Protect(
                name="initialled_text_is_never_deleted", operation=pgtrigger.Delete, condition=_BOTH_INITIALLED
            ),
        ]

    def __str__(self) -> str:
        return f"TA-{self.number}"

    @property
    def is_closed(self) -> bool:
        """Whether both sides have initialled it."""
        return self.closed_at is not None

    @property
    def closed_at(self) -> datetime | None:
        """When the second side initialled it; None while one has not."""
        if self.city_initialled_at is None or self.union_initialled_at is None:
            return None
        return max(self.city_initialled_at, self.union_initialled_at)

    @property
    def sole_side(self) -> Side | None:
        """The side whose initials it bears alone; None with both or neither."""
        if (self.city_initialled_at is None) is (self.union_initialled_at is None):
            return None
        return Side.UNION if self.city_initialled_at is None else Side.CITY
