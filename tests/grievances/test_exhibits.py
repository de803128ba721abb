"""Strike sheet, exhibits and binder of an arbitration."""

import io
from datetime import UTC, date, datetime
from functools import cache
from html import unescape

import pikepdf
import pytest
from django.urls import reverse

from grievances.actions import panels
from grievances.actions.binders import NoLongerBound, NothingToBind, build_binder, number_exhibit
from grievances.models import Binder
from grievances.queries.exhibits import binders_holding, exhibits_of
from grievances.rules.strikes import Side
from labor_office.core.documents import pdf as papers
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.actions.retention import NotToDestroy, destroy_papers
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.retention import LegalHold
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.agreements.importing.files_made import pdf
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.grievances import GrievanceFactory, ProceedingFactory
from tests.factories.matters import LegalHoldFactory, MatterAccessFactory, MatterExclusionFactory, RetentionRuleFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
AT, TODAY = datetime(2026, 6, 15, 15, tzinfo=UTC), date(2026, 6, 15)
NAMES = ["Ada Finch", "Bertram Cole", "Celia Voss"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)


@pytest.fixture
def dana():
    return UserFactory(role=Role.SPECIALIST)


@pytest.fixture
def case(dana):
    return ProceedingFactory(title="Standby pay", owner=dana, opponent="Local 1840")


@cache
def two_pages(name):
    """An untagged paper of that name."""
    return pdf(f"<p>{name}, first page</p>", f"<p>{name}, second page</p>")


def added(case, by, name, *, content=None, level=Level.OFFICE):
    data = content if content is not None else two_pages(name)
    made = add_document(
        matter_id=case.pk, data=data, name=name, by=by, at=AT, received_on=TODAY, kind="EVIDENCE", level=level
    )
    return made.document


@cache
def letter(words):
    """A tagged paper."""
    html = f'<html lang="en-US"><head><title>{words}</title></head><body><h1>{words}</h1><p>Words.</p></body></html>'
    return papers.render_pdf(html, built_at=AT)


def bound(case, by):
    """The bytes of a binder built now."""
    made = build_binder(proceeding_id=case.pk, by=by, at=AT, today=TODAY)
    document = print_job(job_id=PdfJob.objects.get(subject_id=made.pk).pk, now=AT)
    with document.file.open("rb") as stream:
        return stream.read()


def numbered(case, by, document, side="C"):
    return number_exhibit(proceeding_id=case.pk, document_id=document.pk, side=side, by=by, at=AT)


def test_a_binder_holds_its_exhibits_in_order_with_tabs_bookmarks_and_stamps(case, dana):
    numbered(case, dana, added(case, dana, "log.pdf"))
    numbered(case, dana, added(case, dana, "agreement.pdf"), "J")
    numbered(case, dana, added(case, dana, "counsel.pdf", level=Level.PRIVILEGED))
    numbered(case, dana, added(case, dana, "note.txt", content=b"A note for the hearing, in plain words."))
    made = build_binder(proceeding_id=case.pk, by=dana, at=AT, today=TODAY)
    document = print_job(job_id=PdfJob.objects.get(subject_id=made.pk).pk, now=AT)
    with document.file.open("rb") as stream, pikepdf.open(io.BytesIO(stream.read())) as whole:
        with whole.open_outline() as outline:
            marks = [item.title for item in outline.root]
        # A front page, and for each of two exhibits a tab and two pages.
        assert len(whole.pages) == 1 + 2 * 3
    assert [mark.split()[0] for mark in marks] == ["Contents", "J-1", "C-1"]
    assert document.reference == made.reference
    # The binder is no exhibit of itself.
    assert {each.document.exhibit for each in exhibits_of(dana, case).numbered} >= {"J-1", "C-1"}
    assert document not in exhibits_of(dana, case).unnumbered


def test_a_binder_of_tagged_papers_is_tagged_itself(case, dana):
    numbered(case, dana, added(case, dana, "log.pdf", content=letter("The log")))
    numbered(case, dana, added(case, dana, "agreement.pdf", content=letter("The agreement")), "J")
    assert_accessible_pdf(bound(case, dana))


