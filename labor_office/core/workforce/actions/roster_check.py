"""What a roster would change and what is wrong with it, as the review page shows it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from labor_office.core.workforce.actions.roster_stage import GONE, CodeRow, distinct_codes
from labor_office.core.workforce.models import BargainingUnit, Classification, Department
from labor_office.core.workforce.rules.changes import ChangeKind, find_swings
from labor_office.core.workforce.rules.codes import CodeField, Decision, Known, find_known, lookalike, nearest, twins
from labor_office.core.workforce.rules.columns import RosterField

MAX_PROBLEMS = 5_000
SAMPLES = 25
# What is wrong, in which field, and what to do about it.
_IS_IT_THE_COLUMN = "Check that the column is the right one."
FAULTS: dict[str, tuple[RosterField | None, str, str]] = {
    "ragged": (
        None,
        "The line has more cells than there are columns.",
        "Put quotation marks around a value that holds a comma.",
    ),
    "number_missing": (
        RosterField.NUMBER, "There is no employee number.", "Enter the number, or take the line out.",
    ),
    "number_long": (RosterField.NUMBER, "The employee number is longer than 20 characters.", _IS_IT_THE_COLUMN),
    "number_scientific": (
        RosterField.NUMBER, "Excel has rounded the number.", "Format the column as text in Excel and export again.",
    ),
    "number_twice": (
        RosterField.NUMBER, "The employee number stands on more than one line.", "Keep one line for each person.",
    ),
    "department_missing": (RosterField.DEPARTMENT, "There is no department.", "Enter its code or name."),
    "classification_missing": (RosterField.CLASSIFICATION, "There is no classification.", "Enter its code or title."),
    "name_long": (RosterField.NAME, "The name is longer than 120 characters.", "Shorten it."),
    "pay_step_long": (RosterField.PAY_STEP, "The grade or step is longer than 20 characters.", _IS_IT_THE_COLUMN),
    "supervisor_long": (
        RosterField.SUPERVISOR, "The supervisor's number is longer than 20 characters.", _IS_IT_THE_COLUMN,
    ),
    "email_unread": (
        RosterField.EMAIL, "The email address cannot be used.", "Write it like name@city.gov, or leave it blank.",
    ),
    "annual_pay_unread": (
        RosterField.ANNUAL_PAY, "The pay cannot be read as dollars.", "Write it like 84,500.00, or leave it blank.",
    ),
    "fte_unread": (
        RosterField.FTE, "The full-time equivalent cannot be read.", "Write it like 0.5, or leave it blank.",
    ),
    "weekly_hours_unread": (
        RosterField.WEEKLY_HOURS, "The hours of the week cannot be read.", "Write them like 40, or leave them blank.",
    ),
    "hired_on_unread": (
        RosterField.HIRED_ON,
        "The date cannot be read, or lies after the roster date.",
        "Write it like 6/15/2019, or leave it blank.",
    ),
}  # fmt: skip
_PROBLEMS = """
    SELECT r.line, fault, to_jsonb(i)::text FROM roster_row r JOIN roster_in i USING (line), unnest(r.faults) fault
    WHERE r.faults <> '{}' ORDER BY r.line, fault LIMIT %s
"""
_COUNTS = """
    SELECT count(*), count(*) FILTER (WHERE faults <> '{}'),
        count(*) FILTER (WHERE faults = '{}' AND is_left_out),
        count(*) FILTER (WHERE faults = '{}' AND is_waiting AND NOT is_left_out)
    FROM roster_row
"""
# A number the roster does not know that becomes one it knows when leading zeros are left away.
_TWIN_NUMBERS = """
    FROM roster_row r JOIN workforce_employee e ON ltrim(e.number, '0') = ltrim(r.number, '0')
    WHERE r.faults = '{}' AND r.employee_id IS NULL
        AND NOT EXISTS (SELECT FROM roster_row other WHERE other.employee_id = e.id)
