"""What the pages of an adoption's closed side say of who reads it is who reads it."""

import pytest

from agreements.queries.closed_side import readers_of
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.users.permissions import Role
from tests.agreements.adopting import AT, opened
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_tabled", [True, False])
def test_the_words_name_those_who_read_it(client, is_tabled):
    adoption = opened(None if is_tabled else UserFactory(role=Role.SPECIALIST), is_tabled=is_tabled)
    chief, other = (UserFactory(role=role) for role in (Role.CHIEF, Role.SPECIALIST))
    for person in (chief, other):
        grant_access(matter_id=adoption.pk, user=person, reason="test", by=adoption.owner, at=AT)
    client.force_login(adoption.owner)
    top = f"/adoptions/{adoption.reference}/closed-session/"
    said = "".join(client.get(path).content.decode() for path in (top, f"{top}readers/"))
    if is_tabled:  # nobody holds a mandate, and the owner alone sits where the first is recorded
        assert readers_of(adoption) == [adoption.owner]
        assert "Read by who holds the mandate, as long as nobody does who may record the first, and who was let" in said
        assert "Whoever holds the mandate of its table reads it" in said
        assert adoption.negotiation.reference not in said, "whoever was let in may not know of the table"
    else:
        assert set(readers_of(adoption)) == {adoption.owner, chief}
        assert "Read by who answers for the adoption, a chief named on it, and who was let in by name." in said
        assert f"{adoption.owner} answers for the adoption and reads it, and so does a chief who is named on it" in said
