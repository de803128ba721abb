"""An impasse: declared on some issues, offered, heard and decided article by article."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.models.negotiation import Issue, Negotiation, choices
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.rules.impasse import ADOPTED_WORDS, BODY_WORDS, DECLARED_WORDS, FINDING_WORDS, Body, Words
from bargaining.rules.roll_call import BALLOT_WORDS, Ballot, tally


@pghistory.track()
class ImpasseDeclaration(models.Model):
    """That bargaining has come to an end without agreement on some articles."""

    negotiation = models.ForeignKey(Negotiation, models.PROTECT, related_name="impasses")
    declared_on = models.DateField()
    declared_by = models.CharField(max_length=5, choices=choices(DECLARED_WORDS))
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.UniqueConstraint("negotiation", name="impasse_one_at_a_time", condition=Q(ended_on=None)),
            models.CheckConstraint(
                name="impasse_ends_after_it_is_declared",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("declared_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Impasse of {self.declared_on}"


@pghistory.track()
class ImpasseArticle(models.Model):
    """One issue at impasse: both final offers with their cost, the factfinder's view, the line to decide on."""

    impasse = models.ForeignKey(ImpasseDeclaration, models.PROTECT, related_name="articles")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="impasses")
    city_proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="+")
    union_proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="+")
    city_text = models.TextField("the City's final offer", blank=True)
    union_text = models.TextField("the union's final offer", blank=True)
    city_argument = models.TextField(blank=True)
    union_argument = models.TextField(blank=True)
    # Over the whole term.
    city_cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    union_cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    cost_basis = models.CharField("what the costs are from", max_length=200, blank=True)
    comparators = models.TextField(blank=True)
    finding = models.CharField(max_length=5, choices=choices(FINDING_WORDS), blank=True)
    finding_text = models.TextField("the factfinder's words for the article", blank=True)
    finding_reason = models.TextField(blank=True)
    recommendation = models.TextField("the line on which the Council decides", blank=True)
    # The sheet its decided text goes on, for both sides to initial.
    sheet = models.ForeignKey(TentativeAgreement, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["impasse", "pk"]
        constraints = [
            models.UniqueConstraint("impasse", "issue", name="impasse_article_once"),
            models.CheckConstraint(
                name="impasse_cost_says_what_it_is_from",
                condition=Q(city_cost=None, union_cost=None) | ~Q(cost_basis=""),
            ),
            models.CheckConstraint(
                name="impasse_finding_of_its_own_has_words", condition=~Q(finding="OWN") | ~Q(finding_text="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.issue)

    @property
    def words(self) -> Words:
        """The words that lie before the Council."""
        finding = {"CITY": self.city_text, "UNION": self.union_text}.get(self.finding, self.finding_text)
        return Words(self.city_text, self.union_text, finding if self.finding else "")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ImpasseMotion(models.Model):
    """A motion on one article and how it was voted; an arbitrators' award stands as one without a roll call."""

    article = models.ForeignKey(ImpasseArticle, models.PROTECT, related_name="motions")
    body = models.CharField(max_length=11, choices=choices(BODY_WORDS), default=Body.COUNCIL)
    adopts = models.CharField(max_length=10, choices=choices(ADOPTED_WORDS))
    text = models.TextField("the words it adopts")
    words = models.CharField("the motion", max_length=300, blank=True)
    mover = models.CharField(max_length=120, blank=True)
    seconder = models.CharField(max_length=120, blank=True)
    direction = models.TextField("what staff is directed to do", blank=True)
    voted_on = models.DateField()
    is_carried = models.BooleanField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # Recorded by mistake: it stays on file and decides nothing.
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(
                "article", name="impasse_article_decided_once", condition=Q(is_carried=True, struck_at=None)
            ),
            models.CheckConstraint(
                name="impasse_motion_struck_with_a_reason", condition=Q(struck_at=None) | ~Q(struck_because="")
            ),
            models.CheckConstraint(name="impasse_motion_has_words_to_adopt", condition=~Q(text="")),
            models.CheckConstraint(
                name="impasse_motion_of_the_council_has_a_mover", condition=~Q(body="COUNCIL") | ~Q(mover="")
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="what_was_voted_never_changes",
                fields=["article", "body", "adopts", "text", "mover", "voted_on", "is_carried"],
            ),
            pgtrigger.Protect(name="a_motion_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_adopts_display()}, {'carried' if self.is_carried else 'lost'}"

    @property
    def tally(self) -> str:
        """``5 aye, 2 nay``; empty for an award. One query unless the votes are fetched."""
        return tally(Ballot(vote.ballot) for vote in self._votes())

    def _votes(self) -> Iterable[MotionVote]:
        return self.votes.all()


class MotionVote(models.Model):
    """One member's answer at the roll call on a motion."""

    motion = models.ForeignKey(ImpasseMotion, models.PROTECT, related_name="votes")
    member = models.CharField(max_length=120)
    ballot = models.CharField(max_length=8, choices=choices(BALLOT_WORDS))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("motion", "member", name="motion_vote_once_a_member"),
            models.CheckConstraint(name="motion_vote_by_someone", condition=~Q(member="")),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_ballot_display()}"
