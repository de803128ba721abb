"""Whether something was received in time."""

from datetime import date

import pytest

from grievances.rules.timeliness import judge, settle_verdict
from grievances.rules.vocabulary import Timeliness
from tests.each import each

DUE = date(2026, 6, 15)


@each(
    ("received_on", "open_days", "timeliness", "days_late", "sentence"),
    [
        (date(2026, 6, 12), 0, Timeliness.TIMELY, 0, "In time under 11.3: the last day is Mon, Jun 15, 2026."),
        (DUE, 0, Timeliness.TIMELY, 0, "In time under 11.3: the last day is Mon, Jun 15, 2026."),
        (
            date(2026, 6, 17), 2, Timeliness.UNTIMELY, 2,
            "2 working days late under 11.3: the last day was Mon, Jun 15, 2026.",
        ),
        # Received on a Saturday after a Friday due date: no working day passed, late all the same.
        (
            date(2026, 6, 20), 0, Timeliness.UNTIMELY, 1,
            "1 working day late under 11.3: the last day was Mon, Jun 15, 2026.",
        ),
    ],
)  # fmt: skip
def test_verdict(received_on, open_days, timeliness, days_late, sentence):
    verdict = judge(received_on=received_on, due_on=DUE, working_days_late=open_days, citation="11.3")
    assert (verdict.timeliness, verdict.days_late, verdict.sentence) == (timeliness, days_late, sentence)


def test_late_by_days_that_no_calendar_counts_is_late_without_a_number():
    verdict = judge(received_on=date(2026, 6, 17), due_on=DUE, working_days_late=None, citation="11.3")
    assert (verdict.timeliness, verdict.days_late, verdict.is_late) == (Timeliness.UNTIMELY, None, True)
    assert verdict.sentence == (
        "Late under 11.3: the last day was Mon, Jun 15, 2026. "
        "How many working days late cannot be counted until the holidays of that year are entered."
    )
    assert settle_verdict(verdict, Timeliness.DISPUTED) == (Timeliness.DISPUTED, None)
    with pytest.raises(ValueError, match="Say whether it is untimely"):
        settle_verdict(verdict, None)


def test_without_a_limit_nothing_is_judged():
    verdict = judge(received_on=DUE, due_on=None, working_days_late=0, citation="", missing="Enter the event date.")
    assert (verdict.timeliness, verdict.is_late, verdict.sentence) == (
        Timeliness.UNKNOWN, False, "Enter the event date.",
    )  # fmt: skip


def test_a_late_filing_is_stored_with_what_the_office_makes_of_it():
    late = judge(received_on=date(2026, 6, 17), due_on=DUE, working_days_late=2, citation="11.3")
    assert settle_verdict(late, Timeliness.WAIVED) == (Timeliness.WAIVED, 2)
    with pytest.raises(ValueError, match="Say whether it is untimely, disputed, or waived"):
        settle_verdict(late, None)


def test_a_filing_in_time_needs_no_choice():
    in_time = judge(received_on=DUE, due_on=DUE, working_days_late=0, citation="11.3")
    assert settle_verdict(in_time, Timeliness.WAIVED) == (Timeliness.TIMELY, 0)
