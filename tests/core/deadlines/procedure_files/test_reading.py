"""A procedure file is read whole, and every fault is named by its place."""

from datetime import date, time
from pathlib import Path

import pytest

from labor_office.core.deadlines.procedure_files.reading import NotAProcedureFile, read_procedure_file
from labor_office.core.deadlines.rules.procedure import (
    Actor,
    AgendaCutoff,
    Cap,
    CountUnit,
    LateFilingEffect,
    LimitKind,
    Roll,
    SpecialKind,
    StartMode,
)
from tests.each import each

FILES = Path(__file__).parent.parent / "files"
SOUND = """
schema_version = 1
[[procedure]]
id = "p"
[[procedure.rule]]
id = "R1"
actor = "union"
start = ["a"]
amount = 5
unit = "calendar_days"
"""


def read(name):
    return read_procedure_file((FILES / name).read_text(encoding="utf-8"))


def messages(text):
    file = read_procedure_file(text)
    found = list(file.problems)
    for filed in file.procedures:
        found += filed.problems
        found += [problem for timeline in filed.timelines for problem in timeline.problems]
    return [str(problem) for problem in found]


def test_every_form_of_a_rule_is_read():
    (filed,) = read("harbor_fire.toml").procedures
    procedure = filed.procedure
    first, answer, appeal = (procedure.limit(code) for code in ("R1", "R2", "R3"))
    assert (procedure.cutoff_time, procedure.late_filing_effect) == (time(16, 30), LateFilingEffect.NEXT_DAY)
    assert (first.unit, first.person) == (CountUnit.PERSON_WORK_DAYS, "grievant")
    assert first.cap == Cap(60, CountUnit.CALENDAR_DAYS, ("incident",), Roll.NONE, ("continuing_violation",))
    assert (answer.missed_creates, answer.missed_creates_offset_days, answer.roll) == (
        "deemed_denied:1",
        3,
        Roll.FORWARD,
    )
    assert (appeal.start_mode, appeal.not_extendable) == (StartMode.EARLIEST, True)
    assert procedure.limit("R6").agenda_cutoff == AgendaCutoff(2, time(12))
    assert procedure.limit("R8").unit is CountUnit.MONTHS
    assert (procedure.limit("R8").special_kind, procedure.limit("R9").kind) == (
        SpecialKind.WINDOW_SECOND_FULL_MONTH,
        LimitKind.WAITING_PERIOD,
    )


def test_the_descriptive_keys_and_closed_ranges_are_kept():
    (filed,) = read("valley_schools.toml").procedures
    procedure = filed.procedure
    assert procedure.title == "Valley Education Association, Agreement 2025 to 2028"
    assert procedure.texts["special"] == ("an invented agreement",)
    assert procedure.texts["day_rule.trigger_day_counted"] == "no"
    assert procedure.closed_ranges[0] == (date(2026, 3, 23), date(2026, 3, 27), "spring break")
    assert procedure.holidays == {date(2026, 5, 25)}


def test_a_rule_without_unit_and_roll_takes_the_defaults_of_its_procedure():
    text = SOUND.replace('unit = "calendar_days"', "") + (
        '[procedure.day_rule]\ndefault_unit = "business_days"\nroll_default = "forward"\n'
    )
    (filed,) = read_procedure_file(text).procedures
    assert (filed.procedure.limits[0].unit, filed.procedure.limits[0].roll) == (CountUnit.BUSINESS_DAYS, Roll.FORWARD)
    assert filed.procedure.limits[0].actor is Actor.UNION


