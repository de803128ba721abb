"""Which words hold on which day: a letter that is ended by another, and what must hold of any letters at all."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.rules.timeline import Change, Days, Letter, Row, Stretch, days_held, rewrite, text_by_day
from tests.each import each

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TERM = Days(date(2023, 7, 1))
FIRST, SECOND = 1, 2


def on(stretches, day):
    """Whose words hold on ``day``; "none" for nobody's."""
    return next((stretch.origin for stretch in stretches if day in stretch.days), "none")


def derive(letters, changes, *, base=TERM, agreement=TERM):
    return text_by_day(base, agreement, changes, days_held(letters))


def change(letter, effective_on, ends_on=None, *, is_end=False):
    """The one change of ``letter``, called by the letter's key."""
    return Change(letter, letter, effective_on, ends_on, is_end)


@each(
    ("day", "origin"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), FIRST),
        (date(2026, 1, 31), FIRST),
        (date(2026, 2, 1), SECOND),
        (date(2026, 3, 31), SECOND),
        (date(2026, 4, 1), None),
    ],
)
def test_a_second_letter_ends_the_first_before_its_own_end(day, origin):
    letters = [
        Letter(FIRST, date(2025, 7, 1), date(2026, 6, 30)),
        Letter(SECOND, date(2026, 2, 1), date(2026, 3, 31), ends_letter=FIRST),
    ]
    changes = [
        change(FIRST, date(2025, 7, 1), date(2026, 6, 30)),
        change(SECOND, date(2026, 2, 1), date(2026, 3, 31)),
    ]
    assert on(derive(letters, changes), day) == origin


def test_the_earlier_letter_holds_again_when_the_later_one_has_run_out():
    letters = [Letter(FIRST, date(2025, 1, 1)), Letter(SECOND, date(2025, 3, 1), date(2025, 3, 31))]
    changes = [change(FIRST, date(2025, 1, 1)), change(SECOND, date(2025, 3, 1))]
    stretches = derive(letters, changes)
    assert [(one.days.first, one.origin) for one in stretches] == [
        (date(2023, 7, 1), None),
        (date(2025, 1, 1), FIRST),
        (date(2025, 3, 1), SECOND),
        (date(2025, 4, 1), FIRST),
    ]


def test_a_letter_ended_before_its_first_day_has_ended_nothing():
    letters = [
        Letter(1, date(2025, 1, 1)),
        Letter(2, date(2025, 6, 1), ends_letter=1),
        Letter(3, date(2025, 5, 1), ends_letter=2),
    ]
    assert days_held(letters) == {1: Days(date(2025, 1, 1)), 3: Days(date(2025, 5, 1))}


def test_ended_words_and_added_ones():
    letters = [Letter(1, date(2024, 1, 1)), Letter(2, date(2024, 1, 1), date(2024, 12, 31))]
    gone = derive(letters, [change(1, date(2024, 1, 1), is_end=True)])
    added = derive(letters, [change(2, date(2024, 1, 1))], base=None)
    assert gone == [Stretch(Days(date(2023, 7, 1), date(2024, 1, 1)), None)]
    assert added == [Stretch(Days(date(2024, 1, 1), date(2025, 1, 1)), 2)]


def test_nothing_outlives_the_agreement():
    term = Days(date(2023, 7, 1), date(2026, 7, 1))
    stretches = derive([Letter(1, date(2026, 6, 1))], [change(1, date(2026, 6, 1))], base=term, agreement=term)
    assert stretches[-1] == Stretch(Days(date(2026, 6, 1), date(2026, 7, 1)), 1)


def test_rewriting_keeps_the_row_whose_words_go_on():
    rows = [Row(10, None, TERM)]
    letters = [Letter(1, date(2025, 1, 1), date(2025, 1, 31))]
    stretches = derive(letters, [change(1, date(2025, 1, 1))])
    plan = rewrite(rows, stretches)
    assert plan.moved == ((10, Days(date(2023, 7, 1), date(2025, 1, 1))),)
    assert [(one.days.first, one.origin) for one in plan.added] == [(date(2025, 1, 1), 1), (date(2025, 2, 1), None)]


