"""Bills followed to their end, what enactment sets off, and policies with the unions asked."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from agreements.actions import legislation, policies
from agreements.models.interpretations import Interpretation
from agreements.models.legislation import Bill, ReopenerFlag
from agreements.models.policies import Policy
from agreements.models.text import Article
from agreements.queries.counting import dues_of
from agreements.rules.legislation import Form, Position, Status, refusal
from agreements.rules.policies import Answer, PolicyState
from labor_office.core.documents.actions.drafting import save_letter
from labor_office.core.documents.actions.issuing import issue_letter
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Letter, PdfJob
from labor_office.core.matters.models.record import Request
from labor_office.core.users.permissions import Role
from tests.agreements.counted import AT, TODAY, rules_in_use
from tests.agreements.readings import published
from tests.agreements.texts import in_force
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory, EmployeeOrganizationFactory

pytestmark = pytest.mark.django_db
NOW = {"at": AT, "today": TODAY}


def followed(by=None, **given):
    """A bill introduced on June 1."""
    known = {
        "form": Form.BILL, "number": "HB 12", "session": "2026", "title": "Arbitration of discipline",
        "status": Status.INTRODUCED, "status_on": date(2026, 6, 1), "summary": "It binds.", "effect": "Much.",
    } | given  # fmt: skip
    return legislation.follow_bill(by=by or UserFactory(role=Role.SPECIALIST), **NOW, **known)


def moved(bill, status, on=TODAY, **further):
    return legislation.move_bill(bill_id=bill.pk, status=status, on=on, by=bill.owner, **NOW, **further)


def registered(by=None, **given):
    """A draft policy."""
    known = {"number": "AR 4-12", "title": "Telework", "department": None, "unit": None, "cycle": 3} | given
    return policies.register_policy(by=by or UserFactory(role=Role.SPECIALIST), **NOW, **known)


def sent(policy, to, on=TODAY):
    return policies.move_policy(policy_id=policy.pk, to=to, on=on, by=policy.owner, **NOW)


@pytest.mark.parametrize(("current", "wanted", "on", "words"), [
    (Status.INTRODUCED, Status.COMMITTEE, date(2026, 6, 2), ""),
    (Status.PASSED, Status.COMMITTEE, date(2026, 6, 2), ""),
    (Status.INTRODUCED, Status.INTRODUCED, date(2026, 6, 2), ""),
    (Status.INTRODUCED, Status.INTRODUCED, date(2026, 6, 1), "That is recorded already."),
    (Status.INTRODUCED, Status.PASSED, date(2026, 5, 31),
     "Its status of Jun 1, 2026 is later. Enter that day or one after it."),
    (Status.VETOED, Status.PASSED, date(2026, 6, 2), "It ended: vetoed. A new try is a new bill."),
])  # fmt: skip
def test_where_a_bill_may_go(current, wanted, on, words):
    assert refusal(current, date(2026, 6, 1), wanted, on) == words


def test_it_is_followed_once_a_session_and_keeps_its_way():
    bill = followed()
    assert (bill.reference, bill.number) == ("LEG-2026-001", "HB 12")
    with pytest.raises(legislation.AlreadyFollowed, match="LEG-2026-001"):
        followed(number="hb 12")
    moved(bill, Status.COMMITTEE, note="Labor and Commerce")
    assert list(bill.statuses.values_list("status", "note")) == [
        ("COMMITTEE", "Labor and Commerce"),
        ("INTRODUCED", ""),
    ]


@pytest.mark.parametrize("status", [Status.VETOED, Status.FAILED])
def test_what_came_to_nothing_is_closed(status):
    bill = moved(followed(next_hearing_on=date(2026, 7, 1)), status)
    bill.refresh_from_db()
    assert (bill.closed_on, bill.next_hearing_on, Request.objects.count()) == (TODAY, None, 0)
    with pytest.raises(legislation.NotNow, match="It ended"):
        legislation.take_position(bill_id=bill.pk, position=Position.OPPOSE, because="", by=bill.owner, **NOW)


def test_enacted_it_makes_tasks_questions_readings_and_flags_the_agreement(client):
    by = UserFactory(role=Role.CHIEF)
    agreement = in_force(by=by)
    article = Article.objects.get(unit=agreement.unit, number="14.3")
    reading = published(article)
    policy = registered(number="AR 9", title="Call-outs")
    bill = followed(by, articles=[article], policies=[policy])
    with pytest.raises(legislation.NotNow, match="binds"):
        moved(bill, Status.ENACTED)
    moved(bill, Status.ENACTED, effective_on=date(2027, 1, 1))
    assert list(Request.objects.values_list("title", flat=True)) == [
        "Read the text as enacted and correct the summary",
        f"Say what it does to section 14.3 ({agreement.unit})",
        "Bring AR 9 in line",
        "Tell departments and the unions what changes and when",
    ]
    assert Interpretation.objects.get(pk=reading.pk).is_in_question
    flag = ReopenerFlag.objects.get()
    assert (flag.agreement, flag.cause_id, flag.cleared_at) == (agreement, bill.pk, None)
    client.force_login(by)
    path = f"/legislation/{bill.reference}/reopeners/{flag.pk}/"
    assert f"Does it reopen {agreement.reference}?" in client.get(path).content.decode()
    assert client.post(path, {"outcome": "No clause conflicts."}).status_code == 302
    verbs = list(agreement.events.values_list("verb", flat=True)[:2])
    assert verbs == ["agreement.reopener_cleared", "agreement.reopener_flagged"]


def test_the_position_is_due_before_the_hearing_and_met_by_taking_one():
    rules_in_use("legislation")
    bill = followed(next_hearing_on=date(2026, 6, 25))
    due = {one.deadline.code: one.deadline.due_on for one in dues_of(bill.pk, today=TODAY)}
    assert due == {"POSITION": date(2026, 6, 22), "LOOK": date(2026, 7, 1)}
    legislation.take_position(bill_id=bill.pk, position=Position.OPPOSE, because="Cost", by=bill.owner, **NOW)
    states = {one.deadline.code: one.deadline.state for one in dues_of(bill.pk, today=TODAY)}
    assert (states["POSITION"], Bill.objects.get().position) == ("MET", "OPPOSE")
    moved(bill, Status.COMMITTEE, next_hearing_on=date(2026, 7, 9))
    due = {
        one.deadline.code: one.deadline.due_on for one in dues_of(bill.pk, today=TODAY) if one.deadline.state == "OPEN"
    }
    assert due == {"POSITION": date(2026, 7, 6), "LOOK": date(2026, 7, 15)}


def test_the_recommendation_goes_out_as_a_letter(client):
    by = UserFactory(role=Role.SPECIALIST, name="Omar Reyes", title="Specialist")
    bill = followed(by)
    client.force_login(by)
    assert client.post(f"/legislation/{bill.reference}/memo/").status_code == 302
    letter = Letter.objects.get()
    typed = {"addressee": "City Manager", "analysis": "It would cost.\n\nAnd delay.", "recommendation": "Oppose."}
    saved = save_letter(letter_id=letter.pk, revision=letter.revision, fields=typed, by=by, at=AT)
    issued = issue_letter(letter_id=letter.pk, revision=saved.revision, dated_on=TODAY, delivery="", by=by, at=AT)
    assert issued.facts["paper"]["analysis"][1] == {"number": "4.2", "text": "And delay."}
    document = print_job(job_id=PdfJob.objects.get().pk, now=AT)
    assert document.reference == issued.facts["sheet"]["document"]
    with document.file.open("rb") as file:
        assert_accessible_pdf(file.read())


def test_what_touches_an_agreement_is_adopted_only_after_its_union_was_asked():
    rules_in_use("policy")
    agreement = in_force()
    article = Article.objects.get(unit=agreement.unit, number="14.3")
    policy = sent(registered(articles=[article]), PolicyState.REVIEW)
    with pytest.raises(policies.NotNow, match="Give the unions notice"):
        sent(policy, PolicyState.ADOPTED)
    union = EmployeeOrganizationFactory()
    told = policies.tell_union(policy_id=policy.pk, organization=union, sent_on=TODAY, by=policy.owner, **NOW)
    with pytest.raises(policies.NotNow, match="may ask to bargain through July 6, 2026"):
        sent(policy, PolicyState.ADOPTED)
    for answer, refused in ((Answer.ASKED, "asked to bargain"), (Answer.SETTLED, "")):
        policies.record_answer(notice_id=told.pk, answer=answer, answered_on=TODAY, note="", by=policy.owner, **NOW)
        if refused:
            with pytest.raises(policies.NotNow, match=refused):
                sent(policy, PolicyState.ADOPTED)
    assert sent(policy, PolicyState.ADOPTED).adopted_on == TODAY
    due = [
        (one.deadline.code, one.deadline.due_on)
        for one in dues_of(policy.pk, today=TODAY)
        if one.deadline.state == "OPEN"
    ]
    assert due == [("REVIEW-3", date(2029, 6, 15))]


def test_the_time_to_ask_runs_from_the_last_notice():
    rules_in_use("policy")
    policy = sent(registered(), PolicyState.REVIEW)
    for day in (date(2026, 6, 1), date(2026, 6, 8)):
        policies.tell_union(
            policy_id=policy.pk, organization=EmployeeOrganizationFactory(), sent_on=day, by=policy.owner, **NOW
        )
    assert [one.deadline.due_on for one in dues_of(policy.pk, today=TODAY)] == [date(2026, 6, 29)]
    first = policy.union_notices.earliest("sent_on")
    for answer in (Answer.ASKED, Answer.SETTLED):
        policies.record_answer(notice_id=first.pk, answer=answer, answered_on=TODAY, note="", by=policy.owner, **NOW)
    with pytest.raises(policies.NotNow, match="may ask to bargain through June 29, 2026"):
        sent(policy, PolicyState.ADOPTED)


def test_a_review_counts_the_next_one_and_repeal_ends_it():
    rules_in_use("policy")
    policy = registered(adopted_on=date(2023, 6, 15), cycle=3)
    assert [one.deadline.due_on for one in dues_of(policy.pk, today=TODAY)] == [date(2026, 6, 15)]
    policies.record_review(policy_id=policy.pk, on=TODAY, note="Stands", by=policy.owner, **NOW)
    due = [one.deadline.due_on for one in dues_of(policy.pk, today=TODAY) if one.deadline.state == "OPEN"]
    assert due == [date(2029, 6, 15)]
    sent(policy, PolicyState.REPEALED)
    policy.refresh_from_db()
    assert (policy.closed_on, policy.next_due_on) == (TODAY, None)
    with pytest.raises(policies.NotNow, match="It is repealed"):
        sent(policy, PolicyState.REVIEW)


def test_the_database_refuses_half_a_story():
    followed()
    registered()
    for model, change, name in (
        (Policy, {"state": "ADOPTED"}, "policy_adopted_on_a_day"),
        (Policy, {"repealed_on": TODAY}, "policy_repealed_on_a_day"),
        (Bill, {"effective_on": TODAY}, "bill_binds_only_once_enacted"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.update(**change)


OFFICE = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY, Role.RECORDS}


def test_who_reads_what(client):
    department = DepartmentFactory()
    bill, policy = followed(), registered(department=department)
    for role in Role:
        for is_own in (False, True) if role is Role.LIAISON else (False,):
            person = UserFactory(role=role)
            if is_own:
                DepartmentContactFactory(department=department, user=person)
            client.force_login(person)
            in_office, may_edit = role in OFFICE, role in {Role.CHIEF, Role.SPECIALIST}
            reads_policy = in_office or is_own
            expected = {
                "/legislation/": 200 if in_office else 403,
                f"/legislation/{bill.reference}/": 200 if in_office else 403,
                f"/legislation/{bill.reference}/status/": 200 if may_edit else 403,
                "/legislation/new/": 200 if may_edit else 403,
                f"/policies/{policy.reference}/": 200 if reads_policy else 404,
                f"/policies/{policy.reference}/notice/": 200 if may_edit else 403 if reads_policy else 404,
                "/policies/new/": 200 if may_edit else 403,
            }
            got = {path: client.get(path).status_code for path in expected}
            assert got == expected, (role, is_own)


def test_both_through_their_pages(client):
    by = UserFactory(role=Role.SPECIALIST)
    client.force_login(by)
    bill = {"form": "BILL", "number": "SB 3", "session": "2026", "title": "Ballots", "status": "INTRODUCED",
            "status_on": "6/1/2026", "owner": by.pk}  # fmt: skip
    assert client.post("/legislation/new/", bill).status_code == 302
    again = client.post("/legislation/new/", bill)
    assert (again.status_code, "follows SB 3 of 2026 already" in again.content.decode()) == (422, True)
    found = Bill.objects.get()
    late = client.post(f"/legislation/{found.reference}/status/", {"status": "ENACTED", "on": "6/2/2026"})
    assert "Enter the day from which it binds." in late.content.decode()
    policy = {"number": "AR 1", "title": "Vehicles", "cycle": "2"}
    assert client.post("/policies/new/", policy).status_code == 302
    assert "AR 1" in client.get("/policies/?q=vehicles").content.decode()
    page = client.get(f"{Policy.objects.get().get_absolute_url()}to/adopted/")
    assert "from there it goes to in review" in page.content.decode()