def test_a_paper_without_tags_is_read_as_it_stands_and_the_others_keep_theirs(case, dana):
    numbered(case, dana, added(case, dana, "agreement.pdf", content=letter("The agreement")), "J")
    numbered(case, dana, added(case, dana, "log.pdf"))
    with pikepdf.open(io.BytesIO(bound(case, dana))) as whole:
        parts = list(whole.Root.StructTreeRoot.K[0].K)
        assert [str(part.T) for part in parts] == [
            "Contents", "Tab J-1", "J-1  agreement", "Tab C-1", "C-1  log"
        ]  # fmt: skip
        assert [element.S for element in parts[-1].K] == ["/P", "/P"]
        assert [element.Pg.objgen for element in parts[-1].K] == [page.objgen for page in list(whole.pages)[-2:]]
        with whole.open_metadata() as about:
            assert "pdfuaid:part" not in about, "Not all of it is accessible: it must not say so."


def test_what_is_left_out_says_why(case, dana):
    numbered(case, dana, added(case, dana, "counsel.pdf", level=Level.RESTRICTED))
    numbered(case, dana, added(case, dana, "note.txt", content=b"A note for the hearing, in plain words."))
    reasons = [each.apart for each in exhibits_of(dana, case).numbered]
    assert "It is no PDF. Print it to PDF and add that." in reasons
    with pytest.raises(NothingToBind):
        build_binder(proceeding_id=case.pk, by=dana, at=AT, today=TODAY)


def test_a_paper_of_the_case_it_came_from_is_bound_only_for_those_who_may_know_of_that_case(dana):
    origin = GrievanceFactory(level=Level.RESTRICTED)
    case = ProceedingFactory(origin=origin, level=Level.RESTRICTED, owner=dana)
    for matter in (origin, case):
        MatterAccessFactory(matter=matter, user=dana)
    numbered(case, dana, added(origin, dana, "log.pdf"))
    assert [each.apart for each in exhibits_of(dana, case).numbered] == [""]
    build_binder(proceeding_id=case.pk, by=dana, at=AT, today=TODAY)
    another = MatterAccessFactory(matter=case, user=UserFactory(role=Role.ANALYST))
    [left_out] = exhibits_of(dana, case).numbered
    assert left_out.apart == "It is not open to everyone who gets the binder."
    # One asked for before the other reader was named is not built either.
    with pytest.raises(NoLongerBound):
        print_job(job_id=PdfJob.objects.get(matter=case).pk, now=AT)
    MatterAccessFactory(matter=origin, user=another.user)
    assert [each.apart for each in exhibits_of(dana, case).numbered] == [""]


def test_a_wall_around_the_case_it_came_from_stands_around_the_binder(case, dana):
    case.origin = GrievanceFactory(level=Level.OFFICE)
    case.save(update_fields=["origin"])
    numbered(case, dana, added(case.origin, dana, "log.pdf"))
    assert exhibits_of(dana, case).bound
    wall = MatterExclusionFactory(matter=case.origin)
    assert not exhibits_of(dana, case).bound
    MatterExclusionFactory(matter=case, user=wall.user)
    assert exhibits_of(dana, case).bound


def test_the_pages_number_an_exhibit_and_ask_for_a_binder(client, case, dana):
    document = added(case, dana, "log.pdf")
    client.force_login(dana)
    here = reverse("grievances:arbitration_exhibits", args=[case.reference])
    assert b"Papers without a number" in client.get(here).content
    act = reverse("grievances:arbitration_number_exhibit", args=[case.reference, document.reference])
    assert client.post(act, {"side": "X"}).status_code == 404
    assert client.post(act, {"side": "C"}).status_code == 302
    assert b"C-1" in client.get(here).content
    assert client.post(reverse("grievances:arbitration_binder", args=[case.reference])).status_code == 302
    assert b"binder-progress" in client.get(here).content


def test_a_reader_who_may_not_edit_changes_nothing(client, case, dana):
    document = added(case, dana, "log.pdf")
    client.force_login(UserFactory(role=Role.ANALYST))
    act = reverse("grievances:arbitration_number_exhibit", args=[case.reference, document.reference])
    assert client.post(act, {"side": "C"}).status_code == 403
    assert client.post(reverse("grievances:arbitration_binder", args=[case.reference])).status_code == 403
    panel = reverse("grievances:arbitration_panel", args=[case.reference])
    assert client.post(panel, {"act": "set", "names": "A\nB", "first": "CITY"}).status_code == 403


def strike(case, by, name, side, **further):
    found = case.panel.get(name=name)
    return panels.strike_name(proceeding_id=case.pk, name_id=found.pk, side=side, on=TODAY, by=by, at=AT, **further)


