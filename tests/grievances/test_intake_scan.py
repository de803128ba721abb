"""The scan of a grievance form whose store is out of order."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from labor_office.core.documents.models import Document
from labor_office.core.users.permissions import Role
from tests.factories.grievances import unit_with_procedure
from tests.factories.users import UserFactory
from tests.grievances.test_intake import NEW, fitter, paper

pytestmark = pytest.mark.django_db


def test_a_scan_that_was_not_stored_is_named_and_kept_on_the_second_press(client, settings, tmp_path):
    client.force_login(UserFactory(role=Role.SPECIALIST))
    fitter(unit_with_procedure())
    blocked = tmp_path / "not-a-folder"
    blocked.write_text("a file stands where the store should be")
    good = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = blocked
    form = paper()
    said = client.post(NEW, form | {"scan": SimpleUploadedFile("form.txt", b"Form of Local 1840")}, follow=True)
    assert "The scan could not be kept. Add it to G-2026-0001 under Documents." in said.content.decode()
    assert not Document.objects.exists()
    settings.MEDIA_ROOT = good
    for _ in range(2):
        client.post(NEW, form | {"scan": SimpleUploadedFile("form.txt", b"Form of Local 1840")})
    assert Document.objects.get().matter.reference == "G-2026-0001"
