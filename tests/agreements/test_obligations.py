"""Obligations through the clock: taken on, done, counted on from the date that was due."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions import counting, obligations, terms
from agreements.models.obligations import FundingYear, Obligation
from agreements.queries.counting import dues_of, open_deadline, owed_on
from agreements.queries.obligations import money_of, suggested
from agreements.rules.obligations import AFTER_ADOPTION, Funding, Rhythm
from labor_office.core.deadlines.actions.by_hand import set_by_hand
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.deadlines.models.clocks import Trigger
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.users.permissions import Role
from tests.agreements.counted import AT, TODAY, rules_in_use, taken_on
from tests.agreements.readings import held
from tests.factories.agreements import AgreementFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db


def owed(matter):
    """The date owed now."""
    found = open_deadline(matter.pk)
    return found.due_on if found else None


def done(obligation, on, *, today=None, **changes):
    given = {
        "due_on": owed_on(obligation),
        "evidence": "Posted on the board.",
        "by": UserFactory(),
        "at": AT,
        "today": today or on,
    } | changes
    return obligations.record_done(obligation_id=obligation.pk, done_on=on, **given)


def test_the_shipped_rules_give_the_dates_of_their_examples_and_are_used_once():
    used = rules_in_use()
    assert [procedure.matter_kind for procedure in used] == [
        "advice", "obligation", "agreement", "adoption", "legislation", "policy"
    ]  # fmt: skip
    versions = ProcedureVersion.objects.filter(procedure__in=used)
    assert {version.state for version in versions} == {VersionState.PUBLISHED}
    again = put_in_use(counting.RULES, calendar=used[0].calendar, from_on=TODAY, by=UserFactory(role=Role.CHIEF), at=AT)
    assert again == []


@pytest.mark.parametrize(
    ("rhythm", "first", "second", "third"),
    [
        (Rhythm.YEARLY, date(2026, 9, 1), date(2027, 9, 1), date(2028, 9, 1)),
        (Rhythm.QUARTERLY, date(2026, 7, 28), date(2026, 10, 28), date(2027, 1, 28)),
        (Rhythm.MONTHLY, date(2026, 6, 30), date(2026, 7, 30), date(2026, 8, 30)),
    ],
)
def test_the_next_day_of_the_series_is_owed_whenever_it_was_done(rhythm, first, second, third):
    rules_in_use("obligation")
    obligation = taken_on(rhythm=rhythm, first_due_on=first)
    assert (owed(obligation), Obligation.objects.get(pk=obligation.pk).next_due_on) == (first, first)
    assert done(obligation, date(2026, 6, 16)).is_late is False
    assert owed(obligation) == second
    # Done late, and still counted from where it was due.
    assert done(obligation, second + timedelta(days=2)).is_late
    assert owed(obligation) == third
    assert [(one.due_on, one.is_late) for one in obligation.fulfilments.order_by("pk")] == [
        (first, False), (second, True)
    ]  # fmt: skip


def test_what_is_owed_once_is_over_when_it_is_done():
    rules_in_use("obligation")
    obligation = taken_on(rhythm=Rhythm.ONCE, first_due_on=date(2026, 7, 1))
    done(obligation, date(2026, 6, 20))
    assert Obligation.objects.get(pk=obligation.pk).closed_on == date(2026, 6, 20)
    with pytest.raises(obligations.Closed):
        done(obligation, date(2026, 6, 21))


def test_what_waits_for_an_event_is_due_each_time_it_happens():
    rules_in_use("obligation")
    obligation = taken_on(rhythm=Rhythm.EVENT, first_due_on=None, period="10 working days", occasion="A promotion")
    with pytest.raises(obligations.NothingOwed):
        done(obligation, TODAY)
    who = {"by": UserFactory(), "at": AT, "today": TODAY}
    obligations.record_occasion(obligation_id=obligation.pk, on=date(2026, 6, 12), **who)
    assert owed(obligation) == date(2026, 6, 26)
    done(obligation, date(2026, 6, 20))
    assert owed(obligation) is None
    obligations.record_occasion(obligation_id=obligation.pk, on=date(2026, 7, 1), **(who | {"today": date(2026, 7, 1)}))
    assert owed(obligation) == date(2026, 7, 15)


def test_without_rules_no_date_is_made_up_and_it_can_still_be_kept():
    obligation = taken_on()
    assert (owed(obligation), done(obligation, date(2026, 9, 2)).is_late) == (None, True)


def test_without_rules_each_day_of_the_series_is_done_for_in_turn():
    obligation = taken_on(first_due_on=date(2025, 9, 1))
    kept = [done(obligation, day) for day in (date(2025, 8, 20), date(2026, 8, 20), date(2027, 9, 2))]
    assert [(one.due_on.year, one.is_late) for one in kept] == [(2025, False), (2026, False), (2027, True)]


def test_a_day_that_was_moved_does_not_move_the_series():
    rules_in_use("obligation")
    obligation = taken_on(rhythm=Rhythm.MONTHLY, first_due_on=date(2026, 7, 10))
    by = UserFactory(role=Role.CHIEF)
    row = open_deadline(obligation.pk)
    set_by_hand(deadline_id=row.pk, due_on=date(2026, 8, 14), reason="The union agreed", by=by, at=AT, today=TODAY)
    assert done(obligation, date(2026, 8, 12), today=date(2026, 8, 12)).is_late is False
    assert owed(obligation) == date(2026, 8, 10)


def test_what_binds_no_more_is_owed_no_more():
    rules_in_use("obligation")
    obligation = taken_on()
    obligations.end_obligation(obligation_id=obligation.pk, on=TODAY, why="Bargained away", by=UserFactory(), at=AT)
    assert owed(obligation) is None


@pytest.mark.parametrize("change", [{"first_due_on": None}, {"rhythm": "EVENT"}])
def test_the_database_wants_a_day_or_an_occasion(change):
    obligation = taken_on()
    with pytest.raises(IntegrityError, match="obligation_has_a_day_or_an_occasion"), transaction.atomic():
        Obligation.objects.filter(pk=obligation.pk).update(**change)


def test_a_sentence_taken_on_or_refused_is_suggested_no_more():
    article = held("17.2")
    version = article.versions.get()
    version.text = "The City shall post the list each January. The City shall tell the Union."
    version.save()
    user = UserFactory()
    first, second = suggested(user, article.unit, on=TODAY)
    taken_on(unit=article.unit, article=article, quote=first.suggestion.text)
    obligations.refuse_suggestion(version=version, text=second.suggestion.text, by=user, at=AT)
    assert suggested(user, article.unit, on=TODAY) == []


def test_adoption_leaves_a_list_counted_from_the_first_day():
    rules_in_use("obligation")
    agreement = AgreementFactory(starts_on=date(2026, 6, 5), ends_on=date(2029, 6, 30))
    begun = obligations.begin_checklist(agreement_id=agreement.pk, by=UserFactory(), at=AT, today=TODAY)
    assert [one.title for one in begun] == [item.what for item in AFTER_ADOPTION]
    assert owed(begun[0]) == date(2026, 6, 19)
    done(begun[0], date(2026, 6, 18))
    assert Obligation.objects.get(pk=begun[0].pk).closed_on == date(2026, 6, 18)
    with pytest.raises(obligations.ChecklistStands):
        obligations.begin_checklist(agreement_id=agreement.pk, by=UserFactory(), at=AT, today=TODAY)


def test_the_windows_of_a_term_are_counted_back_from_its_end():
    rules_in_use("agreement")
    agreement = AgreementFactory()
    who = {"by": UserFactory(), "at": AT, "today": date(2026, 1, 5)}
    terms.count_term(agreement_id=agreement.pk, **who)
    terms.count_term(agreement_id=agreement.pk, **who)
    found = {due.deadline.code: due.deadline.due_on for due in dues_of(agreement.pk, today=TODAY)}
    assert found == {
        "NOTICE": date(2026, 3, 2), "OPENING": date(2026, 4, 1), "MONEY": date(2026, 5, 1), "EXPIRY": date(2026, 6, 30)
    }  # fmt: skip
    terms.record_term_event(
        agreement_id=agreement.pk, event="notice_to_bargain", on=date(2026, 2, 1), **(who | {"today": date(2026, 2, 1)})
    )
    notice = next(due for due in dues_of(agreement.pk, today=TODAY) if due.deadline.code == "NOTICE")
    assert notice.deadline.satisfied_on == date(2026, 2, 1)


def test_a_term_without_rules_is_not_counted():
    agreement = AgreementFactory()
    with pytest.raises(terms.NotCounted):
        terms.count_term(agreement_id=agreement.pk, by=UserFactory(), at=AT, today=TODAY)


def test_money_refused_reopens_bargaining_through_the_clock():
    rules_in_use("agreement")
    agreement = AgreementFactory()
    who = {"by": UserFactory(), "at": AT, "today": TODAY}
    terms.count_term(agreement_id=agreement.pk, **who)
    given = {"agreement_id": agreement.pk, "fiscal_year": 2026, "decided_on": date(2026, 6, 1), **who}
    terms.record_funding(**given, status=Funding.APPROPRIATED)
    terms.record_funding(**given, status=Funding.NOT_APPROPRIATED)
    terms.record_funding(**(given | {"fiscal_year": 2025}), status=Funding.NOT_APPROPRIATED)
    assert FundingYear.objects.filter(fiscal_year=2026).count() == 1
    assert [(year.fiscal_year, bool(year.known and year.known.reopens)) for year in money_of(agreement)] == [
        (2024, False), (2025, True), (2026, True)
    ]  # fmt: skip
    assert open_deadline(agreement.pk, "REOPENER").due_on == date(2026, 7, 1)


def test_a_refusal_is_corrected_and_taken_back_and_another_years_stands_in():
    rules_in_use("agreement")
    agreement = AgreementFactory()
    who = {"agreement_id": agreement.pk, "by": UserFactory(), "at": AT, "today": TODAY}
    terms.count_term(**who)
    refused = {**who, "status": Funding.NOT_APPROPRIATED}

    def counted_from():
        found = Trigger.objects.filter(matter=agreement.matter, event="not_appropriated", replaced_at=None).first()
        return found and (found.on, found.label[:10])

    terms.record_funding(**refused, fiscal_year=2026, decided_on=date(2026, 5, 1))
    terms.record_funding(**refused, fiscal_year=2025, decided_on=date(2026, 5, 20))
    terms.record_funding(**refused, fiscal_year=2026, decided_on=date(2026, 6, 1))
    assert counted_from() == (date(2026, 6, 1), "FY 2025 to")
    there = {**who, "status": Funding.APPROPRIATED, "decided_on": date(2026, 6, 10)}
    terms.record_funding(**there, fiscal_year=2026)
    assert counted_from() == (date(2026, 5, 20), "FY 2024 to")
    terms.record_funding(**there, fiscal_year=2025)
    assert counted_from() is None
    assert open_deadline(agreement.pk, "REOPENER") is None


def test_a_year_has_one_answer_and_a_decision_its_day():
    agreement, who = AgreementFactory(), {"recorded_by": UserFactory(), "recorded_at": AT}
    FundingYear.objects.create(agreement=agreement, fiscal_year=2026, status=Funding.COMMITTED, **who)
    for change, name in (
        ({"fiscal_year": 2026, "status": Funding.COMMITTED}, "funding_once_a_fiscal_year"),
        ({"fiscal_year": 2025, "status": Funding.APPROPRIATED}, "funding_decided_on_a_day"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            FundingYear.objects.create(agreement=agreement, **change, **who)


#                 reads one of another department, one of theirs, takes one on
ACCESS = {
    Role.CHIEF: (200, 200, 200),
    Role.SPECIALIST: (200, 200, 200),
    Role.ANALYST: (200, 200, 403),
    Role.ATTORNEY: (200, 200, 403),
    Role.RECORDS: (200, 200, 403),
    Role.LIAISON: (404, 200, 403),
    Role.TRAINER: (404, 404, 403),
    Role.DECISION_MAKER: (404, 404, 403),
}


def test_each_role_finds_what_the_table_says(client):
    theirs, agreement = DepartmentFactory(), AgreementFactory()
    other, own = taken_on(department=DepartmentFactory()), taken_on(department=theirs)
    for role, expected in ACCESS.items():
        user = UserFactory(role=role)
        DepartmentContactFactory(department=theirs, user=user)
        client.force_login(user)
        found = [client.get(one.get_absolute_url()).status_code for one in (other, own)]
        assert (*found, client.get(reverse("agreements:new_obligation")).status_code) == expected, role
        reads_term = client.get(reverse("agreements:term_and_money", args=[agreement.reference])).status_code
        assert reads_term == (200 if expected[0] == 200 else 404), role
        page = client.get(reverse("agreements:obligations")).content.decode()
        assert (other.reference in page, own.reference in page) == (found[0] == 200, found[1] == 200), role


def test_a_deadline_offers_the_act_to_whom_the_obligation_offers_it(client):
    rules_in_use("obligation")
    liaison, owner = UserFactory(role=Role.LIAISON), UserFactory(role=Role.LIAISON)
    theirs = DepartmentFactory()
    for person in (liaison, owner):
        DepartmentContactFactory(department=theirs, user=person)
    obligation = taken_on(department=theirs, owner=owner)
    address = reverse("agreements:fulfil", args=[obligation.reference])
    places = (obligation.get_absolute_url(), reverse("deadlines:proof", args=[open_deadline(obligation.pk).pk]))
    for person, status in ((liaison, 403), (owner, 200), (UserFactory(role=Role.SPECIALIST), 200)):
        client.force_login(person)
        assert client.get(address).status_code == status
        for place in places:
            assert (f'href="{address}"' in client.get(place).content.decode()) is (status == 200), (place, person)


def test_taken_on_and_done_by_the_pages(client):
    rules_in_use("obligation", from_on=date(2020, 1, 1))
    user = UserFactory()
    client.force_login(user)
    typed = {
        "title": "Post the list", "source": "CLAUSE", "owner": user.pk, "rhythm": "YEARLY", "first_due_on": "9/1/2027"
    }  # fmt: skip
    wrong = client.post(reverse("agreements:new_obligation"), typed | {"first_due_on": ""})
    assert (wrong.status_code, "Enter the first day it is due." in wrong.content.decode()) == (422, True)
    client.post(reverse("agreements:new_obligation"), typed)
    obligation = Obligation.objects.get()
    assert owed(obligation) == date(2027, 9, 1)
    address = reverse("agreements:fulfil", args=[obligation.reference])
    given = {"done_on": "1/2/2026", "evidence": "Posted.", "document": ""}
    assert 'value="2027-09-01"' in client.get(address).content.decode()
    given["due_on"] = "2027-09-01"
    assert client.post(address, given).status_code == 422
    client.post(address, given | {"attested": "on"})
    # Sent again, it is not taken for next year's.
    assert client.post(address, given | {"attested": "on"}).status_code == 422
    assert obligation.fulfilments.get().attested_by == user
    assert owed(obligation) == date(2028, 9, 1)
