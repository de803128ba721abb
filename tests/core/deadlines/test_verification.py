"""Procedure files against what a careful person counted."""

from datetime import date
from pathlib import Path

from labor_office.core.deadlines.procedure_files.reading import read_procedure_file
from labor_office.core.deadlines.verification import calendar_of, verify_text
from tests.each import each

FILES = Path(__file__).parent / "files"
DEMO = Path(__file__).parents[3] / "labor_office" / "desk" / "demo" / "procedures.toml"


def verified(path):
    return verify_text(path.read_text(encoding="utf-8"), path.name)


@each(
    ("path", "last"),
    [
        (FILES / "harbor_fire.toml", "20 expected, 20 agree, 0 differ, 0 unsupported"),
        (FILES / "valley_schools.toml", "11 expected, 11 agree, 0 differ, 0 unsupported"),
        (FILES / "unknown_key.toml", "3 expected, 1 agree, 0 differ, 2 unsupported"),
        (FILES / "loop.toml", "1 expected, 0 agree, 0 differ, 1 unsupported"),
        (FILES / "slips.toml", "5 expected, 1 agree, 1 differ, 3 unsupported"),
        (FILES / "not_toml.toml", "0 expected, 0 agree, 0 differ, 0 unsupported"),
    ],
)
def test_what_agrees_differs_and_is_unsupported(path, last):
    found = verified(path)
    assert str(found) == last
    assert found.is_clean is (found.agree == found.expected > 0)


def test_the_demo_citys_procedures_agree():
    found = verified(DEMO)
    assert (found.lines, found.is_clean, found.expected > 0) == ((), True, True)


def test_an_unknown_key_is_named_and_the_next_procedure_still_runs():
    assert verified(FILES / "unknown_key.toml").lines == (
        (
            "unknown_key.toml: procedure misspelled, rule R1, key grace_days: is not a key of this table; "
            "check the spelling or leave it out"
        ),
    )


def test_a_loop_names_both_rules():
    (line,) = verified(FILES / "loop.toml").lines
    assert line.endswith("these rules wait for each other and none can be counted: R1 -> R2 -> R1")


def test_a_difference_names_file_procedure_timeline_rule_and_field():
    assert "slips.toml: procedure sound, timeline T1, rule R1: due expected 2026-03-12, got 2026-03-11" in (
        verified(FILES / "slips.toml").lines
    )


def test_each_procedure_with_a_wrong_form_is_named():
    lines = verified(FILES / "wrong_forms.toml").lines
    named = {line.split("procedure ")[1].split(",")[0].split(":")[0] for line in lines}
    assert named == {
        *("unit", "amount", "half", "unknown-rule", "twice", "two-starts", "cap", "agenda", "cutoff", "holidays"),
    }


def test_a_date_that_cannot_be_counted_is_a_difference_that_says_what_is_missing():
    text = (FILES / "harbor_fire.toml").read_text(encoding="utf-8").replace("2026-07-14, 2026-07-28]", "2026-07-01]")
    (line, outcome) = verify_text(text, "f").lines
    assert line == (
        "f: procedure harbor-fire, timeline T1, rule R5: due expected 2026-07-14, got no date "
        "(the list “council” has no date from Sun, Jul 5, 2026 on)"
    )
    assert "outcome expected open, got needs_date" in outcome


def test_the_calendar_of_a_file_reaches_past_its_last_holiday_as_far_as_its_dates_can():
    (filed,) = read_procedure_file((FILES / "valley_schools.toml").read_text(encoding="utf-8")).procedures
    calendar = calendar_of(filed.procedure, filed.timelines)
    assert calendar.last > date(2029, 1, 31)
    assert calendar.why_closed(date(2026, 3, 24)) == "spring break"
    assert calendar.closed_between(date(2026, 5, 25), date(2026, 5, 25))[0].is_holiday


AT_AN_END = """
    [[procedure]]
    id = "from-{on}"
    holidays = [{on}]
    [[procedure.rule]]
    id = "R1"
    actor = "union"
    start = ["a"]
    amount = 36000
    unit = "business_days"
    [[procedure.rule]]
    id = "R2"
    actor = "union"
    start = ["a"]
    amount = 9
    unit = "years"
    roll = "forward"
    [[procedure.timeline]]
    id = "T"
    as_of = {as_of}
    events = [{{ date = {on}, event = "a" }}]
    expected = [{{ rule = "R1", running = {running} }}, {{ rule = "R2", running = {running} }}]
"""


def test_a_file_at_the_ends_of_time_does_not_stop_the_run():
    text = "schema_version = 1"
    text += AT_AN_END.format(on="9999-12-30", as_of="9999-12-31", running="false")
    text += AT_AN_END.format(on="0001-01-01", as_of="0001-01-01", running="true")
    assert str(verify_text(text, "f")) == "4 expected, 4 agree, 0 differ, 0 unsupported"
