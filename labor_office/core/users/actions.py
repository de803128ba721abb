"""People who sign in: made and changed by the chief; their account, absence and visits kept by themselves."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F, Q

from labor_office.core.users import rules
from labor_office.core.users.models import PersonEvent, User
from labor_office.core.users.permissions import Role

FEED_TOKEN_BYTES = 32


class OwnBackup(Exception):
    """Nobody stands in for themselves."""


class BackupCannotSignIn(Exception):
    """The backup's account is closed."""


@transaction.atomic
def keep_account(
    *, user_id: int, name: str, title: str, phone: str, has_single_keys: bool, is_compact: bool, at: datetime
) -> User:
    """Keep how a person is called and how their pages behave; the same again leaves no trace."""
    user = _locked(user_id)
    before = (user.name, user.title, user.phone, user.has_single_keys, user.is_compact)
    after = (name, title, phone, has_single_keys, is_compact)
    if before == after:
        return user
    user.name, user.title, user.phone, user.has_single_keys, user.is_compact = after
    user.save(update_fields=["name", "title", "phone", "has_single_keys", "is_compact"])
    record_act(actor=user, verb=PersonEvent.Verb.ACCOUNT_KEPT, summary="Changed their account", at=at)
    return user


@transaction.atomic
def set_away(
    *, user_id: int, away_from: date | None, away_until: date | None, backup: User | None, at: datetime
) -> User:
    """Keep when a person is away, both days included, and who reads their mail meanwhile; no days means not away.

    Raises OwnBackup, BackupCannotSignIn.
    """
    user = _locked(user_id)
    if backup is not None and backup.pk == user.pk:
        raise OwnBackup("Choose someone other than yourself.")
    if backup is not None and not backup.is_active:
        raise BackupCannotSignIn(f"{backup} can no longer sign in. Choose someone else.")
    after = (away_from, away_until, backup.pk if backup else None)
    if (user.away_from, user.away_until, user.backup_id) == after:
        return user
    user.away_from, user.away_until, user.backup = away_from, away_until, backup
    user.save(update_fields=["away_from", "away_until", "backup"])
    away = f"Away {away_from} to {away_until}" if away_from else "Not away"
    record_act(actor=user, verb=PersonEvent.Verb.ACCOUNT_KEPT, summary=f"{away}; backup: {backup or 'nobody'}", at=at)
    return user


@transaction.atomic
def make_feed(*, user_id: int, at: datetime) -> str:
    """A new secret for the person's calendar feed; the old address stops at once. The secret.

    Only its hash is kept, so the address can be shown this once.
    """
    user, secret = _locked(user_id), secrets.token_urlsafe(FEED_TOKEN_BYTES)
    summary = "Changed the address of their calendar feed" if user.feed_token else "Opened their calendar feed"
    user.feed_token = rules.feed_key(secret)
    user.save(update_fields=["feed_token"])
    record_act(actor=user, verb=PersonEvent.Verb.FEED_CHANGED, summary=summary, at=at)
    return secret


@transaction.atomic
def close_feed(*, user_id: int, at: datetime) -> None:
    """Take the person's calendar feed away; closing twice is once."""
    user = _locked(user_id)
    if user.feed_token:
        user.feed_token = ""
        user.save(update_fields=["feed_token"])
        record_act(actor=user, verb=PersonEvent.Verb.FEED_CHANGED, summary="Closed their calendar feed", at=at)


def note_visit(*, user: User, at: datetime) -> None:
    """Keep that ``user`` is here, at most once in five minutes.

    After four hours of silence a new visit begins and the last moment of the former one
    becomes ``previous_visit_at``. Two requests at once begin one visit, not two.
    """
    if not rules.is_worth_noting(last_seen_at=user.last_seen_at, now=at):
        return
    row = User.objects.filter(pk=user.pk)
    silent = Q(last_seen_at=None) | Q(last_seen_at__lte=at - rules.VISIT_ENDS_AFTER)
    if rules.begins_visit(last_seen_at=user.last_seen_at, now=at):
        row.filter(silent).update(previous_visit_at=F("last_seen_at"), last_seen_at=at)
        user.previous_visit_at = user.last_seen_at
    else:
        row.filter(last_seen_at__lt=at).update(last_seen_at=at)
    user.last_seen_at = at


@transaction.atomic
def record_sign_in(*, user: User, agent: str, address: str | None, at: datetime) -> bool:
    """Keep that ``user`` signed in. Whether the browser is new to them; the very first one is not news."""
    signed_in = PersonEvent.objects.filter(actor=user, verb=PersonEvent.Verb.SIGNED_IN)
    device = rules.device_words(agent)
    # Versions change weekly; the words for browser and system are what a person knows as "the same".
    known = {rules.device_words(seen) for seen in signed_in.values_list("agent", flat=True).distinct()[:200]}
    PersonEvent.objects.create(
        actor=user,
        verb=PersonEvent.Verb.SIGNED_IN,
        summary=f"Signed in with {device}",
        occurred_at=at,
        address=address,
        agent=agent[:300],
    )
    return bool(known) and device not in known


def record_act(*, actor: User, verb: str, summary: str, at: datetime, subject: User | None = None) -> PersonEvent:
    """Add one line to what ``actor`` did that belongs to no matter."""
    return PersonEvent.objects.create(actor=actor, verb=verb, summary=summary[:300], subject=subject, occurred_at=at)


def _locked(user_id: int) -> User:
    user: User = User.objects.select_for_update(no_key=True).get(pk=user_id)
    return user


class LastChief(Exception):
    """Nobody would be left who may open the admin."""


@transaction.atomic
def keep_person(*, person: User) -> User:
    """Save a person whom the chief added or changed, with their address confirmed by the chief's word.

    A new person has no password: the sign-in page's "forgot" link sends them one. Raises
    LastChief when no active chief would remain.
    """
    # Locked together, so that two changes at once cannot each take away the other's chief.
    chiefs = set(User.objects.select_for_update(no_key=True).in_role(Role.CHIEF).values_list("pk", flat=True))
    stays = person.is_active and person.role == Role.CHIEF
    if chiefs and not stays and chiefs <= {person.pk}:
        msg = "Name another active chief first: someone must be able to open the admin."
        raise LastChief(msg)
    if person.pk is None:
        person.set_unusable_password()
    person.email = person.email.lower()
    person.save()
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person
