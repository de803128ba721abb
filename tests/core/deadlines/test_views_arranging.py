"""A draft beside its sentences: order, steps, how days are counted, worked examples, and its beginning."""

from datetime import date, time
from pathlib import Path

import pytest
from django.urls import reverse

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.procedures import add_limit, new_draft
from labor_office.core.deadlines.forms.limits import LimitForm
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureVersion
from labor_office.core.deadlines.procedure_files.reading import read_procedure_file
from labor_office.core.deadlines.queries.readings import as_procedure
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.core.deadlines.test_views_drafts import address, posted
from tests.factories.deadlines import LIMITS, MADE_AT, calendar, draft_version, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_morning")]
FILES = Path(__file__).parent / "files"
FILED = date(2026, 5, 28)


@pytest.fixture
def draft():
    published = published_version()
    return new_draft(procedure_id=published.procedure_id, note="", by=None, at=MADE_AT)


@pytest.fixture
def chief(client):
    user = UserFactory(role=Role.CHIEF)
    client.force_login(user)
    return user


def changed(limit, **values):
    return type(limit)(**{name: getattr(limit, name) for name in limit.__slots__} | values)


def order(version):
    return list(version.limits.order_by("position").values_list("code", flat=True))


@pytest.mark.parametrize("name", ["harbor_fire.toml", "valley_schools.toml"])
def test_the_editor_says_every_limit_that_a_file_can(name):
    file = read_procedure_file((FILES / name).read_text())
    for procedure in file.procedures:
        for limit in procedure.procedure.limits:
            form = LimitForm(posted(limit))
            assert form.is_valid(), (limit.code, form.errors)
            assert form.limit == limit


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": ""}, "amount"),
        ({"start": "due:"}, "start"),
        ({"start_mode": "due_only"}, "start"),
        ({"start_mode": "event_else_due"}, "start"),
        ({"start": "filed:1, meeting:1"}, "start_mode"),
        ({"unit": "person_work_days"}, "person"),
        ({"list_key": "council"}, "list_key"),
        ({"special_kind": "roll_to_presence"}, "list_key"),
        ({"special_kind": "agenda_meeting", "list_key": "council"}, "agenda_weekday"),
        ({"special_kind": "window_second_full_month"}, "unit"),
        ({"missed_creates_offset_days": "3"}, "missed_creates_offset_days"),
        ({"cap_amount": "3"}, "cap_amount"),
    ],
)
def test_what_does_not_go_together_is_said_beside_the_field(values, field):
    form = LimitForm(posted(LIMITS[1]) | values)
    assert list(form.errors) == [field]


@pytest.mark.usefixtures("chief")
def test_a_limit_changes_places_within_its_step_and_the_button_keeps_the_focus(client, draft):
    answer = client.post(address("move_limit", draft, "R3"), {"way": "up"}, follow=True)
    assert order(draft) == ["R1", "R3", "R2", "R4", "R5", "R6"]
    page = answer.content.decode()
    assert 'value="up" autofocus>Move up<span class="sr">: Step 1 decision' in page

    client.post(address("move_limit", draft, "R4"), {"way": "up"})
    assert order(draft) == ["R1", "R3", "R2", "R4", "R5", "R6"]


@pytest.mark.usefixtures("chief")
def test_a_step_is_named_moved_and_taken_out_when_empty(client, draft):
    add_limit(version_id=draft.pk, limit=changed(LIMITS[5], code="R7", step="3", satisfied_by="response:3"))
    assert list(draft.steps.values_list("code", "name")) == [("1", "Step 1"), ("2", "Step 2"), ("3", "Step 3")]

    client.post(address("step", draft, "3"), {"name": "City Manager", "authority": "the City Manager"})
    client.post(address("arrange_step", draft, "3"), {"way": "up"})
    assert list(draft.steps.values_list("code", "name", "authority")) == [
        ("1", "Step 1", ""), ("3", "City Manager", "the City Manager"), ("2", "Step 2", ""),
    ]  # fmt: skip
    client.post(address("arrange_step", draft, "3"), {"way": "out"})
    assert draft.steps.count() == 3
    client.post(address("remove_limit", draft, "R7"))
    client.post(address("arrange_step", draft, "3"), {"way": "out"})
    assert list(draft.steps.values_list("code", flat=True)) == ["1", "2"]


@pytest.mark.usefixtures("chief")
def test_how_days_are_counted_is_edited_and_the_rest_of_the_words_stay(client, draft):
    ProcedureVersion.objects.filter(pk=draft.pk).update(texts={"special": ["one", "two"], "own": "kept"})
    given = {"cutoff_time": "17:00", "late_filing_effect": "next_business_day", "text_article": "Article 11",
             "text_special": "one\nthree"}  # fmt: skip
    assert client.post(address("days", draft), {"cutoff_time": "17:00"}).status_code == 422
    client.post(address("days", draft), given)
    draft.refresh_from_db()
    assert (draft.cutoff_time, draft.late_filing_effect) == (time(17), "next_business_day")
    assert draft.texts == {"article": "Article 11", "special": ["one", "three"], "own": "kept"}


