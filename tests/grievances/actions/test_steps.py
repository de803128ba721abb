"""A grievance goes through its steps."""

from datetime import date

import pytest

from grievances.actions import appeals, decisions, meetings, moves
from grievances.actions.filing import LatenessUndecided, Named
from grievances.actions.places import MoveRefused
from grievances.rules.vocabulary import StepOutcome, Timeliness
from labor_office.core.documents.actions.drafting import correct_letter, save_letter, send_for_approval
from labor_office.core.documents.actions.issuing import sign_letter
from labor_office.core.documents.letters import LetterNotIssued
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import PartyRole
from tests.factories.grievances import filed
from tests.grievances.walks import decided, decider, drafted, noon, unit_with_language

pytestmark = pytest.mark.django_db

FILED, ANSWERED, APPEALED, MET, DECIDED = (
    date(2026, 5, 14), date(2026, 5, 22), date(2026, 5, 28), date(2026, 6, 3), date(2026, 6, 12),
)  # fmt: skip


def begun(**changes):
    unit = unit_with_language()
    return filed(
        unit=unit, articles=["14.3"], today=FILED, at=noon(FILED),
        people=(Named(role=PartyRole.GRIEVANT, name="Marcus Bell"),
                Named(role=PartyRole.REPRESENTATIVE, name="Tanya Boone")), **changes,
    )  # fmt: skip


def appeal(grievance, on=APPEALED, **more):
    return appeals.record_appeal(
        grievance_id=grievance.pk, received_on=on, by=grievance.owner, at=noon(on), today=on, **more
    )


def meet(grievance, on=MET, **more):
    return meetings.record_meeting(
        grievance_id=grievance.pk, held_on=on, by=grievance.owner, at=noon(on), today=on, **more
    )


def deadlines(grievance, *codes):
    rows = grievance.deadlines.filter(code__in=codes).order_by("code")
    return [(row.code, row.state, row.due_on) for row in rows]


def test_from_the_form_to_the_step_2_letter():
    grievance = begun()
    decided(grievance, on=ANSWERED)
    appeal(grievance)
    meet(grievance)
    grievance.refresh_from_db()
    letter = decided(grievance, on=DECIDED)
    steps = [(s.code, s.state, s.outcome, s.filed_on, s.decided_on, s.days_late) for s in grievance.steps.all()]
    assert steps == [
        ("1", "DECIDED", "DENIED", FILED, ANSWERED, 0),
        ("2", "DECIDED", "DENIED", APPEALED, DECIDED, 0),
    ]
    assert deadlines(grievance, "2", "3", "4", "5", "6") == [
        ("2", "MET", date(2026, 5, 26)),
        ("3", "MET", date(2026, 6, 3)),
        ("4", "MET", date(2026, 6, 11)),
        ("5", "MET", date(2026, 6, 17)),
        ("6", "OPEN", date(2026, 6, 24)),
    ]
    paper = letter.facts["paper"]
    assert paper["next_step"]["due_on"] == "2026-06-24"
    assert [quote["citation"] for quote in paper["language"]] == ["section 14.3, Overtime"]
    assert (paper["decision"], paper["to"]["name"]) == ("The grievance is denied.", "Tanya Boone")


def test_a_late_answer_is_stated():
    grievance = begun()
    decided(grievance, on=date(2026, 5, 28))
    assert grievance.steps.get().days_late == 2
    assert "issued 2 working days late" in grievance.events.get(verb="grievance.step_decided").summary
    assert deadlines(grievance, "2") == [("2", "MISSED", date(2026, 5, 26))]


def test_nothing_is_appealed_before_there_is_an_answer_or_its_time_has_passed():
    grievance = begun()
    with pytest.raises(MoveRefused, match="has no answer yet"):
        appeal(grievance, on=date(2026, 5, 18))


def test_a_late_appeal_needs_a_choice_and_is_kept_with_it():
    grievance = begun()
    decided(grievance, on=ANSWERED)
    with pytest.raises(LatenessUndecided, match=r"1 working day late under 11\.3"):
        appeal(grievance, on=date(2026, 6, 4))
    appeal(grievance, on=date(2026, 6, 4), lateness=Timeliness.UNTIMELY)
    step = grievance.steps.get(code="2")
    assert (step.timeliness, step.filed_days_late) == ("UNTIMELY", 1)
    assert "1 working day late" in grievance.events.get(verb="grievance.appealed").summary


def test_a_granted_grievance_leaves_nothing_to_appeal():
    grievance = begun()
    decided(grievance, on=ANSWERED, outcome=StepOutcome.GRANTED)
    assert deadlines(grievance, "3") == [("3", "LAPSED", date(2026, 6, 3))]
    with pytest.raises(MoveRefused, match="decided for the union"):
        appeal(grievance)


