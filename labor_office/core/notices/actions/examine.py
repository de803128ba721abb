"""The second look, just before sending: may this person still read it, is it still true, who reads it today."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.notices.claims import Claim, still_true
from labor_office.core.notices.emails import Circumstances
from labor_office.core.notices.messages.catalogue import OPTIONAL, read_message
from labor_office.core.notices.messages.parts import Message
from labor_office.core.notices.messages.people import Assignment
from labor_office.core.notices.models import Notice, NoticeState
from labor_office.core.notices.queries import muted_by
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled
from labor_office.core.web.dates import short_day
from labor_office.core.workforce.models import Employee

logger = logging.getLogger(__name__)
UNSUBSCRIBE_SALT = "notices.unsubscribe"


@dataclass(slots=True)
class Letter:
    """One email about to go out, and the promises it keeps: the first by itself, the others along with it."""

    notices: list[Notice]
    reader: User | Employee
    message: Message
    circumstances: Circumstances


@dataclass(slots=True)
class Verdict:
    """What is to be sent, and what not and why."""

    letters: list[Letter] = field(default_factory=list)
    withheld: list[int] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    muted: list[int] = field(default_factory=list)
    unreadable: dict[int, str] = field(default_factory=dict)


def examine(notices: Sequence[Notice], *, now: datetime) -> Verdict:
    """Decide about each of ``notices``, in the state in which everything is at this moment."""
    verdict, messages = Verdict(), {}
    for notice in notices:
        try:
            messages[notice.pk] = read_message(notice.template, notice.context)
        except (KeyError, TypeError, ValueError) as mistake:
            logger.exception("Notice %s cannot be read", notice.pk)
            verdict.unreadable[notice.pk] = f"Its facts cannot be read: {type(mistake).__name__} {mistake}"[:300]
    known = _Facts(messages.values(), notices, timezone.localdate(now))
    for notice in notices:
        if notice.pk in messages:
            _judge(notice, messages[notice.pk], known, verdict)
    verdict.letters = list(_gathered(verdict.letters))
    return verdict


class _Facts:
    """What the database says of the matters and claims of one batch; each question asked once."""

    def __init__(self, messages: Collection[Message], notices: Sequence[Notice], today: date) -> None:
        parts = [part for message in messages for part in message.parts()]
        self.today = today
        self.matters = {part.matter for part in parts} | {notice.matter_id for notice in notices if notice.matter_id}
        people = {n.recipient_id for n in notices if n.recipient_id and n.template in OPTIONAL}
        self.muted = muted_by(people) if people else frozenset()
        self.true = still_true({claim for message in messages for claim in message.claims()}, today=today)
        closed = Matter.objects.filter(pk__in=self.matters).exclude(level=Level.OFFICE)
        self.restricted = set(closed.values_list("pk", flat=True))
        self._readable: dict[int, set[int]] = {}

    def readable_by(self, person: User) -> set[int]:
        """Those of the batch's matters that ``person`` may know of."""
        if person.pk not in self._readable:
            self._readable[person.pk] = set(_READABLE.rows(person, matters=sorted(self.matters)))
        return self._readable[person.pk]

    def for_eyes_of(self, person: User, notice: Notice, message: Message) -> Message | None:
        """As much of ``message`` as ``person`` may read; None when that is nothing."""
        if not person.is_active:
            return None
        readable = self.readable_by(person)
        if notice.matter_id and notice.matter_id not in readable:
            return None
        return message.keep(lambda part: part.matter in readable)

    def holds(self, claim: Claim) -> bool:
        """Whether what is taken for granted is still so."""
        return claim in self.true


_READABLE: Compiled[int] = Compiled(
    lambda person, matters: (
        Matter.objects.visible_to(person).filter(pk__any_of=matters).order_by().values_list("pk", flat=True)
    )
)


