"""The words: subjects, first lines, twins that agree, and nothing in a subject that must not be there."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from email import policy
from email.parser import BytesParser
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.emails import Circumstances, compose
from labor_office.core.notices.envelopes import Envelope, message_id, seal
from labor_office.core.notices.messages.catalogue import MESSAGES, read_message
from labor_office.core.notices.messages.parts import Part
from tests.core.notices.letters import assigned, every_kind
from tests.each import each

MATTER = Matter(pk=42, reference="G-2026-0042", title="Overtime call-out order", kind="grievance")
WHY = Circumstances(why="you own G-2026-0042")
ENVELOPE = Envelope(
    sender="Labor Relations Desk <labor-relations@rivermont.example>",
    to_name="Dana Whitfield",
    to_address="dana@rivermont.example",
    message_id=message_id("deadline-1-2026-06-23-5", domain="rivermont.example"),
    sent_at=datetime(2026, 6, 15, 11, 30, tzinfo=UTC),
)
SUBJECTS = {
    "assignment": "Assigned to you: G-2026-0042, Step 1 response due Mon, Jun 15",
    "deadline_reminder": "5 working days left: G-2026-0042, Step 2 decision, due Tue, Jun 23",
    "due_today": "DUE TODAY 5:00 p.m.: G-2026-0042, Step 2 decision",
    "digest": "Mon, Jun 15: 1 overdue, 1 this week",
    "overdue": "OVERDUE 1 working day: G-2026-0042, Step 2 decision",
    "date_moved": "Date moved: G-2026-0042 now Tue, Jun 23 (was Wed, Jun 17)",
    "waiting_on_you": "Labor Relations needs 2 records by Wed, Jun 17 (G-2026-0042)",
    "for_approval": "For your signature by Tue, Jun 23: Step 2 decision, G-2026-0042",
    "new_sign_in": "New sign-in to Labor Relations Desk",
    "came_back": "An email came back: look at the outbox",
    "for_counsel": "For your review: G-2026-0042",
    "reading_published": "New interpretation G-2026-0042: section 14.3, Labor and Trades",
    "reading_in_question": "Ask before relying on G-2026-0042",
    "question_asked": "A question for Labor Relations: G-2026-0042",
    "question_answered": "Your question is answered: G-2026-0042",
    "intake_asked": "Labor Relations asks your department by Wed, Jun 17",
    "letter_back": "Letter 3 came back unsigned: G-2026-0042",
    "packet_ready": "Packet ready to review: G-2026-0042",
    "meeting_off": "Called off: Safety committee, Tue, Jun 23",
    "for_those_named": "G-2026-0042: something for you to look at",
    "training_seat": "Confirmed: Grievance basics, Thu, Jun 25, 9:00 a.m.",
    "training_due": "Training overdue: Grievance basics and 1 more",
    "training_team": "Training overdue: 1 of your team",
}
CLOSED_SUBJECTS = {
    "assignment": "D-2026-0021: due Mon, Jun 15",
    "deadline_reminder": "D-2026-0021: due Tue, Jun 23",
    "due_today": "D-2026-0021: due Tue, Jun 23",
    "overdue": "D-2026-0021: was due Tue, Jun 23",
    "date_moved": "D-2026-0021: now Tue, Jun 23",
    "waiting_on_you": "D-2026-0021: records wanted by Wed, Jun 17",
    "for_approval": "For your signature by Tue, Jun 23: D-2026-0021",
}
# What they are about is said in other words than a case's number.
ABOUT_NO_CASE = {
    *("digest", "new_sign_in", "came_back", "reading_published", "question_answered", "intake_asked"),
    *("training_seat", "training_due", "training_team"),
}
# The words a person reads: letters and figures of any length that carry meaning.
WORD = re.compile(r"[\w.,'()-]*\w[\w.,'()-]*")


def open_as_a_mail_reader(email):
    return BytesParser(policy=policy.default).parsebytes(seal(email, ENVELOPE))


def test_there_is_a_case_for_every_kind():
    assert set(every_kind(MATTER)) == set(MESSAGES) == set(SUBJECTS)


@each("template", sorted(MESSAGES))
def test_subject_and_first_line(template):
    email = compose(every_kind(MATTER)[template], WHY)

    assert email.subject == SUBJECTS[template]
    opening = email.text[:90]
    assert template in ABOUT_NO_CASE or "G-2026-0042" in opening


@each("template", sorted(MESSAGES))
def test_what_is_stored_gives_back_the_same_message(template):
    message = every_kind(MATTER)[template]
    assert read_message(template, message.to_context()) == message


def test_a_key_from_an_older_version_is_passed_over_and_a_missing_one_has_its_default():
    stored = every_kind(MATTER)["deadline_reminder"].to_context()
    short = {"act": stored["act"], "days_left": 5, "colour": "red"}
    assert read_message("deadline_reminder", short).reasons == ()


def said(text):
    return set(WORD.findall(re.sub(r"https?://\S+", "", text)))


@each("template", sorted(MESSAGES))
def test_both_twins_say_the_same(template):
    """Every word of the text stands in the HTML, apart from how lists and links are introduced."""
    email = compose(every_kind(MATTER)[template], WHY)
    body = re.sub(r"<(style|title)[^>]*>.*?</\1>", " ", email.html, flags=re.DOTALL)
    html_words = said(unescape(re.sub(r"<[^>]+>", " ", body)).lower())
    introductions = {"open", "--", "this", "g-2026-0042", "my", "desk"}
    missing = {word.strip(".,():") for word in said(email.text.lower())} - {word.strip(".,():") for word in html_words}
    assert missing - introductions == set()
    links = set(re.findall(r"https?://[^\s)]+", email.text))
    assert links <= set(re.findall(r'href="([^"]+)"', email.html))


@each("template", sorted(MESSAGES))
def test_the_html_loads_nothing_and_can_be_heard(template):
    html = compose(every_kind(MATTER)[template], WHY).html

    assert re.findall(r"<(?:img|script|link|iframe|object|form)\b|url\(|@import", html) == []
    assert '<html lang="en">' in html
    assert html.count("<h1") == 1
    assert html.count("<table") == len(re.findall(r"<tr[^>]*><th", html))
    assert html.count('class="act"') == 1
    assert "prefers-color-scheme: dark" in html
    assert len(html) < 20_000  # some readers cut longer mail off


@each("template", sorted(CLOSED_SUBJECTS))
def test_of_a_closed_matter_only_number_and_day_are_said(template):
    matter = Matter(pk=21, reference="D-2026-0021", title="Called a colleague a liar")
    message = every_kind(matter)[template].veil({21})
    email = compose(message, replace(WHY, why="you own D-2026-0021", is_restricted=True))

    assert email.subject == CLOSED_SUBJECTS[template]
    assert email.text.startswith(
        f"{email.subject}\n\nOpen the matter to see details.\nhttp://localhost:8000{message.path}\n"
    )
    for said_elsewhere in ("Step", "decision", "Labor and Trades", "Castellanos", "Water", "log", "liar"):
        assert said_elsewhere not in email.text + email.html.partition("<body")[2]


def test_in_a_list_a_closed_matter_is_one_bare_line():
    matter = Matter(pk=21, reference="D-2026-0021")
    email = compose(every_kind(matter)["digest"].veil({21}), WHY)

    assert "  Fri, Jun 12 D-2026-0021     (restricted)\n" in email.text
    assert "decision" not in email.text + email.html
    assert "AT RISK" not in email.text + email.html


def test_the_digest_reads_like_a_morning():
    digest = every_kind(MATTER)["digest"]
    assert compose(digest, WHY).text.startswith(
        "Monday, June 15. 1 overdue, 1 this week.\n"
        "\n"
        "OVERDUE\n"
        "  Fri, Jun 12 G-2026-0042     Issue the Step 2 decision, 5:00 p.m.   1 working day late\n"
        "\n"
        "THIS WEEK\n"
        "  Tue, Jun 16 G-2026-0042     Issue the Step 2 decision, 5:00 p.m.   AT RISK: none scheduled\n"
        "\n"
        "CLOSED\n"
        "  Fri, Jun 19  Juneteenth\n"
        "\n"
        "ALSO  4 waiting on others, oldest 6 working days. 1 clock stopped.\n"
        "\n"
        "Open my desk: http://localhost:8000/desk/\n"
    )


def test_several_assignments_are_one_mail():
    other = Matter(pk=43, reference="G-2026-0048")
    message = replace(every_kind(MATTER)["assignment"], also=(assigned(other),))
    email = compose(message, WHY)

    assert email.subject == "Assigned to you: G-2026-0042 and 1 more"
    assert "  G-2026-0048  Mon, Jun 15  issue the Step 1 response\n" in email.text


def test_mail_for_someone_away_and_mail_that_is_late_say_so():
    away = replace(WHY, stands_in_for="Dana Whitfield", away_until="Mon, Jun 22", meant_for=date(2026, 6, 12))
    email = compose(every_kind(MATTER)["deadline_reminder"], away)

    for form in (email.text, email.html):
        assert "Delayed: this was to reach you on Friday, June 12, 2026." in form
        assert "You get this for Dana Whitfield, who is away until Mon, Jun 22." in form


HOSTILE = (
    "x\r\nBcc: everyone@rivermont.example",
    "x\nSubject: y",
    "\u2028evil",
    "<script>alert(1)</script>",
    "=?utf-8?q?x?=",
    ".",
    "\x00",
)


def each_hostile(test):
    """``test`` is tried with every one of those, besides what is drawn."""
    for word in HOSTILE:
        test = example(word=word)(test)
    return test


def poisoned(thing, word):
    """``thing`` with every text in it replaced by ``word``, apart from numbers and addresses of records."""
    changed = {}
    for one in fields(thing):
        value = getattr(thing, one.name)
        if isinstance(value, str) and one.name != "reference" and not one.name.endswith(("path", "path_to")):
            changed[one.name] = word
        elif isinstance(value, tuple):
            changed[one.name] = tuple(poisoned(item, word) if is_dataclass(item) else word for item in value)
        elif is_dataclass(value) and isinstance(value, Part):
            changed[one.name] = poisoned(value, word)
    return replace(thing, **changed)


@settings(max_examples=5, deadline=None)
@each_hostile
@given(word=st.text(min_size=1, max_size=40).filter(str.strip))
def test_whatever_was_typed_no_header_is_added_and_nothing_runs(word):
    for message in every_kind(MATTER).values():
        email = compose(poisoned(message, word), replace(WHY, why=word, stands_in_for=word))
        read = open_as_a_mail_reader(email)

        assert set(read.keys()) == {
            *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
            *("X-Auto-Response-Suppress", "MIME-Version", "Content-Type"),
        }
        assert "\n" not in email.subject
        assert len(email.subject) <= 200
        assert "<script" not in email.html
        assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


@settings(max_examples=8, deadline=None)
@given(title=st.text(alphabet="abcdefghijklmnopqrstuvwxyz $0123456789\r\n", min_size=12, max_size=60).filter(str.strip))
def test_the_title_of_a_matter_is_in_no_email_at_all(title):
    marked = f"zq{title}qz"
    matter = Matter(pk=42, reference="G-2026-0042", title=marked)
    for message in every_kind(matter).values():
        email = compose(message, WHY)
        assert marked not in email.subject + email.text + email.html


def test_what_travels_is_seven_bit_short_lined_and_the_same_every_time():
    message = poisoned(every_kind(MATTER)["overdue"], "Señor Ñandú \N{EM DASH} " * 30)
    sealed = seal(compose(message, WHY), ENVELOPE)

    assert sealed == seal(compose(message, WHY), ENVELOPE)
    assert sealed.isascii()
    assert max(len(line) for line in sealed.split(b"\r\n")) <= 78
    assert b"\n" not in sealed.replace(b"\r\n", b"")
    read = BytesParser(policy=policy.default).parsebytes(sealed)
    assert read["Subject"].startswith("OVERDUE 1 working day: G-2026-0042, Señor Ñandú \N{EM DASH} Señor")
    assert "Señor Ñandú" in read.get_body(("plain",)).get_content()
