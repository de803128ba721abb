"""The words of a message: subject, text, and the same text dressed as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from css_inline import CSSInliner
from django.conf import settings
from django.template.loader import get_template

from labor_office.core.notices.messages.parts import Invitation, Message
from labor_office.core.web.dates import long_day

if TYPE_CHECKING:
    from django.template.backends.base import _EngineTemplate

LONGEST_SUBJECT = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<[a-z][^<>]*>")
_STYLE = re.compile(r'\bstyle="([^"]*)"')
_INLINER = CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True)


@dataclass(frozen=True, slots=True)
class Email:
    """What a person reads, in its two forms."""

    subject: str
    text: str
    html: str
    # What a calendar reads, when the message is about a meeting.
    invitation: Invitation | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known only when a message goes out.

    ``why`` completes "You get this because". ``stands_in_for`` and ``away_until`` say
    whose mail this is while they are away. ``meant_for`` is the day it should have gone
    out, when that day has passed. ``is_restricted``: it is about a matter closed to the
    office, so it says a number and a day and nothing else.
    """

    why: str
    stands_in_for: str = ""
    away_until: str = ""
    meant_for: date | None = None
    is_restricted: bool = False
    unsubscribe_url: str = ""

    @property
    def delay(self) -> str:
        """The day it was written for, in words; empty when it is on time."""
        return long_day(self.meant_for) if self.meant_for else ""


def compose(message: Message, circumstances: Circumstances) -> Email:
    """The email that says ``message``. One line in the subject, no more than 200 characters, whatever it was given."""
    name = "restricted" if circumstances.is_restricted else message.template
    context = {
        "m": message,
        "now": circumstances,
        "desk": settings.DESK_URL.rstrip("/"),
        "link": settings.DESK_URL.rstrip("/") + message.path,
        "city": settings.CITY_NAME,
        "office": settings.OFFICE_NAME,
        "extension": settings.HELP_EXTENSION,
        "subject": "",
    }
    subject, text, html = _templates(name)
    context["subject"] = one_line(subject.render(context))
    body = _BLANK_LINES.sub("\n\n", text.render(context)).strip() + "\n"
    return Email(str(context["subject"]), body, _INLINER.inline(html.render(context)))


def subject_of(message: Message, *, is_restricted: bool) -> str:
    """The subject alone, for a list of what has not been sent."""
    subject, _, _ = _templates("restricted" if is_restricted else message.template)
    return one_line(subject.render({"m": message}))


def with_nonce(html: str, nonce: str) -> str:
    """``html`` as a page of ours may show it: every style attribute moved into one style sheet that carries ``nonce``.

    Our pages allow no styles inside elements, and an email can have them nowhere else.
    """
    classes: dict[str, str] = {}

    def named(style: re.Match[str]) -> str:
        return f'data-s="{classes.setdefault(style[1], f"s{len(classes)}")}"'

    # Only inside tags: words that look like a style attribute are words.
    body = _TAG.sub(lambda tag: _STYLE.sub(named, tag[0]), html)
    # The email's own rules end in !important and stand after these, as they would in a mail reader.
    sheet = "".join(f'[data-s="{name}"]{{{unescape(style)}}}' for style, name in classes.items())
    head = f'<base target="_blank"><style nonce="{nonce}">{sheet}</style><style nonce="{nonce}">'
    return body.replace("<style>", head, 1)


def one_line(text: str) -> str:
    """``text`` without line breaks or other control characters, cut to what a subject holds."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"


@cache
def _templates(name: str) -> tuple[_EngineTemplate, _EngineTemplate, _EngineTemplate]:
    parts = ("subject.txt", "body.txt", "body.html")
    subject, text, html = (get_template(f"emails/{name}.{part}") for part in parts)
    return subject, text, html
