"""Procedures from a file, drafted, tried, published; bad ones refused with their place."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, transaction

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.actions.procedures import (
    LimitNotSound,
    NotADraft,
    NotPublishable,
    add_limit,
    edit_limit,
    publish_version,
    save_example,
)
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureVersion, TimeLimit
from labor_office.core.deadlines.procedure_files.reading import NotAProcedureFile
from labor_office.core.deadlines.queries.choosing import in_force
from labor_office.core.deadlines.queries.procedures import (
    failing_examples,
)
from labor_office.core.deadlines.queries.readings import as_procedure
from tests.factories.deadlines import LIMITS, draft_version, published_version
from tests.factories.matters import MatterFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 12, 15, 0, tzinfo=UTC)
FILE = """
schema_version = 1
[[procedure]]
id = "rivermont-parks"
union = "Parks Association"
agreement = "Agreement 2026-2028"
term = "2026-07-01 to 2028-06-30"
holidays = [2026-07-03, 2026-09-07]
closed_ranges = [{ from = 2026-12-24, to = 2026-12-31, label = "Winter closure" }]
[[procedure.rule]]
id = "R1"
name = "Step 1 answer"
actor = "employer"
step = "1"
start = ["filed:1"]
amount = 5
unit = "business_days"
satisfied_by = "response:1"
missed_effect = "advance_allowed"
cap = { amount = 20, unit = "calendar_days", start = ["knowledge"] }
[[procedure.timeline]]
id = "parks-T1"
title = "Over the holiday"
as_of = 2026-07-06
events = [{ date = 2026-06-30, event = "filed:1", time = "09:30" }]
[[procedure.timeline.expected]]
rule = "R1"
due = 2026-07-08
"""


def _load(text=FILE, **wanted):
    return load_procedures(**{"text": text, "by": None, "at": AT, **wanted})


def _stored():
    return (
        Procedure.objects.count(),
        ProcedureVersion.objects.count(),
        TimeLimit.objects.count(),
        Calendar.objects.count(),
    )


def test_a_file_becomes_a_published_procedure_with_a_calendar_of_its_own():
    (loaded,) = _load()

    assert (loaded.did, loaded.lines) == ("new, version 1 in force from Wed, Jul 1, 2026", ())
    procedure = Procedure.objects.get()
    assert (procedure.slug, procedure.title) == ("rivermont-parks", "Parks Association, Agreement 2026-2028")
    assert (procedure.calendar.first_on, procedure.calendar.published_through) == (date(2026, 1, 1), date(2026, 12, 31))
    closed = procedure.calendar.closed_days.values_list("day", "name", "kind")
    assert (len(closed), closed[0], closed[2]) == (
        10,
        (date(2026, 7, 3), "Holiday", "HOLIDAY"),
        (date(2026, 12, 24), "Winter closure", "CLOSURE"),
    )
    versions = list(procedure.versions.order_by("effective_from"))
    version = in_force(versions, date(2026, 8, 1))
    assert version is not None
    assert in_force(versions, date(2026, 6, 30)) is None
    assert [step.name for step in version.steps.all()] == ["Step 1"]
    assert as_procedure(version).limit("R1").cap.amount == 20
    assert failing_examples(version) == []


def test_loading_the_same_file_again_changes_nothing():
    _load()
    before = _stored()

    (again,) = _load()

    assert (again.did, again.lines, _stored()) == ("unchanged", (), before)


def test_a_changed_procedure_becomes_a_draft_and_running_matters_keep_theirs():
    _load()
    version = ProcedureVersion.objects.get()
    matter = MatterFactory()
    start_clock(
        matter_id=matter.pk, version_id=version.pk, begins=Beginning([Happened("filed:1", date(2026, 8, 3))]), by=None,
        at=AT, today=date(2026, 8, 3),
    )  # fmt: skip
    changed = FILE.replace("amount = 5", "amount = 6").replace("due = 2026-07-08", "due = 2026-07-09")

    (loaded,) = _load(changed)

    assert loaded.did == "changed, version 2 is a draft"
    (published,) = _load(changed.replace("Over the holiday", "Over it"), effective_from=date(2026, 8, 1))
    assert published.did == "changed, version 2 in force from Sat, Aug 1, 2026"
    assert _stored() == (1, 2, 2, 1)
    assert Deadline.objects.get().due_on == date(2026, 8, 10)
    assert matter.clock.version == version


def test_a_file_whose_dates_do_not_come_out_stays_a_draft_and_says_which():
    wrong = FILE.replace("due = 2026-07-08", "due = 2026-07-07")
    (loaded,) = _load(wrong)

    assert loaded.did == "new, version 1 stays a draft"
    assert loaded.told[0].endswith("due expected Tue, Jul 7, 2026, got Wed, Jul 8, 2026")
    for wanted, did in (({}, "stays a draft"), ({"is_draft": True}, "is a draft")):
        (again,) = _load(wrong, **wanted)
        assert (again.did, again.lines) == (f"unchanged, version 1 {did}", loaded.lines)
    assert loaded.lines == (
        (
            "procedure rivermont-parks: Over the holiday: procedure rivermont-parks, timeline parks-T1, rule R1: "
            "due expected 2026-07-07, got 2026-07-08"
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("amount = 5", "amount = 5\namont = 5", "rule R1, key amont"),
        ('start = ["filed:1"]', 'start = ["due:R1"]', "rule R1, key start"),
        ('name = "Step 1 answer"', f'name = "{"long " * 60}"', "rule R1, key name"),
        ('rule = "R1"', 'rule = "R7"', "timeline parks-T1"),
        ('step = "1"', f'step = "{"1" * 30}"', "rule R1, key step"),
    ],
)
def test_a_fault_names_its_place_and_nothing_is_stored(old, new, line):
    (loaded,) = _load(FILE.replace(old, new))

    assert loaded.did == "not loaded"
    assert line in loaded.lines[0]
    assert _stored() == (0, 0, 0, 0)


def test_a_fault_in_one_procedure_leaves_the_others_loaded():
    second = FILE.replace("schema_version = 1", "").replace("rivermont-parks", "rivermont-roads")

    bad, good = _load(FILE.replace("amount = 5", "amount = -5") + second)

    assert (bad.did, good.is_sound) == ("not loaded", True)
    assert [one.slug for one in Procedure.objects.all()] == ["rivermont-roads"]


def test_what_is_no_procedure_file_is_refused_whole():
    for text in ("a = ", FILE.replace("schema_version = 1", "schema_version = 2")):
        with pytest.raises(NotAProcedureFile):
            _load(text)
    assert _stored() == (0, 0, 0, 0)


def test_the_command_reports_each_procedure_and_leaves_with_one_on_a_fault(tmp_path):
    good, bad, out = tmp_path / "good.toml", tmp_path / "bad.toml", StringIO()
    good.write_text(FILE)
    bad.write_text("a = ")

    with pytest.raises(SystemExit):
        call_command("load_procedures", good, bad, tmp_path / "none.toml", "--draft", stdout=out)

    first, second, third = out.getvalue().splitlines()
    page = "http://localhost:8000/procedures/rivermont-parks/versions/1/"
    assert first == f"{good}: rivermont-parks: new, version 1 is a draft: {page}"
    assert second.startswith(f"{bad}: is not TOML")
    assert third == f"{tmp_path / 'none.toml'}: cannot be opened: No such file or directory"
    with pytest.raises(CommandError, match="There is no bargaining unit parks"):
        call_command("load_procedures", good, "--unit", "parks")


def test_a_published_version_never_changes():
    version = published_version()

    with pytest.raises(NotADraft):
        edit_limit(version_id=version.pk, code="R1", limit=LIMITS[0])
    with pytest.raises(NotADraft):
        publish_version(version_id=version.pk, effective_from=date(2026, 7, 1), by=None, at=AT)
    with pytest.raises(ProgrammingError, match="never changes"), transaction.atomic():
        version.limits.update(amount=1)


def test_limits_that_cannot_stand_are_refused_with_their_place():
    draft = draft_version()
    with pytest.raises(LimitNotSound, match="another limit"):
        add_limit(version_id=draft.pk, limit=LIMITS[0])
    with pytest.raises(LimitNotSound, match="rule R7, key start"):
        add_limit(version_id=draft.pk, limit=_limit(LIMITS[5], code="R7", start=("due:R9",)))
    assert draft.limits.count() == len(LIMITS)


def test_publishing_is_refused_with_every_reason():
    draft = draft_version(limits=[*LIMITS, _limit(LIMITS[1], code="R9", amount=9)])
    save_example(
        version_id=draft.pk,
        code="june",
        title="Meeting on June 3",
        timeline={
            "id": "june",
            "as_of": "2026-06-03",
            "events": [{"date": "2026-06-03", "event": "meeting:1"}],
            "expected": [{"rule": "R3", "due": "2026-06-16"}],
        },
    )

    with pytest.raises(NotPublishable) as refused:
        publish_version(version_id=draft.pk, effective_from=date(2026, 7, 1), by=None, at=AT)

    twice, example = refused.value.lines
    assert twice.startswith("R2 “Step 1 meeting” and R9 “Step 1 meeting” both set the time for meeting:1.")
    assert example.endswith("rule R3: due expected 2026-06-16, got 2026-06-17")
    draft.refresh_from_db()
    assert draft.state == "DRAFT"


def test_an_example_that_names_what_is_not_there_is_refused():
    draft = draft_version()
    timeline = {"id": "x", "as_of": "2026-06-03", "events": [], "expected": [{"rule": "R9", "due": "2026-06-16"}]}
    with pytest.raises(LimitNotSound, match="R9"):
        save_example(version_id=draft.pk, code="x", title="x", timeline=timeline)


def _limit(limit, **changed):
    return type(limit)(**{name: getattr(limit, name) for name in limit.__slots__} | changed)
