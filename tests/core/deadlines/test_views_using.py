"""Who may put a procedure to use, and what a file's procedure then governs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
FILE = Path("labor_office/desk/demo/procedures.toml")


@pytest.fixture
def procedure():
    chief = UserFactory(role=Role.CHIEF)
    load_procedures(text=FILE.read_text(), by=chief, at=datetime(2026, 6, 1, 12, tzinfo=UTC))
    return Procedure.objects.get(slug="police-grievance")


def test_the_page_is_the_chiefs_who_puts_a_loaded_procedure_to_use_for_a_unit(client, procedure):
    page, unit = f"/procedures/{procedure.slug}/versions/1/use/", BargainingUnitFactory()
    for role, status in ((Role.SPECIALIST, 403), (Role.LIAISON, 403), (Role.CHIEF, 200)):
        client.force_login(UserFactory(role=role))
        assert (role, client.get(page).status_code) == (role, status)

    response = client.post(page, {"title": "", "matter_kind": "nothing"})
    procedure.refresh_from_db()
    assert response.status_code == 422
    assert procedure.unit is None

    given = {"title": "Police", "matter_kind": "grievance", "unit": unit.pk, "calendar": procedure.calendar_id}
    response = client.post(page, given)
    procedure.refresh_from_db()
    assert response.status_code == 302
    assert (procedure.title, procedure.unit) == ("Police", unit)
