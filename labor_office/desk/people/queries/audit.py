"""Who did what: matters' histories, openings of closed matters, and what belongs to no matter, as one list."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterEvent, MatterReading
from labor_office.core.users.models import PersonEvent, User
from labor_office.core.users.permissions import Permission
from labor_office.desk.people.rules.oversight import AUDIT_KIND_WORDS, AuditKind, Entry

Cursor = tuple[datetime, int, int]
EVENTS, READINGS, PERSONAL = 3, 2, 1
BY_HAND = ("deadline.set_by_hand", "deadline.counted_again", "clock.corrected", "clock.taken_back")
# What of a matter's history answers to a kind; None: nothing in it does.
_VERBS: dict[AuditKind, Q | None] = {
    AuditKind.READING: None,
    AuditKind.ISSUED: Q(verb__endswith=".issued") | Q(verb="agreement.adopted"),
    AuditKind.OVERRIDE: Q(verb__in=BY_HAND) | Q(verb__contains="override"),
    AuditKind.ACCESS: Q(verb__startswith="access.") | Q(verb__in=["matter.restricted", "matter.opened_to_office"]),
    AuditKind.EXPORT: Q(verb__contains="export"),
    AuditKind.SIGN_IN: None,
    AuditKind.LOOKED_AS: None,
}
_PERSONAL: dict[AuditKind, str] = {
    AuditKind.EXPORT: PersonEvent.Verb.EXPORTED,
    AuditKind.SIGN_IN: PersonEvent.Verb.SIGNED_IN,
    AuditKind.LOOKED_AS: PersonEvent.Verb.LOOKED_AS,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the audit; whatever is None or empty narrows nothing."""

    person: User | None = None
    reference: str = ""
    kind: AuditKind | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """One table of the audit: its place among others, its column of time, its rows (None: none wanted), its line."""

    number: int
    moment: str
    rows: QuerySet[Any] | None
    make: Callable[[Any], Entry]

    def lines(self, after: Cursor | None, piece: int) -> Iterator[Entry]:
        """The lines after the one that ``after`` names, newest first, ``piece`` rows a query."""
        if self.rows is None:
            return
        ordered, reached = self.rows.order_by(f"-{self.moment}", "-pk"), after
        while True:
            found = list((ordered.filter(_older(reached, self.number, self.moment)) if reached else ordered)[:piece])
            for row in found:
                entry = self.make(row)
                reached = entry.key
                yield entry
            if len(found) < piece:
                return


def matters_of(user: User) -> QuerySet[Matter]:
    """Matters whose audit ``user`` may read: all they may open for the chief, for others their own."""
    readable = Matter.objects.visible_to(user)
    if user.may(Permission.ADMIN):
        return readable
    named = MatterAccess.objects.in_force().filter(matter=OuterRef("pk"), user=user)
    return readable.filter(Q(owner=user) | Q(backup=user) | Exists(named))


def entries(question: Question, *, user: User, after: Cursor | None = None, piece: int = 500) -> Iterator[Entry]:
    """The lines that answer ``question``, newest first, beginning after the line that ``after`` names.

    Each of the three sources is read in its own order from its own index and they are merged;
    no source is read further than the caller goes, ``piece`` rows at a time.
    """
    sources = (
        _Source(EVENTS, "occurred_at", _events(question, user), _event_entry),
        _Source(READINGS, "read_at", _readings(question, user), _reading_entry),
        _Source(PERSONAL, "occurred_at", _personal(question, user), _personal_entry),
    )
    lines = [source.lines(after, piece) for source in sources]
    return merge(*lines, key=lambda entry: entry.key, reverse=True)


def page(question: Question, *, user: User, cursor: str, size: int) -> tuple[list[Entry], str]:
    """``size`` lines from ``cursor`` on, and the cursor of the next page; empty on the last."""
    found = list(islice(entries(question, user=user, after=_read(cursor), piece=size + 1), size + 1))
    shown = found[:size]
    return shown, _write(shown[-1]) if len(found) > size else ""


def _older(cursor: Cursor, number: int, moment: str) -> Q:
    at, source, pk = cursor
    before = Q(**{f"{moment}__lt": at})
    if number < source:
        return before | Q(**{moment: at})
    return before | Q(**{moment: at, "pk__lt": pk}) if number == source else before


def _events(question: Question, user: User) -> QuerySet[MatterEvent] | None:
    rows = MatterEvent.objects.visible_to(user).filter(matter__in=_asked(question, user))
    if question.kind:
        wanted = _VERBS[question.kind]
        if wanted is None:
            return None
        rows = rows.filter(wanted)
    if question.person:
        rows = rows.filter(actor=question.person)
    return rows.filter(_between(question, "occurred_at")).select_related("actor", "matter")


def _readings(question: Question, user: User) -> QuerySet[MatterReading] | None:
    if question.kind not in {None, AuditKind.READING}:
        return None
    rows = MatterReading.objects.filter(matter__in=_asked(question, user))
    if question.person:
        rows = rows.filter(user=question.person)
    return rows.filter(_between(question, "read_at")).select_related("user", "matter")


def _personal(question: Question, user: User) -> QuerySet[PersonEvent] | None:
    # What is of no matter is of no unit: while the other side looks on, none of it is shown.
    if user.is_looked_on or question.reference or (question.kind and question.kind not in _PERSONAL):
        return None
    rows = PersonEvent.objects.all() if user.may(Permission.ADMIN) else PersonEvent.objects.filter(actor=user)
    if question.kind:
        rows = rows.filter(verb=_PERSONAL[question.kind])
    if question.person:
        rows = rows.filter(Q(actor=question.person) | Q(subject=question.person))
    return rows.filter(_between(question, "occurred_at")).select_related("actor")


def _asked(question: Question, user: User) -> QuerySet[Matter]:
    matters = matters_of(user)
    return matters.filter(reference__iexact=question.reference) if question.reference else matters


def _between(question: Question, moment: str) -> Q:
    found = Q()
    if question.first:
        found &= Q(**{f"{moment}__gte": _midnight(question.first)})
    if question.last:
        found &= Q(**{f"{moment}__lt": _midnight(question.last + timedelta(days=1))})
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _event_entry(row: MatterEvent) -> Entry:
    who = str(row.actor) if row.actor else "The Desk itself"
    url = row.matter.get_absolute_url()
    return Entry(row.occurred_at, EVENTS, row.pk, who, row.summary, row.matter.reference, url)


def _reading_entry(row: MatterReading) -> Entry:
    words, matter = AUDIT_KIND_WORDS[AuditKind.READING], row.matter
    return Entry(row.read_at, READINGS, row.pk, str(row.user), words, matter.reference, matter.get_absolute_url())


def _personal_entry(row: PersonEvent) -> Entry:
    detail = f"from {row.address}" if row.address else ""
    return Entry(row.occurred_at, PERSONAL, row.pk, str(row.actor), row.summary, detail=detail)


def _write(entry: Entry) -> str:
    text = json.dumps([entry.at.isoformat(), entry.source, entry.pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> Cursor | None:
    """The place a cursor names; one that cannot be read begins at the newest."""
    try:
        at, source, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment = datetime.fromisoformat(at)
        return (moment, int(source), int(pk)) if moment.tzinfo else None
    except (ValueError, TypeError, binascii.Error):
        return None
