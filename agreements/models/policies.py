"""The register of policies and administrative rules, and the unions' chance to bargain over them."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.text import Article
from agreements.rules.policies import ANSWER_WORDS, CYCLES, POLICY_WORDS, Answer, PolicyState
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.workforce.models import EmployeeOrganization


class PolicyQuerySet(MatterQuerySet["Policy"]):
    """Reads of policies. The department that owns one reads it, as it reads its other matters."""

    def on(self, article: Article) -> PolicyQuerySet:
        """Those linked to ``article``."""
        return self.filter(articles=article)


@pghistory.track(
    fields=["number", "state", "words", "adopted_on", "cycle", "repealed_on"],
    model_name="PolicyWords",
    obj_field=pghistory.ObjForeignKey(related_name="word_rows", related_query_name="word_row"),
)
class Policy(Matter):
    """One policy or administrative rule. Its owner department is the matter's department."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    # As the City numbers it: AR 4-12.
    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        max_length=8, choices=[(each.value, POLICY_WORDS[each]) for each in PolicyState], default=PolicyState.DRAFT
    )
    words = models.TextField("text or summary", blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    # Years between two reviews.
    cycle = models.PositiveSmallIntegerField(choices=list(CYCLES.items()), default=3)
    repealed_on = models.DateField(null=True, blank=True)
    articles = models.ManyToManyField(Article, related_name="+", blank=True)

    objects = PolicyQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policy_adopted_on_a_day",
                condition=~Q(state__in=["ADOPTED", "REPEALED"]) | Q(adopted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="policy_repealed_on_a_day",
                condition=Q(state="REPEALED", repealed_on__isnull=False) | ~Q(state="REPEALED") & Q(repealed_on=None),
            ),
        ]

    @property
    def standing(self) -> PolicyState:
        """Its state as the rules know it."""
        return PolicyState(self.state)


@pghistory.track()
class UnionNotice(models.Model):
    """That a union was told of a policy and could ask to bargain over it."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="union_notices")
    organization = models.ForeignKey(EmployeeOrganization, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    answer = models.CharField(
        max_length=10, choices=[(each.value, ANSWER_WORDS[each]) for each in Answer], default=Answer.NONE
    )
    answered_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_on", "pk"]
        constraints = [
            models.UniqueConstraint("policy", "organization", "sent_on", name="union_notice_once_a_day"),
            models.CheckConstraint(
                name="union_notice_answered_on_a_day",
                condition=Q(answer="NONE", answered_on=None) | ~Q(answer="NONE") & Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.sent_on}"
