"""A rule of a procedure file, to a limit."""

import calendar
from dataclasses import dataclass

from labor_office.core.deadlines.procedure_files.tables import Table
from labor_office.core.deadlines.rules.procedure import (
    DUE_PREFIX,
    Actor,
    AgendaCutoff,
    Cap,
    CountUnit,
    Direction,
    Limit,
    LimitKind,
    MissedEffect,
    Roll,
    SpecialKind,
    StartMode,
    Strength,
)
from labor_office.core.deadlines.rules.soundness import contradictions

_EVENT_THEN_DUE = (StartMode.RECEIVED_IF_TIMELY_ELSE_DUE, StartMode.EVENT_ELSE_DUE)
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)} | {
    name.lower(): number for number, name in enumerate(calendar.day_abbr)
}


@dataclass(frozen=True, slots=True)
class DayRule:
    """The defaults of a procedure for rules that do not say their unit or roll."""

    unit: CountUnit | None = None
    roll: Roll = Roll.NONE


def read_limit(rule: Table, day_rule: DayRule) -> Limit:
    """The limit that ``rule`` words. Its faults are noted in the table's problems."""
    special = _special(rule)
    roll = rule.choice("roll", Roll, day_rule.roll)
    start = _references(rule, "start")
    code = rule.text("id", required=True)
    kind = rule.choice("kind", LimitKind, LimitKind.LIMIT)
    limit = Limit(
        code=code,
        name=rule.text("name") or code,
        actor=rule.choice("actor", Actor, Actor.BOTH, required=kind is LimitKind.LIMIT),
        start=start,
        amount=_amount(rule, special),
        unit=_unit(rule, special, day_rule),
        start_mode=_start_mode(rule, start),
        step=rule.text("step"),
        person=rule.text("person"),
        roll=roll,
        direction=rule.choice("direction", Direction, Direction.AFTER),
        cap=_cap(rule.table("cap"), roll),
        satisfied_by=rule.text("satisfied_by"),
        missed=rule.text("missed"),
        missed_effect=rule.choice("missed_effect", MissedEffect, MissedEffect.NONE_STATED),
        missed_creates=rule.text("missed_creates"),
        missed_creates_offset_days=rule.whole("missed_creates_offset_days", 0, least=0),
        applies_when=rule.text("applies_when"),
        not_extendable=rule.flag("not_extendable"),
        strength=rule.choice("strength", Strength, Strength.LIMIT),
        kind=kind,
        special_kind=special,
        agenda_cutoff=_agenda_cutoff(rule.table("agenda_cutoff")),
        list_key=rule.text("list_key"),
        citation=rule.text("citation"),
        quote=rule.text("quote"),
    )
    rule.finish()
    for fault in contradictions(limit):
        rule.problem(fault.key, fault.message)
    return limit


def _special(rule: Table) -> SpecialKind | None:
    value = rule.raw("special_kind")
    if value is None:
        return None
    kind = rule.choice("special_kind", SpecialKind, SpecialKind.AGENDA_MEETING)
    return kind if kind == value else None


def _references(table: Table, key: str) -> tuple[str, ...]:
    references = table.names(key, required=True)
    for reference in references:
        if reference == DUE_PREFIX:
            table.problem(key, "“due:” must name a rule, such as due:R2")
    return references


def _amount(rule: Table, special: SpecialKind | None) -> int:
    required = special is not SpecialKind.AGENDA_MEETING
    return rule.whole("amount", 0, least=1, required=required)


def _unit(rule: Table, special: SpecialKind | None, day_rule: DayRule) -> CountUnit:
    window = special is SpecialKind.WINDOW_SECOND_FULL_MONTH
    default = CountUnit.MONTHS if window else day_rule.unit or CountUnit.CALENDAR_DAYS
    required = special is None and day_rule.unit is None
    return rule.choice("unit", CountUnit, default, required=required)


def _start_mode(rule: Table, start: tuple[str, ...]) -> StartMode:
    mode = rule.choice("start_mode", StartMode, StartMode.SINGLE, required=len(start) > 1)
    dues = [reference for reference in start if reference.startswith(DUE_PREFIX)]
    if not start:
        return mode
    if mode is StartMode.SINGLE and len(start) > 1 and rule.has("start_mode"):
        rule.problem("start", "must be one name where start_mode is single")
    if mode is StartMode.DUE_ONLY and (len(start) > 1 or not dues):
        rule.problem("start", "must be one due:RULE where start_mode is due_only")
    if mode in _EVENT_THEN_DUE and not (len(start) == 2 and dues == [start[1]]):
        rule.problem("start", f"must be an event and then a due:RULE where start_mode is {mode}")
    return mode


def _cap(cap: Table | None, roll: Roll) -> Cap | None:
    if cap is None:
        return None
    read = Cap(
        amount=cap.whole("amount", 0, least=1, required=True),
        unit=cap.choice("unit", CountUnit, CountUnit.CALENDAR_DAYS, required=True),
        start=_references(cap, "start"),
        roll=cap.choice("roll", Roll, roll),
        not_for=cap.names("not_for"),
    )
    cap.finish()
    return read


def _agenda_cutoff(cutoff: Table | None) -> AgendaCutoff | None:
    if cutoff is None:
        return None
    weekday = cutoff.text("weekday", required=True).lower()
    closes_at = cutoff.hour("time", required=True)
    cutoff.finish()
    if weekday not in _WEEKDAYS:
        if weekday:
            cutoff.problem("weekday", "must be the name of a day, such as wednesday")
        return None
    return AgendaCutoff(_WEEKDAYS[weekday], closes_at) if closes_at else None
