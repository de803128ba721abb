"""Decisions about people that need no database: visits, and browsers named in words."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

# Silence that ends a visit; "changed since your last visit" counts from the one before.
VISIT_ENDS_AFTER = timedelta(hours=4)
# How exact "last seen" is: at most one write a person in this time.
SEEN_EVERY = timedelta(minutes=5)

# First match wins: Edge and Opera also say Chrome, Chrome also says Safari.
_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def begins_visit(*, last_seen_at: datetime | None, now: datetime) -> bool:
    """Whether a request at ``now`` is the first after four hours of silence, or the first ever."""
    return last_seen_at is None or now - last_seen_at >= VISIT_ENDS_AFTER


def is_worth_noting(*, last_seen_at: datetime | None, now: datetime) -> bool:
    """Whether "last seen" is stale by five minutes or more."""
    return last_seen_at is None or now - last_seen_at >= SEEN_EVERY


def device_words(agent: str) -> str:
    """``Firefox on Windows``; what a browser does not say is left out, never guessed."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or (f"A browser on {system}" if system else "An unnamed browser")


def feed_key(secret: str) -> str:
    """What is kept of a feed's secret: a hash that opens nothing by itself."""
    return hashlib.sha256(secret.encode()).hexdigest()
