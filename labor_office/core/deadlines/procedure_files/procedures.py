"""A procedure of a procedure file, without its timelines."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from labor_office.core.deadlines.procedure_files.limits import DayRule, read_limit
from labor_office.core.deadlines.procedure_files.tables import Problem, Table
from labor_office.core.deadlines.rules.order import ProcedureError
from labor_office.core.deadlines.rules.procedure import (
    CountUnit,
    LateFilingEffect,
    Limit,
    Procedure,
    Roll,
)

_LONGEST_RANGE_DAYS = 36_525
_TEXT_KEYS = (
    "jurisdiction",
    "union",
    "unit",
    "agreement",
    "term",
    "article",
    "source_url",
    "source_seen",
    "completeness",
    "panel",
    "extension",
    "special",
    "ambiguity",
    "holiday_note",
)
_DAY_RULE_TEXT_KEYS = (
    "default_unit",
    "definition",
    "excluded",
    "filing_rule",
    "roll_default",
    "roll_text",
    "trigger_day_counted",
    "trigger_day_source",
    "recurring_freeze_note",
)


def read_procedure(row: Mapping[str, object], identity: str, problems: list[Problem]) -> Procedure | None:
    """The procedure, or None when ``problems`` (to which its faults are added) keep it from loading."""
    place = Problem("", procedure=identity)
    table = Table(row, place, problems)
    table.text("id", required=True)
    texts = {key: text for key in _TEXT_KEYS if (text := _text(table, key))}
    holidays = frozenset(table.days("holidays"))
    ranges = tuple(_closed_ranges(table))
    day_rule = table.table("day_rule") or Table({}, replace(place, key="day_rule"), problems)
    cutoff_time, late_effect = _cutoff(day_rule)
    defaults = _defaults(day_rule)
    texts |= {f"day_rule.{key}": text for key in _DAY_RULE_TEXT_KEYS if (text := _text(day_rule, key))}
    day_rule.finish()
    limits = _limits(table, row, place, defaults, problems)
    table.raw("timeline")
    if not isinstance(row.get("timeline", []), list):
        table.problem("timeline", "must be a list of tables: write [[procedure.timeline]]")
    table.finish()
    if problems:
        return None
    title = ", ".join(str(texts[key]) for key in ("union", "agreement") if key in texts)
    try:
        return Procedure(identity, title or identity, limits, cutoff_time, late_effect, holidays, ranges, texts)
    except ProcedureError as error:
        problems.append(replace(place, rule=error.code, key=error.key, message=str(error)))
        return None


def _text(table: Table, key: str) -> str | tuple[str, ...]:
    """A descriptive key: a text, a list of texts, or a date, a number or a yes or no as text."""
    value = table.raw(key)
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | date | time):
        return str(value)
    table.problem(key, "must be a text, or a list of texts")
    return ""


def _closed_ranges(table: Table) -> list[tuple[date, date, str]]:
    read = []
    for row in table.tables("closed_ranges"):
        first, last = row.day("from", required=True), row.day("to", required=True)
        label = row.text("label") or "closed"
        row.finish()
        if first is None or last is None:
            continue
        if last < first:
            row.problem("to", f"{last} is before the closed days begin on {first}")
        elif (last - first).days > _LONGEST_RANGE_DAYS:
            row.problem("to", "closes more than a century; check the year")
        else:
            read.append((first, last, label))
    return read


def _cutoff(day_rule: Table) -> tuple[time | None, LateFilingEffect | None]:
    cutoff_time = day_rule.hour("cutoff_time")
    if not day_rule.has("late_filing_effect"):
        day_rule.raw("late_filing_effect")
        if cutoff_time is not None:
            choices = " or ".join(LateFilingEffect)
            day_rule.problem("late_filing_effect", f"is missing: with a cutoff_time it must be {choices}")
        return cutoff_time, None
    effect = day_rule.choice("late_filing_effect", LateFilingEffect, LateFilingEffect.NEXT_DAY)
    return cutoff_time, effect


def _defaults(day_rule: Table) -> DayRule:
    """The unit and roll for rules that give none. Both keys may also hold words to show."""
    unit, roll = day_rule.raw("default_unit"), day_rule.raw("roll_default")
    return DayRule(
        CountUnit(unit) if isinstance(unit, str) and unit in set(CountUnit) else None,
        Roll(roll) if isinstance(roll, str) and roll in set(Roll) else Roll.NONE,
    )


def _limits(
    table: Table,
    row: Mapping[str, object],
    place: Problem,
    defaults: DayRule,
    problems: list[Problem],
) -> tuple[Limit, ...]:
    table.raw("rule")
    rules = row.get("rule")
    if not isinstance(rules, list) or not rules or not all(isinstance(r, dict) for r in rules):
        table.problem("rule", "is missing: a procedure has at least one [[procedure.rule]]")
        return ()
    return tuple(
        read_limit(Table(rule, replace(place, rule=str(rule.get("id") or f"#{number}")), problems), defaults)
        for number, rule in enumerate(rules, start=1)
    )
