"""Who may open what: seen by the chief, changed after a check, never past a wall."""

import pytest

from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterExclusion, MatterReading
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import PersonEvent
from labor_office.core.users.permissions import Permission, Role
from labor_office.desk.people.queries.audit import Question, entries
from labor_office.desk.people.rules.oversight import PERMISSION_WORDS, AuditKind
from tests.factories.matters import MatterAccessFactory, MatterEventFactory, MatterExclusionFactory, MatterFactory
from tests.factories.users import UserFactory


@pytest.fixture
def chief(client, db):
    """The chief, signed in."""
    user = UserFactory(role=Role.CHIEF, name="Marta Ostrander")
    client.force_login(user)
    return user


@pytest.fixture
def closed(chief) -> Matter:
    """A closed matter on which the chief and one other are named."""
    matter = MatterFactory(level=Level.RESTRICTED, reference="G-2026-0042")
    MatterAccessFactory(matter=matter, user=chief)
    MatterAccessFactory(matter=matter, user=UserFactory(name="Dana Whitfield"))
    return matter


def test_access_is_for_the_chief_and_audit_for_the_attorney_too(client, db):
    found, paths = {}, ["/access/", "/access/roles/", "/access/see-as/", "/audit/"]
    for role in Role:
        client.force_login(UserFactory(role=role))
        found[role] = [client.get(path).status_code for path in paths]
    assert found.pop(Role.CHIEF) == [200, 200, 200, 200]
    assert found.pop(Role.ATTORNEY) == [403, 403, 403, 200]
    assert found == {role: [403] * 4 for role in found}


def test_access_lists_closed_matters_within_the_chiefs_own_walls(client, chief, closed):
    walled = MatterFactory(level=Level.RESTRICTED)
    MatterAccessFactory(matter=walled, user=chief)
    MatterExclusionFactory(matter=walled, user=chief)
    MatterFactory(level=Level.RESTRICTED)
    MatterFactory(level=Level.OFFICE)

    assert list(client.get("/access/").context["page"].rows) == [closed]


def test_access_asks_a_constant_number_of_questions(client, chief, django_assert_max_num_queries):
    client.get("/access/")
    for more in (1, 2):
        for _ in range(more):
            MatterAccessFactory(matter=MatterFactory(level=Level.RESTRICTED, owner=UserFactory()), user=chief)

        with django_assert_max_num_queries(8):
            client.get("/access/")


def test_giving_access_is_checked_first_and_done_once_confirmed(client, chief, closed):
    person = UserFactory()
    answers = {"person": person.pk, "reason": "Second chair."}

    check = client.post("/access/G-2026-0042/give/", answers)
    assert "Check before you go on" in check.content.decode()
    assert not MatterAccess.objects.filter(user=person).exists()
    client.post("/access/G-2026-0042/give/", answers | {"confirmed": "1"})

    grant = MatterAccess.objects.get(user=person)
    assert (grant.matter_id, grant.reason, grant.granted_by) == (closed.pk, "Second chair.", chief)
    assert closed.events.get().verb == "access.granted"


@pytest.mark.parametrize("change", ["take", "shut-out"])
def test_the_last_reader_stays(client, chief, change):
    matter = MatterFactory(level=Level.RESTRICTED, reference="G-2026-0050")
    MatterAccessFactory(matter=matter, user=chief)

    answer = client.post(
        f"/access/G-2026-0050/{change}/", {"person": chief.pk, "reason": "Named in it.", "confirmed": "1"}
    )

    assert answer.status_code == 422
    assert "nobody could open G-2026-0050" in answer.content.decode()
    assert MatterAccess.objects.filter(matter=matter).count() == 1
    assert MatterExclusion.objects.count() == 0


def test_shutting_out_and_letting_back_in(client, chief, closed):
    person = UserFactory()
    answers = {"person": person.pk, "reason": "Decided Step 1.", "confirmed": "1"}

    client.post("/access/G-2026-0042/shut-out/", answers)
    assert MatterExclusion.objects.get(ended_at=None).user == person
    client.post("/access/G-2026-0042/let-back-in/", answers | {"reason": "A mistake of names."})

    assert not MatterExclusion.objects.filter(ended_at=None).exists()