@pytest.mark.usefixtures("chief")
def test_a_whole_timeline_is_kept_run_and_given_up(client, draft):
    text = """
id = "signed"
title = "Signed for three days"
as_of = 2026-06-20
events = [{ date = 2026-06-03, event = "meeting:1" }]
extensions = [{ rule = "R3", new_due = 2026-06-22 }]
[[expected]]
rule = "R3"
due = 2026-06-22
"""
    for wrong in ("id = ", text.replace('"R3"', '"R33"')):
        assert client.post(address("add_example", draft), {"text": wrong}).status_code == 422
    client.post(address("add_example", draft), {"text": text})
    assert "Passes" in client.get(address("version", draft)).content.decode()
    client.post(address("remove_example", draft, "signed"))
    assert draft.examples.count() == 0


def test_a_new_procedure_copies_one_of_another_unit_and_must_be_checked_anew(client, chief):
    model = published_version()
    other = calendar(name="Other")
    given = {"title": "Parks grievances", "like": model.pk, "matter_kind": "grievance", "calendar": other.pk}
    client.post(reverse("deadlines:begin_procedure"), given)
    procedure = Procedure.objects.get(slug="parks-grievances")
    draft = procedure.versions.get()
    unverified = tuple(changed(limit, is_verified=False) for limit in LIMITS)
    assert as_procedure(draft).limits == unverified
    assert (draft.state, draft.made_by, procedure.calendar) == ("DRAFT", chief, other)
    client.post(reverse("deadlines:begin_procedure"), given | {"like": ""})
    assert Procedure.objects.get(slug="parks-grievances-2").versions.get().limits.count() == 0


def test_publishing_asks_which_open_matters_move_and_moves_only_those(client, chief, draft):
    earlier = draft.procedure.versions.get(number=1)
    owner = UserFactory(role=Role.SPECIALIST)
    stays, moves = MatterFactory(owner=owner, level="OFFICE"), MatterFactory(owner=owner, level="OFFICE")
    hidden = MatterFactory(level="RESTRICTED")
    for matter in (stays, moves, hidden):
        start_clock(matter_id=matter.pk, version_id=earlier.pk, begins=Beginning([Happened("filed:1", FILED)]), by=None,
                    at=MADE_AT, today=FILED)  # fmt: skip
    limit = draft.limits.get(code="R2")
    limit.amount = 7
    limit.save()

    answer = client.post(address("publish", draft), {"effective_from": "7/1/2026"}, follow=True)
    assert answer.request["PATH_INFO"] == address("version_matters", draft)
    page = answer.content.decode()
    assert moves.reference in page
    assert hidden.reference not in page

    ticked = {"matters": [moves.pk, hidden.pk]}
    assert client.post(address("version_matters", draft), ticked).status_code == 422
    shown = client.post(address("version_matters", draft), {"matters": [moves.pk]})
    assert [(row.reference, row.was, row.now) for row in shown.context["effect"].rows] == [
        (moves.reference, date(2026, 6, 4), date(2026, 6, 8))
    ]
    assert Clock.objects.filter(version=draft).count() == 0

    client.post(address("version_matters", draft), {"matters": [moves.pk], "reason": "Agreed", "do": "save"})
    assert list(Clock.objects.filter(version=draft).values_list("matter", flat=True)) == [moves.pk]
    assert Deadline.objects.get(matter=moves, code="R2").due_on == date(2026, 6, 8)
    assert Deadline.objects.get(matter=stays, code="R2").due_on == date(2026, 6, 4)
    (notice,) = Notice.objects.filter(template="date_moved")
    assert notice.recipient == owner


@pytest.mark.usefixtures("chief")
def test_a_loaded_file_is_offered_the_office_calendar_and_its_page_is_linked(client):
    office = calendar(name="Rivermont")
    Calendar.objects.filter(pk=office.pk).update(is_office=True)
    with (FILES / "harbor_fire.toml").open("rb") as file:
        answer = client.post(reverse("deadlines:upload"), {"file": file})
    version = ProcedureVersion.objects.get()
    page = answer.content.decode()
    assert f'href="{address("version", version)}"' in page
    used = client.get(address("use", version))
    assert used.context["form"].initial["calendar"] == office.pk


def test_only_the_chief_arranges_a_draft(client):
    draft = draft_version(slug="walls")
    for role in (Role.SPECIALIST, Role.LIAISON):
        client.force_login(UserFactory(role=role))
        for name in ("days", "add_example", "version_matters"):
            assert client.get(address(name, draft)).status_code == 403, (role, name)
        assert client.post(address("move_limit", draft, "R3"), {"way": "up"}).status_code == 403, role
        assert client.get(reverse("deadlines:begin_procedure")).status_code == 403, role
