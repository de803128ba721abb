"""The packet of an impasse hearing: what the open edition may not even ask, and who reads the closed one."""

import ast
import inspect
from datetime import date
from itertools import product

import pdfua
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bargaining.actions import impasse, impasse_packets, impasse_papers
from bargaining.actions.mandates import NotAHolder, end_holder
from bargaining.actions.negotiations import name_team_member
from bargaining.models.impasse_papers import ImpassePacket
from bargaining.queries import impasse_open
from bargaining.rules.impasse import DeclaredBy
from bargaining.rules.impasse_packets import MAKER, OpenImpasse
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.documents.actions.packets import GapsLeft
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Permission, Role, role_has
from tests.bargaining.counted import AT, NOW
from tests.factories.bargaining import MandateHolderFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SECRET = "We may go to four and a half percent."
MEMO = {
    "addressed_to": "The Mayor and Council", "docket_title": "Impasse hearing", "hearing_on": date(2026, 6, 23),
    "issue": "One article is open.", "recommendation": "Hear both sides.", "background": "Six sessions.",
    "members": "Ruth Alder\nSam Ito",
}  # fmt: skip


@pytest.fixture
def stuck(negotiation, chief):
    """Wages are at impasse, with offers, a line to decide, and closed words."""
    declared = impasse.declare_impasse(
        negotiation_id=negotiation.pk, issues=list(negotiation.issues.all()), declared_on=date(2026, 6, 8),
        declared_by=DeclaredBy.UNION, by=chief, **NOW,
    )  # fmt: skip
    wages = declared.articles.get()
    impasse.prepare_article(
        article_id=wages.pk, city_text="22.1 Two percent.", union_text="22.1 Four percent.",
        recommendation="Whether to adopt either offer.", by=chief, at=AT,
    )  # fmt: skip
    impasse_papers.write_memo(impasse_id=declared.pk, by=chief, at=AT, **MEMO)
    impasse_papers.write_brief(
        impasse_id=declared.pk, authority=SECRET, risks="A strike vote.", legal_note="", by=chief, at=AT
    )
    impasse_papers.write_article_brief(article_id=wages.pk, advice=SECRET, acceptable=SECRET, by=chief, at=AT)
    return declared


def printed(row):
    """The PDF of a packet, as the worker sets it."""
    job = PdfJob.objects.get(maker=MAKER, subject_id=row.pk)
    return print_job(job_id=job.pk, now=AT)


def built(stuck, chief, edition):
    build = {"open": impasse_packets.build_open, "closed": impasse_packets.build_closed}[edition]
    return build(impasse_id=stuck.pk, by=chief, **NOW)


@pytest.mark.parametrize(("edition", "level"), [("open", "OFFICE"), ("closed", "MANDATE")])
def test_each_edition_is_an_accessible_pdf_with_its_own_words(stuck, chief, edition, level, tmp_path):
    row = built(stuck, chief, edition)
    document = printed(row)

    file = tmp_path / "packet.pdf"
    with document.file.open() as held:
        file.write_bytes(held.read())
    assert list(pdfua.validate(str(file)).findings) == []
    assert (document.level, document.reference) == (level, row.reference)
    facts = str(ImpassePacket.objects.get(pk=row.pk).facts)
    assert (SECRET in facts) is (edition == "closed")
    assert ("22.1 Four percent." in facts) is (edition == "open")
    assert Notice.objects.filter(template="packet_ready", recipient=chief).exists()
    assert built(stuck, chief, edition).pk == row.pk


def test_the_open_edition_asks_no_closed_table(stuck):
    with CaptureQueriesContext(connection) as asked:
        paper = impasse_open.gather_open(stuck.pk)
    touched = " ".join(query["sql"] for query in asked)
    assert not [name for name in ("brief", "mandate", "caucus", "authority") if name in touched]
    assert SECRET not in str(freeze(paper))
    assert "brief" not in ast.dump(ast.parse(inspect.getsource(impasse_open))).lower().replace("briefs", "")
    assert "authority" not in OpenImpasse.__slots__


def test_a_packet_with_a_gap_is_not_built_and_the_gaps_are_named(stuck, chief):
    impasse.prepare_article(article_id=stuck.articles.get().pk, union_text="", recommendation="", by=chief, at=AT)
    impasse_papers.write_memo(impasse_id=stuck.pk, by=chief, at=AT, members="")
    with pytest.raises(GapsLeft) as gaps:
        built(stuck, chief, "open")
    assert gaps.value.words == (
        "The Council's members are not named for the roll call.",
        "A final offer of the union is not entered.",
        "An article has no line on which the Council decides.",
    )
    assert not ImpassePacket.objects.exists()


BARGAINS = {role for role in Role if role_has(role, Permission.BARGAINING_READ)}


NAMED = ("outside", "named", "holder")