def test_who_decided_below_does_not_decide_again_and_is_shut_out():
    grievance, director = begun(), decider()
    decided(grievance, on=ANSWERED, by=director)
    appeal(grievance)
    with pytest.raises(decisions.DeciderRefused, match="They decided Step 1 of this grievance"):
        drafted(grievance, on=APPEALED, by=director)
    assert not Matter.objects.visible_to(director).exists()
    assert Matter.objects.visible_to(grievance.owner).exists()


def test_a_step_is_answered_once_and_a_correction_moves_no_date():
    grievance, director = begun(), decider()
    letter = decided(grievance, on=ANSWERED, by=director)
    with pytest.raises(MoveRefused, match="A correction supersedes"):
        drafted(grievance, on=DECIDED, by=director)
    better = correct_letter(letter_id=letter.pk, by=grievance.owner, at=noon(DECIDED))
    better = save_letter(
        letter_id=better.pk, revision=1, fields={}, delivery="By email", by=grievance.owner, at=noon(DECIDED)
    )
    send_for_approval(
        letter_id=better.pk, revision=better.revision, approver=director, by=grievance.owner, at=noon(DECIDED)
    )
    sign_letter(letter_id=better.pk, revision=better.revision, dated_on=DECIDED, by=director, at=noon(DECIDED))
    step = grievance.steps.get()
    assert (step.letter, step.decided_on) == (better, ANSWERED)
    assert deadlines(grievance, "3") == [("3", "OPEN", date(2026, 6, 3))]


def test_a_letter_for_a_step_left_behind_is_not_issued():
    grievance, director = begun(), decider()
    letter = drafted(grievance, on=date(2026, 5, 26), by=director)
    appeal(grievance, on=date(2026, 6, 1))
    with pytest.raises(LetterNotIssued, match="the grievance is at Step 2"):
        sign_letter(
            letter_id=letter.pk, revision=letter.revision, dated_on=date(2026, 6, 2), by=director,
            at=noon(date(2026, 6, 2)),
        )  # fmt: skip
    letter.refresh_from_db()
    assert letter.state == "FOR_APPROVAL"


def test_a_meeting_is_neither_before_its_step_nor_in_the_future():
    grievance = begun()
    with pytest.raises(MoveRefused, match="Step 1 began on Thu, May 14"):
        meet(grievance, on=date(2026, 5, 13))
    with pytest.raises(MoveRefused, match="is still to come"):
        meetings.record_meeting(grievance_id=grievance.pk, held_on=MET, by=grievance.owner, at=noon(FILED), today=FILED)


def test_passing_over_a_step_ends_its_limits_and_opens_the_next():
    grievance = begun()
    moves.bypass_step(
        grievance_id=grievance.pk, on=date(2026, 5, 18), basis="11.4: both sides agree", by=grievance.owner,
        at=noon(MET), today=MET,
    )  # fmt: skip
    assert [(s.code, s.state, s.outcome) for s in grievance.steps.all()] == [
        ("1", "DECIDED", "BYPASSED"), ("2", "FILED", ""),
    ]  # fmt: skip
    assert deadlines(grievance, "2", "4") == [("2", "LAPSED", date(2026, 5, 26)), ("4", "MISSED", date(2026, 6, 2))]


def test_a_remand_begins_a_second_pass_and_keeps_the_first():
    grievance = begun()
    decided(grievance, on=ANSWERED)
    appeal(grievance)
    decided(grievance, on=MET)
    moves.remand(
        grievance_id=grievance.pk, to_step="1", on=DECIDED, reason="New facts.", by=grievance.owner,
        at=noon(DECIDED), today=DECIDED,
    )  # fmt: skip
    grievance.refresh_from_db()
    assert (grievance.step, [(s.cycle, s.code) for s in grievance.steps.all()]) == ("1", [(1, "1"), (1, "2"), (2, "1")])
    again = grievance.deadlines.get(cycle=2, code="2")
    assert (again.state, again.due_on) == ("OPEN", date(2026, 6, 24))


def test_arbitration_is_demanded_only_after_the_last_step():
    grievance = begun()
    decided(grievance, on=ANSWERED)
    with pytest.raises(MoveRefused, match="After Step 1 comes another step"):
        appeals.demand_arbitration(
            grievance_id=grievance.pk, received_on=APPEALED, by=grievance.owner, at=noon(MET), today=MET
        )
    appeal(grievance)
    decided(grievance, on=MET)
    appeal(grievance, on=date(2026, 6, 5))
    decided(grievance, on=date(2026, 6, 10))
    appeals.demand_arbitration(
        grievance_id=grievance.pk, received_on=DECIDED, by=grievance.owner, at=noon(DECIDED), today=DECIDED
    )
    grievance.refresh_from_db()
    assert grievance.step == "arbitration"
    assert deadlines(grievance, "8") == [("8", "MET", date(2026, 7, 10))]
