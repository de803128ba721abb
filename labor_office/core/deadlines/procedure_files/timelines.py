"""A worked timeline of a procedure file: dated facts, and the dates a careful person counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from labor_office.core.deadlines.procedure_files.tables import Problem, Table, is_day
from labor_office.core.deadlines.rules.derive import Outcome
from labor_office.core.deadlines.rules.facts import (
    AgreedExtension,
    Facts,
    Freeze,
    Happening,
    UnilateralExtension,
)
from labor_office.core.deadlines.rules.procedure import DUE_PREFIX, CountUnit

LIST_PREFIX = "list_"
_DAY_KEYS = ("from", "due", "window_start")
_OUTCOMES = (
    Outcome.MET,
    Outcome.MISSED,
    Outcome.OPEN,
    Outcome.TARGET_PASSED,
    Outcome.NOT_RUNNING,
    Outcome.RUNNING,
    Outcome.ENDED,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a person counted for one rule: only the keys that the file gives."""

    rule: str
    values: Mapping[str, object]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Facts as of a day, and what is expected of them.

    ``problems`` that belong to a single expected entry leave the rest standing; if
    ``facts`` is None, nothing of the timeline can be derived. ``expected_count`` counts
    every entry of the file, those with problems too.
    """

    id: str
    title: str
    as_of: date
    facts: Facts | None
    expected: tuple[Expected, ...]
    expected_count: int
    problems: tuple[Problem, ...] = ()


def read_timeline(content: Mapping[str, object], procedure: str, number: int, rules: frozenset[str]) -> Timeline:
    """The timeline, checked against the ``rules`` of its procedure; faults in ``problems``."""
    name = content.get("id")
    place = Problem("", procedure=procedure, timeline=str(name) if name else f"#{number}")
    problems: list[Problem] = []
    table = Table(content, place, problems)
    identity, title = table.text("id", required=True), table.text("title")
    as_of = table.day("as_of", required=True)
    rows = content.get("expected", [])
    table.raw("expected")
    facts = Facts(
        happenings=tuple(_happenings(table)),
        extensions=tuple(_extensions(table, rules)),
        unilateral_extensions=tuple(_unilateral_extensions(table, rules)),
        freezes=tuple(_freezes(table, rules)),
        extra_closed=table.days("extra_closed"),
        work_dates=_work_dates(table.table("work_dates")),
        lists={
            key.removeprefix(LIST_PREFIX): table.days(key)
            for key in content
            if key.startswith(LIST_PREFIX) and key != LIST_PREFIX
        },
    )
    table.finish()
    is_sound = not problems and as_of is not None
    expected = _expected(rows, place, rules, problems)
    return Timeline(
        id=identity or place.timeline,
        title=title,
        as_of=as_of or date.min,
        facts=facts if is_sound else None,
        expected=expected,
        expected_count=len(rows) if isinstance(rows, list) else 1,
        problems=tuple(problems),
    )


def _happenings(table: Table) -> list[Happening]:
    read = []
    for row in table.tables("events", required=True):
        on, event = row.day("date", required=True), row.text("event", required=True)
        at, note = row.hour("time"), row.text("note")
        if event.startswith(DUE_PREFIX):
            row.problem("event", "cannot begin with “due:”, which means a rule's due date")
        row.finish()
        if on is not None:
            read.append(Happening(event, on, at, note))
    return read


def _rule(row: Table, rules: frozenset[str]) -> str:
    rule = row.text("rule", required=True)
    if rule and rule not in rules:
        row.problem("rule", f"{rule} is not a rule of this procedure")
    return rule


def _extensions(table: Table, rules: frozenset[str]) -> list[AgreedExtension]:
    read = []
    for row in table.tables("extensions"):
        rule, new_due, note = _rule(row, rules), row.day("new_due", required=True), row.text("note")
        row.finish()
        if new_due is not None:
            read.append(AgreedExtension(rule, new_due, note))
    return read


def _unilateral_extensions(table: Table, rules: frozenset[str]) -> list[UnilateralExtension]:
    read = []
    for row in table.tables("unilateral_extensions"):
        rule = _rule(row, rules)
        amount = row.whole("amount", 1, least=1, required=True)
        unit = row.choice("unit", CountUnit, CountUnit.CALENDAR_DAYS, required=True)
        read.append(UnilateralExtension(rule, amount, unit, row.text("note")))
        row.finish()
    return read


def _freezes(table: Table, rules: frozenset[str]) -> list[Freeze]:
    read = []
    for row in table.tables("freezes"):
        kind, named = row.text("kind"), row.names("rules", required=True)
        for rule in named:
            if rule not in rules:
                row.problem("rules", f"{rule} is not a rule of this procedure")
        from_on, to_on = row.day("from", required=True), row.day("to")
        if from_on is not None:
            if to_on is not None and to_on < from_on:
                row.problem("to", f"{to_on} is before the freeze begins on {from_on}")
            read.append(_capped(row, Freeze(kind, named, from_on, to_on)))
        row.text("note")
        row.finish()
    return read


def _capped(row: Table, freeze: Freeze) -> Freeze:
    """The freeze with its ``cap``.

    A number is the most calendar days it may cover, a date the last day, a table
    ``{amount, unit}`` the most units; true says that it stops the rule's outer limit too.
    """
    cap = row.raw("cap")
    if cap is None:
        return freeze
    if isinstance(cap, bool):
        return replace(freeze, stops_outer_limit=cap)
    if is_day(cap):
        return replace(freeze, cap_on=row.day("cap"))
    if isinstance(cap, dict):
        table = row.table("cap")
        if table is not None:
            amount = table.whole("amount", 1, least=1, required=True)
            unit = table.choice("unit", CountUnit, CountUnit.CALENDAR_DAYS, required=True)
            if unit is CountUnit.PERSON_WORK_DAYS:
                table.problem("unit", "cannot be person_work_days: a freeze covers days of the calendar")
            table.finish()
            return replace(freeze, cap_amount=amount, cap_unit=unit)
    return replace(freeze, cap_amount=row.whole("cap", 1, least=1))


def _work_dates(table: Table | None) -> dict[str, tuple[date, ...]]:
    return {person: table.days(person) for person in table.keys()} if table else {}  # noqa: SIM118


def _expected(rows: object, place: Problem, rules: frozenset[str], problems: list[Problem]) -> tuple[Expected, ...]:
    if not isinstance(rows, list):
        problems.append(replace(place, key="expected", message="must be a list of tables"))
        return ()
    read = []
    for number, row in enumerate(rows, start=1):
        own: list[Problem] = []
        if isinstance(row, dict):
            expected = _one_expected(row, replace(place, key=f"expected[{number}]"), rules, own)
            read += [] if own else [expected]
        else:
            own.append(replace(place, key=f"expected[{number}]", message="must be a table"))
        problems += own
    return tuple(read)


def _one_expected(row: dict[str, object], place: Problem, rules: frozenset[str], problems: list[Problem]) -> Expected:
    table = Table(row, place, problems)
    rule = _rule(table, rules)
    values: dict[str, object] = {key: table.day(key) for key in _DAY_KEYS if table.has(key)}
    if table.has("outcome"):
        outcome = table.choice("outcome", Outcome, Outcome.OPEN)
        if outcome not in _OUTCOMES:
            table.problem("outcome", f"must be one of {', '.join(_OUTCOMES)}, not “{outcome}”")
        values["outcome"] = outcome
    if table.has("running"):
        values["running"] = table.flag("running")
    if not values:
        table.problem("due", "is missing: an expected entry must give at least one date or outcome")
    why = table.text("why")
    table.finish()
    return Expected(rule, values, why)


def days_of(timeline: Timeline) -> list[date]:
    """Every date that the timeline mentions as a fact."""
    facts = timeline.facts
    if facts is None:
        return [timeline.as_of]
    listed = [*facts.work_dates.values(), *facts.lists.values(), facts.extra_closed]
    return [
        timeline.as_of,
        *(happening.on for happening in facts.happenings),
        *(extension.new_due for extension in facts.extensions),
        *(freeze.from_on for freeze in facts.freezes),
        *(freeze.to_on for freeze in facts.freezes if freeze.to_on),
        *(day for days in listed for day in days),
    ]
