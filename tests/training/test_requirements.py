"""Requirements are previewed without a trace, revised from a day on, and say what they ask in a sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from labor_office.core.users.permissions import Role
from tests.each import each
from tests.factories.agreements import ArticleFactory
from tests.factories.training import CourseFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory
from tests.training.city import AT, TODAY, at_work, completed, duty_of, office_calendar, supervised_by
from training.actions import reminding
from training.actions import requirements as actions
from training.models.duties import DueDate, Duty
from training.models.reports import Reminder
from training.models.requirements import Requirement
from training.queries.rules import sentence_of
from training.rules.sentence import Rule, sentence
from training.rules.standing import cell
from training.rules.vocabulary import DutyState, ExemptionKind, Trigger, Who


def a_text(**changes):
    """Supervisors, 60 days after promotion, every 24 months."""
    return {
        "starts_on": date(2026, 1, 1), "who": Who.SUPERVISORS, "units": (), "departments": (), "classifications": (),
        "trigger": Trigger.PROMOTED, "agreement_unit": None, "fixed_on": None, "due_amount": 60,
        "due_unit": "calendar_days", "counts_from_days": None, "repeat_months": 24, "window_days": 90,
        "courses": (), "equivalents": (),
    } | changes  # fmt: skip


@pytest.fixture
def trainer(db):
    office_calendar()
    return UserFactory(role=Role.TRAINER)


@pytest.fixture
def fire(trainer):
    """Two leads in Fire, each with somebody who reports to them."""
    fire = DepartmentFactory(name="Fire")
    leads = [at_work(department=fire) for _ in range(2)]
    for lead in leads:
        lead.email = f"lead.{lead.pk}@rivermont.example"
        lead.save(update_fields=["email"])
        supervised_by(lead, department=fire)
    return {"department": fire, "leads": leads, "course": CourseFactory(title="Grievance basics")}


def test_a_preview_counts_and_leaves_nothing(trainer, fire):
    text = a_text(courses=[fire["course"]], departments=[fire["department"]])
    preview = actions.preview_requirement(requirement=None, by=trainer, at=AT, today=TODAY, **text)
    assert (preview.people, preview.overdue, preview.done) == (2, 2, 0)
    nobody = actions.preview_requirement(
        requirement=None, by=trainer, at=AT, today=TODAY, **text | {"departments": [DepartmentFactory()]}
    )
    assert nobody.people == 0
    assert not (Requirement.objects.exists())
    assert not (Duty.objects.exists())
    assert not (DueDate.objects.exists())


def test_a_revision_holds_from_its_day_and_what_was_done_stays(trainer, fire):
    text = a_text(courses=[fire["course"]], departments=[fire["department"]])
    made = actions.add_requirement(
        code="RQ", title="Basics", basis="", article=None, by=trainer, at=AT, today=TODAY, **text
    )
    first = made.versions.get()
    assert sentence_of(first) == (
        "Supervisors in Fire must complete Grievance basics within 60 days of promotion and every 24 months."
    )
    completed(fire["leads"][0], first, date(2026, 2, 2))
    with pytest.raises(actions.BeginsTooEarly):
        actions.revise_requirement(requirement_id=made.pk, basis="", by=trainer, at=AT, today=TODAY, **text)
    second = actions.revise_requirement(
        requirement_id=made.pk, basis="", by=trainer, at=AT, today=TODAY,
        **text | {"starts_on": TODAY, "due_amount": 200},
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.ends_on, second.number) == (TODAY - timedelta(days=1), 2)
    assert duty_of(fire["leads"][0], second).state == DutyState.DONE
    # 200 days from the first day of the requirement, not of its second rule.
    assert duty_of(fire["leads"][1], second).due_on == date(2026, 7, 20)


def test_reminded_once_however_often_it_is_pressed(client, settings, trainer, fire):
    text = a_text(courses=[fire["course"]], departments=[fire["department"]])
    actions.add_requirement(code="RQ", title="Basics", basis="", article=None, by=trainer, at=AT, today=TODAY, **text)
    leads = [lead.pk for lead in fire["leads"]]
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)
    client.force_login(trainer)
    people = "/training/compliance/people/"
    assert "Remind overdue" in client.get(people).content.decode()
    first = reminding.remind_overdue(employees=leads, by=trainer, at=AT, today=TODAY)
    second = reminding.remind_overdue(employees=leads, by=trainer, at=AT, today=TODAY)
    assert (first.reminded, second.reminded, second.passed_over) == (2, 0, 2)
    assert Reminder.objects.count() == 2
    page = client.get(people).content.decode()
    assert f"by {trainer.short_name}; 2 overdue" in page
    assert "Remind overdue" not in page


def test_what_falls_due_on_one_day_is_told_once_whatever_else_comes_to_be_owed(trainer, fire):
    for code, amount in (("ONE", 30), ("TWO", 33)):
        actions.add_requirement(
            code=code, title=code, basis="", article=None, by=trainer, at=AT, today=TODAY,
            **a_text(departments=[fire["department"]], starts_on=TODAY, trigger=Trigger.HIRED, due_amount=amount),
        )  # fmt: skip
    owed = Duty.objects.filter(employee=fire["leads"][0]).order_by("due_on")
    assert [duty.due_on for duty in owed] == [date(2026, 7, 15), date(2026, 7, 20)]
    told = [
        reminding.remind_by_the_calendar(today=date(2026, 6, day), at=AT + timedelta(days=day - 15))
        for day in (16, 16, 17, 20, 21, 23)
    ]
    # Both leads, once for each of the two days; no Monday among them but the overdue list, which is empty.
    assert told == [2, 0, 0, 2, 0, 0]


@each(
    ("rule", "said"),
    [
        (
            Rule(Who.REPRESENTED, ["Your agreement"], Trigger.HIRED, 30, "business_days", units=["Police"]),
            (
                "Employees in a bargaining unit of the Police unit must complete Your agreement within 30 "
                "working days of being hired."
            ),
        ),
        (
            Rule(Who.EVERYONE, ["A", "B"], Trigger.AGREEMENT, -1, "calendar_days", agreement_unit="Police"),
            "Every employee must complete A or B at least 1 day before the day a new Police agreement takes effect.",
        ),
        (
            Rule(Who.NAMED, ["A"], Trigger.FIXED_DAY, 0, "calendar_days", fixed_on=date(2026, 7, 1)),
            "People named one by one must complete A by July 1, 2026.",
        ),
    ],
)
def test_a_rule_is_one_sentence(rule, said):
    assert sentence(rule) == said


@each(
    ("state", "due_on", "done_on", "freed", "word"),
    [
        (DutyState.DONE, None, date(2026, 3, 9), None, "Done Mar 2026"),
        (DutyState.OWED, date(2026, 7, 1), None, None, "Due Jul 1"),
        (DutyState.OWED, date(2027, 1, 4), None, None, "Due Jan 4, 2027"),
        (DutyState.OWED, date(2026, 6, 15), None, None, "Due Jun 15"),
        (DutyState.OWED, date(2026, 6, 14), None, None, "Overdue 1 day"),
        (DutyState.OWED, date(2026, 6, 3), None, None, "Overdue 12 days"),
        (DutyState.OWED, None, None, None, "Needs a date"),
        (DutyState.EXEMPT, None, None, ExemptionKind.EXEMPT, "Exempt"),
        (DutyState.EXEMPT, None, None, ExemptionKind.ON_LEAVE, "On leave"),
    ],
)
def test_a_cell_is_a_word_and_a_date(state, due_on, done_on, freed, word):
    assert cell(state, due_on=due_on, done_on=done_on, today=TODAY, exemption=freed).word == word


def test_of_a_day_that_cannot_be_read_nothing_is_answered(client, trainer, fire):
    client.force_login(trainer)
    lead, unit = fire["leads"][0], ArticleFactory(number="14").unit
    asked = {"q": lead.number, "unit": unit.slug, "article": "14", "on": "someday"}
    page = client.get(reverse("training:asked"), asked).content.decode()
    assert "Enter a date, for example" in page
    assert not [words for words in ("No such article", "No proof.", "Enter the person") if words in page]
    assert "No proof." in client.get(reverse("training:asked"), asked | {"on": "6/1/2026"}).content.decode()
