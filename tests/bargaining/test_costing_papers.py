"""A costing on paper: set by the worker, kept with its wall, the same words once."""

from http import HTTPStatus

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from bargaining.actions import negotiations, scenarios
from bargaining.actions.cost_papers import ask_for_costing
from bargaining.models.actuals import ActualCost
from bargaining.queries.comparators import benchmarks_visible_to
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.matters.models.matter import Matter, MatterEvent
from labor_office.core.matters.models.record import Meeting
from labor_office.core.matters.rules import Level
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.bargaining.money import costed, made
from tests.bargaining.table import AT
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.bargaining import NegotiationFactory, ProposalPaperFactory, SheetPaperFactory
from tests.factories.comparators import BenchmarkFactory
from tests.factories.costing import ActualCostFactory, CostingPaperFactory
from tests.factories.documents import DocumentFactory
from tests.factories.matters import MatterAccessFactory, MatterFactory, MeetingFactory
from tests.factories.notices import NoticeFactory
from tests.factories.users import UserFactory


def at(name, scenario):
    """The address of a page of the scenario."""
    return reverse(f"bargaining:{name}", args=[scenario.negotiation.reference, scenario.pk])


@pytest.fixture
def kept(negotiation, chief):
    """A scenario of 3, 2.5 and 2.5 percent."""
    wanted = made(costed(negotiation, chief), "3", "2.5", "2.5", assumptions="Nobody leaves.")
    return scenarios.keep_scenario(negotiation_id=negotiation.pk, made=wanted, by=chief, at=AT)


def printed():
    """Let the worker set what waits; the paper."""
    return print_job(job_id=PdfJob.objects.latest("pk").pk, now=AT)


def test_a_costing_is_set_by_the_worker_and_kept_by_its_hash(client, chief, kept):
    client.force_login(chief)
    client.post(at("print_scenario", kept))
    assert "Waiting for the printer" in client.get(at("scenario_printing", kept)).content.decode()
    paper = printed()
    assert (paper.level, paper.title, len(paper.sha256)) == (
        Level.MANDATE,
        f"Costing, {kept.negotiation.reference}",
        64,
    )
    page = client.get(at("scenario", kept)).content.decode()
    assert "Open the costing (PDF)" in page
    assert paper.reference in page
    answer = client.get(at("scenario_paper", kept))
    assert_accessible_pdf(answer.content)
    assert "no-store" in answer["Cache-Control"]
    assert kept.negotiation.events.filter(verb="costing.exported").count() == 2


