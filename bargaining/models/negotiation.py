"""Negotiations: the matter, the two teams, and the issues between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Self, TypeVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.rules.board import OVER, REOPENS
from bargaining.rules.topics import TOPIC_WORDS, Topic, topic_of
from bargaining.rules.vocabulary import (
    FORM_WORDS,
    ISSUE_WORDS,
    ROLE_WORDS,
    SIDE_WORDS,
    STAGE_WORDS,
    SUBJECT_WORDS,
    IssueState,
    Side,
    Stage,
    SubjectClass,
    TeamRole,
)
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.users.models import User

E = TypeVar("E", bound=StrEnum)


def choices(words: Mapping[E, str]) -> list[tuple[str, str]]:
    """An enumeration's words as a field's choices."""
    return [(key.value, word) for key, word in words.items()]


class NegotiationQuerySet(MatterQuerySet["Negotiation"]):
    """Reads of negotiations."""

    def of_team_member(self, user: User) -> Self:
        """Those on whose City team ``user`` is."""
        return self.filter(team__user=user, team__side=Side.CITY)


class Negotiation(Matter):
    """Bargaining with one unit from the demand to the tentative agreement. Begins restricted to its team."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    form = models.CharField(max_length=12, choices=choices(FORM_WORDS))
    stage = models.CharField(max_length=14, choices=choices(STAGE_WORDS), default=Stage.PREPARING)
    # The term bargained for: 2026 to 2029.
    term_starts_on = models.DateField(null=True, blank=True)
    term_ends_on = models.DateField(null=True, blank=True)
    # The last day of the agreement in force, from which the calendar is planned back.
    agreement_ends_on = models.DateField(null=True, blank=True)
    demanded_on = models.DateField(null=True, blank=True)
    demanded_by = models.CharField(max_length=5, choices=choices(SIDE_WORDS), blank=True)
    ground_rules = models.TextField(blank=True)
    ground_rules_signed_on = models.DateField(null=True, blank=True)
    # The signed paper.
    ground_rules_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    # Counts every change people at the table must see; their pages ask whether theirs is behind.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = NegotiationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="negotiation_term_ends_after_it_starts",
                condition=Q(term_ends_on=None) | Q(term_starts_on=None) | Q(term_ends_on__gt=F("term_starts_on")),
                violation_error_message="The term must end after it starts.",
            ),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class TeamMember(models.Model):
    """Someone on one side's team. The City's people are named on the matter as well, by the same action."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="team")
    side = models.CharField(max_length=5, choices=choices(SIDE_WORDS))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=choices(ROLE_WORDS))
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(
                "negotiation", "user", name="team_member_once", condition=Q(user__isnull=False, left_on=None)
            ),
            models.UniqueConstraint(
                "negotiation",
                "side",
                name="team_has_one_chief_spokesperson",
                condition=Q(role=TeamRole.CHIEF_SPOKESPERSON, left_on=None),
            ),
            models.CheckConstraint(name="union_team_has_no_account_here", condition=Q(side=Side.CITY) | Q(user=None)),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Issue(models.Model):
    """One thing on the table: an article of the agreement, or something new."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="issues")
    # The article's number as people type it; what is new bears the number proposed for it.
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    subject_class = models.CharField(max_length=12, choices=choices(SUBJECT_WORDS), default=SubjectClass.UNCLASSIFIED)
    subject_basis = models.CharField(max_length=200, blank=True)
    is_economic = models.BooleanField(default=False)
    # Empty: what its title says it is about.
    topic = models.CharField(max_length=13, choices=choices(TOPIC_WORDS), blank=True)
    state = models.CharField(max_length=10, choices=choices(ISSUE_WORDS), default=IssueState.OPEN)
    moved_at = models.DateTimeField(null=True, blank=True)
    # What the issue came from in a department, in its words.
    raised_by = models.CharField(max_length=120, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ["negotiation", "pk"]
        constraints = [models.UniqueConstraint("negotiation", "number", name="issue_once_per_number")]

    def __str__(self) -> str:
        return f"Art. {self.number} {self.title}"

    @property
    def is_over(self) -> bool:
        """Whether it is agreed or withdrawn."""
        return self.state in OVER

    @property
    def may_reopen(self) -> bool:
        """Whether it can be taken up again."""
        return self.state in REOPENS

    @property
    def subject(self) -> Topic:
        """What it is about: as somebody said, else as its title says."""
        return Topic(self.topic) if self.topic else topic_of(self.title)


class DepartmentIntakeQuerySet(models.QuerySet["DepartmentIntake"]):
    """Reads of what departments asked."""

    def sent_by(self, user: User) -> Self:
        """A person's own; they see nothing of what came of it."""
        return self.filter(sent_by=user)


class DepartmentIntake(models.Model):
    """What a manager asks the table to mend, before bargaining begins."""

    class Priority(models.TextChoices):
        MUST = "MUST", "Must be mended"
        SHOULD = "SHOULD", "Should be mended"
        COULD = "COULD", "Would help"

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="intakes")
    department = models.ForeignKey("workforce.Department", models.PROTECT, related_name="+")
    article = models.CharField(max_length=20, blank=True)
    problem = models.TextField()
    evidence = models.TextField(blank=True)
    requested_change = models.TextField(blank=True)
    operational_impact = models.TextField(blank=True)
    priority = models.CharField(max_length=6, choices=Priority.choices, default=Priority.SHOULD)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # The asking it answers; empty for one that the team wrote down itself.
    invitation = models.ForeignKey("IntakeInvitation", models.PROTECT, null=True, blank=True, related_name="intakes")
    issue = models.ForeignKey(Issue, models.SET_NULL, null=True, blank=True, related_name="intakes")

    objects = DepartmentIntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [models.CheckConstraint(name="department_intake_says_the_problem", condition=~Q(problem=""))]

    def __str__(self) -> str:
        return f"{self.department}: {self.problem[:60]}"


def on_day(negotiation: Negotiation) -> date:
    """The day whose language counts as current at the table: the last of the agreement in force."""
    return negotiation.agreement_ends_on or negotiation.opened_on


def first_day_of(negotiation: Negotiation) -> date | None:
    """The first day of the term bargained for: as entered, else the day after the agreement in force ends."""
    if negotiation.term_starts_on is not None:
        return negotiation.term_starts_on
    ends = negotiation.agreement_ends_on
    return ends + timedelta(days=1) if ends else None
