"""Strike sheet, exhibits and binder of an arbitration."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.urls import reverse

from grievances.actions import panels
from grievances.actions.binders import NothingToBind, build_binder, number_exhibit
from grievances.queries.exhibits import exhibits_of
from grievances.rules.binders import BinderPaper
from grievances.rules.strikes import Side
from labor_office.core.documents import pdf as papers
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import PdfJob
from labor_office.core.documents.rules.papers import Sheet, thaw
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.agreements.importing.files_made import pdf
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.grievances import ProceedingFactory
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


def added(case, by, name, *, content=None, level=Level.OFFICE):
    data = content if content is not None else pdf(f"<p>{name}, first page</p>", f"<p>{name}, second page</p>")
    made = add_document(
        matter_id=case.pk, data=data, name=name, by=by, at=AT, received_on=TODAY, kind="EVIDENCE", level=level
    )
    return made.document


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


def test_the_front_of_a_binder_is_tagged_before_it_is_joined(case, dana):
    """Joining pages of any origin loses tags, so the front is held to them by itself."""
    numbered(case, dana, added(case, dana, "log.pdf"))
    made = build_binder(proceeding_id=case.pk, by=dana, at=AT, today=TODAY)
    paper, sheet = thaw(BinderPaper, made.facts["paper"]), thaw(Sheet, made.facts["sheet"])
    html = papers.render_html("letters/binder.html", paper=paper, sheet=sheet)
    assert_accessible_pdf(papers.render_pdf(html, built_at=sheet.built_at))


def test_what_is_left_out_says_why(case, dana):
    numbered(case, dana, added(case, dana, "counsel.pdf", level=Level.RESTRICTED))
    numbered(case, dana, added(case, dana, "note.txt", content=b"A note for the hearing, in plain words."))
    reasons = [each.apart for each in exhibits_of(dana, case).numbered]
    assert "It is no PDF. Print it to PDF and add that." in reasons
    with pytest.raises(NothingToBind):
        build_binder(proceeding_id=case.pk, by=dana, at=AT, today=TODAY)


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
    assert client.post(here, {"act": "set", "names": "\n".join(NAMES), "first": "CITY"}).status_code == 302
    first = case.panel.first()
    given = {"act": "strike", "name": first.pk, "side": "UNION", "on": "6/15/2026"}
    warned = client.post(here, given)
    assert warned.status_code == 422
    assert b"The City strikes next. Record it anyway only if both sides agree." in warned.content
    assert client.post(here, given | {"is_agreed": "on"}).status_code == 302
    first.refresh_from_db()
    assert first.struck_by == "UNION"
