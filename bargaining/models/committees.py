"""Labor-management and other committees: members, meetings, what was agreed to be done."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.models.negotiation import choices
from bargaining.rules.committees import FREQUENCY_WORDS, Frequency
from bargaining.rules.vocabulary import SIDE_WORDS
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.matters.models.record import Meeting
from labor_office.core.workforce.models import Representative


class CommitteeQuerySet(MatterQuerySet["Committee"]):
    """Reads of committees: for the office, a department's own for its liaison, and those named on one."""


class Committee(Matter):
    """A committee of both sides, by which words it meets and how often."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    purpose = models.TextField(blank=True)
    basis = models.CharField("article or letter", max_length=160, blank=True)
    frequency = models.CharField(max_length=10, choices=choices(FREQUENCY_WORDS), default=Frequency.AS_NEEDED)

    objects = CommitteeQuerySet.as_manager()  # type: ignore[misc]


@pghistory.track()
class CommitteeMember(models.Model):
    """Someone who sits on a committee for one side, from a day to a day."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members")
    side = models.CharField(max_length=5, choices=choices(SIDE_WORDS))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    representative = models.ForeignKey(Representative, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["side", "name"]
        constraints = [
            models.CheckConstraint(
                name="committee_member_ends_on_or_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="union_committee_member_has_no_account_here", condition=Q(side="CITY") | Q(user=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class CommitteeMeeting(models.Model):
    """One meeting: its day and minutes stand on the meeting itself; here its agenda and whether minutes went out."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="sittings")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    on = models.DateField()
    agenda = models.TextField(blank=True)
    # Why it is not held; empty for one that stands, and for those called off before reasons were asked for.
    called_off_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint("committee", "on", name="committee_meeting_once_a_day")]

    def __str__(self) -> str:
        return f"{self.committee.title}, {self.on}"


@pghistory.track()
class ActionItem(models.Model):
    """What a committee agreed to have done, by whom, by when."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="items")
    sitting = models.ForeignKey(CommitteeMeeting, models.PROTECT, null=True, blank=True, related_name="items")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Who does it when they have no account here: the union, a department.
    owner_name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["done_on", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_item_has_an_owner", condition=Q(owner__isnull=False) | ~Q(owner_name="")
            ),
            models.CheckConstraint(
                name="action_item_done_on_a_day_by_someone",
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
