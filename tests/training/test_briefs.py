"""Change briefs: drafted from the redline, assigned with every word kept, read before the day."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from labor_office.core.users.permissions import Role
from tests.agreements.texts import article, continues, in_force, version_of
from tests.each import each
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, at_work, office_calendar, supervised_by
from training.actions.briefs import Audience, BriefRefused, ItemWords, assign_brief, draft_brief, edit_brief, text_of
from training.actions.quizzes import attest
from training.models.duties import Duty
from training.queries.briefs import agreements_without_brief, readers_of
from training.rules.briefs import ItemText, Told, brief_text, first_meaning
from training.rules.vocabulary import Change, DutyState, Who

STARTS = date(2026, 7, 1)


@each(
    ("change", "told", "was", "words"),
    [
        (Change.ADDED, [], "", "This is new."),
        (Change.REMOVED, [], "14 Overtime", "This no longer holds."),
        (Change.MOVED, [], "14 Overtime", "Same words; it was 14 Overtime."),
        (Change.CHANGED, [Told("five days", "seven days")], "", "“five days” becomes “seven days”."),
        (
            Change.CHANGED,
            [Told("only", ""), Told("", "in writing")],
            "",
            "“only” is taken out.\n“in writing” is put in.",
        ),
        (
            Change.CHANGED,
            [Told("a", "b")] * 6,
            "",
            "\n".join(["“a” becomes “b”."] * 4 + ["And 2 more changes of words."]),
        ),
    ],
)
def test_the_first_words_on_a_change(change, told, was, words):
    assert first_meaning(change, told, was=was) == words


def test_a_brief_is_one_text():
    items = [ItemText("14", "Overtime", Change.CHANGED, "Seven days now.", "Seven days.")]
    assert brief_text(" Read this. ", items) == "Read this.\n\n14 Overtime (changed)\nSeven days now.\nSeven days."
    assert brief_text("", []) == ""


@pytest.fixture
def agreement(db):
    """The agreement that takes effect in July, after the one before it."""
    office_calendar()
    first = in_force(
        article("11", "Grievances", "Answer within five days."), article("14", "Overtime", "Call the list."),
        article("20", "Parking", "None."), starts_on=date(2023, 7, 1), ends_on=date(2026, 6, 30),
    )  # fmt: skip
    return in_force(
        continues(version_of(first, "11"), text="Answer within seven days."),
        continues(version_of(first, "14"), number="15"),
        article("30", "Telework", "By agreement."), unit=first.unit, starts_on=STARTS, ends_on=date(2029, 6, 30),
        predecessor=first,
    )  # fmt: skip


@pytest.fixture
def by(db):
    return UserFactory(role=Role.TRAINER)


def test_a_draft_tells_what_changed_and_is_made_once(agreement, by):
    assert list(agreements_without_brief(by, today=TODAY)) == [agreement]
    brief = draft_brief(agreement_id=agreement.pk, by=by, at=AT)
    assert draft_brief(agreement_id=agreement.pk, by=by, at=AT) == brief
    assert list(agreements_without_brief(by, today=TODAY)) == []
    told = {item.number: (item.change, item.meaning) for item in brief.items.all()}
    assert told["11"] == ("CHANGED", "“five” becomes “seven”.")
    assert told["30"] == ("ADDED", "This is new.")


def test_an_agreement_that_followed_none_has_no_brief(db, by):
    alone = in_force(article("1", "Term", "One year."))
    with pytest.raises(BriefRefused, match="after the one before it"):
        draft_brief(agreement_id=alone.pk, by=by, at=AT)


def test_people_owe_reading_it_before_the_day_and_attest_to_its_very_words(agreement, by):
    boss = at_work()
    supervised_by(boss, unit=agreement.unit, department=boss.assignments.get().department)
    brief = draft_brief(agreement_id=agreement.pk, by=by, at=AT)
    left_out = brief.items.get(number="30")
    words = {item.pk: ItemWords(meaning="Seven days.", is_left_out=item == left_out) for item in brief.items.all()}
    edit_brief(brief_id=brief.pk, title="What changes in July", opening="Read this.", items=words, by=by, at=AT)
    brief = assign_brief(brief_id=brief.pk, audience=Audience(Who.SUPERVISORS, 7), by=by, at=AT)
    duty = Duty.objects.current().get(requirement=brief.requirement)
    assert (duty.employee, duty.due_on, duty.state) == (boss, date(2026, 6, 24), DutyState.OWED)
    version = brief.course.versions.get()
    assert version.objectives == text_of(brief)
    assert "Telework" not in version.objectives
    assert (readers_of(brief, by, today=TODAY).done, readers_of(brief, by, today=TODAY).left) == (0, 1)
    attest(version=version, employee=boss, by=None, at=AT)
    assert readers_of(brief, by, today=TODAY).waiting == ()
    with pytest.raises(BriefRefused, match="its words stay"):
        edit_brief(brief_id=brief.pk, title="Other", opening="", items={}, by=by, at=AT)


def test_a_brief_with_nothing_in_it_is_not_assigned(agreement, by):
    brief = draft_brief(agreement_id=agreement.pk, by=by, at=AT)
    brief.items.update(is_left_out=True)
    with pytest.raises(BriefRefused, match="nothing to read"):
        assign_brief(brief_id=brief.pk, audience=Audience(Who.REPRESENTED, 7), by=by, at=AT)


def test_supervisors_of_nobody_are_not_everybody(agreement, by):
    """Nobody of the unit is on the roster: no list of departments must not come to mean all of them."""
    supervised_by(at_work())
    brief = draft_brief(agreement_id=agreement.pk, by=by, at=AT)
    with pytest.raises(BriefRefused, match="Load the roster first"):
        assign_brief(brief_id=brief.pk, audience=Audience(Who.SUPERVISORS, 7), by=by, at=AT)
    assert not Duty.objects.exists()


def test_the_trainer_drafts_looks_and_assigns_on_the_pages(client, agreement, by, settings):
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)
    at_work(unit=agreement.unit)
    client.force_login(by)
    client.post(reverse("training:draft_brief", args=[agreement.reference]))
    page = client.get(reverse("training:brief", args=[agreement.reference]))
    form = page.context["form"]
    given = {"title": "July", "opening": "Hello.", "act": "assign"}
    given |= {f"meaning_{item.pk}": "Mind it." for item in form.items}
    assert client.post(page.request["PATH_INFO"], given)["Location"].endswith("/assign/")
    address = reverse("training:assign_brief", args=[agreement.reference])
    looked = client.post(address, {"who": "REPRESENTED", "days_before": 7, "act": "look"})
    assert looked.context["preview"].people == 1
    assert not Duty.objects.exists()
    client.post(address, {"who": "REPRESENTED", "days_before": 7, "act": "assign"})
    assert Duty.objects.current().count() == 1
    client.force_login(UserFactory(role=Role.LIAISON))
    assert client.post(address, {"who": "REPRESENTED", "days_before": 7}).status_code == 403
    assert client.get(reverse("training:brief", args=[agreement.reference])).status_code == 200
