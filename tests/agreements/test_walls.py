"""What a person who is shut out, or has not the permission, learns by the side doors: mail, search, paper, origin."""

from datetime import timedelta

import pytest

from agreements.actions import publishing
from agreements.queries.interpretations import who_is_told
from labor_office.core.matters.actions.access import shut_out
from labor_office.core.notices.messages.opinions import ReadingInQuestion, ReadingPublished
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.agreements import readings as R
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def walled_off(matter, person):
    """Shut ``person`` out of ``matter``."""
    shut_out(matter_id=matter.pk, user=person, reason="Named in it.", by=None, at=R.AT)
    return person


def test_whoever_is_shut_out_of_a_reading_is_not_told_of_it():
    reading = R.cleared()
    out, inside = walled_off(reading, UserFactory(role=Role.ANALYST)), UserFactory(role=Role.ANALYST)
    told = {one.user.pk for one in who_is_told(reading, but=R.a_chief())}
    assert inside.pk in told
    assert out.pk not in told


def test_whoever_is_shut_out_after_publication_hears_no_more():
    out, chief = UserFactory(role=Role.ANALYST), R.a_chief()
    reading = R.published()
    walled_off(reading, out)
    walled_off(reading, chief)
    later = R.AT + timedelta(days=1)
    articles = [one.article for one in reading.sections.select_related("article")]
    publishing.mark_for_review(articles=articles, because="The section was amended.", by=None, at=later)
    told = set(Notice.objects.filter(template=ReadingInQuestion.template).values_list("recipient", flat=True))
    assert told
    assert not told & {out.pk, chief.pk}


@pytest.mark.parametrize("message", [ReadingPublished, ReadingInQuestion])
def test_a_reading_does_not_go_to_a_backup_who_was_never_chosen(message):
    assert not message.follows_backup
