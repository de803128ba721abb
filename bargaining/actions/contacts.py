"""Keeping what was said with union people."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bargaining.models.contacts import Conversation
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Representative


class FollowUpRefused(Exception):
    """The day of the follow-up does not fit; the words say why."""


@transaction.atomic
def log_conversation(
    *,
    representative: Representative,
    on: date,
    channel: str,
    about: str,
    by: User,
    at: datetime,
    matter: Matter | None = None,
    follow_up_on: date | None = None,
) -> Conversation:
    """Keep a conversation of ``by``. Raises FollowUpRefused for a follow-up before it."""
    if follow_up_on is not None and follow_up_on < on:
        raise FollowUpRefused("Choose the day of the conversation, or a later one.")
    return Conversation.objects.create(
        representative=representative, user=by, on=on, channel=channel, about=about, matter=matter,
        follow_up_on=follow_up_on, logged_at=at,
    )  # fmt: skip


@transaction.atomic
def follow_up(*, conversation_id: int, on: date) -> Conversation:
    """Record that what was promised was done; recorded twice is once."""
    found = Conversation.objects.select_for_update(no_key=True, of=("self",)).get(pk=conversation_id)
    if found.followed_up_on is None and found.follow_up_on is not None:
        found.followed_up_on = on
        found.save(update_fields=["followed_up_on"])
    return found
