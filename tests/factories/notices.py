"""Notices, promised for the morning of the demo day."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.notices.messages.deadlines import DeadlineReminder, Reason
from labor_office.core.notices.messages.parts import Act
from labor_office.core.notices.models import Notice, NoticePreference
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

PROMISED_AT = datetime(2026, 6, 15, 11, 25, tzinfo=UTC)
MORNING = datetime(2026, 6, 15, 11, 30, tzinfo=UTC)  # 7:30 a.m. in Rivermont


def act_of(matter, **changes):
    """The Step 2 decision of ``matter``, due Tuesday, June 23."""
    facts = {
        "matter": matter.pk,
        "reference": matter.reference,
        "path": f"/grievances/{matter.reference}/",
        "act": "Step 2 decision",
        "task": "Issue the Step 2 decision",
        "due_on": date(2026, 6, 23),
        "due_time": "5:00 p.m.",
        "unit": "Labor and Trades",
    }
    return Act(**facts | changes)


def reminder_of(matter, **changes):
    """Five working days before it."""
    return DeadlineReminder(
        act=act_of(matter, **changes),
        days_left=5,
        reasons=(
            Reason(text="10 working days after the Step 2 meeting held Wed, Jun 3", leads_to="Wed, Jun 17"),
            Reason(text="plus 3 working days agreed in writing on Fri, Jun 12", leads_to="Tue, Jun 23"),
        ),
        not_counted="weekends, Juneteenth (Jun 19)",
        rule="Art. 11, section 11.5(b)",
        consequence="the union may move the grievance to Step 3 as if denied (11.8).",
        still_open=("call-out log from Water Utilities (asked Jun 5)",),
    )


class NoticeFactory(DjangoModelFactory[Notice]):
    """A reminder to someone about a matter open to the office, due for sending on the demo morning."""

    class Meta:
        model = Notice

    key = factory.Sequence(lambda n: f"deadline-{n}-2026-06-23-5")
    template = "deadline_reminder"
    recipient = factory.SubFactory(UserFactory)
    matter = factory.SubFactory(MatterFactory)
    context = factory.LazyAttribute(lambda notice: reminder_of(notice.matter).to_context())
    why = "you are the owner"
    promised_at = PROMISED_AT
    not_before = MORNING


class NoticePreferenceFactory(DjangoModelFactory[NoticePreference]):
    class Meta:
        model = NoticePreference

    user = factory.SubFactory(UserFactory)
