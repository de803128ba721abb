"""The Council's packet: what the open edition may not even ask, and who reads the closed one."""

import ast
import inspect
import itertools
from decimal import Decimal

import pdfua
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from agreements.actions.adopting import closed, packets, paperwork
from agreements.models.adoption import CouncilPacket
from agreements.queries import packet_open
from agreements.queries.changes import changes_of
from agreements.queries.closed_side import is_inside, readers_of
from agreements.rules.adoption import Step
from agreements.rules.packets import MAKER, Cost, OpenPacket, fiscal_table
from bargaining.actions.mandates import record_mandate
from labor_office.core.documents.actions.packets import GapsLeft
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Permission, Role, role_has
from tests.agreements.adopting import AT, NOW, assembled, brought, opened
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SECRET = "We may go to four and a half percent."
MEMO = {
    "addressed_to": "The Mayor and Council", "through": "Alma Reyes", "docket_title": "Funding it",
    "issue": "Whether to fund it.", "recommendation": "Hold the hearing, then adopt.",
    "background": "Sixteen sessions.",
    "discussion": "Overtime is paid double.", "whereas": "the unit ratified it\nthe study was heard",
    "staff": "Rosa",
    "members": "Ruth Alder\nSam Ito\nJo Park", "attachments": "Resolution\nAgreement",
}  # fmt: skip


def written(adoption=None):
    """An adoption with its words and figures, open and closed."""
    adoption = adoption or opened()
    who = {"adoption_id": adoption.pk, "by": adoption.owner, "at": AT}
    paperwork.write_memo(**who, **MEMO)
    paperwork.write_brief(
        **who, authority=SECRET, risks="Impasse.\n\nA charge.", positions="Union: six.", legal_note=""
    )
    for year, amount in ((2027, 410_000), (2028, 640_000)):
        paperwork.enter_cost(
            **who, fiscal_year=year, item="Wages", fund="General Fund", is_recurring=True, amount=Decimal(amount)
        )
    paperwork.enter_cost(
        **who, fiscal_year=2027, item="Signing bonus", fund="General Fund", is_recurring=False, amount=Decimal(90_000)
    )
    return adoption


def built(adoption, edition):
    build = {"open": packets.build_open, "closed": packets.build_closed}[edition]
    row = build(adoption_id=adoption.pk, by=adoption.owner, **NOW)
    job = PdfJob.objects.filter(maker=MAKER, subject_id=row.pk).first()
    return row, print_job(job_id=job.pk, now=AT)


def test_costs_make_a_table_by_year_with_what_recurs_and_what_does_not():
    table = fiscal_table([
        Cost(2028, "Wages", "General Fund", is_recurring=True, amount=Decimal("640000")),
        Cost(2027, "Wages", "General Fund", is_recurring=True, amount=Decimal("410000.50")),
        Cost(2027, "Bonus", "Water Fund", is_recurring=False, amount=Decimal("-90000")),
    ])  # fmt: skip
    assert table.years == ("FY 2027", "FY 2028")
    assert [(row.item, row.amounts) for row in (*table.rows, *table.totals)] == [
        ("Wages", ("$410,000.50", "$640,000")), ("Bonus", ("($90,000)", "")),
        ("Recurring", ("$410,000.50", "$640,000")),
        ("One-time", ("($90,000)", "")), ("Total", ("$320,000.50", "$640,000")),
    ]  # fmt: skip


def test_what_a_draft_changes_is_told_in_sentences():
    adoption = opened()
    assembled(adoption)
    told = {one.citation: (one.what, one.details) for one in changes_of(adoption.agreement)}
    assert told["14.1, Overtime pay"] == (
        "Changed",
        ("After “Hours beyond forty are paid”: “at one and one half times the rate.” becomes “double.”",),
    )
    assert told["14.4"] == ("New", ("Meals. A meal is given after five hours.",))
    assert told["14.3, Order of call-outs"] == ("Ends", ())
    assert set(told) == {"14.1, Overtime pay", "14.4", "14.3, Order of call-outs"}


def test_the_open_edition_reads_no_closed_table_and_holds_no_closed_word():
    adoption = written(brought(opened(), until=Step.DOCKETED))
    with CaptureQueriesContext(connection) as seen:
        paper = packet_open.gather_open(adoption.pk)
    asked = " ".join(query["sql"].lower() for query in seen)
    for word in ("closedbrief", "mandate", "caucus", "councilpacket", "bargaining_", "matters_note"):
        assert word not in asked, word
    assert SECRET not in str(freeze(paper))
    assert len(seen) == 6


def test_the_open_gatherer_cannot_name_what_is_closed():
    tree = ast.parse(inspect.getsource(packet_open))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not {
        name for name in names if "closed" in name.lower() or "brief" in name.lower() or "mandate" in name.lower()
    }
    assert not {"authority", "risks", "legal_note", "positions"} & set(OpenPacket.__dataclass_fields__)


