"""My notices, the outbox, the settings: who finds what, in how many queries."""

from datetime import timedelta

import pytest

from labor_office.core.matters.rules import Level
from labor_office.core.notices.messages.digests import Digest
from labor_office.core.notices.models import NoticeState
from labor_office.core.notices.queries import unread_count
from labor_office.core.users.permissions import Role
from tests.core.notices.inbox import SENT, headlines
from tests.factories.matters import MatterFactory
from tests.factories.notices import MORNING, NoticeFactory, act_of
from tests.factories.users import UserFactory


def test_my_list_is_mine_unread_first(client, chief):
    matter = MatterFactory()
    read = NoticeFactory(recipient=chief, matter=matter, read_at=MORNING, **SENT | {"subject": "Read"})
    older = {"promised_at": MORNING - timedelta(days=1)}
    NoticeFactory(recipient=chief, matter=matter, **SENT | {"subject": "Older, unread"} | older)
    NoticeFactory(matter=matter, **SENT)
    NoticeFactory(recipient=chief, matter=matter)  # not yet told

    response = client.get("/notices/")

    assert headlines(response) == ["Older, unread", read.subject]
    assert unread_count(chief) == 1
    assert headlines(client.get("/notices/?show=unread")) == ["Older, unread"]


def test_a_notice_of_a_matter_i_may_no_longer_read_is_gone(client, chief):
    NoticeFactory(recipient=chief, matter=MatterFactory(level=Level.RESTRICTED), **SENT)
    notice = NoticeFactory(recipient=chief, matter=MatterFactory(level=Level.RESTRICTED), **SENT)

    assert headlines(client.get("/notices/")) == []
    assert unread_count(chief) == 0
    assert client.get(f"/notices/{notice.pk}/").status_code == 404


def test_opening_a_notice_reads_it_and_goes_to_the_act(client, chief):
    notice = NoticeFactory(recipient=chief, **SENT)

    response = client.get(f"/notices/{notice.pk}/")

    assert response["Location"] == f"/grievances/{notice.matter.reference}/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_another_persons_notice_is_not_found(client, chief):
    notice = NoticeFactory(**SENT)
    assert client.get(f"/notices/{notice.pk}/").status_code == 404
    assert client.post(f"/notices/{notice.pk}/read/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_read_answers_htmx_with_the_row_and_a_browser_with_the_list(client, chief):
    one, two = (NoticeFactory(recipient=chief, **SENT) for _ in range(2))

    fragment = client.post(f"/notices/{one.pk}/read/", headers={"HX-Request": "true"})
    assert fragment.content.strip().startswith(f'<tr id="notice-{one.pk}">'.encode())
    assert b"Mark as read" not in fragment.content
    assert client.post(f"/notices/{two.pk}/read/")["Location"] == "/notices/"
    assert unread_count(chief) == 0


def test_everything_is_marked_read_at_once(client, chief):
    NoticeFactory(recipient=chief, **SENT)
    other = NoticeFactory(**SENT)

    assert b"1 notice marked as read." in client.post("/notices/read/", follow=True).content
    other.refresh_from_db()
    assert other.read_at is None


@pytest.mark.parametrize("path", ["/notices/", "/outbox/"])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_a_constant_number_of_queries(client, chief, count, path, django_assert_num_queries):
    for _ in range(count):
        NoticeFactory(recipient=chief, state=NoticeState.PROMISED, error="The mail server does not answer: refused")
    client.get(path)  # the session and the count of the header are warm
    with django_assert_num_queries({"/notices/": 3, "/outbox/": 6}[path]):
        response = client.get(path)
    assert len(response.context["rows"]) == count


def test_the_outbox_is_within_the_walls(client, chief):
    closed = MatterFactory(level=Level.RESTRICTED)
    hidden = NoticeFactory(matter=closed, **SENT)
    shown = NoticeFactory(**SENT)

    assert [row.notice for row in client.get("/outbox/").context["rows"]] == [shown]
    for path in ("", "message/"):
        assert client.get(f"/outbox/{hidden.pk}/{path}").status_code == 404
    assert client.post(f"/outbox/{hidden.pk}/retry/").status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.CHIEF, 200), (Role.RECORDS, 200), (Role.SPECIALIST, 403)])
def test_the_outbox_is_for_those_who_keep_it(client, db, role, status):
    client.force_login(UserFactory(role=role))
    notice = NoticeFactory(**SENT)
    found = [
        client.get(path).status_code for path in ("/outbox/", f"/outbox/{notice.pk}/", f"/outbox/{notice.pk}/message/")
    ]
    assert found == [status] * 3
    assert client.post(f"/outbox/{notice.pk}/retry/").status_code == (302 if status == 200 else 403)


def test_the_outbox_filters(client, chief):
    matter = MatterFactory(reference="G-2026-0042")
    failed = NoticeFactory(matter=matter, state=NoticeState.FAILED, error="550 No such mailbox")
    digest = Digest(on=MORNING.date(), week=(act_of(matter),))
    NoticeFactory(
        template="digest",
        matter=None,
        recipient=UserFactory(name="Pat Osei"),
        context=digest.to_context(),
        **SENT | {"subject": "Mon, Jun 15: 1 this week"},
    )
    found = {
        query: [row.label for row in client.get(f"/outbox/?{query}").context["rows"]]
        for query in (
            "state=FAILED",
            "kind=digest",
            "person=osei",
            "record=g-2026-0042",
            "state=NONSENSE",
            "person=nobody",
        )
    }
    assert found == {
        "state=FAILED": ["Reminder"],
        "kind=digest": ["Morning digest"],
        "person=osei": ["Morning digest"],
        "record=g-2026-0042": ["Reminder"],
        "state=NONSENSE": ["Morning digest", "Reminder"],
        "person=nobody": [],
    }
    assert client.get("/outbox/").context["health"].failed == 1
    assert failed.error.encode() in client.get(f"/outbox/{failed.pk}/").content


def test_a_filter_asked_by_htmx_gets_the_rows_alone(client, chief):
    response = client.get("/outbox/", headers={"HX-Request": "true", "HX-Target": "results"})
    assert response.content.strip().startswith(b'<div id="results">')
