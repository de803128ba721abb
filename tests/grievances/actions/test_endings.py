"""How a grievance ends, and begins again."""

from datetime import date

import pytest

from grievances.actions import endings, facts, holding
from grievances.actions.places import MoveRefused
from grievances.rules.vocabulary import Outcome
from tests.factories.grievances import NOW, TODAY, filed
from tests.grievances.walks import decided, noon, unit_with_language

pytestmark = pytest.mark.django_db


def begun():
    return filed(unit=unit_with_language(), articles=["14.3"], event_on=date(2026, 6, 8), received_on=date(2026, 6, 11))


def withdraw(grievance, **more):
    return endings.withdraw(
        grievance_id=grievance.pk, on=TODAY, withdrawn_by="T. Boone", has_precedent=False, by=grievance.owner, at=NOW,
        **more,
    )  # fmt: skip


def test_a_withdrawn_grievance_owes_nothing_and_refuses_everything_but_reopening():
    grievance = begun()
    withdraw(grievance)
    grievance.refresh_from_db()
    assert (grievance.outcome, grievance.has_precedent, grievance.closed_on, grievance.next_due_on) == (
        "WITHDRAWN", False, TODAY, None,
    )  # fmt: skip
    assert set(grievance.deadlines.values_list("state", flat=True)) == {"MET", "LAPSED"}
    with pytest.raises(MoveRefused, match="It is closed"):
        withdraw(grievance)


def test_what_lapsed_with_the_closing_runs_again_when_it_is_reopened():
    grievance = begun()
    due_on = grievance.deadlines.get(code="2").due_on
    withdraw(grievance)
    endings.reopen(grievance_id=grievance.pk, reason="By mistake.", by=grievance.owner, at=NOW, today=TODAY)
    grievance.refresh_from_db()
    again = grievance.deadlines.get(code="2")
    assert (again.state, again.due_on, grievance.next_due_on, grievance.outcome) == ("OPEN", due_on, due_on, "")


def test_closing_takes_the_outcome_of_the_last_step_or_asks_for_one():
    grievance = begun()
    with pytest.raises(endings.OutcomeUnknown, match="Step 1 has no answer"):
        endings.close(grievance_id=grievance.pk, on=TODAY, by=grievance.owner, at=NOW)
    decided(grievance, on=TODAY)
    closed = endings.close(grievance_id=grievance.pk, on=TODAY, by=grievance.owner, at=NOW)
    assert closed.outcome == Outcome.DENIED


def test_settling_keeps_the_terms():
    grievance = begun()
    settled = endings.settle(
        grievance_id=grievance.pk, on=TODAY, terms="4 hours paid.", has_precedent=False, by=grievance.owner, at=NOW
    )
    assert (settled.outcome, settled.closing_note) == ("SETTLED", "4 hours paid.")


def test_the_clock_stops_and_runs_on():
    grievance = begun()
    due_on = grievance.deadlines.get(code="2").due_on
    holding.hold_in_abeyance(
        grievance_id=grievance.pk, from_on=TODAY, reason="Mediation", by=grievance.owner, at=NOW, today=TODAY
    )
    assert grievance.deadlines.get(code="2").state == "STOPPED"
    with pytest.raises(MoveRefused, match="clock is stopped"):
        holding.hold_in_abeyance(
            grievance_id=grievance.pk, from_on=TODAY, reason="Again", by=grievance.owner, at=NOW, today=TODAY
        )
    on = date(2026, 6, 18)
    holding.resume(grievance_id=grievance.pk, on=on, by=grievance.owner, at=noon(on), today=on)
    again = grievance.deadlines.get(code="2")
    assert (again.state, again.due_on > due_on) == ("OPEN", True)


def test_a_corrected_start_moves_the_date_and_the_record():
    grievance = begun()
    facts.correct_start(
        grievance_id=grievance.pk, event="filed:1", on=date(2026, 6, 12), reason="Stamp on the form",
        by=grievance.owner, at=NOW, today=TODAY,
    )  # fmt: skip
    grievance.refresh_from_db()
    assert (grievance.received_on, grievance.steps.get().filed_on) == (date(2026, 6, 12), date(2026, 6, 12))
    assert grievance.deadlines.get(code="2").from_on == date(2026, 6, 12)


def test_changed_facts_are_recorded_by_name_and_only_when_changed():
    grievance = begun()
    same = {
        "grievance_id": grievance.pk, "title": grievance.title, "statement": grievance.statement, "remedy": "",
        "articles": ["14.3"], "by": grievance.owner, "at": NOW,
    }  # fmt: skip
    count = grievance.events.count()
    facts.correct_facts(**same)
    assert grievance.events.count() == count
    facts.correct_facts(**{**same, "remedy": "Pay 9 hours.", "articles": ["14.3", "14.4"]})
    assert str(grievance.events.first()) == "Changed: remedy, articles"
    assert [str(citation) for citation in grievance.citations.all()] == ["14.3", "14.4"]
    grievance.refresh_from_db()
    assert grievance.cited == "14.3, 14.4"