def test_each_edition_is_an_accessible_pdf_kept_with_its_hash_and_told_to_who_reads_it(tmp_path):
    adoption = written(brought(opened(), until=Step.DOCKETED))
    liaison = UserFactory(role=Role.LIAISON, name="Wes")
    grant_access(matter_id=adoption.pk, user=liaison, reason="Reads the draft.", by=adoption.owner, at=AT)
    for edition, level, is_secret_in, told in (
        ("open", "OFFICE", False, ["Rosa Castellanos", "Wes"]),
        ("closed", "MANDATE", True, ["Rosa Castellanos"]),
    ):
        Notice.objects.all().delete()
        row, document = built(adoption, edition)
        with document.file.open() as held:
            content = held.read()
        file = tmp_path / f"{edition}.pdf"
        file.write_bytes(content)
        report = pdfua.validate(str(file))
        assert list(report.findings) == [], edition
        assert {skipped.rule_id for skipped in report.skipped} <= {"UA-14-001"}
        assert (document.level, document.reference, len(document.sha256)) == (level, row.reference, 64)
        assert (SECRET in str(row.facts)) is is_secret_in, edition
        again = {"open": packets.build_open, "closed": packets.build_closed}[edition]
        assert again(adoption_id=adoption.pk, by=adoption.owner, **NOW) == row
        notices = Notice.objects.filter(template="packet_ready")
        assert sorted(notices.values_list("recipient__name", flat=True)) == told, edition
        assert SECRET not in str(list(notices.values()))


def test_a_packet_with_a_gap_is_not_built_and_the_gaps_are_named():
    adoption = opened()
    with pytest.raises(GapsLeft) as gaps:
        packets.build_open(adoption_id=adoption.pk, by=adoption.owner, **NOW)
    assert "The issue is not written." in gaps.value.words
    assert any("fiscal year" in words for words in gaps.value.words)
    assert not CouncilPacket.objects.exists()


def test_a_packet_never_changes():
    adoption = written()
    row = packets.build_open(adoption_id=adoption.pk, by=adoption.owner, **NOW)
    with pytest.raises(DatabaseError, match="packets_never_change"), transaction.atomic():
        CouncilPacket.objects.filter(pk=row.pk).update(reference="DOC-OTHER")


BARGAINS = {role for role in Role if role_has(role, Permission.BARGAINING_READ)}
WRITES = {Role.CHIEF, Role.SPECIALIST}


def pages(adoption, open_row, closed_row):
    """Each page with whether it is for those who write, and whether it is for closed session."""
    top = f"/adoptions/{adoption.reference}/"
    return {
        top: (False, False),
        f"/adoptions/{adoption.agreement.reference}/": (False, False),
        f"{top}packets/{open_row.reference}/": (False, False),
        f"{top}packets/{open_row.reference}/file.pdf": (False, False),
        f"{top}packets/{closed_row.reference}/": (False, True),
        f"{top}packets/{closed_row.reference}/file.pdf": (False, True),
        f"/documents/{closed_row.reference}/": (False, True),
        f"{top}closed-session/": (False, True),
        f"{top}closed-session/readers/": (True, True),
        f"{top}memo/": (True, False),
        f"{top}costs/": (True, False),
        f"{top}ratification/": (True, False),
        f"{top}signatures/": (True, False),
    }


@pytest.mark.long
@pytest.mark.parametrize("is_published", [False, True], ids=["draft", "published"])
def test_who_reads_what(client, is_published):
    adoption = written(brought(opened(), until=None if is_published else Step.RATIFIED))
    rows = built(adoption, "open")[0], built(adoption, "closed")[0]
    for role, is_named in itertools.product(Role, (True, False)):
        who = (role, is_named)
        person = UserFactory(role=role)
        if is_named:
            grant_access(matter_id=adoption.pk, user=person, reason="test", by=adoption.owner, at=AT)
        client.force_login(person)
        if is_named and role in BARGAINS:
            let_in_reads(client, adoption, rows, person)
        expected = {path: status_for(role, is_named, *kind) for path, kind in pages(adoption, *rows).items()}
        assert {path: client.get(path).status_code for path in expected} == expected, who
        listed = client.get("/adoptions/").content.decode()
        assert (adoption.reference in listed) is is_named, who
        found = client.get("/search/", {"q": adoption.reference})
        # The number leads whoever may know of it straight there, and finds others nothing.
        assert (found.headers.get("Location") == adoption.get_absolute_url()) is is_named, who
        said = listed + found.content.decode()
        assert (SECRET in said, "Adoption of" in said) == (False, False), who
        seen = set(Document.objects.visible_to(person).values_list("reference", flat=True))
        assert (rows[1].reference in seen) is (is_named and role in BARGAINS), who
        events = MatterEvent.objects.visible_to(person).filter(verb="adoption.brief")
        assert events.exists() is (is_named and role in BARGAINS), who


