"""Nothing of a mandate or a caucus note is in any answer that somebody outside it can get.

Every page that the visit to every page knows, every address that answers a GET, search, exports,
feeds, the emails and the papers: a new page is looked through from the day it is on that list.
"""

import contextlib
import io
from http import HTTPStatus

import pikepdf
import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pypdfium2 import PdfDocument

from bargaining.actions import impasse_packets, impasse_papers
from bargaining.actions.authority import tell_holders
from bargaining.actions.expiring import warn_of_ends
from bargaining.actions.mandates import SaidOfIssue, record_mandate
from bargaining.actions.negotiations import name_team_member
from bargaining.actions.sessions import write_caucus_note
from bargaining.actions.sheets import ask_for_sheet
from bargaining.models.impasse_papers import ImpassePacket
from bargaining.models.mandate import Mandate, MandateException
from bargaining.models.negotiation import Negotiation
from bargaining.rules.impasse_packets import MAKER as PACKET
from bargaining.rules.sheets import MAKER
from bargaining.rules.vocabulary import Authority, Ceiling, Side, TeamRole
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.notices.emails import Circumstances, compose
from labor_office.core.notices.messages.catalogue import read_message
from labor_office.core.notices.models import Notice
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.web import clock
from tests import databases
from tests.every_page import addresses
from tests.every_page.routes import pages
from tests.every_page.test_browser import city  # noqa: F401 -- a fixture is found by its name here
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
BACKEND = "labor_office.core.web.backends.DeskBackend"
# Each stands in one place only, so that what leaks is known by its name.
MANDATE = {
    "words": "Zwingli", "exemption": "Quagga", "issue": "Oryx", "fallback": "Kudu", "reason": "Bongo",
    "beyond": "Eland",
        "ceiling": "7,345,678", "short": "$7.35M", "limit": "6,123,457",
}  # fmt: skip
CAUCUS = "Wildebeest"
# What is written for closed session on an impasse, in each of its places.
CLOSED = {"authority": "Takin", "risks": "Markhor", "legal_note": "Serow"}
ADVICE = {"advice": "Gerenuk", "acceptable": "Nilgai"}
SEALED = [*CLOSED.values(), *ADVICE.values()]
STUCK = "N-2026-02"
TABLE = "N-2026-03"
# Parts of the site where something of a table may be: its own pages, and what gathers from everywhere.
NEAR = {"bargaining", "desk", "account", "adoption", "papers", "clock"}
FEWEST = 25
# What answers a GET and is left out: it signs out, or belongs to no person's data.
NOT_ASKED = {"account_logout", "accounts:logout"}


def person(name):
    return User.objects.get(email__startswith=name)


@pytest.fixture
def marked(city):  # noqa: F811 -- as above
    """The demo city with a mandate and a caucus note whose every word can be searched for."""
    databases.lend_made("labor_marked", _mark)
    return Negotiation.objects.get(reference=TABLE)


def _mark():
    """Write every word there is to find, and have its papers set."""
    table, dana, now = Negotiation.objects.get(reference=TABLE), person("dana.whitfield"), clock.now()
    wages = table.issues.get(number="22")
    mandate = record_mandate(
        negotiation_id=table.pk, body="COUNCIL", given_on=clock.today(), exemption=MANDATE["exemption"],
        words=MANDATE["words"], ceilings={Ceiling.TERM: 7_345_678},
        issues=[SaidOfIssue(wages.pk, Authority.MAY_AGREE, 6_123_457, MANDATE["issue"], MANDATE["fallback"])],
        expires_on=clock.today(), by=dana, at=now,
    )  # fmt: skip
    MandateException.objects.create(
        mandate=mandate, issue=wages, words=MANDATE["beyond"], reason=MANDATE["reason"], given_by=dana, given_at=now
    )
    write_caucus_note(negotiation_id=table.pk, words=CAUCUS, issue=wages, by=dana, at=now)
    tell_holders(mandate, occasion="test", at=now)
    warn_of_ends(today=clock.today(), at=now)
    for agreement in table.agreed.all():
        ask_for_sheet(agreement_id=agreement.pk, by=dana, at=now)
    _write_for_closed_session(now)
    for job in PdfJob.objects.filter(maker__in=[MAKER, PACKET]):
        print_job(job_id=job.pk, now=now)


def _write_for_closed_session(now):
    """At the table that is stuck: on the whole and on an article, and in a packet of each edition."""
    stuck, ines = Negotiation.objects.get(reference=STUCK).impasses.get(), person("ines.calder")
    impasse_papers.write_brief(impasse_id=stuck.pk, by=ines, at=now, **CLOSED)
    impasse_papers.write_article_brief(article_id=stuck.articles.get(issue__number="22").pk, by=ines, at=now, **ADVICE)
    for build in (impasse_packets.build_open, impasse_packets.build_closed):
        build(impasse_id=stuck.pk, by=ines, at=now, today=clock.today())


def paths(*, everywhere):
    """Addresses that the site answers a GET at in the demo city: all, or those near tables."""
    found = {}
    for part, place in addresses.PLACES.items():
        for name, places in place.items() if everywhere or part in NEAR else ():
            for args in places:
                found[reverse(name, kwargs=addresses.filled(args))] = name
    others = {name for name in pages() if everywhere or name.startswith("bargaining:")}
    for name in others - set(found.values()) - NOT_ASKED:
        for args in ({}, {"reference": TABLE}, {"reference": TABLE, "number": 1}, addresses.CASE):
            try:
                found.setdefault(reverse(name, kwargs=args), name)
            except NoReverseMatch:
                continue
    words = [*MANDATE.values(), CAUCUS, *SEALED]
    searches = [f"/search/?q={word}" for word in words] + [f"/negotiations/{TABLE}/proposals/?q={CAUCUS}"]
    rows = [
        f"/admin/bargaining/mandate/{row.pk}/{page}/" for row in Mandate.objects.all() for page in ("change", "history")
    ]
    return [path for path, name in found.items() if name not in NOT_ASKED] + searches + rows + _of_the_closed_session()


