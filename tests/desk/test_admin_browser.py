"""Every form of the admin in a real browser: nothing that the content policy refuses."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_form_keeps_to_the_content_policy(live, settings):
    settings.REQUIRE_ADMIN_MFA = False
    chief = UserFactory(role=Role.CHIEF)
    live.sign_in(chief)
    request = RequestFactory().get("/")
    request.user = chief
    looked = 0
    for model in apps.get_models():
        if not admin.site.is_registered(model) or not admin.site.get_model_admin(model).has_add_permission(request):
            continue
        live.open(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
        looked += 1
    live.page.wait_for_load_state("networkidle")
    assert looked > 3
    assert live.problems == []