@each(
    ("old", "new", "message"),
    [
        (
            "amount = 5",
            "amount = -5",
            "procedure p, rule R1, key amount: must be a whole number from 1 to 36,525, not -5",
        ),
        (
            "amount = 5",
            "amount = true",
            "procedure p, rule R1, key amount: must be a whole number from 1 to 36,525, not true",
        ),
        (
            "amount = 5",
            'amount = "5"',
            "procedure p, rule R1, key amount: must be a whole number from 1 to 36,525, not “5”",
        ),
        ("amount = 5", "", "procedure p, rule R1, key amount: is missing"),
        ('start = ["a"]', "", "procedure p, rule R1, key start: is missing"),
        ('start = ["a"]', "start = []", "procedure p, rule R1, key start: must be a list of names, not []"),
        (
            'start = ["a"]',
            'start = ["due:"]',
            "procedure p, rule R1, key start: “due:” must name a rule, such as due:R2",
        ),
        (
            'actor = "union"',
            'actor = "city"',
            "key actor: must be one of union, employer, both, either, neutral, not “city”",
        ),
        (
            'actor = "union"',
            'actor = "union"\nroll = "backward"',
            "key roll: must be one of forward, none, not “backward”",
        ),
        ('actor = "union"', 'actor = "union"\nstep = 1.5', "key step: must be a text in quotes, not 1.5"),
        (
            'actor = "union"',
            'actor = "union"\nnot_extendable = "no"',
            "key not_extendable: must be true or false, not “no”",
        ),
        ('actor = "union"', 'actor = "union"\ncap = 90', "key cap: must be a table, not 90"),
        (
            'actor = "union"',
            'actor = "union"\nlist_key = "board"',
            "key list_key: has no meaning without a special_kind",
        ),
        ('actor = "union"', 'actor = "union"\nspecial_kind = "moon"', "key special_kind: must be one of"),
        ('actor = "union"', 'actor = "union"\nspecial_kind = "roll_to_presence"', "key list_key: is missing"),
        ('actor = "union"', 'actor = "union"\nmissed_creates_offset_days = 1', "has no meaning without missed_creates"),
        (
            'actor = "union"',
            'actor = "union"\nstart_mode = "due_only"',
            "must be one due:RULE where start_mode is due_only",
        ),
        ('actor = "union"', 'actor = "union"\nstart_mode = "event_else_due"', "must be an event and then a due:RULE"),
        ('unit = "calendar_days"', 'unit = "person_work_days"', "key person: is missing"),
        ('id = "R1"', "", "procedure p, rule #1, key id: is missing"),
        ('id = "p"', 'id = "p"\ncolour = "red"', "procedure p, key colour: is not a key of this table"),
        ('id = "p"', 'id = "p"\nspecial = 1979-05-27T07:32:00', ""),
        ('id = "p"', 'id = "p"\nspecial = { a = 1 }', "procedure p, key special: must be a text, or a list of texts"),
        (
            'id = "p"',
            'id = "p"\nclosed_ranges = [{ from = 2026-03-02, to = 2026-03-01 }]',
            "procedure p, key closed_ranges[1].to: 2026-03-01 is before the closed days begin on 2026-03-02",
        ),
        ("schema_version = 1", "schema_version = 2", "key schema_version: is 2; this system reads version 1"),
        ("schema_version = 1", "", "key schema_version: is missing"),
        ("schema_version = 1", "schema_version = 1\nversion = 3", "key version: is not a key of this table"),
        ("schema_version = 1", "schema_version = 1\nprocedure_count = 4", ""),
    ],
)
def test_a_fault_is_named_by_its_place(old, new, message):
    found = messages(SOUND.replace(old, new, 1))
    assert [message in one for one in found] == ([True] if message else [])


def test_a_cut_off_must_say_what_becomes_of_a_late_filing():
    text = SOUND + '[procedure.day_rule]\ncutoff_time = "17:00"\n'
    assert messages(text) == [
        (
            "procedure p, key day_rule.late_filing_effect: is missing: with a cutoff_time it must be "
            "next_day or next_business_day"
        )
    ]


def test_a_count_that_does_not_match_is_a_note():
    file = read_procedure_file(SOUND.replace("schema_version = 1", "schema_version = 1\nprocedure_count = 4"))
    assert file.notes == ("procedure_count says 4, but the file holds 1",)