"""
_HEADS = """
    SELECT d.name, coalesce(b.heads, 0), coalesce(b.heads, 0) - coalesce(l.heads, 0) + coalesce(j.heads, 0)
    FROM workforce_department d
    LEFT JOIN (SELECT department_id, count(*) AS heads FROM workforce_assignment
        WHERE ends_on IS NULL GROUP BY 1) b ON b.department_id = d.id
    LEFT JOIN (SELECT a.department_id, count(*) AS heads FROM workforce_assignment a
        LEFT JOIN roster_plan p ON p.assignment_id = a.id
        WHERE a.ends_on IS NULL AND (p.department_id <> a.department_id OR (%(covers_all)s AND NOT EXISTS (
            SELECT FROM roster_row r WHERE r.employee_id = a.employee_id))) GROUP BY 1) l ON l.department_id = d.id
    LEFT JOIN (SELECT p.department_id, count(*) AS heads FROM roster_plan p
        LEFT JOIN workforce_assignment a ON a.id = p.assignment_id
        WHERE a.id IS NULL OR a.department_id <> p.department_id GROUP BY 1) j ON j.department_id = d.id
"""
_SAMPLE = """
    SELECT p.number, p.name, p.line, od.name, coalesce(nd.name, btrim(i.department)),
        oc.title, coalesce(nc.title, btrim(i.classification)), ou.name, coalesce(nu.name, nullif(btrim(i.unit), '')),
        p.pay_step IS DISTINCT FROM a.pay_step, p.annual_pay IS DISTINCT FROM a.annual_pay
    FROM (SELECT * FROM roster_plan WHERE kind = %s ORDER BY line LIMIT %s) p
    JOIN roster_in i ON i.line = p.line LEFT JOIN workforce_assignment a ON a.id = p.assignment_id
    LEFT JOIN workforce_department od ON od.id = a.department_id
    LEFT JOIN workforce_department nd ON nd.id = p.department_id
    LEFT JOIN workforce_classification oc ON oc.id = a.classification_id
    LEFT JOIN workforce_classification nc ON nc.id = p.classification_id
    LEFT JOIN workforce_bargainingunit ou ON ou.id = a.unit_id
    LEFT JOIN workforce_bargainingunit nu ON nu.id = p.unit_id
    ORDER BY p.line
"""


@dataclass
class CodeReading:
    """What the file's codes stand for: rows for the comparison, and those that a person must decide."""

    rows: list[CodeRow] = field(default_factory=list)
    unknown: list[dict[str, Any]] = field(default_factory=list)


def known_codes() -> dict[CodeField, list[Known]]:
    """The City's own lists; three queries."""
    return {
        CodeField.DEPARTMENT: [Known(d.pk, d.code, d.name) for d in Department.objects.all()],
        CodeField.CLASSIFICATION: [Known(c.pk, c.code, c.title, c.unit_id) for c in Classification.objects.all()],
        CodeField.UNIT: [Known(u.pk, u.code, u.name) for u in BargainingUnit.objects.all()],
    }


def read_codes(decisions: Mapping[str, Mapping[str, str]]) -> CodeReading:
    """What every spelling in the file stands for, by the City's lists and by what a person decided.

    Nothing is guessed: a spelling that is on no list and was not decided waits, with the
    entry it looks like and the one it is nearest to.
    """
    reading = CodeReading()
    lists = known_codes()
    proposed = 0
    for kind in CodeField:
        spellings = distinct_codes(kind)
        strange = [raw for raw, *_ in spellings if not find_known(raw, lists[kind])]
        alike = twins(strange)
        for raw, count, line, name in spellings:
            if entry := find_known(raw, lists[kind]):
                reading.rows.append((kind, raw, entry.key, entry.unit, "known"))
                continue
            decision = Decision.read(decisions.get(kind, {}).get(raw, ""))
            target = next((known for known in lists[kind] if known.code == decision.same_as), None)
            if decision.verb == "same" and target is None:
                decision = Decision()
            proposed -= 1
            key = target.key if target else proposed if decision.verb == "add" else None
            reading.rows.append((kind, raw, key, target.unit if target else None, decision.verb))
            place = {"raw": raw, "rows": count, "line": line, "name": name, "alike": alike[raw]}
            reading.unknown.append(_unknown(kind, place, decision, lists[kind]))
    return reading


