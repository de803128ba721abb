"""The same city as the acceptance scenarios'."""

from tests.acceptance.conftest import morning_of_june_15  # noqa: F401 -- a fixture is found by its name here