def read_by(client, person, matter, rows):
    """All that ``person`` gets of an impasse: what each place answers, and what is found of the closed session."""
    client.force_login(person)
    top = f"/negotiations/{matter.reference}/impasse/"
    closed = f"{top}packets/{rows['closed'].reference}"
    page, found = client.get(top), client.get("/search/?q=four+and+a+half")
    said = page.content.decode() + found.content.decode()
    inside = (f"{top}brief/", f"{top}articles/22/brief/", f"{closed}/", f"{closed}.pdf")
    return {
        "open": {page.status_code, client.get(f"{top}packets/{rows['open'].reference}.pdf").status_code},
        "closed": {client.get(path).status_code for path in inside},
        "document": Document.objects.visible_to(person).filter(reference=rows["closed"].reference).exists(),
        "event": MatterEvent.objects.visible_to(person).filter(verb="impasse.brief").exists(),
        "page names it": "For closed session" in said,
        "words": SECRET in said,
    }


def test_who_reads_what(client, stuck, chief):
    rows = {edition: built(stuck, chief, edition) for edition in ("open", "closed")}
    for row in rows.values():
        printed(row)
    matter, got, expected = stuck.negotiation, {}, {}
    mandate = matter.mandates.get()
    for role, standing in product(Role, NAMED):
        person = UserFactory(role=role)
        if standing != "outside":
            grant_access(matter_id=matter.pk, user=person, reason="test", by=chief, at=AT)
        if standing == "holder":
            MandateHolderFactory(mandate=mandate, user=person)
        got[role, standing] = read_by(client, person, matter, rows)
        is_inside = role in BARGAINS and standing == "holder"
        expected[role, standing] = {
            "open": {403 if role not in BARGAINS else 404 if standing == "outside" else 200},
            "closed": {403 if role not in BARGAINS else 200 if is_inside else 404},
            "document": is_inside, "event": is_inside, "page names it": is_inside, "words": False,
        }  # fmt: skip
    assert got == expected


def test_the_closed_edition_is_told_to_holders_alone(stuck, chief):
    member, holder = UserFactory(role=Role.SPECIALIST), UserFactory(role=Role.SPECIALIST)
    for person in (member, holder):
        grant_access(matter_id=stuck.negotiation_id, user=person, reason="test", by=chief, at=AT)
    MandateHolderFactory(mandate=stuck.negotiation.mandates.get(), user=holder)
    built(stuck, chief, "closed")
    told = Notice.objects.filter(template="packet_ready").values_list("recipient", flat=True)
    assert set(told) == {chief.pk, holder.pk}


def test_nobody_outside_the_mandate_writes_or_builds_for_closed_session(client, stuck, chief):
    member = UserFactory(role=Role.SPECIALIST)
    matter = stuck.negotiation
    name_team_member(negotiation_id=matter.pk, side=Side.CITY, user=member, role=TeamRole.NEGOTIATOR, by=chief, at=AT)
    words = {"authority": "Mine", "risks": "", "legal_note": ""}
    with pytest.raises(NotAHolder):
        impasse_papers.write_brief(impasse_id=stuck.pk, by=member, at=AT, **words)
    with pytest.raises(NotAHolder):
        impasse_papers.write_article_brief(
            article_id=stuck.articles.get().pk, advice="Mine", acceptable="", by=member, at=AT
        )
    with pytest.raises(NotAHolder):
        built(stuck, member, "closed")
    client.force_login(member)
    top = f"/negotiations/{matter.reference}/impasse/"
    assert client.post(f"{top}build/closed/").status_code == 404
    assert client.post(f"{top}brief/", words).status_code == 404
    assert stuck.brief.authority == SECRET


def test_who_gave_the_mandate_back_reads_nothing_of_it_any_more_not_even_their_own_words(client, stuck, chief):
    holder = UserFactory(role=Role.SPECIALIST)
    grant_access(matter_id=stuck.negotiation_id, user=holder, reason="test", by=chief, at=AT)
    held = MandateHolderFactory(mandate=stuck.negotiation.mandates.get(), user=holder)
    impasse_papers.write_article_brief(
        article_id=stuck.articles.get().pk, advice=SECRET, acceptable=SECRET, by=holder, at=AT
    )
    row = printed(built(stuck, holder, "closed"))
    assert Document.objects.visible_to(holder).filter(pk=row.pk).exists()
    end_holder(negotiation_id=stuck.negotiation_id, holder_id=held.pk, by=chief, at=AT)
    assert not Document.objects.visible_to(holder).filter(pk=row.pk).exists()
    assert not MatterEvent.objects.visible_to(holder).filter(level="MANDATE").exists()
    client.force_login(holder)
    path = f"/negotiations/{stuck.negotiation.reference}/impasse/brief/"
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("role", "is_found"), [(TeamRole.CHIEF_SPOKESPERSON, True), (TeamRole.NEGOTIATOR, False)])
def test_where_nobody_holds_a_mandate_those_read_who_may_record_the_first(client, chief, stuck, role, is_found):
    person, matter = UserFactory(role=Role.SPECIALIST), stuck.negotiation
    name_team_member(negotiation_id=matter.pk, side=Side.CITY, user=person, role=role, by=chief, at=AT)
    matter.mandates.get().holders.update(ended_at=AT)
    client.force_login(person)
    path = f"/negotiations/{matter.reference}/impasse/brief/"
    assert client.get(path).status_code == (200 if is_found else 404)
