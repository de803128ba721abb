"""What the Council reads of an impasse: the public memo, the closed brief, and the packets built from each."""

from __future__ import annotations

from typing import Self

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration
from bargaining.models.negotiation import Negotiation
from labor_office.core.documents.packets import Packet, PacketQuerySet
from labor_office.core.users.models import User


class ImpasseMemoQuerySet(models.QuerySet["ImpasseMemo"]):
    """Reads of memos."""

    def visible_to(self, user: User) -> Self:
        """Those of negotiations ``user`` may know of."""
        return self.filter(impasse__negotiation__in=Negotiation.objects.visible_to(user))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ImpasseMemo(models.Model):
    """The memo of the hearing. Every word of it is public."""

    impasse = models.OneToOneField(ImpasseDeclaration, models.CASCADE, related_name="memo")
    addressed_to = models.CharField(max_length=200, blank=True)
    through = models.CharField(max_length=200, blank=True)
    docket_title = models.CharField(max_length=300, blank=True)
    hearing_on = models.DateField(null=True, blank=True)
    minutes_a_side = models.PositiveSmallIntegerField(default=30)
    issue = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    background = models.TextField(blank=True)
    attachments = models.TextField(blank=True)
    staff = models.TextField(blank=True)
    members = models.TextField(blank=True)

    objects = ImpasseMemoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="impasse_sides_have_time_to_speak", condition=Q(minutes_a_side__gt=0))
        ]

    def __str__(self) -> str:
        return f"Memo, {self.impasse}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ImpasseBrief(models.Model):
    """What only the closed edition says of the whole impasse. In a table of its own: no open page reads it."""

    impasse = models.OneToOneField(ImpasseDeclaration, models.CASCADE, related_name="brief")
    authority = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    legal_note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Closed brief, {self.impasse}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ArticleBrief(models.Model):
    """What only the closed edition says of one article: staff's advice, and what the City could live with."""

    article = models.OneToOneField(ImpasseArticle, models.CASCADE, related_name="brief")
    advice = models.TextField(blank=True)
    acceptable = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Closed brief, {self.article}"


class ImpassePacket(Packet):
    """One build of the hearing's packet in one edition, and the facts it is set from. Never changed, never rebuilt."""

    matter_path = "impasse__negotiation"
    impasse = models.ForeignKey(ImpasseDeclaration, models.PROTECT, related_name="packets")

    objects = PacketQuerySet["ImpassePacket"].as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint("impasse", "fingerprint", name="impasse_packet_same_words_once")]
        triggers = [pgtrigger.Protect(name="packets_never_change", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_edition_display()}, {self.impasse}"