def test_rewriting_empties_what_never_came_into_force():
    rows = [Row(10, None, Days(date(2023, 7, 1), date(2025, 1, 1))), Row(11, 1, Days(date(2025, 1, 1)))]
    plan = rewrite(rows, [Stretch(TERM, None)])
    assert plan.moved == ((10, TERM), (11, None))
    assert plan.added == ()


# What must hold whatever people sign.
DAYS = st.integers(0, 60).map(lambda count: date(2025, 1, 1) + timedelta(days=count))
BASE = Days(date(2025, 1, 5), date(2025, 2, 20))


@st.composite
def signed(draw, *, apart=False):
    """Letters with one change each; ``apart``: no two on one day."""
    letters, changes, free = [], [], date(2025, 1, 1)
    for key in range(1, draw(st.integers(0, 6)) + 1):
        first = free + timedelta(days=draw(st.integers(0, 9))) if apart else draw(DAYS)
        length = draw(st.integers(0, 9) if apart else st.one_of(st.none(), st.integers(0, 30)))
        last = None if length is None else first + timedelta(days=length)
        ends = draw(st.one_of(st.none(), st.integers(1, key - 1))) if key > 1 and not apart else None
        letters.append(Letter(key, first, last, ends))
        changes.append(change(key, first, last, is_end=draw(st.booleans())))
        free = (last or first) + timedelta(days=1)
    return letters, changes


def days_of(stretches):
    """Every day from the first of 2025 to well after the base, with whose words hold."""
    return [on(stretches, date(2025, 1, 1) + timedelta(days=count)) for count in range(70)]


@quick
@given(signed())
def test_stretches_stand_in_order_and_never_overlap(case):
    stretches = derive(*case, base=BASE, agreement=BASE)
    edges = [edge for one in stretches for edge in (one.days.first, one.days.until)]
    assert edges == sorted(edges)
    assert all(one.days.first < one.days.until for one in stretches)
    assert all(BASE.first <= one.days.first and one.days.until <= BASE.until for one in stretches)


@quick
@given(signed())
def test_every_day_of_the_base_has_words_unless_a_letter_ended_them(case):
    letters, changes = case
    kept = [one for one in changes if not one.is_end]
    told = derive(letters, kept, base=BASE, agreement=BASE)
    assert [day != "none" for day in days_of(told)] == [
        date(2025, 1, 1) + timedelta(days=count) in BASE for count in range(70)
    ]


@quick
@given(signed(apart=True), st.randoms())
def test_order_does_not_matter_where_letters_do_not_meet(case, chance):
    letters, changes = case
    shuffled = list(zip(letters, changes, strict=True))
    chance.shuffle(shuffled)
    again = [one for one, _ in shuffled], [one for _, one in shuffled]
    assert derive(*again, base=BASE, agreement=BASE) == derive(letters, changes, base=BASE, agreement=BASE)


@quick
@given(signed(), signed())
def test_rewriting_says_the_new_words_and_a_second_time_changes_nothing(before, after):
    rows = [Row(key, one.origin, one.days) for key, one in enumerate(derive(*before, base=BASE, agreement=BASE))]
    wanted = derive(*after, base=BASE, agreement=BASE)
    plan = rewrite(rows, wanted)
    moved = dict(plan.moved)
    stored = [Row(row.key, row.origin, moved.get(row.key, row.days)) for row in rows]
    stored += [Row(100 + key, one.origin, one.days) for key, one in enumerate(plan.added)]
    said = sorted((Stretch(row.days, row.origin) for row in stored if row.days), key=lambda stretch: stretch.days.first)
    assert said == wanted
    assert {row.key: row.origin for row in stored if row.key < 100} == {row.key: row.origin for row in rows}
    assert rewrite(stored, wanted) == rewrite([], [])
