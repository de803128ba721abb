"""Messages about what goes to the City Council. None of them carries a word of it, or the paper itself."""

from __future__ import annotations

from dataclasses import dataclass

from labor_office.core.notices.messages.parts import Message, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketReady(Message):
    """M11. To who asked for a packet and who works on it, that it can be reviewed. The paper is never attached."""

    template = "packet_ready"
    label = "Council packet ready"

    item: Part
    # "open edition" or "closed edition".
    edition: str
    built_by: str
    is_closed: bool = False
