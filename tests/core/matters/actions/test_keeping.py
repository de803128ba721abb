"""Meetings, closing, drafts and saved views."""

from datetime import date

import pytest

from labor_office.core.matters.actions import closing, drafts, meetings, saved_views
from labor_office.core.matters.models.record import FormDraft, SavedView
from tests.factories.matters import OPENED_AT, MatterFactory, MeetingFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

HELD_ON = date(2026, 6, 3)


def test_a_meeting_is_planned_then_held_once():
    matter, by = MatterFactory(), UserFactory()
    meeting = meetings.schedule_meeting(matter_id=matter.pk, title="Step 2 meeting", on=HELD_ON, by=by, at=OPENED_AT)
    meetings.hold_meeting(meeting_id=meeting.pk, held_on=HELD_ON, minutes="They spoke.", by=by, at=OPENED_AT)
    with pytest.raises(meetings.MeetingOver, match="was held on Wed, Jun 3, 2026"):
        meetings.cancel_meeting(meeting_id=meeting.pk, by=by, at=OPENED_AT)
    assert [str(event) for event in matter.events.order_by("pk")] == [
        "Step 2 meeting set for Wed, Jun 3", "Step 2 meeting held",
    ]  # fmt: skip


def test_a_meeting_called_off_is_not_held():
    meeting = MeetingFactory()
    meetings.cancel_meeting(meeting_id=meeting.pk, by=meeting.owner, at=OPENED_AT)
    with pytest.raises(meetings.MeetingOver, match="was called off"):
        meetings.hold_meeting(meeting_id=meeting.pk, held_on=HELD_ON, by=meeting.owner, at=OPENED_AT)


def close(matter, on=HELD_ON):
    return closing.close_matter(matter_id=matter.pk, closed_on=on, why="Settled.", by=UserFactory(), at=OPENED_AT)


def test_a_matter_closes_once_and_can_be_reopened():
    matter = MatterFactory(next_due_on=HELD_ON)
    close(matter)
    matter.refresh_from_db()
    assert (matter.closed_on, matter.next_due_on) == (HELD_ON, None)
    with pytest.raises(closing.AlreadyClosed):
        close(matter)
    again = closing.reopen_matter(matter_id=matter.pk, reason="New facts.", by=UserFactory(), at=OPENED_AT)
    assert again.is_open


def test_a_matter_does_not_close_before_it_opened():
    with pytest.raises(closing.ClosesBeforeItOpened):
        close(MatterFactory(), on=date(2026, 5, 13))


def test_a_draft_is_kept_per_person_and_form():
    author, other = UserFactory(), UserFactory()
    for text in ("Half a", "Half a decision"):
        values = {"reasons": text, "csrfmiddlewaretoken": "x"}
        drafts.save_draft(user=author, key="letter:3", values=values, at=OPENED_AT)
    drafts.discard_draft(user=other, key="letter:3")
    assert [draft.values for draft in FormDraft.objects.all()] == [{"reasons": "Half a decision"}]
    drafts.discard_draft(user=author, key="letter:3")
    assert not FormDraft.objects.exists()


def test_a_draft_has_an_end():
    with pytest.raises(drafts.DraftTooLong):
        drafts.save_draft(user=UserFactory(), key="x", values={"a": "b" * 200_001}, at=OPENED_AT)


def test_saved_views_are_replaced_by_name_and_one_is_the_default():
    user = UserFactory()
    first = saved_views.save_view(user=user, page="grievances", name="Mine", query="owner=me")
    again = saved_views.save_view(user=user, page="grievances", name="Mine", query="owner=me&state=open")
    other = saved_views.save_view(user=user, page="grievances", name="Fire", query="unit=fire")
    assert first == again
    for view in (first, other):
        saved_views.set_default(user=user, page="grievances", view_id=view.pk)
    assert [view.name for view in SavedView.objects.filter(is_default=True)] == ["Fire"]


def test_a_shared_view_goes_only_by_who_may_share():
    user = UserFactory()
    shared = saved_views.save_view(user=user, page="grievances", name="All", query="", is_shared=True)
    with pytest.raises(saved_views.SharedByChief):
        saved_views.delete_view(user=user, view_id=shared.pk)
    own = saved_views.save_view(user=UserFactory(), page="grievances", name="Theirs", query="")
    with pytest.raises(SavedView.DoesNotExist):
        saved_views.delete_view(user=user, view_id=own.pk)
    saved_views.delete_view(user=user, view_id=shared.pk, may_share=True)
    assert not SavedView.objects.filter(name="All").exists()
