"""A report that an email could not be delivered (RFC 3464), read with the standard parser. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

_FINAL = "failed"


class NotAReport(Exception):
    """The message is no report about one that was sent."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One address that did not get its email. ``is_final``: it never will; otherwise it is only late."""

    message_id: str
    address: str
    status: str
    said: str
    is_final: bool


def read_report(raw: bytes) -> tuple[Returned, ...]:
    """What came back, an entry for each address that failed or is late.

    The original is known by the Message-ID of what the report encloses, else by what the
    report answers. Raises NotAReport for anything that is no delivery report or that names
    no original.
    """
    message = BytesParser(policy=policy.default).parsebytes(raw)
    report = next((part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None)
    if report is None:
        raise NotAReport("This is not a report about an email that could not be delivered.")
    original = _original_id(message)
    if not original:
        raise NotAReport("The report does not say which email it is about.")
    return tuple(_returned(group, original) for group in _recipients(report))


def _recipients(report: Message) -> Iterator[Message]:
    """The groups of fields about one address each, which follow those about the whole message."""
    groups = report.get_payload()
    for group in groups if isinstance(groups, list) else ():
        if isinstance(group, Message) and _field(group, "Action").lower() in {_FINAL, "delayed"}:
            yield group


def _returned(group: Message, original: str) -> Returned:
    return Returned(
        message_id=original,
        address=_after_type(_field(group, "Final-Recipient") or _field(group, "Original-Recipient")),
        status=_field(group, "Status"),
        said=_after_type(_field(group, "Diagnostic-Code"))[:200],
        is_final=_field(group, "Action").lower() == _FINAL,
    )


def _original_id(message: EmailMessage) -> str:
    for part in message.walk():
        if part is message:
            continue
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            enclosed = part.get_payload(decode=True)
            headers = BytesParser(policy=policy.default).parsebytes(enclosed if isinstance(enclosed, bytes) else b"")
            if found := _field(headers, "Message-ID"):
                return found
        elif kind == "message/rfc822":
            for inner in part.get_payload():
                if isinstance(inner, Message) and (found := _field(inner, "Message-ID")):
                    return found
    return _field(message, "In-Reply-To")


def _field(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _after_type(said: str) -> str:
    """``dana@rivermont.example`` of ``rfc822; dana@rivermont.example``."""
    kind, mark, rest = said.partition(";")
    return rest.strip() if mark else kind.strip()