def _unknown(kind: CodeField, place: dict[str, Any], decision: Decision, known: list[Known]) -> dict[str, Any]:
    same, near = lookalike(place["raw"], known), nearest(place["raw"], known)
    hint = same or near
    return place | {
        "field": str(kind),
        "decision": f"same:{decision.same_as}" if decision.verb == "same" else decision.verb,
        "looks_like": same.words if same else "",
        "nearest": near.words if near else "",
        "hint_code": hint.code if hint else "",
    }


def build_report(reading: CodeReading, *, columns: Mapping[str, str], covers_all: bool) -> dict[str, Any]:
    """Counts, samples, swings, unknown codes and problems, as plain values to be kept with the import."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        rows, rejected, left_out, waiting = cursor.fetchone()
        cursor.execute("SELECT kind, count(*) FROM roster_plan GROUP BY 1")
        kinds = dict(cursor.fetchall())
        cursor.execute("SELECT count(*)" + GONE)
        gone = cursor.fetchone()[0] if covers_all else 0
        cursor.execute(_HEADS, {"covers_all": covers_all})
        swings = find_swings(cursor.fetchall())
        cursor.execute("SELECT count(*)" + _TWIN_NUMBERS)
        twin_count = cursor.fetchone()[0]
        cursor.execute("SELECT r.line, r.number, e.number" + _TWIN_NUMBERS + " ORDER BY r.line LIMIT %s", [SAMPLES])
        number_twins = [
            {"line": line, "number": number, "roster": theirs} for line, number, theirs in cursor.fetchall()
        ]
        cursor.execute(_PROBLEMS, [MAX_PROBLEMS if rejected else 0])
        problems = [_problem(line, fault, json.loads(cells), columns) for line, fault, cells in cursor.fetchall()]
    counts = {str(kind): kinds.get(str(kind), 0) for kind in ChangeKind} | {str(ChangeKind.GONE): gone}
    counts |= {
        "rows": rows,
        "rejected": rejected,
        "left_out": left_out,
        "waiting": waiting,
        "good": sum(kinds.values()),
    }
    return {
        "counts": counts,
        "codes": reading.unknown,
        "problems": problems,
        "swings": [{"words": swing.words, "percent": swing.percent} for swing in swings],
        "number_twins": number_twins,
        "number_twin_count": twin_count,
        "samples": _samples(covers_all=covers_all),
    }


def _problem(line: int, fault: str, cells: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    meant, what, mend = FAULTS[fault]
    column = columns.get(meant, "") if meant else ""
    return {
        "line": line,
        "column": column or (meant.label if meant else ""),
        "value": str(cells[meant])[:80] if meant else "",
        "what": what,
        "mend": mend,
    }


def _samples(*, covers_all: bool) -> dict[str, list[dict[str, Any]]]:
    """Up to 25 people of each kind, with what was and what would be."""
    found: dict[str, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        for kind in (ChangeKind.NEW, ChangeKind.BACK, ChangeKind.MOVED, ChangeKind.CHANGED):
            cursor.execute(_SAMPLE, [str(kind), SAMPLES])
            found[kind] = [_sample(row) for row in cursor.fetchall()]
        if covers_all:
            cursor.execute("SELECT e.number, e.name, a.department_id" + GONE + " ORDER BY e.name LIMIT %s", [SAMPLES])
            names = dict(Department.objects.values_list("pk", "name"))
            found[ChangeKind.GONE] = [
                {"number": number, "name": name, "line": None, "words": f"{names[key]}: not in the file"}
                for number, name, key in cursor.fetchall()
            ]
    return found


def _sample(row: Iterable[Any]) -> dict[str, Any]:
    number, name, line, *pairs, is_step_new, is_pay_new = row
    changes = []
    for was, now in zip(pairs[::2], pairs[1::2], strict=True):
        if was is None and now:
            changes.append(now)
        elif was != now:
            changes.append(f"{was} to {now or 'none'}")
    is_known = any(pairs[::2])
    changes += ["step changed"] if is_known and is_step_new else []
    changes += ["pay changed"] if is_known and is_pay_new else []
    return {"number": number, "name": name, "line": line, "words": ", ".join(changes) or "Name or contact changed"}
