"""Petitions about units: the matter, showings of interest, elections with their ballots, orders."""

from __future__ import annotations

from decimal import Decimal

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.models.negotiation import choices
from bargaining.rules.representation import (
    MAJORITY_WORDS,
    METHOD_WORDS,
    OUTCOME_WORDS,
    PETITION_WORDS,
    Choice,
    Count,
    Majority,
    Petition,
    Showing,
)
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.matters.models.record import Meeting
from labor_office.core.workforce.models import Classification, EmployeeOrganization


class UnitMatterQuerySet(MatterQuerySet["UnitMatter"]):
    """Reads of unit matters."""


class UnitMatter(Matter):
    """A question about a unit before the neutral: who represents it, who stands in it, what is negotiable."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    petition = models.CharField(max_length=16, choices=choices(PETITION_WORDS))
    filed_on = models.DateField()
    petitioner = models.CharField(max_length=160)
    organization = models.ForeignKey(EmployeeOrganization, models.PROTECT, null=True, blank=True, related_name="+")
    forum = models.CharField(max_length=120, blank=True)
    case_number = models.CharField(max_length=60, blank=True)
    asked = models.TextField("what is asked")
    position = models.TextField("the City's position", blank=True)
    outcome = models.CharField(max_length=16, choices=choices(OUTCOME_WORDS), blank=True)
    # The titles in question; none, and it is about the whole unit.
    classifications = models.ManyToManyField(Classification, related_name="+", blank=True)

    objects = UnitMatterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(name="unit_matter_has_a_petitioner", condition=~Q(petitioner="")),
        ]

    @property
    def kind_of_petition(self) -> Petition:
        """What is asked, as the rules know it."""
        return Petition(self.petition)


@pghistory.track()
class ShowingOfInterest(models.Model):
    """Cards that one party showed, counted against the roster of a day. The roster's count is kept as it was."""

    unit_matter = models.ForeignKey(UnitMatter, models.CASCADE, related_name="showings")
    party = models.CharField(max_length=160)
    is_intervener = models.BooleanField(default=False)
    cards = models.PositiveIntegerField()
    # The roster day, and how many it showed in the unit when the cards were counted.
    as_of = models.DateField("roster day")
    eligible = models.PositiveIntegerField()
    threshold = models.DecimalField("percentage needed", max_digits=5, decimal_places=2)
    citation = models.CharField(max_length=120, blank=True)
    is_verified = models.BooleanField("the percentage was checked against its source", default=False)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["counted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="showing_threshold_is_a_percentage", condition=Q(threshold__gt=0, threshold__lte=Decimal(100))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cards} cards of {self.party}"

    @property
    def counted(self) -> Showing:
        """The numbers as the rules read them."""
        return Showing(self.cards, self.eligible, self.threshold)


@pghistory.track()
class Election(models.Model):
    """One ballot in a unit matter; a runoff is another."""

    unit_matter = models.ForeignKey(UnitMatter, models.CASCADE, related_name="elections")
    number = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=10, choices=choices(METHOD_WORDS))
    held_by = models.CharField("supervised by", max_length=120, blank=True)
    # Who may vote: those on the roster of this day.
    cutoff_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    majority = models.CharField(max_length=12, choices=choices(MAJORITY_WORDS), default=Majority.OF_VALID)
    eligible = models.PositiveIntegerField()
    challenged = models.PositiveIntegerField(default=0)
    void = models.PositiveIntegerField(default=0)
    counted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit_matter", "number"]
        constraints = [
            models.UniqueConstraint("unit_matter", "number", name="election_once_per_number"),
            models.CheckConstraint(
                name="election_closes_on_or_after_opening", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="election_counted_once_it_closed", condition=Q(counted_on=None) | Q(counted_on__gte=F("closes_on"))
            ),
        ]

    def __str__(self) -> str:
        return "Election" if self.number == 1 else f"Election {self.number}"

    @property
    def count(self) -> Count:
        """The tally as the rules read it; its lines in the order of the ballot."""
        lines = tuple(Choice(line.label, line.votes, is_nobody=line.is_nobody) for line in self.lines.all())
        return Count(self.eligible, lines, self.challenged, self.void, Majority(self.majority))


@pghistory.track()
class BallotLine(models.Model):
    """One line of a ballot and the votes for it."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160)
    is_nobody = models.BooleanField("no representative", default=False)
    votes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["election", "position"]
        constraints = [
            models.UniqueConstraint("election", "position", name="ballot_line_once_per_place"),
            models.UniqueConstraint("election", condition=Q(is_nobody=True), name="ballot_line_for_nobody_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.votes}"


@pghistory.track()
class UnitHearing(models.Model):
    """One hearing before the neutral: its day, hour and place stand on the meeting; here who hears it and what came.

    Held or called off, it stays on file.
    """

    unit_matter = models.ForeignKey(UnitMatter, models.CASCADE, related_name="hearings")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    heard_by = models.CharField(max_length=120, blank=True)
    outcome = models.TextField("what came of it", blank=True)

    class Meta:
        ordering = ["meeting__on", "pk"]

    def __str__(self) -> str:
        return str(self.meeting)


@pghistory.track()
class UnitOrder(models.Model):
    """What the neutral decided, on which day, and from which day it holds."""

    unit_matter = models.ForeignKey(UnitMatter, models.PROTECT, related_name="orders")
    decided_on = models.DateField()
    effective_on = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=16, choices=choices(OUTCOME_WORDS))
    words = models.TextField("what it orders", blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.decided_on}"