def _of_the_closed_session():
    """Every place of what is written for closed session, and of a packet of each edition."""
    found = [
        reverse("bargaining:impasse_brief", args=[STUCK]),
        reverse("bargaining:impasse_article_brief", args=[STUCK, "22"]),
    ]
    for number in ImpassePacket.objects.values_list("reference", flat=True):
        found += [reverse(f"bargaining:impasse_{name}", args=[STUCK, number]) for name in ("packet", "packet_file")]
        found += [reverse(f"documents:{name}", args=[number]) for name in ("document", "file")]
    return found


def text_of(answer):
    """All that a response says, of a PDF too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        return said_in(body)
    return f"{body.decode(errors='replace')} {answer.headers}"


def said_in(pdf):
    """The words and the outward facts of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        facts = str(dict(opened.docinfo))
    with contextlib.closing(PdfDocument(pdf)) as document:
        return facts + " ".join(page.get_textpage().get_text_bounded() for page in document)


def kept_in(document):
    """What a paper of the table says."""
    with document.file.open() as kept:
        return said_in(kept.read())


def leaks(client, words, *, everywhere=False):
    """Address and word of whatever of ``words`` an answer holds; an echo of one's own search is none."""
    found, opened = [], 0
    for path in paths(everywhere=everywhere):
        answer = client.get(path)
        opened += answer.status_code == HTTPStatus.OK
        text = text_of(answer)
        found += [(path, word) for word in words if word in text and f"q={word}" not in path]
    assert opened > FEWEST, "Hardly a page was opened: what was looked through?"
    return found


def outsider():
    return person("omar.reyes")


def member():
    """On the City's team, and no holder."""
    return person("theo.lindqvist")


def unnamed_chief():
    """A chief who is not on the table."""
    return UserFactory(role=Role.CHIEF, is_staff=True)


def seated_chief():
    """A chief on the City's team, and no holder."""
    chief = unnamed_chief()
    table = Negotiation.objects.get(reference=TABLE)
    name_team_member(
        negotiation_id=table.pk, side=Side.CITY, user=chief, role=TeamRole.NEGOTIATOR, by=person("dana"), at=clock.now()
    )
    return chief


#        who, may they read the team's caucus notes; the last one sees most, and is asked every address there is
PEOPLE = [(outsider, False), (member, True), (unnamed_chief, False), (seated_chief, True)]


@pytest.mark.parametrize(("who", "is_team"), PEOPLE, ids=lambda value: getattr(value, "__name__", None))
def test_nobody_outside_the_mandate_gets_a_word_of_it(marked, who, is_team):
    client = Client(raise_request_exception=False)
    client.force_login(who(), backend=BACKEND)
    words = [*MANDATE.values(), *SEALED, *(() if is_team else (CAUCUS,))]
    assert leaks(client, words, everywhere=who is seated_chief) == []


def test_who_holds_the_mandate_reads_what_is_for_closed_session_and_no_word_of_it_at_the_table(marked):
    client = Client()
    client.force_login(person("rosa.castellanos"), backend=BACKEND)
    read = " ".join(text_of(client.get(path)) for path in _of_the_closed_session())
    assert [word for word in [*CLOSED.values(), ADVICE["advice"]] if word not in read] == []
    client.post(f"/negotiations/{STUCK}/table/safe/", {"safe": "1"})
    assert leaks(client, SEALED) == []


def test_table_safe_a_holder_gets_no_word_of_either(marked):
    client = Client()
    client.force_login(person("dana.whitfield"), backend=BACKEND)
    there = client.get(f"/negotiations/{TABLE}/mandate/").content.decode()
    assert [word for word in ("words", "exemption", "issue", "reason") if MANDATE[word] not in there] == []
    assert client.post(f"/negotiations/{TABLE}/table/safe/", {"safe": "1"}).status_code == HTTPStatus.FOUND
    words = [word for key, word in MANDATE.items() if key != "short"]
    assert leaks(client, [*words, CAUCUS]) == []


def test_no_email_and_no_paper_says_a_word_of_it(marked):
    told = Notice.objects.filter(template="for_those_named", matter=marked)
    assert {notice.recipient.email.split("@")[0] for notice in told} == {"dana.whitfield", "rosa.castellanos"}
    said = [
        compose(read_message(one.template, one.context), Circumstances(why=one.why)) for one in Notice.objects.all()
    ]
    papers = [kept_in(one) for one in Document.objects.filter(matter__reference__in=[TABLE, STUCK], level="OFFICE")]
    assert papers
    everything = " ".join([*(f"{one.subject} {one.text} {one.html}" for one in said), *papers])
    assert [word for word in [*MANDATE.values(), CAUCUS, *SEALED] if word in everything] == []
    assert "andate" not in " ".join(f"{notice.why} {notice.context}" for notice in told)


def test_the_admin_opens_a_mandate_to_its_holders_alone(marked):
    held = Mandate.objects.get(replaced_at=None, negotiation=marked)
    address = reverse("admin:bargaining_mandate_change", args=[held.pk])
    assert Mandate in admin.site._registry
    statuses = {}
    for who in (person("rosa.castellanos"), seated_chief()):
        client = Client()
        client.force_login(who, backend=BACKEND)
        statuses[who.name] = client.get(address).status_code
    assert list(statuses.values()) == [HTTPStatus.OK, HTTPStatus.NOT_FOUND]
