"""The sentence that tells a whole reckoning, word for word."""

from datetime import date, time

from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.facts import AgreedExtension, Freeze, UnilateralExtension
from labor_office.core.deadlines.rules.phrases import spoken
from labor_office.core.deadlines.rules.procedure import (
    AgendaCutoff,
    Cap,
    CountUnit,
    Direction,
    SpecialKind,
)
from labor_office.core.deadlines.rules.trace import explain
from tests.core.deadlines.rules.cases import FORWARD, derived, facts, june, limit
from tests.each import each

WORKING = CountUnit.BUSINESS_DAYS
TODAY = june(15)


def explained(one, given):
    return explain(derived(one, given, TODAY)["R1"].trace, TODAY)


CALENDAR_TEN = limit(name="Appeal", start=("filed",), roll=FORWARD)


@each(
    ("one", "given", "sentence"),
    [
        (
            CALENDAR_TEN,
            facts(filed=june(9)),
            (
                "10 calendar days after the filing (Tue, Jun 9) is Fri, Jun 19. Weekends and holidays count. "
                "Day 10 is Fri, Jun 19, Juneteenth, so the date moves to Mon, Jun 22."
            ),
        ),
        (
            limit(start=("hearing_date",), amount=2, unit=WORKING, direction=Direction.BEFORE),
            facts(hearing_date=june(30)),
            (
                "If the hearing is on Tue, Jun 30, as it is set: 2 working days before the hearing "
                "(Tue, Jun 30) is Fri, Jun 26."
            ),
        ),
        (
            limit(start=("filed",), amount=1, unit=CountUnit.MONTHS),
            facts(filed=date(2026, 3, 31), done=date(2026, 4, 2)),
            (
                "1 month after the filing (Tue, Mar 31) is Thu, Apr 30. April 2026 has no day 31, "
                "so its last day is taken. "
                "Done Thu, Apr 2."
            ),
        ),
        (
            limit(start=("filed",), cap=Cap(20, CountUnit.CALENDAR_DAYS, ("incident",))),
            facts(filed=june(1), incident=date(2026, 5, 20)),
            (
                "10 calendar days after the filing (Mon, Jun 1) is Thu, Jun 11. Weekends and holidays count. "
                "Two limits apply and the earlier governs: the outer limit of 20 calendar days after the incident "
                "(Wed, May 20), Tue, Jun 9."
            ),
        ),
        (
            limit(start=("filed",), cap=Cap(40, CountUnit.CALENDAR_DAYS, ("incident",))),
            facts(filed=june(1), incident=date(2026, 5, 20)),
            (
                "10 calendar days after the filing (Mon, Jun 1) is Thu, Jun 11. Weekends and holidays count. "
                "The outer limit of 40 calendar days after the incident (Wed, May 20), Mon, Jun 29, is not earlier and "
                "changes nothing."
            ),
        ),
        (
            limit(start=("filed",), unit=WORKING),
            facts(filed=june(1), freezes=[Freeze("mediation", ("R1",), june(8), None)]),
            (
                "10 working days after the filing (Mon, Jun 1). The clock stopped Mon, Jun 8 "
                "(mediation) with 6 working days "
                "left; the date is set when it starts again."
            ),
        ),
        (
            limit(start=("filed",)),
            facts(filed=june(1), freezes=[Freeze("mediation", ("R1",), june(2), june(11))]),
            (
                "10 calendar days after the filing (Mon, Jun 1) is Sun, Jun 21, not counting Tue, Jun 2 to Thu, Jun 11 "
                "(mediation). Weekends and holidays count."
            ),
        ),
        (
            limit(start=("filed",), not_extendable=True),
            facts(filed=june(1), extensions=[AgreedExtension("R1", june(20))]),
            (
                "10 calendar days after the filing (Mon, Jun 1) is Thu, Jun 11. Weekends and holidays count. "
                "An extension to Sat, Jun 20 was refused: this limit cannot be extended."
            ),
        ),
        (
            CALENDAR_TEN,
            facts(filed=june(1), unilateral=[UnilateralExtension("R1", 2, CountUnit.CALENDAR_DAYS)]),
            (
                "10 calendar days after the filing (Mon, Jun 1) is Thu, Jun 11. Weekends and holidays count. "
                "Extended as of right by 2 calendar days to Mon, Jun 15 (Sat, Jun 13 is closed)."
            ),
        ),
        (
            limit(
                amount=1, unit=CountUnit.MONTHS, special_kind=SpecialKind.WINDOW_SECOND_FULL_MONTH, start=("notice",)
            ),
            facts(notice=date(2026, 4, 6), done=date(2026, 5, 29)),
            (
                "A window of 1 month, from Mon, Jun 1 to Tue, Jun 30, opens in the second full month after the notice "
                "(Mon, Apr 6). What was done Fri, May 29 came before the window opened and does not count."
            ),
        ),
        (
            limit(special_kind=SpecialKind.AGENDA_MEETING, agenda_cutoff=AgendaCutoff(2, time(12)), list_key="board"),
            facts(start=june(1), lists={"board": (june(9),)}),
            (
                "The first meeting whose agenda was still open after the start (Mon, Jun 1). The "
                "date listed for it (board) "
                "is Tue, Jun 9."
            ),
        ),
        *(
            (
                limit(amount=1, unit=CountUnit.CALENDAR_DAYS, special_kind=kind, list_key="days"),
                facts(start=june(1), lists={"days": (june(9),)}),
                (
                    "1 calendar day after the start (Mon, Jun 1) is Tue, Jun 2. Weekends and holidays count. "
                    f"{said} is Tue, Jun 9."
                ),
            )
            for kind, said in (
                (SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER, "The next date listed after that"),
                (SpecialKind.ROLL_TO_PRESENCE, "The first date listed from then on"),
            )
        ),
        (limit(start=("meeting:2",)), facts(), "Cannot be counted yet: the Step 2 meeting has not been recorded."),
        (
            limit(start=("filed",), unit=WORKING),
            facts(filed=date(2027, 12, 30)),
            (
                "The clock started with the filing (Thu, Dec 30, 2027), but its end cannot be "
                "counted: holidays for 2028 "
                "have not been entered."
            ),
        ),
    ],
)
def test_sentence(one, given, sentence):
    assert explained(one, given).sentence == sentence


def test_an_event_without_words_of_its_own_is_told_as_what_befell_the_matter():
    one = limit(satisfied_by="answered:1", start=("answered:1",))
    told = spoken(one, {})
    assert "must see that it is answered at Step 1 within" in told
    assert "after the day it was answered at Step 1." in told
    for name, said in (
        ("agreed", "the day it was agreed"), ("denied", "the day it was denied"), ("feed", "the feed"),
        ("deed", "the deed"), ("bed", "the bed"),
    ):  # fmt: skip
        assert words.event(name) == said
