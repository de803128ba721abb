"""A negotiation's clock: begun with it, told what happened, planned back; and what departments are asked."""

from datetime import date

import pytest

from bargaining.actions import council, intake, negotiations, process, sessions
from bargaining.models.negotiation import DepartmentIntake, Negotiation
from bargaining.models.process import CouncilDay, IntakeInvitation
from bargaining.queries.dates import dues_of
from bargaining.queries.planning import plan_of
from bargaining.rules.board import MoveRefused
from bargaining.rules.planning import NotPlanned
from bargaining.rules.process import Event
from bargaining.rules.vocabulary import Stage
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded
from labor_office.core.deadlines.models.clocks import Clock, Trigger
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove
from labor_office.core.deadlines.models.procedures import TimeLimit
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import DepartmentContact
from tests.bargaining.counted import AT, MONEY, NOW, TODAY, due, opened, rules_in_use
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(chief):
    rules_in_use(chief)
    return opened(chief)


def happened(negotiation, chief, event, on=TODAY):
    return process.record_happening(negotiation_id=negotiation.pk, event=event, on=on, by=chief, **NOW)


def test_the_ordinance_counts_unless_another_is_chosen(chief):
    used = rules_in_use(chief)
    negotiation = opened(chief)

    slugs = [procedure.slug for procedure in used]
    assert slugs == ["bargaining-mmba", "bargaining-arbitration", "bargaining-ordinance"]
    assert Clock.objects.get(pk=negotiation.pk).version.procedure.slug == "bargaining-ordinance"
    assert due(negotiation, "SCHEDULE") == date(2026, 3, 16)


def test_what_the_law_counts_stays_marked_until_someone_compared_it(chief):
    rules_in_use(chief)

    verified = dict(TimeLimit.objects.values_list("code", "is_verified"))
    assert (verified["MEDIATOR"], verified["FF-REQUEST"]) == (False, False)
    assert (verified["PLAN-IMPASSE"], verified["GROUND-RULES"]) == (True, True)


def test_without_rules_a_negotiation_opens_all_the_same_and_is_counted_later(chief):
    negotiation = opened(chief)
    assert not Clock.objects.exists()
    with pytest.raises(process.NotCounted, match="No rules are in use"):
        process.count_dates(negotiation_id=negotiation.pk, by=chief, **NOW)

    rules_in_use(chief)
    process.count_dates(negotiation_id=negotiation.pk, by=chief, **NOW)

    assert due(negotiation, "SCHEDULE") == date(2026, 3, 16)
    with pytest.raises(process.NotCounted, match="counted already"):
        process.count_dates(negotiation_id=negotiation.pk, by=chief, **NOW)


def test_the_first_session_meets_its_date_by_itself(counted, chief):
    session = sessions.plan_session(negotiation_id=counted.pk, on=TODAY, by=chief, at=AT)
    sessions.start_session(session_id=session.pk, by=chief, at=AT)

    assert Deadline.objects.get(matter=counted, code="SCHEDULE").satisfied_on == TODAY
    assert due(counted, "NEUTRAL") == date(2026, 9, 14)  # ninety days end on a Sunday


def test_what_happens_moves_the_dates_and_the_stage(counted, chief):
    happened(counted, chief, Event.IMPASSE, date(2026, 6, 1))
    assert Negotiation.objects.get().stage == Stage.IMPASSE
    happened(counted, chief, Event.MEDIATOR, date(2026, 6, 8))

    assert Negotiation.objects.get().stage == Stage.MEDIATION
    assert due(counted, "MEDIATION") == date(2026, 7, 8)
    with pytest.raises(AlreadyRecorded):
        happened(counted, chief, Event.MEDIATOR)


def test_a_wrong_day_is_corrected_and_a_mistake_taken_back(counted, chief):
    happened(counted, chief, Event.MEDIATOR, date(2026, 6, 8))
    who = {"negotiation_id": counted.pk, "event": Event.MEDIATOR, "by": chief, **NOW}

    process.correct_happening(on=date(2026, 6, 9), reason="The letter says so", **who)
    assert due(counted, "MEDIATION") == date(2026, 7, 9)
    process.correct_happening(on=None, reason="It was the other table", **who)

    stands = Trigger.objects.filter(matter=counted, event=Event.MEDIATOR, replaced_at=None)
    assert not stands.exists()
    assert Trigger.objects.filter(matter=counted, event=Event.MEDIATOR).count() == 2


def test_signed_ground_rules_meet_their_date_and_do_not_change(counted, chief):
    who = {"negotiation_id": counted.pk, "document": None, "by": chief, **NOW}
    process.write_ground_rules(text="Mondays.", signed_on=None, **who)
    process.write_ground_rules(text="Mondays, one to four.", signed_on=date(2026, 6, 12), **who)

    assert Deadline.objects.get(matter=counted, code="GROUND-RULES").satisfied_on == date(2026, 6, 12)
    assert Negotiation.objects.get().stage == Stage.AT_THE_TABLE
    with pytest.raises(process.GroundRulesSigned):
        process.write_ground_rules(text="Tuesdays.", signed_on=None, **who)


