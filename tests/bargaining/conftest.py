"""A table with one issue, opened by the chief, who holds an authority that carries it."""

from datetime import date

import pytest

from bargaining.actions import negotiations
from bargaining.rules.vocabulary import Form
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import authorize
from tests.bargaining.table import AT
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory


@pytest.fixture
def chief(db):
    """The chief, who sits as chief spokesperson."""
    return UserFactory(role=Role.CHIEF)


@pytest.fixture
def negotiation(chief):
    """Open, with wages on the board."""
    opened = negotiations.open_negotiation(
        unit=BargainingUnitFactory(), form=Form.SUCCESSOR, title="Successor", by=chief, at=AT, today=date(2026, 2, 2)
    )
    negotiations.add_issue(negotiation_id=opened.pk, number="22", title="Wages", is_economic=True, by=chief, at=AT)
    authorize(opened, chief, term="1000000000")
    return opened