def test_strikes_go_in_turn_and_the_last_name_is_the_arbitrator(case, dana):
    panels.set_panel(proceeding_id=case.pk, names=NAMES, first=Side.UNION, by=dana, at=AT)
    case.refresh_from_db()
    with pytest.raises(panels.OutOfTurn, match="The union strikes next"):
        strike(case, dana, "Ada Finch", Side.CITY)
    strike(case, dana, "Ada Finch", Side.UNION)
    with pytest.raises(panels.NotToStrike, match="struck already"):
        strike(case, dana, "Ada Finch", Side.CITY)
    with pytest.raises(panels.StrikesBegun):
        panels.set_panel(proceeding_id=case.pk, names=NAMES, first=Side.CITY, by=dana, at=AT)
    strike(case, dana, "Celia Voss", Side.UNION, is_agreed=True)
    assert panels.panel_of(case).is_settled
    with pytest.raises(panels.NotToStrike, match="One name is left"):
        strike(case, dana, "Bertram Cole", Side.CITY)
    panels.give_back_strike(proceeding_id=case.pk, reason="Misheard", by=dana, at=AT)
    assert list(case.panel.filter(struck_by="").values_list("name", flat=True)) == ["Bertram Cole", "Celia Voss"]


def test_the_strike_sheet_warns_and_goes_on(client, case, dana):
    client.force_login(dana)
    here = reverse("grievances:arbitration_panel", args=[case.reference])
    assert client.post(here, {"act": "set", "names": "Ada\nAda", "first": "CITY"}).status_code == 422
    long = client.post(here, {"act": "set", "names": f"Ada\n{'x' * 121}", "first": "CITY"})
    assert "… to 120 characters." in unescape(long.content.decode()).replace("”", "")
    assert client.post(here, {"act": "set", "names": "\n".join(NAMES), "first": "CITY"}).status_code == 302
    first = case.panel.first()
    given = {"act": "strike", "name": first.pk, "side": "UNION", "on": "6/15/2026"}
    warned = client.post(here, given)
    assert warned.status_code == 422
    assert b"The City strikes next. Record it anyway only if both sides agree." in warned.content
    assert client.post(here, given | {"is_agreed": "on"}).status_code == 302
    first.refresh_from_db()
    assert first.struck_by == "UNION"


@pytest.fixture
def over(case, dana):
    """A case whose time is over, and the arbitration that came from it with a binder that holds its paper."""
    RetentionRuleFactory(years=5)
    origin = GrievanceFactory(level=Level.OFFICE, opened_on=date(2021, 1, 4), closed_on=date(2021, 6, 1))
    case.origin = origin
    case.save(update_fields=["origin"])
    numbered(case, dana, added(origin, dana, "log.pdf"))
    bound(case, dana)
    return origin


def destroy(matter, by):
    return destroy_papers(matter_id=matter.pk, certificate="RM-3 17", by=by, at=AT, today=TODAY)


def test_papers_are_not_destroyed_while_a_later_case_has_them_in_its_binder(over, case, dana):
    with pytest.raises(NotToDestroy, match="A binder of another matter") as why:
        destroy(over, dana)
    assert case.reference not in str(why.value)
    assert not Document.objects.exclude(destroyed_at=None).exists()

    # A binder whose stored facts have an older shape is known to hold the paper all the same.
    made = Binder.objects.get(proceeding=case)
    made.facts["paper"]["volume"] = 1
    Binder.objects.filter(pk=made.pk).update(facts=made.facts)
    assert [row.matter_id for row in binders_holding(over.pk)] == [case.pk]
    with pytest.raises(NotToDestroy, match="A binder of another matter"):
        destroy(over, dana)


def test_a_binder_goes_with_the_papers_it_holds_copies_of(over, case, dana, django_capture_on_commit_callbacks):
    close_matter(matter_id=case.pk, closed_on=TODAY, why="settled", by=dana, at=AT)
    RetentionRuleFactory(kind=case.kind, years=5)
    with pytest.raises(NotToDestroy, match="kept longer by the schedule"):
        destroy(over, dana)
    Matter.objects.filter(pk=case.pk).update(opened_on=date(2021, 2, 1), closed_on=date(2021, 6, 1))
    LegalHoldFactory(matter=case)
    with pytest.raises(NotToDestroy, match="legal hold"):
        destroy(over, dana)
    LegalHold.objects.update(released_at=AT, released_by=dana, released_because="It is over.")
    binder = Document.objects.get(matter=case)
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy(over, dana).papers_count == 1
    binder.refresh_from_db()
    assert binder.is_destroyed
    assert not binder.file.storage.exists(binder.file.name)
    assert case.events.filter(verb="retention.copy_destroyed").exists()
