"""Reads of notices that are more than a filter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When

from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.emails import subject_of
from labor_office.core.notices.messages.catalogue import LABELS, read_message
from labor_office.core.notices.models import Notice, NoticePreference, NoticeState
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.compiled import Compiled

# A message that waits longer than this means that mail is not going out.
PATIENCE = timedelta(minutes=15)
# Counts on the outbox stop here: "1,000 or more" says enough and costs nothing.
MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has set; without a row everything is as the office has it."""

    rungs_off: frozenset[int] = frozenset()
    has_digest: bool = True
    mails_moved_dates: bool = True


@dataclass(frozen=True, slots=True)
class Health:
    """How the outbox does. Counts stop at 1,000; ``waits_since`` is set when mail is not going out."""

    queued: int
    failed: int
    waits_since: datetime | None = None
    reason: str = ""

    @property
    def queued_words(self) -> str:
        """``12 waiting``."""
        return f"{_up_to(self.queued)} waiting"

    @property
    def failed_words(self) -> str:
        """``2 failed``."""
        return f"{_up_to(self.failed)} failed"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A notice as its reader sees it in the list."""

    notice: Notice
    headline: str
    label: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An email as the outbox lists it: a state in words, its picture, and why it stands so."""

    notice: Notice
    headline: str
    label: str
    css: str
    icon: str
    remark: str


def _up_to(count: int) -> str:
    return f"{MOST_COUNTED:,} or more" if count >= MOST_COUNTED else str(count)


_LOOKS: dict[str, tuple[str, str]] = {
    NoticeState.PROMISED: ("plan", "schedule"),
    NoticeState.SENT: ("met", "check"),
    NoticeState.CANCELLED: ("quiet", "remove"),
    NoticeState.WITHHELD: ("lock", "lock"),
    NoticeState.FAILED: ("over", "error"),
    NoticeState.MUTED: ("quiet", "notifications_off"),
    NoticeState.RETURNED: ("over", "undo"),
}


def inbox(user: User) -> QuerySet[Notice]:
    """The notices of ``user`` with ``was_read``, to be ordered unread first."""
    was_read = Case(When(read_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Notice.objects.inbox_of(user).select_related("matter").defer("text", "html").annotate(was_read=was_read)


def inbox_row(notice: Notice) -> InboxRow:
    """``notice`` with its headline: the subject of its email, or what that will be."""
    return InboxRow(notice, headline(notice), LABELS.get(notice.template, notice.template), notice.read_at is None)


def outbox_row(notice: Notice) -> OutboxRow:
    """``notice`` with its state made visible; needs who is told and matter loaded."""
    css, icon = _LOOKS[notice.state]
    label = LABELS.get(notice.template, notice.template)
    return OutboxRow(notice, headline(notice), label, css, icon, _remark(notice))


def _remark(notice: Notice) -> str:
    """What one wants to know beside the state."""
    if notice.state == NoticeState.SENT and notice.sent_to.lower() != notice.person.email.lower():
        return f"to {notice.sent_to}, who stands in"
    if notice.sent_with_id:
        return "in one email with another"
    return notice.error


def headline(notice: Notice) -> str:
    """The subject as sent; before that, as it would be. Needs ``matter`` loaded."""
    if notice.subject:
        return notice.subject
    try:
        message = read_message(notice.template, notice.context)
    except (KeyError, TypeError, ValueError):
        return "A notice whose facts cannot be read"
    return subject_of(message, is_restricted=notice.matter is not None and notice.matter.is_restricted)


def unread_count(user: User) -> int:
    """Notices that ``user`` has not read; one query, for the header."""
    ((count,),) = _UNREAD.rows(user)
    return count


def _unread(user: User) -> QuerySet[Notice, tuple[int]]:
    return (
        Notice.objects.inbox_of(user)
        .unread()
        .order_by()
        .values_list(Func(F("pk"), function="COUNT", output_field=IntegerField()))
    )


_UNREAD = Compiled(_unread)


def may_read_outbox(user: User) -> bool:
    """Those who look after what was sent."""
    return user.may(Permission.OUTBOX_READ)


def may_read_words(user: User, notice: Notice) -> bool:
    """Whether ``user`` may know of every matter that ``notice`` says something about, also what travelled with it.

    A digest to a colleague stands in the outbox, but its lines may name matters that its
    keeper must not learn of. A link that acts for its reader is never shown (``personal``).
    """
    matters: set[int] = set()
    for each in (notice, *notice.carried.all()):
        try:
            message = read_message(each.template, each.context)
        except (KeyError, TypeError, ValueError):
            return False
        matters |= message.matters()
        matters |= {each.matter_id} if each.matter_id else set()
    return Matter.objects.visible_to(user).filter(pk__in=matters).count() == len(matters)


def outbox_health(now: datetime) -> Health:
    """How many wait, for their hour too, and how many failed; since when mail is stuck if it is."""
    due = Notice.objects.due(now)
    queued = Notice.objects.filter(state=NoticeState.PROMISED)
    failed = Notice.objects.filter(state__in=[NoticeState.FAILED, NoticeState.RETURNED])
    oldest = due.order_by("not_before").values_list("not_before", "error").first()
    is_stuck = oldest is not None and oldest[0] < now - PATIENCE
    return Health(
        queued=queued.order_by()[:MOST_COUNTED].count(),
        failed=failed.order_by()[:MOST_COUNTED].count(),
        waits_since=oldest[0] if oldest and is_stuck else None,
        reason=oldest[1] if oldest and is_stuck else "",
    )


def preferences_of(user_ids: Collection[int]) -> dict[int, Preferences]:
    """What each of ``user_ids`` has set; one query, and everyone is in the answer."""
    rows = NoticePreference.objects.filter(user__in=user_ids)
    found = {row.pk: Preferences(frozenset(row.rungs_off), row.has_digest, row.mails_moved_dates) for row in rows}
    return {pk: found.get(pk, Preferences()) for pk in user_ids}


def muted_by(user_ids: Collection[int]) -> frozenset[tuple[int, str]]:
    """Pairs of person and template that go on the page only."""
    chosen = preferences_of(user_ids).items()
    no_digest = {(pk, "digest") for pk, preferences in chosen if not preferences.has_digest}
    no_moves = {(pk, "date_moved") for pk, preferences in chosen if not preferences.mails_moved_dates}
    return frozenset(no_digest | no_moves)


def outbox(user: User) -> QuerySet[Notice]:
    """What the outbox shows ``user``, without the words, with everyone a row names."""
    rows = Notice.objects.visible_to(user).select_related("recipient", "employee", "matter", "sent_with")
    return rows.defer("text", "html", "sent_with__text", "sent_with__html")


def in_person(words: str) -> Q:
    """Notices to people whose name or address contains ``words``."""
    by_name = Q(recipient__name__icontains=words) | Q(employee__name__icontains=words)
    return by_name | Q(recipient__email__icontains=words) | Q(sent_to__icontains=words)
