"""Messages about a seat in a training session.

They carry no matter: who is told is the person themselves, or who answers for them.
Readers may not sign in here at all, so each says everything and names whom to write to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vCalAddress, vText

from labor_office.core.notices.messages.parts import Invitation, Message
from labor_office.core.web.dates import hour, long_day, short_day

CONFIRMED, MOVED, CANCELLED, WAITING, WITHDRAWN = "confirmed", "moved", "cancelled", "waiting", "withdrawn"
NO_LONGER_WAITING = "no longer waiting"
_SUBJECTS = {
    CONFIRMED: "Confirmed",
    MOVED: "Changed",
    CANCELLED: "Cancelled",
    WAITING: "On the waiting list",
    WITHDRAWN: "Withdrawn",
    NO_LONGER_WAITING: "Off the waiting list",
}
_MAILBOX = re.compile(r"[\w.+-]+@[\w.-]+")
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
# What the reader's calendar does: nothing for a waiting list.
_METHODS = {CONFIRMED: "REQUEST", MOVED: "REQUEST", CANCELLED: "CANCEL", WITHDRAWN: "CANCEL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSeat(Message):
    """M10. ``standing`` is one of the words above; ``begins`` and ``ends`` as ``09:00``, local time.

    ``uid`` and ``sequence`` are what a calendar knows the meeting by: the same meeting
    with a higher number takes the place of the one before. ``because`` is why it was called off.
    """

    template = "training_seat"
    label = "Training session"
    follows_backup = False

    standing: str
    course: str
    reference: str
    held_on: date
    begins: str
    ends: str
    uid: str
    sequence: int
    # When the change was made, as the calendar keeps it: 2026-06-15T12:30:00+00:00
    stamp: str
    place: str = ""
    online: str = ""
    trainer: str = ""
    # Whom to write to.
    answer_to: str = ""
    because: str = ""
    # How it stood before it was moved.
    was: str = ""
    signs_in: bool = False

    @property
    def path(self) -> str:
        """The session's own page."""
        return reverse("training:session", args=[self.reference])

    @property
    def subject_word(self) -> str:
        """What happened, first."""
        return _SUBJECTS.get(self.standing, "Training session")

    @property
    def when(self) -> str:
        """``Thu, Jun 25, 9:00 a.m.``."""
        return f"{short_day(self.held_on)}, {_hour(self.begins)}"

    @property
    def when_long(self) -> str:
        """``Thursday, June 25, 2026, 9:00 a.m. to 12:00 p.m.``."""
        return f"{long_day(self.held_on)}, {_hour(self.begins)} to {_hour(self.ends)}"

    @property
    def where(self) -> str:
        """The place, or that it is online."""
        return self.place or "Online"

    @property
    def mailto(self) -> str:
        """Where an answer goes, as a link."""
        return mailto_of(self.answer_to)

    @property
    def online_url(self) -> str:
        """The link, if it is one."""
        return self.online if ADDRESS.fullmatch(self.online) else ""

    @property
    def is_on(self) -> bool:
        """Whether the reader has a seat."""
        return self.standing in {CONFIRMED, MOVED}

    @property
    def is_waiting(self) -> bool:
        """Whether the reader waits for one."""
        return self.standing == WAITING

    @property
    def is_off_the_list(self) -> bool:
        """Whether the reader waits no longer and never had a seat."""
        return self.standing == NO_LONGER_WAITING

    @property
    def is_moved(self) -> bool:
        """Whether the session changed."""
        return self.standing == MOVED

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody comes."""
        return self.standing == CANCELLED

    def invitation(self, *, to_name: str, to_address: str, organizer: str) -> Invitation | None:
        """The meeting for the reader's calendar; nothing while they wait for a seat."""
        method = _METHODS.get(self.standing)
        if method is None:
            return None
        calendar = Calendar()
        calendar.add("prodid", "-//Labor Relations Desk//Training//EN")
        calendar.add("version", "2.0")
        calendar.add("method", method)
        calendar.add_component(self._event(method, to_name, to_address, organizer))
        return Invitation(method, calendar.to_ical().decode().replace("\r\n", "\n"))

    def _event(self, method: str, to_name: str, to_address: str, organizer: str) -> Event:
        event = Event()
        event.add("uid", f"{self.uid}@training")
        event.add("sequence", self.sequence)
        event.add("dtstamp", datetime.fromisoformat(self.stamp))
        event.add("dtstart", _instant(self.held_on, self.begins))
        event.add("dtend", _instant(self.held_on, self.ends))
        event.add("summary", f"{self.course} ({self.reference})")
        event.add("location", self.place or self.online)
        about = [f"Trainer: {self.trainer}" if self.trainer else "", self.online, self.because]
        event.add("description", "\n".join(filter(None, about)))
        event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
        event.add("organizer", _mailbox(settings.OFFICE_NAME, organizer))
        who = _mailbox(to_name, to_address)
        # A seat was given to the person; their calendar asks them nothing.
        who.params["PARTSTAT"] = vText("ACCEPTED")
        who.params["ROLE"] = vText("REQ-PARTICIPANT")
        who.params["RSVP"] = vText("FALSE")
        event.add("attendee", who, encode=False)
        return event


def mailto_of(address: str) -> str:
    """``mailto:`` and the address, if it is one; else the desk itself."""
    desk: str = settings.DESK_URL
    return f"mailto:{address}" if _MAILBOX.fullmatch(address) else desk


def _hour(text: str) -> str:
    """``9:00 a.m.``; what cannot be read as an hour, as it stands: a mail that says so is better than none."""
    try:
        return hour(time.fromisoformat(text))
    except ValueError:
        return text


def _instant(day: date, text: str) -> datetime:
    local = datetime.combine(day, time.fromisoformat(text), tzinfo=ZoneInfo(settings.TIME_ZONE))
    return local.astimezone(ZoneInfo("UTC"))


def _mailbox(name: str, address: str) -> vCalAddress:
    mailbox = vCalAddress(f"MAILTO:{address}")
    mailbox.params["CN"] = vText(name)
    return mailbox
