"""The chief's admin: who enters, what stays behind walls, what a change keeps."""

import pghistory.models
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from labor_office.core.matters.models.matter import Matter, MatterReading
from labor_office.core.matters.rules import Level
from labor_office.core.notices.models import Notice
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import Department
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory

pytestmark = pytest.mark.django_db
BACKEND = "labor_office.core.web.backends.DeskBackend"


@pytest.fixture
def chief(client):
    user = UserFactory(role=Role.CHIEF)
    client.force_login(user, backend=BACKEND)
    return user


def test_only_the_chief_enters(client):
    pages, found = ("/admin/", "/admin/users/user/", "/admin/matters/matter/"), {}
    for role in Role:
        client.force_login(UserFactory(role=role), backend=BACKEND)
        found[role] = {client.get(url).status_code for url in pages}
    assert found == {role: {200 if role is Role.CHIEF else 404} for role in Role}


def test_visitor_is_sent_to_the_desks_own_sign_in(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1] == ("/account/login/?next=%2Fadmin%2F", 302)


def test_packages_bring_no_pages_of_their_own():
    assert {model._meta.app_label for model in admin.site._registry} == {
        "users", "workforce", "matters", "notices", "documents", "deadlines", "agreements", "bargaining", "training",
    }  # fmt: skip
    plurals = {str(model._meta.verbose_name_plural) for model in admin.site._registry}
    assert plurals >= {"policies", "duties", "advice entries", "named people"}


def test_every_list_and_form_opens(client, chief):
    request = _request(client, chief)
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
        may_add = admin.site._registry[model].has_add_permission(request)
        assert client.get(reverse(f"admin:{name}_add")).status_code == (200 if may_add else 403)


def _request(client, user):
    request = client.get("/admin/").wsgi_request
    request.user = user
    return request


def test_lists_take_as_many_queries_for_one_as_for_three(client, chief, django_assert_max_num_queries):
    for more in (1, 2):
        for _ in range(more):
            MatterFactory(level=Level.OFFICE, owner=chief, department=DepartmentFactory())
            UserFactory(backup=chief)
        for address in ("users/user", "workforce/department", "matters/matter", "matters/matterevent"):
            with django_assert_max_num_queries(12):
                assert client.get(f"/admin/{address}/").status_code == 200


def test_reference_data_changes_only_with_a_reason_which_both_histories_keep(client, chief):
    fire = DepartmentFactory(name="Fire", slug="fire", code="FIR")
    url = reverse("admin:workforce_department_change", args=[fire.pk])
    answers = {"name": "Fire and EMS", "slug": "fire", "code": "FIR", "head_title": "", "is_active": "on"}

    refused = client.post(url, answers)
    assert refused.status_code == 200
    assert Department.objects.get().name == "Fire"
    client.post(url, {**answers, "reason": "Council merged the two"})

    assert Department.objects.get().name == "Fire and EMS"
    assert LogEntry.objects.get().get_change_message() == "Changed Name. Reason: Council merged the two"
    context = pghistory.models.Context.objects.latest("created_at")
    assert context.metadata["reason"] == "Council merged the two"
    assert context.metadata["user"] == chief.pk


def test_nothing_is_deleted_here(client, chief):
    fire = DepartmentFactory()

    assert client.post(reverse("admin:workforce_department_delete", args=[fire.pk]), {"post": "yes"}).status_code == 403
    assert Department.objects.exists()


def test_matter_behind_a_wall_does_not_exist(client, chief):
    hidden = MatterFactory(level=Level.RESTRICTED, title="Overheard words")
    shown = MatterFactory(level=Level.OFFICE)
    listed = client.get("/admin/matters/matter/").text

    assert shown.reference in listed
    assert hidden.reference not in listed
    assert 'id="result_list"' not in client.get("/admin/matters/matter/", {"q": hidden.reference}).text
    assert 'id="result_list"' in client.get("/admin/matters/matter/", {"q": shown.reference}).text
    for page in ("change", "history", "delete"):
        there = client.get(reverse(f"admin:matters_matter_{page}", args=[hidden.pk]))
        absent = client.get(reverse(f"admin:matters_matter_{page}", args=[hidden.pk + 999_999]))
        assert there.status_code == absent.status_code
        assert there.status_code in {403, 404}
        assert "Overheard" not in there.text