def _judge(notice: Notice, message: Message, known: _Facts, verdict: Verdict) -> None:
    true = message.settle(known.holds)
    if true is None:
        verdict.cancelled.append(notice.pk)
        return
    if (notice.recipient_id, notice.template) in known.muted:
        verdict.muted.append(notice.pk)
        return
    if notice.recipient is None:
        verdict.letters.append(_to_employee(notice, true, known))
        return
    reader, shown = _reader(notice, notice.recipient, true, known)
    if shown is None:
        verdict.withheld.append(notice.pk)
        return
    verdict.letters.append(
        Letter(
            [notice], reader, shown.veil(known.restricted),
            _circumstances(notice, notice.recipient, reader, shown, known),
        )
    )  # fmt: skip


def _to_employee(notice: Notice, message: Message, known: _Facts) -> Letter:
    """To somebody who does not sign in: as it is, for it holds nothing that has walls."""
    meant_for = timezone.localdate(notice.not_before)
    late = meant_for if meant_for < known.today else None
    return Letter([notice], notice.person, message, Circumstances(why=notice.why, meant_for=late))


def _reader(notice: Notice, person: User, message: Message, known: _Facts) -> tuple[User, Message | None]:
    """Who gets it today: the person, or while they are away or gone the backup who may read it.

    The matter's own backup comes before the person's. Without one the mail still goes to
    the person: better read late than by nobody.
    """
    if message.follows_backup and (not person.is_active or person.is_away(known.today)):
        matter = notice.matter
        of_matter = matter.backup if matter and matter.owner_id == person.pk else None
        for backup in (of_matter, person.backup):
            if backup and not backup.is_away(known.today):
                shown = known.for_eyes_of(backup, notice, message)
                if shown is not None:
                    return backup, shown
    return person, known.for_eyes_of(person, notice, message)


def _circumstances(notice: Notice, person: User, reader: User, message: Message, known: _Facts) -> Circumstances:
    is_stand_in = reader.pk != person.pk
    meant_for = timezone.localdate(notice.not_before)
    matters = message.matters()
    return Circumstances(
        why=notice.why,
        stands_in_for=person.name if is_stand_in else "",
        away_until=short_day(person.away_until) if is_stand_in and person.away_until else "",
        meant_for=meant_for if meant_for < known.today else None,
        is_restricted=not message.is_list and len(matters) == 1 and matters <= known.restricted,
        unsubscribe_url=unsubscribe_url(person, notice.template) if message.is_optional and not is_stand_in else "",
    )


def _gathered(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters with assignments to one person put into one; everything else as it is."""
    first: dict[int, Letter] = {}
    for letter in sorted(letters, key=lambda letter: letter.notices[0].pk):
        if not isinstance(letter.message, Assignment):
            continue
        leader = first.setdefault(letter.reader.pk, letter)
        if leader is not letter and isinstance(leader.message, Assignment):
            leader.message = replace(leader.message, also=(*leader.message.also, letter.message.item))
            leader.notices += letter.notices
            leader.circumstances = replace(leader.circumstances, is_restricted=False)
    leaders = {id(letter) for letter in first.values()}
    return (each for each in letters if not isinstance(each.message, Assignment) or id(each) in leaders)


def unsubscribe_url(person: User, template: str) -> str:
    """Where one click, without signing in, turns mail of this kind off for ``person``."""
    token: str = signing.dumps([person.pk, template], salt=UNSUBSCRIBE_SALT, compress=False)
    desk: str = settings.DESK_URL
    return desk.rstrip("/") + reverse("notices:unsubscribe", args=[token])


def load(ids: Collection[int]) -> list[Notice]:
    """The promised notices among ``ids`` with everyone they concern, oldest first, in one query."""
    people = ("recipient__backup", "employee", "matter__owner", "matter__backup")
    found = Notice.objects.select_related(*people).filter(Q(pk__in=ids), state=NoticeState.PROMISED)
    return list(found.defer("html", "text").order_by("not_before", "pk"))
