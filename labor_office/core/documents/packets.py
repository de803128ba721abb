"""What every packet for the Council is: a row that keeps one build, and a kind that says how it is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from labor_office.core.documents.rules.packets import EDITION_WORDS, Edition
from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

P = TypeVar("P", bound="Packet", covariant=True)

# How far each edition may be read on its matter.
LEVELS: dict[Edition, Level] = {Edition.OPEN: Level.OFFICE, Edition.CLOSED: Level.MANDATE}


class PacketQuerySet(models.QuerySet[P]):
    """Reads of packets."""

    def visible_to(self, user: User) -> Self:
        """Builds of matters ``user`` may know of; the closed edition for who holds the mandate of its matter alone."""
        path = f"{self.model.matter_path}__in"
        inside = Q(edition=Edition.OPEN)
        for held in kinds.mandates_of(user).values():
            inside |= Q(**{path: held.values("pk")})
        return self.filter(inside, **{path: Matter.objects.visible_to(user).values("pk")})


class Packet(models.Model):
    """One build of a packet in one edition, and the facts it is set from. Never changed, never rebuilt.

    A child adds whose packet it is, the constraint that the same words are built once for it
    (``fingerprint``), and the trigger that refuses every change.
    """

    # From a build to its matter.
    matter_path: ClassVar[str]

    edition = models.CharField(max_length=6, choices=[(each.value, EDITION_WORDS[each]) for each in Edition])
    # The number of the document it becomes.
    reference = models.CharField(max_length=12, unique=True, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    facts = models.JSONField(default=dict, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        """Whether it is the edition for closed session."""
        return self.edition == Edition.CLOSED


@dataclass(frozen=True, slots=True)
class PacketKind:
    """How one kind of packet is named, set and told of.

    ``papers`` and ``templates`` go by edition: the frozen dataclass of its facts, and the template that
    sets it. ``page_url_name`` takes the matter's number and the packet's. ``setting`` changes with the
    templates: the same facts then give another paper.
    """

    maker: str
    title: str
    short_title: str
    slug: str
    verb: str
    page_url_name: str
    papers: Mapping[Edition, type[Any]]
    templates: Mapping[Edition, str]
    # Why its readers are told that it is ready.
    why: str
    setting: int = 1