def test_reading_a_restricted_matter_here_is_logged(client, chief):
    matter = MatterFactory(level=Level.RESTRICTED)
    matter.access_grants.create(user=chief, reason="Chief", granted_at=matter.created_at)

    assert client.get(reverse("admin:matters_matter_change", args=[matter.pk])).status_code == 200
    assert MatterReading.objects.get().user == chief


def test_matter_cannot_be_changed_here(client, chief):
    matter = MatterFactory(level=Level.OFFICE, title="Overtime call-out")

    answer = client.post(reverse("admin:matters_matter_change", args=[matter.pk]), {"title": "Other", "reason": "x"})

    assert answer.status_code == 403
    assert Matter.objects.get().title == "Overtime call-out"


def hand_over(client, matters, **answers):
    chosen = {"action": "hand_over", "_selected_action": [matter.pk for matter in matters]}
    return client.post("/admin/matters/matter/", {**chosen, **answers}, follow=True)


def test_matter_is_handed_over_with_a_reason(client, chief):
    matter = MatterFactory(level=Level.OFFICE)
    heir = UserFactory(role=Role.SPECIALIST)

    assert "say why" in hand_over(client, [matter], owner=heir.pk).text
    hand_over(client, [matter], owner=heir.pk, reason="Leave from June")

    matter.refresh_from_db()
    assert matter.owner == heir
    assert [event.verb for event in matter.events.all()] == ["matter.assigned"]
    assert LogEntry.objects.get().change_message.endswith("Reason: Leave from June")


def test_the_new_owner_is_told_of_the_hand_over(client, chief):
    matter, heir = MatterFactory(level=Level.OFFICE), UserFactory(role=Role.SPECIALIST)
    hand_over(client, [matter], owner=heir.pk, reason="Leave from June")
    assert Notice.objects.get(matter=matter).recipient == heir


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ATTORNEY])
def test_a_matter_is_handed_over_only_to_who_works_cases(client, chief, role):
    matter = MatterFactory(level=Level.OFFICE)
    hand_over(client, [matter], owner=UserFactory(role=role).pk, reason="Leave")
    matter.refresh_from_db()
    assert matter.owner is None


def test_hidden_matter_is_not_handed_over(client, chief):
    hidden = MatterFactory(level=Level.RESTRICTED)

    hand_over(client, [hidden], owner=UserFactory().pk, reason="Leave")

    hidden.refresh_from_db()
    assert hidden.owner is None


def new_person(client, **answers):
    answers = {
        "email": "Sam@Rivermont.example", "name": "Sam Hale", "role": Role.SPECIALIST, "is_active": "on",
        "digest_time": "07:30", "reason": "Starts Monday", **answers,
    }  # fmt: skip
    return client.post("/admin/users/user/add/", answers)


def test_new_person_may_ask_for_a_password_at_once(client, chief):
    new_person(client)

    sam = User.objects.get(name="Sam Hale")
    assert sam.email == "sam@rivermont.example"
    assert not sam.has_usable_password()
    assert list(EmailAddress.objects.filter(user=sam).values_list("email", "verified", "primary")) == [
        ("sam@rivermont.example", True, True)
    ]


def test_last_chief_stays(client, chief):
    url = reverse("admin:users_user_change", args=[chief.pk])
    answers = {
        "email": chief.email, "name": chief.name, "role": Role.SPECIALIST, "is_active": "on",
        "digest_time": "07:30", "reason": "x",
    }  # fmt: skip

    assert "Name another active chief first" in client.post(url, answers).text
    chief.refresh_from_db()
    assert chief.role == Role.CHIEF


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_admin_holds_in_a_real_browser(live):
    live.sign_in(UserFactory(role=Role.CHIEF))
    fire = DepartmentFactory()
    for address in ("/admin/", "/admin/workforce/department/", "/admin/matters/matter/", "/admin/users/user/add/"):
        page = live.open(address)
        assert page.get_by_role("link", name="Back to the Desk").is_visible()
    page = live.open(f"/admin/workforce/department/{fire.pk}/change/")
    page.fill("[name=head_title]", "Fire Chief")
    page.fill("[name=reason]", "New title")
    page.click("[name=_save]")
    page.get_by_text("was changed successfully").wait_for()


def test_the_admin_asks_for_a_second_step_where_the_office_requires_it(client, chief, settings):
    settings.REQUIRE_ADMIN_MFA = True
    assert client.get("/admin/")["Location"] == reverse("mfa_activate_totp")
    Authenticator.objects.create(user=chief, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/admin/").status_code == 200
