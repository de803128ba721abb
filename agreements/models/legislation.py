"""Bills, ordinances and rules that would change what the City agreed or decided."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.policies import Policy
from agreements.models.text import Agreement, Article
from agreements.rules.legislation import FORM_WORDS, POSITION_WORDS, STATUS_CHIPS, STATUS_WORDS, Form, Position, Status
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.matters.models.matter import Matter, MatterQuerySet


class BillQuerySet(MatterQuerySet["Bill"]):
    """Reads of bills. The office follows them; departments hear of what is enacted."""

    def on(self, article: Article) -> BillQuerySet:
        """Those that would change ``article``."""
        return self.filter(articles=article)


@pghistory.track(
    fields=["number", "status", "status_on", "summary", "effect", "position", "next_hearing_on", "effective_on"],
    model_name="BillWords",
    obj_field=pghistory.ObjForeignKey(related_name="word_rows", related_query_name="word_row"),
)
class Bill(Matter):
    """One bill, ordinance or rule that the office follows."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    form = models.CharField(max_length=10, choices=[(each.value, FORM_WORDS[each]) for each in Form])
    # As its makers number it: HB 1263.
    number = models.CharField(max_length=40)
    session = models.CharField(max_length=60)
    sponsor = models.CharField(max_length=160, blank=True)
    status = models.CharField(
        max_length=12, choices=[(each.value, STATUS_WORDS[each]) for each in Status], default=Status.INTRODUCED
    )
    status_on = models.DateField()
    summary = models.TextField(blank=True)
    effect = models.TextField("effect on our agreements and procedures", blank=True)
    position = models.CharField(
        max_length=8, choices=[(each.value, POSITION_WORDS[each]) for each in Position], default=Position.WATCH
    )
    next_hearing_on = models.DateField(null=True, blank=True)
    # From when it binds, once enacted.
    effective_on = models.DateField(null=True, blank=True)
    articles = models.ManyToManyField(Article, related_name="+", blank=True)
    policies = models.ManyToManyField(Policy, related_name="+", blank=True)
    procedures = models.ManyToManyField(Procedure, related_name="+", blank=True)

    objects = BillQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint("number", "session", name="bill_once_a_session"),
            models.CheckConstraint(name="bill_has_a_number_and_a_session", condition=~Q(number="") & ~Q(session="")),
            models.CheckConstraint(
                name="bill_binds_only_once_enacted", condition=Q(effective_on=None) | Q(status=Status.ENACTED)
            ),
        ]

    @property
    def standing(self) -> Status:
        """Its status as the rules know it."""
        return Status(self.status)

    @property
    def chip(self) -> str:
        """The look of its status."""
        return STATUS_CHIPS[self.standing]


class BillStatus(models.Model):
    """A status that a bill reached, on a day."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=12, choices=[(each.value, STATUS_WORDS[each]) for each in Status])
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.on}"


@pghistory.track()
class ReopenerFlag(models.Model):
    """That something outside the table may reopen an agreement, until somebody has looked."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reopener_flags")
    cause = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint("agreement", "cause", name="reopener_flag_once_a_cause"),
            models.CheckConstraint(
                name="reopener_flag_cleared_by_someone_with_an_outcome",
                condition=Q(cleared_by=None, cleared_at=None, outcome="")
                | Q(cleared_by__isnull=False, cleared_at__isnull=False) & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.reason}"