def test_planned_back_and_planned_again_when_the_councils_days_move(counted, chief):
    plan = {"negotiation_id": counted.pk, "budget_on": MONEY, "by": chief, **NOW}
    days = process.plan_back(reason="", **plan)
    assert days[Event.PLANNED_HEARING] == date(2026, 9, 22)
    was = due(counted, "PLAN-IMPASSE")

    CouncilDay.objects.filter(on=days[Event.PLANNED_HEARING]).delete()
    shown = plan_of(Negotiation.objects.get(), dues_of(counted.pk, today=TODAY), today=TODAY)
    assert shown.is_stale
    process.plan_back(reason="The meeting of September 22 is off", **plan)

    assert due(counted, "PLAN-IMPASSE") < was
    move = DeadlineMove.objects.get(deadline__matter=counted, deadline__code="PLAN-IMPASSE")
    assert (move.was_due_on, "is off" in move.cause) == (was, True)


def test_what_slipped_is_said_until_nothing_is_open_at_the_table(counted, chief):
    process.plan_back(negotiation_id=counted.pk, budget_on=MONEY, reason="", by=chief, **NOW)
    later = date(2026, 7, 6)
    [*_, said] = plan_of(Negotiation.objects.get(), dues_of(counted.pk, today=later), today=later).slipped
    assert said == "The latest day to declare impasse was June 30, 2026, 4 working days ago."

    Negotiation.objects.get().issues.update(state="AGREED")
    plan = plan_of(Negotiation.objects.get(), dues_of(counted.pk, today=later), today=later)
    assert not [line for line in plan.slipped if "impasse" in line]
    assert {line.is_moot for line in plan.lines} == {True, False}


def test_a_plan_without_meetings_says_what_to_enter(counted, chief):
    CouncilDay.objects.filter(kind=CouncilDay.Kind.MEETING).delete()
    with pytest.raises(NotPlanned, match="Enter the Council's meetings"):
        process.plan_back(negotiation_id=counted.pk, budget_on=MONEY, reason="", by=chief, **NOW)
    assert not Trigger.objects.filter(event=Event.BUDGET).exists()


def test_a_day_of_the_council_is_entered_once(chief):
    days = {"kind": CouncilDay.Kind.MEETING, "by": chief, "at": AT}
    assert council.enter_days(days=[TODAY, TODAY], **days) == 1
    assert council.enter_days(days=[TODAY, date(2026, 6, 16)], **days) == 1


def liaison_of(department):
    person = UserFactory(role=Role.LIAISON)
    DepartmentContact.objects.create(department=department, user=person, part=DepartmentContact.Part.LIAISON)
    return person


def test_a_department_is_asked_once_and_its_liaisons_are_told(negotiation, chief):
    water = DepartmentFactory()
    ask = {"negotiation_id": negotiation.pk, "words": "What should be mended?", "due_on": None, "by": chief, "at": AT}
    with pytest.raises(MoveRefused, match="Nobody is named as liaison"):
        intake.ask_department(department=water, **ask)
    liaison = liaison_of(water)

    asked = intake.ask_department(department=water, **ask)

    told = Notice.objects.get(template="intake_asked")
    assert (told.recipient, told.matter_id, told.context["path_to"]) == (liaison, None, f"/intakes/{asked.token}/")
    with pytest.raises(MoveRefused, match="asked already"):
        intake.ask_department(department=water, **ask)


def test_an_answer_becomes_an_issue_or_stands_behind_one_without_retyping(negotiation, chief):
    water = DepartmentFactory(name="Water Utilities")
    liaison = liaison_of(water)
    asked = intake.ask_department(
        negotiation_id=negotiation.pk, department=water, words="What?", due_on=None, by=chief, at=AT
    )
    send = {"negotiation_id": negotiation.pk, "department": water, "invitation": asked, "by": liaison, "at": AT}
    crews, boots = (intake.send_intake(problem=words, **send) for words in ("Two crews refuse.", "Boots are late."))

    issue = negotiations.add_issue(
        negotiation_id=negotiation.pk, number="14", title="Call-outs", intakes=[crews], by=chief, at=AT
    )
    joined = intake.join_to_issue(issue_id=negotiation.issues.get(number="22").pk, intakes=[boots], by=chief, at=AT)

    assert (issue.problem, issue.raised_by) == ("Two crews refuse.", "Water Utilities")
    assert (joined.problem, DepartmentIntake.objects.filter(issue=None).count()) == ("Boots are late.", 0)
    intake.close_asking(invitation_id=asked.pk, by=chief, at=AT)
    with pytest.raises(MoveRefused, match="No further answers"):
        intake.send_intake(problem="Late", **send | {"invitation": IntakeInvitation.objects.get()})
