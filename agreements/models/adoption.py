"""An agreement on its way from the table to the law of its unit: steps, votes, money, and the Council's packet."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agreements.models.text import Agreement
from agreements.rules.adoption import STEP_WORDS, Step
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import TentativeAgreement
from bargaining.rules.roll_call import BALLOT_WORDS, Ballot, is_carried
from labor_office.core.documents.models import Document
from labor_office.core.documents.packets import Packet, PacketQuerySet
from labor_office.core.matters.models.matter import Matter, MatterQuerySet


class AdoptionQuerySet(MatterQuerySet["Adoption"]):
    """Reads of adoptions. Only those named on one know of it."""


class Adoption(Matter):
    """The adoption of one drafted agreement. Begins restricted to whoever works on it, and stays so."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="adoption")
    # Where its words were agreed; empty for one drafted without a table here.
    negotiation = models.ForeignKey(Negotiation, models.PROTECT, null=True, blank=True, related_name="+")
    # The meeting of the Council on whose docket it is.
    council_on = models.DateField(null=True, blank=True)
    city_signer = models.CharField(max_length=120, blank=True)
    city_signed_on = models.DateField(null=True, blank=True)
    union_signer = models.CharField(max_length=120, blank=True)
    union_signed_on = models.DateField(null=True, blank=True)
    # SHA-256 of the words they signed; another text is not published under their names.
    signed_text = models.CharField(max_length=64, blank=True, editable=False)

    objects = AdoptionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="adoption_city_signs_with_name_and_day",
                condition=Q(city_signer="", city_signed_on=None) | ~Q(city_signer="") & Q(city_signed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="adoption_union_signs_with_name_and_day",
                condition=Q(union_signer="", union_signed_on=None)
                | ~Q(union_signer="") & Q(union_signed_on__isnull=False),
            ),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AdoptionStep(models.Model):
    """That a step was done, on which day."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12, choices=[(each.value, STEP_WORDS[each]) for each in Step])
    done_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["done_on", "pk"]
        constraints = [models.UniqueConstraint("adoption", "step", name="adoption_step_once")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.done_on}"


class TakenText(models.Model):
    """That the text of a tentative agreement stands in the draft, as the parties initialled it."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="taken")
    agreed = models.ForeignKey(TentativeAgreement, models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("adoption", "agreed", name="taken_text_once")]

    def __str__(self) -> str:
        return f"{self.agreed} in {self.adoption}"


@pghistory.track()
class Ratification(models.Model):
    """A vote of the unit's members, as their union certified it. Unions need not disclose the numbers."""

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="ratifications")
    opened_on = models.DateField()
    closed_on = models.DateField()
    eligible = models.PositiveIntegerField(null=True, blank=True)
    in_favor = models.PositiveIntegerField(null=True, blank=True)
    against = models.PositiveIntegerField(null=True, blank=True)
    is_ratified = models.BooleanField()
    certifier = models.CharField(max_length=120)
    certified_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-certified_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="ratification_vote_closes_after_it_opens", condition=Q(closed_on__gte=F("opened_on"))
            ),
            models.CheckConstraint(
                name="ratification_certified_after_the_vote", condition=Q(certified_on__gte=F("closed_on"))
            ),
            models.CheckConstraint(
                name="ratification_no_more_votes_than_voters",
                condition=Q(eligible=None) | Q(in_favor=None) | Q(eligible__gte=F("in_favor") + F("against")),
            ),
            models.CheckConstraint(
                name="ratification_both_counts_or_none",
                condition=Q(in_favor=None, against=None) | Q(in_favor__isnull=False, against__isnull=False),
            ),
            models.CheckConstraint(
                name="ratification_goes_by_its_count",
                condition=Q(in_favor=None)
                | Q(is_ratified=True, in_favor__gt=F("against"))
                | Q(is_ratified=False, in_favor__lte=F("against")),
            ),
        ]

    def __str__(self) -> str:
        return f"{'Ratified' if self.is_ratified else 'Rejected'} {self.closed_on}"


@pghistory.track()
class Resolution(models.Model):
    """What the Council resolved by roll call, subject to appropriation in each fiscal year."""

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="resolutions")
    number = models.CharField(max_length=40)
    voted_on = models.DateField()
    is_adopted = models.BooleanField()
    attested = models.CharField("attested by", max_length=120, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-voted_on", "-pk"]
        constraints = [models.CheckConstraint(name="resolution_has_a_number", condition=~Q(number=""))]

    def __str__(self) -> str:
        return f"Resolution {self.number}"

    @property
    def is_carried(self) -> bool:
        """Whether the roll call carried it."""
        return is_carried(Ballot(vote.ballot) for vote in self.votes.all())


class CouncilVote(models.Model):
    """One member's answer at the roll call."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="votes")
    member = models.CharField(max_length=120)
    ballot = models.CharField(max_length=8, choices=[(each.value, BALLOT_WORDS[each]) for each in Ballot])

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("resolution", "member", name="council_vote_once_a_member"),
            models.CheckConstraint(name="council_vote_by_someone", condition=~Q(member="")),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_ballot_display()}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FiscalLine(models.Model):
    """What one item of the agreement costs in one fiscal year, from the fiscal impact study."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="fiscal_lines")
    # The calendar year in which the fiscal year ends.
    fiscal_year = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=120)
    fund = models.CharField(max_length=80, default="General Fund")
    is_recurring = models.BooleanField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint("adoption", "fiscal_year", "item", "fund", name="fiscal_line_once"),
            models.CheckConstraint(
                name="fiscal_line_in_a_year", condition=Q(fiscal_year__gte=1990) & Q(fiscal_year__lt=2200)
            ),
        ]

    def __str__(self) -> str:
        return f"FY {self.fiscal_year}: {self.item}"


@pghistory.track()
class CouncilMemo(models.Model):
    """What the memo to the Council says in public. Every word here may be read by anybody."""

    adoption = models.OneToOneField(Adoption, models.CASCADE, related_name="memo")
    addressed_to = models.CharField(max_length=200, blank=True)
    through = models.CharField(max_length=200, blank=True)
    docket_title = models.CharField(max_length=300, blank=True)
    issue = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    background = models.TextField(blank=True)
    discussion = models.TextField(blank=True)
    fiscal_note = models.TextField(blank=True)
    # One a line.
    whereas = models.TextField(blank=True)
    attachments = models.TextField(blank=True)
    staff = models.TextField(blank=True)
    # The Council's members, one a line: the rows of the roll-call table.
    members = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Memo of {self.adoption}"


@pghistory.track()
class ClosedBrief(models.Model):
    """What the Council is told behind closed doors, in a table of its own that nothing public reads."""

    adoption = models.OneToOneField(Adoption, models.CASCADE, related_name="brief")
    authority = models.TextField(blank=True)
    positions = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    legal_note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Closed brief of {self.adoption}"


class CouncilPacket(Packet):
    """One build of the Council's packet in one edition, and the facts it is set from. Never changed, never rebuilt."""

    matter_path = "adoption"
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="packets")

    objects = PacketQuerySet["CouncilPacket"].as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint("adoption", "fingerprint", name="council_packet_same_words_once")]
        triggers = [
            pgtrigger.Protect(name="packets_never_change", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_edition_display()}, {self.adoption}"