def status_for(role, is_named, is_writing, is_closed):
    """What a page of an adoption answers to a role, named on it or not, let into its closed side where it may be."""
    if not is_named or (is_closed and role not in BARGAINS):
        return 404
    return 403 if is_writing and role not in WRITES else 200


def let_in_reads(client, adoption, rows, person):
    """Who is named and bargains finds nothing of the closed side until let in, and then reads it."""
    outside = [path for path, (_, is_closed) in pages(adoption, *rows).items() if is_closed]
    assert {client.get(path).status_code for path in outside} == {404}, person.role
    assert rows[1].reference not in client.get("/documents/").content.decode()
    closed.let_in(adoption_id=adoption.pk, user=person, by=adoption.owner, at=AT)
    page = client.get(f"/adoptions/{adoption.reference}/").content.decode()
    assert f'href="/adoptions/{adoption.reference}/closed-session/"' in page, person.role
    page = client.get(f"/adoptions/{adoption.reference}/closed-session/").content.decode()
    assert (SECRET in page, "<textarea" in page) == (True, person.role in WRITES), person.role


def test_the_closed_side_opens_to_who_holds_the_mandate_and_to_who_was_let_in(client):
    adoption = written()
    holder, other = UserFactory(role=Role.SPECIALIST), UserFactory(role=Role.SPECIALIST)
    for person in (holder, other):
        grant_access(matter_id=adoption.pk, user=person, reason="test", by=adoption.owner, at=AT)
        grant_access(matter_id=adoption.negotiation_id, user=person, reason="test", by=adoption.owner, at=AT)
    record_mandate(
        negotiation_id=adoption.negotiation_id, body="COUNCIL", given_on=AT.date(), holders=[holder], words="Settle.",
        by=adoption.owner, at=AT,
    )  # fmt: skip
    assert set(readers_of(adoption)) == {adoption.owner, holder}
    with pytest.raises(closed.NotInside):
        paperwork.write_brief(adoption_id=adoption.pk, by=other, at=AT, authority="x")
    top = f"/adoptions/{adoption.reference}/closed-session/"
    client.force_login(other)
    assert client.get(top).status_code == client.post(f"{top}readers/", {"user": other.pk}).status_code == 404
    client.force_login(holder)
    page = client.get(top)
    assert (SECRET in page.content.decode(), page.headers["Cache-Control"]) == (True, "no-store")
    assert client.post(f"{top}readers/", {"user": UserFactory(role=Role.SPECIALIST).pk}).status_code == 422
    offered = client.get(f"{top}readers/").context["form"].fields["user"].queryset
    assert list(offered) == [other], "who holds the mandate reads it already"
    assert client.post(f"{top}readers/", {"user": other.pk}).status_code == 302
    assert other.name in client.get(f"{top}readers/").content.decode()
    client.force_login(other)
    assert client.get(top).status_code == 200
    for person in (holder, other):
        person.is_looked_on, person.looked_on_units = True, (adoption.unit_id,)
        assert not is_inside(person, adoption), "who holds or was let in, while its own union looks on"
    reader = adoption.closed_readers.get()
    assert client.post(f"{top}readers/{reader.pk}/end/").status_code == 302
    assert client.get(top).status_code == 404


def test_recording_through_the_pages(client):
    adoption = brought(opened(), until=Step.RATIFIED)
    client.force_login(adoption.owner)
    top = f"/adoptions/{adoption.reference}/"
    early = client.get(f"{top}signatures/").content.decode()
    assert "first comes the union&#x27;s ratification and the Council&#x27;s resolution" in early
    form = {"opened_on": "6/8/2026", "closed_on": "6/10/2026", "eligible": "120", "in_favor": "88", "against": "12",
            "outcome": "no", "certifier": "Ty Boone", "certified_on": "6/11/2026"}  # fmt: skip
    wrong = client.post(f"{top}ratification/", form)
    assert wrong.status_code == 422
    assert "The count says otherwise" in wrong.content.decode()
    assert client.post(f"{top}ratification/", form | {"outcome": "yes"}).status_code == 302
    for slug in ("docketed", "hearing"):
        assert client.post(f"{top}steps/{slug}/", {"done_on": "6/12/2026"}).status_code == 302
    call = {"number": "3301", "voted_on": "6/12/2026", "years": ["2027"], "votes": "Ruth Alder: aye\nSam Ito maybe"}
    assert "needs a name, a colon" in client.post(f"{top}resolution/", call).content.decode()
    assert (
        client.post(f"{top}resolution/", call | {"votes": "Ruth Alder: aye\nSam Ito: no\nJo Park: yes"}).status_code
        == 302
    )
    page = client.get(top).content.decode()
    assert "2 of 3 aye" in page
    assert client.post(f"{top}steps/ratified/take-back/", {"because": "x"}).status_code == 200
    sent = client.post(f"{top}packets/build/open/", follow=True).content.decode()
    assert "The issue is not written." in sent