@pytest.mark.django_db
def test_no_paper_and_no_figure_is_changed_or_thrown_away_in_the_database():
    rows = [SheetPaperFactory(), ProposalPaperFactory(), CostingPaperFactory()]
    for row in rows:
        mine = type(row).objects.filter(pk=row.pk)
        for change in (lambda mine=mine: mine.update(facts={"paper": "another"}), mine.delete):
            with (
                pytest.raises(DatabaseError, match="papers_never_change"),
                transaction.atomic(),
            ):
                change()
    entered = ActualCost.objects.filter(pk=ActualCostFactory().pk)
    assert entered.update(replaced_at=AT) == 1
    for change in (lambda: entered.update(replaced_at=None), entered.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_table_safe_its_maker_finds_the_paper_nowhere(client, chief, kept):
    client.force_login(chief)
    ask_for_costing(scenario_id=kept.pk, by=chief, at=AT)
    paper = printed()
    table = kept.negotiation.reference
    record = reverse("documents:document", args=[paper.reference])
    naming = f"{reverse('documents:naming')}?d={paper.reference}"
    places = [
        record, reverse("documents:file", args=[paper.reference]), naming, at("scenario", kept),
        at("scenario_paper", kept), at("scenario_printing", kept),
    ]  # fmt: skip
    other = NegotiationFactory()
    MatterAccessFactory(matter=other, user=chief)
    theirs = DocumentFactory(matter=other, title="What another union asked for")
    places += [
        reverse("bargaining:costing", args=[other.reference]), reverse("bargaining:table", args=[other.reference]),
        reverse("documents:document", args=[theirs.reference]),
    ]  # fmt: skip
    DocumentFactory(matter=kept.negotiation, title="Counsel's letter", level=Level.PRIVILEGED, added_by=chief)
    sister = NegotiationFactory(unit__organization=kept.negotiation.unit.organization)
    MatterAccessFactory(matter=sister, user=chief)
    DocumentFactory(matter=sister, title="What the same union asked for")
    closed = [theirs.title, "Counsel"]
    NoticeFactory(recipient=chief)
    lists = ["/", "/documents/", f"/search/?q={paper.reference}", "/search/?q=costing", f"/negotiations/{table}/table/"]
    shown = {path: client.get(path) for path in [*places, *lists]}
    assert [path for path in places if shown[path].status_code != HTTPStatus.OK] == []
    listed = shown["/documents/"].content.decode()
    assert [title for title in (paper.title, *closed) if title not in listed] == []
    client.post(f"/negotiations/{table}/table/safe/", {"safe": "1"})
    assert {path: client.get(path).status_code for path in places} == dict.fromkeys(places, HTTPStatus.NOT_FOUND)
    for path in lists:
        said = client.get(path).content.decode()
        assert (record in said, [title for title in (paper.title, *closed) if title in said]) == (False, []), path
    assert "What the same union asked for" in client.get("/documents/").content.decode()
    # A case of no unit may be of an organization that has none here, a meeting on no case with anybody.
    loose = [MatterFactory(unit=None, level=Level.OFFICE), MeetingFactory(matter=None), BenchmarkFactory()]
    seen = [Matter.objects.visible_to, Meeting.objects.visible_to, benchmarks_visible_to]
    assert [see(chief).filter(pk=one.pk).exists() for see, one in zip(seen, loose, strict=True)] == [True] * 3
    chief.is_looked_on, chief.looked_on_units = True, (kept.negotiation.unit_id,)
    assert MatterEvent.objects.visible_to(chief).filter(matter=kept.negotiation).exists()
    assert [see(chief).filter(pk=one.pk).exists() for see, one in zip(seen, loose, strict=True)] == [False] * 3
    assert not Notice.objects.visible_to(chief).exists()
    assert not MatterEvent.objects.visible_to(chief).filter(level=Level.MANDATE).exists()


def test_the_same_words_are_set_once_and_a_review_makes_another_paper(chief, kept):
    first = ask_for_costing(scenario_id=kept.pk, by=chief, at=AT)
    assert ask_for_costing(scenario_id=kept.pk, by=chief, at=AT) == first
    assert PdfJob.objects.count() == 1
    printed()
    scenarios.review_scenario(scenario_id=kept.pk, by=UserFactory(), at=AT)
    assert ask_for_costing(scenario_id=kept.pk, by=chief, at=AT) != first


def test_its_facts_are_frozen_with_their_lineage(chief, kept):
    facts = ask_for_costing(scenario_id=kept.pk, by=chief, at=AT).facts["paper"]
    said = " ".join(facts["lineage"])
    for words in (str(kept.snapshot), str(kept.rate_table), f"Formulas version {kept.formulas}", "Not reviewed"):
        assert words in said
    assert "Nobody leaves." in facts["assumptions"]


def test_who_reads_the_costing_opens_its_paper_there_without_holding_the_mandate(client, negotiation, chief, kept):
    """And around the paper stands the wall of the costing."""
    budget = UserFactory(role=Role.ANALYST)
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=budget, role=TeamRole.OBSERVER, by=chief, at=AT
    )
    client.force_login(budget)
    client.post(at("print_scenario", kept))
    paper = printed()
    assert not Document.objects.visible_to(budget).exists()
    assert "Open the costing (PDF)" in client.get(at("scenario", kept)).content.decode()
    assert "Open the costing (PDF)" in client.get(at("scenario_printing", kept)).content.decode()
    assert client.get(at("scenario_paper", kept)).content.startswith(b"%PDF")
    assert client.get(reverse("documents:file", args=[paper.reference])).status_code == HTTPStatus.NOT_FOUND
    assert_walled_in(client, chief, kept, paper)


def assert_walled_in(client, chief, kept, paper):
    """That nobody who is not named opens the paper, and nobody at all while the table looks on."""
    for role in (Role.SPECIALIST, Role.ATTORNEY, Role.LIAISON, Role.TRAINER):
        outsider = UserFactory(role=role)
        client.force_login(outsider)
        assert not Document.objects.visible_to(outsider).exists()
        for address in (at("scenario_paper", kept), reverse("documents:file", args=[paper.reference])):
            assert client.get(address).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}
    client.force_login(chief)
    client.post(reverse("bargaining:safe", args=[kept.negotiation.reference]), {"safe": "1"})
    for name in ("scenario_paper", "scenario_printing"):
        assert client.get(at(name, kept)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(at("print_scenario", kept)).status_code == HTTPStatus.NOT_FOUND
