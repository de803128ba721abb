"""The last week of a calendar, and the first of a year whose holidays nobody has entered."""

from datetime import UTC, date, datetime

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from agreements.models.text import ArticleVersion
from grievances.queries.letter_facts import timeliness_words
from grievances.rules.vocabulary import Timeliness
from labor_office.core.deadlines.actions.calendars import Closing, publish_year
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.matters.models.record import Request
from tests.factories.deadlines import calendar
from tests.factories.grievances import filed
from tests.factories.matters import RequestFactory
from tests.grievances.walks import decided, noon, unit_with_language

pytestmark = pytest.mark.django_db
FILED_ON = date(2026, 12, 8)


@pytest.fixture
def office():
    """The City's calendar, which ends with 2026."""
    made = calendar()
    Calendar.objects.filter(pk=made.pk).update(is_office=True)
    return made


@pytest.fixture
def grievance(client, office):
    """Its Step 1 decision is due Thu, Dec 17, and records were asked for the day it was filed."""
    unit = unit_with_language(on=office)
    ArticleVersion.objects.update(in_force=DateRange(date(2023, 7, 1), date(2027, 7, 1)))
    found = filed(
        unit=unit, event_on=date(2026, 12, 7), received_on=FILED_ON, today=FILED_ON,
        at=noon(FILED_ON), articles=["14.3"],
    )  # fmt: skip
    RequestFactory(matter=found, asked_on=FILED_ON, asked_of="Water Utilities")
    client.force_login(found.owner)
    return found


@pytest.fixture
def on(settings):
    """Live on a given day."""

    def move(day):
        settings.CLOCK_OFFSET = datetime(day.year, day.month, day.day, 15, tzinfo=UTC) - timezone.now()

    return move


def pages(grievance):
    kept = [reverse(f"grievances:{page}", args=[grievance.reference]) for page in ("detail", "deadlines", "peek")]
    return ["/desk/", reverse("deadlines:register"), reverse("deadlines:agenda"), reverse("grievances:list"), *kept]


@pytest.mark.parametrize("day", [date(2026, 12, 29), date(2027, 1, 5)])
def test_every_page_answers_past_the_calendar_and_counts_nothing_it_cannot(client, grievance, on, day):
    on(day)

    answers = {path: client.get(path) for path in pages(grievance)}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)
    words = [row.standing.word for group in answers["/desk/"].context["board"].groups for row in group.rows]
    assert words == (["Overdue"] if day.year == 2027 else ["Overdue 7 working days"])
    assert "working days this week" not in answers["/desk/"].content.decode()


def test_lateness_is_counted_by_the_calendar_as_published_now(client, grievance, office, on):
    version = grievance.deadlines.get(code="2").calendar_version_id
    today = date(2027, 1, 5)
    on(today)
    publish_year(
        calendar_id=office.pk, year=2027, closed=[Closing(date(2027, 1, 1), "New Year's Day")], by=grievance.owner,
        at=noon(today), today=today,
    )  # fmt: skip

    answers = {path: client.get(path).content.decode() for path in pages(grievance)}

    assert grievance.deadlines.get(code="2").calendar_version_id == version
    assert {path for path, text in answers.items() if "verdue 11 working days" not in text} <= {
        reverse("deadlines:agenda")  # shows this month only
    }


def test_waiting_on_others_drops_the_count_and_keeps_the_day(client, grievance, on):
    on(date(2027, 1, 5))

    waiting = client.get("/desk/").context["board"].waiting

    assert [(item.days, item.words.partition(". ")[2]) for item in waiting] == [(None, "Waiting since Tue, Dec 8")]
    assert "Waiting" in client.get(grievance.get_absolute_url()).content.decode()


def test_a_reminder_can_be_sent_past_the_calendar(client, grievance, on):
    on(date(2027, 1, 5))
    asked = Request.objects.get(matter=grievance, kind=Request.Kind.RECORDS)

    client.post(reverse("grievances:nudge", args=[grievance.reference, asked.pk]))

    asked.refresh_from_db()
    assert asked.nudge_count == 1


def test_a_decision_issued_past_the_calendar_is_late_without_a_number(grievance):
    decided(grievance, on=date(2027, 1, 5))

    said = grievance.events.get(verb="grievance.step_decided")
    assert str(said).endswith("Denied, issued late, by working days that no calendar counts yet")
    assert said.details["days_late"] is None


def test_a_filing_judged_past_the_calendar_is_late_without_a_number(grievance):
    late = filed(
        unit=grievance.unit, event_on=date(2026, 12, 7), received_on=date(2027, 1, 5), today=date(2027, 1, 5),
        at=noon(date(2027, 1, 5)), lateness=Timeliness.DISPUTED,
    )  # fmt: skip

    assert (late.timeliness, late.days_late) == (Timeliness.DISPUTED, None)
    assert timeliness_words(late).startswith("Filed late. ")
    assert "cannot be counted until" in str(late.events.get(verb="grievance.filed"))


def test_what_was_promised_last_year_is_a_risk_that_names_no_number(client, grievance, on):
    on(date(2027, 1, 5))
    Request.objects.filter(matter=grievance, asked_of="Water Utilities").update(due_on=date(2026, 12, 30))

    risks = client.get("/desk/").context["board"].at_risk

    assert [risk.reason.partition(". ")[2] for risk in risks] == ["How many working days ago cannot be counted yet."]
