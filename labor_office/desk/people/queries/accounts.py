"""What a person's own page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from labor_office.core.notices import rules as notice_rules
from labor_office.core.notices.models import NoticePreference
from labor_office.core.users.models import PersonEvent, User

RECENT = 10


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """How someone's sign-in is guarded beyond the password."""

    has_app: bool
    key_count: int
    has_codes: bool

    @property
    def is_on(self) -> bool:
        """Whether any second step is asked for."""
        return self.has_app or self.key_count > 0

    @property
    def words(self) -> str:
        """``Authenticator app and 2 security keys``."""
        keys = f"{self.key_count} security key{'' if self.key_count == 1 else 's'}" if self.key_count else ""
        found = " and ".join(filter(None, ["authenticator app" if self.has_app else "", keys]))
        return found[:1].upper() + found[1:] if found else "None: a stolen password is enough to be you"


def possible_backups(user: User) -> QuerySet[User]:
    """Who may stand in for ``user``: everyone who can sign in, except themselves."""
    found: QuerySet[User] = User.objects.active().exclude(pk=user.pk)
    return found


def recent_sign_ins(user: User) -> Sequence[PersonEvent]:
    """The last ten times that ``user`` signed in, newest first."""
    return list(PersonEvent.objects.filter(actor=user, verb=PersonEvent.Verb.SIGNED_IN)[:RECENT])


def second_steps(user: User) -> SecondSteps:
    """What ``user`` has set up; one query."""
    types = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return SecondSteps(
        has_app=Authenticator.Type.TOTP in types,
        key_count=types.count(Authenticator.Type.WEBAUTHN),
        has_codes=Authenticator.Type.RECOVERY_CODES in types,
    )


def reminder_words(user: User) -> str:
    """Which reminders ``user`` gets: ``5, 2 and 1 working days before, and on the day``."""
    chosen = NoticePreference.objects.filter(user=user).first()
    rungs_off = set(chosen.rungs_off) if chosen else set()
    days = [str(rung) for rung in notice_rules.ALL_RUNGS if rung and rung not in rungs_off]
    listed = f"{', '.join(days[:-1])} and {days[-1]} working days" if len(days) > 1 else "1 working day"
    moved = "" if chosen is None or chosen.mails_moved_dates else ". A moved date is told on the page only"
    return f"{listed} before, and on the day{moved}"
