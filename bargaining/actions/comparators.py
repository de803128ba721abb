"""Comparators: employers, benchmarks and figures, one by one or from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from bargaining.models.comparators import Benchmark, DataPoint, Jurisdiction
from bargaining.rules.comparators import MATCH_WORDS, Match, PointRefused
from bargaining.rules.tables import TableRefused, read_figure, read_table
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit
from labor_office.core.workforce.rules.values import read_day

COLUMNS = (
    "benchmark", "jurisdiction", "value", "weekly hours", "effective", "matched class", "match", "source", "address",
)  # fmt: skip
REQUIRED = ("benchmark", "jurisdiction", "value", "effective", "source")
TOO_LARGE = 10**10
# How long words may be, by column.
_LONGEST = {"jurisdiction": 120, "matched class": 120, "source": 200, "address": 500}
_MATCHES = {word.lower().removesuffix(" match"): match for match, word in MATCH_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Point:
    """A figure as a document says it."""

    value: Decimal
    effective_on: date
    source: str
    weekly_hours: Decimal | None = None
    matched_class: str = ""
    match: Match = Match.GOOD
    source_url: str = ""


@transaction.atomic
def record_point(
    *, benchmark: Benchmark, jurisdiction: Jurisdiction, point: Point, by: User, at: datetime
) -> DataPoint:
    """Keep a figure; the employer's former one on this benchmark is replaced and stays for the record.

    Raises PointRefused for a figure without a source or below zero, or when the employer has a newer one.
    """
    _refuse(point)
    held = DataPoint.objects.select_for_update(no_key=True, of=("self",)).filter(benchmark=benchmark, replaced_at=None)
    former = held.filter(jurisdiction=jurisdiction).first()
    if former is not None and former.effective_on > point.effective_on:
        raise PointRefused(
            f"{jurisdiction} has a newer figure here, of {former.effective_on:%b} {former.effective_on.day}, "
            f"{former.effective_on.year}. Check the day it takes effect."
        )
    if former is not None:
        former.replaced_at = at
        former.save(update_fields=["replaced_at"])
    return DataPoint.objects.create(
        benchmark=benchmark,
        jurisdiction=jurisdiction,
        value=point.value,
        weekly_hours=point.weekly_hours,
        effective_on=point.effective_on,
        matched_class=point.matched_class.strip(),
        match=point.match,
        source=point.source.strip(),
        source_url=point.source_url.strip(),
        collected_by=by,
        collected_at=at,
    )


def _refuse(point: Point) -> None:
    if not point.source.strip():
        raise PointRefused("Name the document the figure comes from.")
    if point.value < 0:
        raise PointRefused("A figure is not below zero.")
    if point.value >= TOO_LARGE:
        raise PointRefused(f"A figure is below {TOO_LARGE:,}.")
    if point.weekly_hours is not None and not 1 <= point.weekly_hours <= 168:
        raise PointRefused("A week has between 1 and 168 hours.")


@dataclass(slots=True)
class Reading:
    """A survey file as it was read: figures with their places, and what is wrong, line by line."""

    rows: list[tuple[int, Benchmark, str, Point]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@transaction.atomic
def import_points(*, data: bytes, adds_employers: bool, by: User, at: datetime, today: date) -> tuple[int, list[str]]:
    """Keep every figure of a CSV file, or none: how many were kept, and what is wrong, line by line.

    Employers the desk does not know are added when ``adds_employers``; benchmarks are not.
    """
    reading = _read(data, adds_employers=adds_employers, latest=date(today.year + 5, 12, 31))
    if reading.problems:
        return 0, reading.problems
    known = {one.name.lower(): one for one in Jurisdiction.objects.all()}
    for line, benchmark, name, point in reading.rows:
        employer = known.get(name.lower())
        if employer is None:
            employer = known[name.lower()] = Jurisdiction.objects.create(name=name)
        try:
            record_point(benchmark=benchmark, jurisdiction=employer, point=point, by=by, at=at)
        except PointRefused as refused:
            reading.problems.append(f"Line {line}: {refused}")
    if reading.problems:
        transaction.set_rollback(True)
        return 0, reading.problems
    return len(reading.rows), []


def _read(data: bytes, *, adds_employers: bool, latest: date) -> Reading:
    reading = Reading()
    try:
        rows = list(read_table(data, columns=COLUMNS, required=REQUIRED))
    except TableRefused as refused:
        reading.problems.append(str(refused))
        return reading
    benchmarks = {one.name.lower(): one for one in Benchmark.objects.all()}
    employers = {name.lower() for name in Jurisdiction.objects.values_list("name", flat=True)}
    for line, cells in rows:
        try:
            point = _point(cells, latest)
        except PointRefused as refused:
            reading.problems.append(f"Line {line}: {refused}")
            continue
        benchmark, name = benchmarks.get(cells["benchmark"].lower()), cells["jurisdiction"]
        if benchmark is None:
            said = cells["benchmark"]
            reading.problems.append(f"Line {line}: There is no benchmark called “{said}”. Add it, or check its name.")
        elif not adds_employers and name.lower() not in employers:
            reading.problems.append(f"Line {line}: There is no employer called “{name}”. Add it, or tick to add it.")
        else:
            reading.rows.append((line, benchmark, name, point))
    return reading


def _refuse_words(cells: Mapping[str, str]) -> None:
    for column, most in _LONGEST.items():
        if len(cells[column]) > most:
            raise PointRefused(f"The {column} is longer than {most} characters. Shorten it.")
    if cells["address"] and not cells["address"].startswith(("https://", "http://")):
        raise PointRefused(f"“{cells['address'][:60]}” is no address of a page. Write it with https:// in front.")


def _point(cells: Mapping[str, str], latest: date) -> Point:
    _refuse_words(cells)
    value = _number(cells["value"])
    if value is None:
        raise PointRefused(f"“{cells['value']}” is no figure. Write it like 72,500 or 3.5.")
    day = read_day(cells["effective"], latest=latest)
    if day is None:
        raise PointRefused(f"“{cells['effective']}” is no day. Write it like 7/1/2026 or 2026-07-01.")
    hours = _number(cells["weekly hours"]) if cells["weekly hours"] else None
    if cells["weekly hours"] and hours is None:
        raise PointRefused(f"“{cells['weekly hours']}” is no number of hours. Write it like 42.")
    match = _MATCHES.get(cells["match"].lower() or "good")
    if match is None:
        raise PointRefused(f"“{cells['match']}” is no match. Write good, fair or loose.")
    point = Point(value, day, cells["source"], hours, cells["matched class"], match, cells["address"])
    _refuse(point)
    return point


def _number(text: str) -> Decimal | None:
    """A figure as surveys write it; none of them is below zero."""
    found = read_figure(text)
    return None if found is None or found < 0 or text.strip().startswith("-") else found


@transaction.atomic
def add_benchmark(
    *, name: str, figure: str, unit: BargainingUnit | None = None, is_by_hour: bool = False, words: str = ""
) -> Benchmark:
    """Put a benchmark on the list; the tables refuse one of the same name in the same unit."""
    return Benchmark.objects.create(
        name=name.strip(), unit=unit, figure=figure, is_by_hour=is_by_hour, words=words.strip()
    )


@transaction.atomic
def keep_jurisdiction(*, held: Jurisdiction | None, name: str, **facts: Any) -> Jurisdiction:
    """Add an employer, or change ``held``. ``facts`` are the other columns of the table."""
    if held is None:
        return Jurisdiction.objects.create(name=name.strip(), **facts)
    employer = Jurisdiction.objects.select_for_update(no_key=True).get(pk=held.pk)
    employer.name = name.strip()
    for column, value in facts.items():
        setattr(employer, column, value)
    employer.save(update_fields=["name", *facts])
    return employer
