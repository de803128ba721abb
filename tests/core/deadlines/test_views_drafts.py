"""A draft: edited sentence by sentence, tried on its examples, published only when they hold."""

from datetime import date, time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labor_office.core.deadlines.forms.limits import LimitForm
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureVersion, SavedExample, TimeLimit
from labor_office.core.deadlines.queries.readings import limit_of
from labor_office.core.deadlines.rules.procedure import Actor, AgendaCutoff, Cap, CountUnit, Limit, SpecialKind
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import LIMITS, draft_version, published_version
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_morning")]
FILES = Path(__file__).parent / "files"


@pytest.fixture
def draft():
    return draft_version()


@pytest.fixture
def chief(client):
    user = UserFactory(role=Role.CHIEF)
    client.force_login(user)
    return user


def address(name, version, *more):
    return reverse(f"deadlines:{name}", args=[version.procedure.slug, version.number, *more])


def posted(limit):
    """The limit as a browser would send it back."""
    form = LimitForm(initial=LimitForm.values_of(limit))
    values = {name: form[name].value() for name in form.fields}
    said = {name: ", ".join(value) if isinstance(value, list | tuple) else value for name, value in values.items()}
    return {name: value for name, value in said.items() if value is not None and value is not False}


def test_only_the_chief_changes_a_procedure(client, draft):
    found = {}
    read = [
        reverse("deadlines:upload"),
        *(address("limit", draft, "R3"), address("add_limit", draft), address("publish", draft)),
    ]
    for role in sorted(Role, key=lambda role: role is Role.CHIEF):
        client.force_login(UserFactory(role=role))
        found[role] = [client.get(page).status_code for page in read]
        found[role] += [client.post(address("remove_limit", draft, "R6")).status_code]
    assert found.pop(Role.CHIEF) == [200, 200, 200, 200, 302]
    assert found == {role: [403] * 5 for role in Role if role is not Role.CHIEF}


@pytest.mark.parametrize(
    "limit",
    [
        *LIMITS,
        Limit("C", "Capped", Actor.UNION, ("demand",), 2, CountUnit.MONTHS,
              cap=Cap(60, CountUnit.CALENDAR_DAYS, ("filed:1",), not_for=("discipline",))),
        Limit("A", "Agenda", Actor.NEUTRAL, ("demand",), 1, CountUnit.CALENDAR_DAYS, list_key="council",
              special_kind=SpecialKind.AGENDA_MEETING, agenda_cutoff=AgendaCutoff(2, time(17))),
    ],
    ids=lambda limit: limit.code,
)  # fmt: skip
def test_the_form_gives_back_the_limit_it_was_given(limit):
    form = LimitForm(posted(limit))
    assert form.is_valid(), form.errors
    assert form.limit == limit


@pytest.mark.usefixtures("chief")
def test_a_sentence_saves_alone(client, draft):
    given = posted(limit_of(TimeLimit.objects.get(version=draft, code="R3"))) | {"amount": "12"}
    answer = client.post(address("limit", draft, "R3"), given)
    assert answer["Location"] == address("version", draft) + "?saved=R3#limit-R3"
    assert TimeLimit.objects.get(version=draft, code="R3").amount == 12


@pytest.mark.usefixtures("chief")
def test_a_mistake_answers_in_place_with_422(client, draft):
    given = posted(limit_of(TimeLimit.objects.get(version=draft, code="R3"))) | {"amount": ""}
    headers = {"HX-Request": "true", "HX-Target": "limit-R3"}
    answer = client.post(address("limit", draft, "R3"), given, headers=headers)
    assert answer.status_code == 422
    assert 'id="limit-R3"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.usefixtures("chief")
def test_a_published_version_has_no_page_to_change_it(client):
    version = published_version()
    assert client.get(address("limit", version, "R3")).status_code == 404
    assert client.post(address("remove_limit", version, "R3")).status_code == 404
    assert client.get(address("publish", version)).status_code == 404


@pytest.mark.usefixtures("chief")
def test_a_new_draft_is_begun_once(client):
    version = published_version()
    first = client.post(reverse("deadlines:new_draft", args=[version.procedure.slug]), {"note": "New agreement"})
    second = client.post(reverse("deadlines:new_draft", args=[version.procedure.slug]))
    assert first["Location"] == second["Location"]
    assert ProcedureVersion.objects.filter(procedure=version.procedure).count() == 2


@pytest.mark.usefixtures("chief")
def test_a_kept_example_blocks_publishing_when_the_draft_no_longer_gives_it(client, draft):
    given = {"limit": "R3", "start_on": "6/3/2026", "title": "Meeting on Jun 3, expect Jun 17"}
    client.post(address("keep_example", draft), given)
    assert SavedExample.objects.get(version=draft).timeline["expected"] == [{"rule": "R3", "due": "2026-06-17"}]

    TimeLimit.objects.filter(version=draft, code="R3").update(amount=11)
    answer = client.post(address("publish", draft), {"effective_from": "7/1/2026"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "rule R3: due expected 2026-06-17, got 2026-06-18" in page
    draft.refresh_from_db()
    assert draft.state == "DRAFT"


@pytest.mark.usefixtures("chief")
def test_a_sound_draft_is_published_from_its_day(client, draft):
    client.post(address("publish", draft), {"effective_from": "7/1/2026", "note": "New agreement"})
    draft.refresh_from_db()
    assert (draft.state, draft.effective_from) == ("PUBLISHED", date(2026, 7, 1))


@pytest.mark.usefixtures("chief")
def test_an_upload_names_the_fault_and_stores_nothing_of_that_procedure(client):
    file = SimpleUploadedFile("unknown_key.toml", (FILES / "unknown_key.toml").read_bytes())
    answer = client.post(reverse("deadlines:upload"), {"file": file})
    faulty = [one for one in answer.context["loaded"] if not one.is_sound]
    assert faulty
    assert not Procedure.objects.filter(slug__in=[one.id for one in faulty]).exists()


@pytest.mark.usefixtures("chief")
def test_what_is_no_procedure_file_is_said_to_be_none(client):
    file = SimpleUploadedFile("not_toml.toml", (FILES / "not_toml.toml").read_bytes())
    answer = client.post(reverse("deadlines:upload"), {"file": file})
    assert answer.status_code == 422
    assert "is not TOML" in answer.content.decode()
