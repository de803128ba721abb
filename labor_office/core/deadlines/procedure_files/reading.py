"""A procedure file (TOML, schema version 1), to procedures with their worked timelines."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from labor_office.core.deadlines.procedure_files.procedures import read_procedure
from labor_office.core.deadlines.procedure_files.tables import Problem, Table
from labor_office.core.deadlines.procedure_files.timelines import Timeline, read_timeline
from labor_office.core.deadlines.rules.procedure import Procedure

SCHEMA_VERSION = 1


class NotAProcedureFile(Exception):
    """The file cannot be read, is not TOML, or not a procedure file; the message says at which line or key."""


@dataclass(frozen=True, slots=True)
class FiledProcedure:
    """One procedure of a file.

    ``procedure`` is None when ``problems`` keep it from being loaded; its ``timelines`` are
    then not read. ``expected_count`` counts its expected entries either way.
    """

    id: str
    procedure: Procedure | None
    timelines: tuple[Timeline, ...]
    problems: tuple[Problem, ...]
    expected_count: int


@dataclass(frozen=True, slots=True)
class ProcedureFile:
    """What a file holds. ``problems`` are those of the file itself; each procedure has its own.

    ``notes`` are remarks that stop nothing.
    """

    procedures: tuple[FiledProcedure, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def file_text(path: Path) -> str:
    """What the file holds. Raises NotAProcedureFile when it cannot be opened, or is not text, with the byte."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NotAProcedureFile(f"is not UTF-8 text: byte {error.start + 1} cannot be read") from None
    except OSError as error:
        raise NotAProcedureFile(f"cannot be opened: {error.strerror}") from None


def read_procedure_file(text: str) -> ProcedureFile:
    """Every procedure of the file; a fault in one leaves the others standing.

    Raises NotAProcedureFile when the text is not TOML, with the line.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"is not TOML: {error}"
        raise NotAProcedureFile(message) from None
    problems: list[Problem] = []
    table = Table(content, Problem(""), problems)
    version = table.whole("schema_version", SCHEMA_VERSION, least=1, required=True)
    if version != SCHEMA_VERSION:
        table.problem("schema_version", f"is {version}; this system reads version {SCHEMA_VERSION}")
    counts = {key: table.whole(key, -1, least=0) for key in ("procedure_count", "timeline_count")}
    rows = _rows(table, content, problems)
    table.finish()
    procedures = tuple(_filed(row, number) for number, row in enumerate(rows, start=1))
    return ProcedureFile(_unique(procedures), tuple(problems), _notes(counts, rows))


def _rows(table: Table, content: Mapping[str, object], problems: list[Problem]) -> list[dict[str, object]]:
    table.raw("procedure")
    value = content.get("procedure")
    if not isinstance(value, list) or not value:
        message = "is missing: the file must hold at least one [[procedure]]"
        problems.append(Problem(message, key="procedure"))
        return []
    return [row for row in value if isinstance(row, dict)]


def _notes(counts: Mapping[str, int], rows: list[dict[str, object]]) -> tuple[str, ...]:
    found = {
        "procedure_count": len(rows),
        "timeline_count": sum(len(_list(row, "timeline")) for row in rows),
    }
    return tuple(
        f"{key} says {counts[key]}, but the file holds {found[key]}"
        for key in found
        if counts[key] not in {-1, found[key]}
    )


def _list(row: Mapping[str, object], key: str) -> list[object]:
    value = row.get(key, [])
    return value if isinstance(value, list) else []


def _unique(procedures: tuple[FiledProcedure, ...]) -> tuple[FiledProcedure, ...]:
    """The procedures, those whose id another has taken being refused."""
    times = Counter(filed.id for filed in procedures)
    twice = "is used by two procedures of the file; each must have its own"
    return tuple(
        replace(
            filed,
            procedure=None,
            timelines=(),
            problems=(*filed.problems, Problem(twice, key="id", procedure=filed.id)),
        )
        if times[filed.id] > 1
        else filed
        for filed in procedures
    )


def _filed(row: dict[str, object], number: int) -> FiledProcedure:
    identity = str(row.get("id") or f"#{number}")
    problems: list[Problem] = []
    procedure = read_procedure(row, identity, problems)
    timelines = _list(row, "timeline")
    expected_count = sum(len(_list(timeline, "expected")) for timeline in timelines if isinstance(timeline, dict))
    if procedure is None or problems:
        return FiledProcedure(identity, None, (), tuple(problems), expected_count)
    rules = frozenset(limit.code for limit in procedure.limits)
    read = tuple(
        read_timeline(timeline, identity, place, rules)
        for place, timeline in enumerate(timelines, start=1)
        if isinstance(timeline, dict)
    )
    return FiledProcedure(identity, procedure, read, (), expected_count)
