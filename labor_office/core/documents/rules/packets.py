"""Packets for the Council in their two editions. Pure."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """For whom a packet is built."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


EDITION_WORDS: dict[Edition, str] = {Edition.OPEN: "Open edition", Edition.CLOSED: "Closed edition"}
CLOSED_WORD = "CLOSED SESSION, CONFIDENTIAL"