def test_a_matters_readers_are_shown_to_owner_and_chief_alone(client, chief, closed):
    owner, other = UserFactory(), UserFactory()
    Matter.objects.filter(pk=closed.pk).update(owner=owner)
    for user in (owner, other):
        MatterAccessFactory(matter=closed, user=user)
    statuses = {}
    for name, user in {"chief": chief, "owner": owner, "named": other, "stranger": UserFactory()}.items():
        client.force_login(user)
        statuses[name] = client.get("/access/G-2026-0042/").status_code

    assert statuses == {"chief": 200, "owner": 200, "named": 403, "stranger": 404}
    assert set(MatterReading.objects.values_list("user", flat=True)) == {chief.pk, owner.pk}


def test_seeing_as_a_person_counts_nothing_behind_the_chiefs_own_walls_and_is_kept(client, chief, closed):
    person = UserFactory(name="Dana Whitfield")
    MatterAccessFactory(matter=closed, user=person)
    hidden = MatterAccessFactory(matter=MatterFactory(level=Level.RESTRICTED), user=person).matter

    seen = client.post("/access/see-as/", {"person": person.pk}).context["seen"]

    assert Matter.objects.visible_to(person).filter(pk=hidden.pk).exists()
    assert ([matter.pk for matter in seen.matters], seen.total) == ([closed.pk], 1)
    kept = PersonEvent.objects.get()
    assert (kept.actor, kept.subject, kept.verb) == (chief, person, PersonEvent.Verb.LOOKED_AS)


def test_every_permission_has_its_words():
    assert set(PERMISSION_WORDS) == set(Permission)


def test_audit_shows_an_attorney_their_own_matters_alone(client, chief, closed):
    attorney = UserFactory(role=Role.ATTORNEY)
    own = MatterAccessFactory(matter=MatterFactory(), user=attorney).matter
    MatterEventFactory(matter=own, summary="Added a brief")
    MatterEventFactory(matter=closed, summary="Closed to them")
    MatterEventFactory(summary="Open to the office, not theirs")
    client.force_login(attorney)

    lines = [entry.words for request in client.get("/audit/").context["page"].rows for entry in request.entries]

    assert lines == ["Added a brief"]
    assert client.get("/audit/G-2026-0042/").status_code == 404


def test_audit_pages_through_every_line_once(client, chief):
    matter = MatterFactory()
    made = {MatterEventFactory(matter=matter).summary for _ in range(60)}
    found, after = [], ""
    while True:
        page = client.get("/audit/", {"after": after}).context["page"]
        found += [entry.words for request in page.rows for entry in request.entries]
        after = page.next_cursor
        if not after:
            break

    assert (len(found), set(found)) == (60, made)


def test_audit_export_is_kept_and_runs_no_formula(client, chief):
    MatterEventFactory(summary="=HYPERLINK(1)", matter=MatterFactory(reference="G-2026-0077"))

    sheet = client.post("/audit/export/", {"reference": "g-2026-0077"}).content.decode()

    assert "'=HYPERLINK(1)" in sheet
    assert "taken by Marta Ostrander" in sheet
    assert PersonEvent.objects.get().summary == "Exported the audit, Matter: not kept"
    # While the other side looks on, what is of no matter is not there: a list may bear another union's name.
    for chief.is_looked_on, left in ((False, 1), (True, 0)):
        assert len(list(entries(Question(kind=AuditKind.EXPORT), user=chief))) == left


def test_row_history_shows_old_and_new_in_words(client, chief, closed):
    Matter.objects.filter(pk=closed.pk).update(title="Another title", level=Level.PRIVILEGED)

    changes = client.get("/audit/G-2026-0042/").context["changes"]

    fields = {
        (field.field, field.old, field.new) for change in changes if change.act == "changed" for field in change.fields
    }
    assert ("level", "Restricted to named people", "Privileged, attorney work") in fields
    assert ("title", closed.title, "Another title") in fields