def test_two_procedures_of_one_id_are_both_refused():
    file = read_procedure_file(SOUND + SOUND.replace("schema_version = 1", ""))
    assert [filed.procedure for filed in file.procedures] == [None, None]


@each("text", ["", "schema_version = 1", "schema_version = 1\nprocedure = 3"])
def test_a_file_without_procedures_says_so(text):
    assert "key procedure: is missing: the file must hold at least one [[procedure]]" in messages(text)


def test_what_is_not_toml_is_refused_with_its_line():
    with pytest.raises(NotAProcedureFile, match="line 5"):
        read("not_toml.toml")


@each(
    ("line", "message"),
    [
        ("events = [{ date = 2026-03-01, event = 'due:R1' }]", "key events[1].event: cannot begin with “due:”"),
        (
            "events = [{ date = 2026-03-01, event = 'a', time = 'noon' }]",
            'key events[1].time: must be an hour such as "17:00"',
        ),
        (
            "events = [{ date = 2026-03-01, event = 'a', place = 'x' }]",
            "key events[1].place: is not a key of this table",
        ),
        ("events = 3", "key events: must be a list of tables, not 3"),
        ("events = []\nextensions = [{ rule = 'R2', new_due = 2026-03-01 }]", "R2 is not a rule of this procedure"),
        (
            "events = []\nunilateral_extensions = [{ rule = 'R1', amount = 0, unit = 'weeks' }]",
            "must be a whole number from 1",
        ),
        (
            "events = []\nfreezes = [{ rules = ['R1'], from = 2026-03-01, cap = 'x' }]",
            "key freezes[1].cap: must be a whole number",
        ),
        ("events = []\nextra_closed = 2026-03-01", "key extra_closed: must be a list of dates"),
        (
            "events = []\nwork_dates = { a = [1] }",
            "key work_dates.a: must be a list of dates such as 2026-06-15, and 1 is not",
        ),
        (
            "events = []\nlist_board = ['x']",
            "key list_board: must be a list of dates such as 2026-06-15, and “x” is not",
        ),
        (
            "events = []\nexpected = [{ rule = 'R1' }]",
            "is missing: an expected entry must give at least one date or outcome",
        ),
        (
            "events = []\nexpected = [{ rule = 'R1', outcome = 'stopped' }]",
            "key expected[1].outcome: must be one of met,",
        ),
        ("events = []\nexpected = 7", "key expected: must be a list of tables"),
    ],
)
def test_a_fault_of_a_timeline_is_named_by_its_place(line, message):
    text = f"{SOUND}\n[[procedure.timeline]]\nid = 'T1'\nas_of = 2026-03-01\n{line}\n"
    (found,) = messages(text)
    assert found.startswith("procedure p, timeline T1, ")
    assert message in found


def test_the_forms_of_a_freezes_cap():
    freezes = [
        "{ kind = 'm', rules = ['R1'], from = 2026-03-01, cap = 5 }",
        "{ kind = 'm', rules = ['R1'], from = 2026-03-01, cap = 2026-03-09 }",
        "{ kind = 'm', rules = ['R1'], from = 2026-03-01, cap = { amount = 2, unit = 'weeks' } }",
        "{ kind = 'm', rules = ['R1'], from = 2026-03-01, cap = true }",
    ]
    text = (
        f"{SOUND}\n[[procedure.timeline]]\nid = 'T1'\nas_of = 2026-03-01\nevents = []\nfreezes = [{', '.join(freezes)}]"
    )
    (filed,) = read_procedure_file(text).procedures
    read_freezes = filed.timelines[0].facts.freezes
    assert [(f.cap_amount, f.cap_unit.value, f.cap_on, f.stops_outer_limit) for f in read_freezes] == [
        (5, "calendar_days", None, False),
        (None, "calendar_days", date(2026, 3, 9), False),
        (2, "weeks", None, False),
        (None, "calendar_days", None, True),
    ]
