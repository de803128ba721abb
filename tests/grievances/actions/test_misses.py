"""What silence does, once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from grievances.actions import appeals
from grievances.actions.decisions import draft_step_decision
from grievances.actions.facts import correct_start
from grievances.actions.meetings import record_meeting
from grievances.actions.misses import apply_silences
from grievances.rules.vocabulary import StepOutcome, Timeliness
from labor_office.core.deadlines.actions.by_hand import NothingToSet, set_by_hand
from labor_office.core.deadlines.actions.derivation import Cause, held_situation, rederive
from labor_office.core.deadlines.actions.extensions import NothingToExtend, agree_extension
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.rules.procedure import MissedEffect
from labor_office.core.users.permissions import Role
from labor_office.desk.queries.rows import owed_lines
from tests.factories.grievances import ELSE_DUE, LIMITS, filed
from tests.factories.users import UserFactory
from tests.grievances.walks import decided, decider, noon, unit_with_language

pytestmark = pytest.mark.django_db

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def sweep(grievance, today):
    """The clock looks again on ``today``, then silence is acted on."""
    rederive(held_situation(grievance.pk), Cause("A day passed", None, noon(today), today))
    return apply_silences(since=BEGINNING, at=noon(today))


def at_step_2(met_on=date(2026, 5, 26), **unit):
    grievance = filed(
        unit=unit_with_language(**unit), today=date(2026, 5, 14), at=noon(date(2026, 5, 14)),
        articles=["14.3", "30", "30-day notice"],
    )  # fmt: skip
    decided(grievance, on=date(2026, 5, 18))
    appeals.record_appeal(
        grievance_id=grievance.pk, received_on=date(2026, 5, 19), by=grievance.owner, at=noon(met_on), today=met_on
    )
    record_meeting(grievance_id=grievance.pk, held_on=met_on, by=grievance.owner, at=noon(met_on), today=met_on)
    return grievance


def test_silence_that_is_a_denial_decides_the_step_once_and_starts_the_appeal():
    grievance = at_step_2()
    due_on, after = date(2026, 6, 9), date(2026, 6, 10)
    assert sweep(grievance, due_on) == 0
    assert [sweep(grievance, after), sweep(grievance, after)] == [1, 0]
    step = grievance.steps.get(code="2")
    assert (step.state, step.outcome, step.decided_on) == ("DEEMED", "DEEMED_DENIED", due_on)
    assert grievance.events.filter(verb="grievance.limit_missed").count() == 1
    assert grievance.deadlines.get(code="6").due_on == date(2026, 6, 18)

    grievance.refresh_from_db()
    correct_start(
        grievance_id=grievance.pk, event="meeting:2", on=date(2026, 5, 22), reason="The minutes say so",
        by=grievance.owner, at=noon(after), today=after,
    )  # fmt: skip
    assert [apply_silences(since=BEGINNING, at=noon(after)) for _ in range(2)] == [1, 0]
    step.refresh_from_db()
    row, said = grievance.deadlines.get(code="5"), grievance.events.filter(verb="grievance.limit_missed")
    assert (row.is_settled_by_miss, row.due_on, step.decided_on) == (True, date(2026, 6, 8), date(2026, 6, 8))
    denied = "The grievance is deemed denied at this step."
    assert {str(event) for event in said} == {
        f"The City let Step 2 decision pass on Tue, Jun 9, 2026. {denied}",
        f"Step 2 decision, which the City let pass, was due Mon, Jun 8, 2026, as it is counted now. {denied}",
    }


def test_silence_that_grants_leaves_nothing_to_appeal_and_nothing_to_forfeit(client, settings):
    changed = {
        "5": {"missed_effect": MissedEffect.GRANTED, "missed_creates": ""},
        "6": {"start": ("response:2", "due:5"), "start_mode": ELSE_DUE},
    }
    grievance = at_step_2(limits=tuple(replace(one, **changed.get(one.code, {})) for one in LIMITS))
    later = date(2026, 6, 22)
    assert [sweep(grievance, date(2026, 6, 10)), sweep(grievance, later)] == [1, 0]
    onward = grievance.deadlines.filter(code="6")
    assert list(onward.values_list("state", "lapsed_reason")) == [("LAPSED", "Deemed granted at Step 2")]

    onward.update(state="MISSED", lapsed_reason="")  # as the clock left it before such limits were ended
    settings.CLOCK_OFFSET = noon(later) - datetime.now(UTC)
    client.force_login(grievance.owner)
    assert "The City may treat" not in client.get(grievance.get_absolute_url()).content.decode()


def test_what_silence_decided_is_owed_no_more_and_what_the_union_let_pass_is_said(client, settings):
    grievance, later = at_step_2(), date(2026, 6, 22)
    owed = Deadline.objects.unfinished().owed_by_city().filter(matter=grievance)
    sweep(grievance, date(2026, 6, 10))
    sweep(grievance, later)
    row = grievance.deadlines.get(code="5")
    assert (row.state, row.lapsed_reason) == ("MISSED", "The grievance is deemed denied at this step.")
    grievance.refresh_from_db()
    assert (grievance.next_due_on, owed.exists()) == (None, False)

    settings.CLOCK_OFFSET = noon(later) - datetime.now(UTC)
    client.force_login(grievance.owner)
    page = unescape(client.get(grievance.get_absolute_url()).content.decode())
    for words in (
        "Union's time ran out Jun 18",
        "The union's time ran out Thu, Jun 18: Appeal to Step 3",
        "The City may treat the grievance as settled on its last answer. It stays open until the office closes it.",
        "Time ran out: Union, Appeal to Step 3",
        "Not done by Jun 9",
        "The union had until Jun 18 to come here.",
    ):
        assert words in page
    assert "Overdue" not in page
    assert owed_lines(grievance.owner, [grievance.owner.pk]) == []
    proof = unescape(client.get(reverse("deadlines:proof", args=[row.pk])).content.decode())
    assert ("Step 2 decision" in proof, "Draft decision" in proof) == (True, False)
    with pytest.raises(NothingToSet):
        set_by_hand(
            deadline_id=row.pk, due_on=later, reason="An order", by=UserFactory(role=Role.CHIEF), at=noon(later),
            today=later,
        )  # fmt: skip
    with pytest.raises(NothingToExtend):
        agree_extension(
            matter_id=grievance.pk, code="5", new_due_on=date(2026, 6, 26), agreed_on=later, agreed_by="the union",
            signed_on=later, by=grievance.owner, at=noon(later), today=later,
        )  # fmt: skip

    given = {"by": grievance.owner, "at": noon(later), "today": later, "lateness": Timeliness.DISPUTED}
    appeals.record_appeal(grievance_id=grievance.pk, received_on=later, **given)
    row.refresh_from_db()
    assert row.is_settled_by_miss
    letter = draft_step_decision(
        grievance_id=grievance.pk, decider=decider(), outcome=StepOutcome.DENIED, by=grievance.owner, at=noon(later)
    )
    assert "It was deemed denied at Step 2 on Tuesday, June 9, 2026." in letter.fields["facts"]
    assert "violated section 14.3, Art. 30, 30-day notice, as" in letter.fields["issue"]
    assert "The grievance came to Step 3 on Monday, June 22, 2026." in letter.fields["facts"]


def test_what_silence_brings_about_is_dated_as_the_clock_dates_it():
    later = tuple(replace(one, missed_creates_offset_days=3) if one.missed_creates else one for one in LIMITS)
    grievance = at_step_2(limits=later)
    assert sweep(grievance, date(2026, 6, 15)) == 1
    decided_on = grievance.steps.get(code="2").decided_on
    assert (decided_on, grievance.deadlines.get(code="6").from_on) == (date(2026, 6, 12), decided_on)


def test_silence_that_frees_the_union_changes_no_step_but_lets_it_go_on():
    grievance = filed(unit=unit_with_language(), today=date(2026, 5, 14), at=noon(date(2026, 5, 14)))
    assert sweep(grievance, date(2026, 5, 27)) == 1
    assert grievance.steps.get().state == "FILED"
    appeals.record_appeal(
        grievance_id=grievance.pk, received_on=date(2026, 5, 28), by=grievance.owner, at=noon(date(2026, 5, 28)),
        today=date(2026, 5, 28),
    )  # fmt: skip
    assert [step.state for step in grievance.steps.all()] == ["LEFT", "FILED"]


def test_what_the_union_misses_is_told_and_closes_nothing_by_itself():
    grievance = filed(unit=unit_with_language(), today=date(2026, 5, 14), at=noon(date(2026, 5, 14)), articles=["14.3"])
    decided(grievance, on=date(2026, 5, 18))
    assert sweep(grievance, date(2026, 6, 1)) == 1
    grievance.refresh_from_db()
    assert grievance.is_open
    assert str(grievance.events.get(verb="grievance.limit_missed")) == (
        "The union let Appeal to Step 2 pass on Thu, May 28, 2026. "
        "The City may treat the grievance as settled on its last answer. It stays open until the office closes it."
    )
