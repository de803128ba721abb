"""What bargaining tells on the pages of units and organizations, as far as the reader may know of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from bargaining.models.negotiation import Negotiation
from bargaining.models.units import ReleaseGrant, ReleaseUse, UnitPlacement, UnitProfile
from bargaining.rules.units import Released, released
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import words
from labor_office.core.workforce.models import BargainingUnit, EmployeeOrganization
from labor_office.core.workforce.panels import Grid, Line, Panel

# What placed it is a matter that the reader may not know of; its own words would name it.
_NOT_SHOWN = "An order"


def units_at(tables: Collection[str]) -> list[int]:
    """The keys of the units of ``tables``, by reference, and all other units of their unions. One query."""
    there = BargainingUnit.objects.filter(pk__in=Negotiation.objects.filter(reference__in=tables).values("unit"))
    of_them = Q(pk__in=there.values("pk")) | Q(organization__in=there.values("organization"))
    return list(BargainingUnit.objects.filter(of_them).order_by("pk").values_list("pk", flat=True))


def definition_panel(user: User, unit: BargainingUnit, day: date) -> Panel:
    """The words that define the unit, and on what they rest. One query."""
    profile = UnitProfile.objects.filter(unit=unit).first()
    edit = Line("Write the definition", reverse("bargaining:define_unit", args=[unit.slug]))
    links = (edit,) if user.may(Permission.WORKFORCE_EDIT) else ()
    if profile is None:
        return Panel("Definition", empty="The words that define this unit are not recorded.", links=links)
    rests = ", ".join(part for part in (profile.citation, profile.case_number) if part)
    lines = [Line(profile.get_basis_display(), detail=rests)]
    if profile.exclusions:
        lines.append(Line(f"Kept out: {profile.exclusions}"))
    return Panel("Definition", text=profile.definition, lines=tuple(lines), links=links)


def placements_panel(user: User, unit: BargainingUnit, day: date) -> Panel:
    """Which classifications stand in and out of the unit on a day, since when, and what changes later. One query."""
    rows = UnitPlacement.objects.filter(unit=unit).filter(Q(ends_on=None) | Q(ends_on__gte=day))
    found = list(rows.select_related("classification", "matter").order_by("exclusion", "classification__title", "pk"))
    known = set(Matter.objects.visible_to(user).filter(pk__in=[row.matter_id for row in found if row.matter_id])
                .values_list("pk", flat=True))  # fmt: skip
    move = Line("Move a classification", reverse("bargaining:place_classification", args=[unit.slug]))
    return Panel(
        "Classifications in and out",
        grid=Grid(
            "Classifications in the unit and kept out of it",
            ("Classification", "In or out", "Since", "By"),
            tuple(_placed(row, day, known) for row in found),
        ),
        empty="No classification is recorded for that day.",
        links=(move,) if user.may(Permission.WORKFORCE_EDIT) else (),
    )


def _placed(row: UnitPlacement, day: date, known: set[int]) -> tuple[Line, ...]:
    if row.starts_on > day:
        standing = Line("", chip=f"From {words.day_year(row.starts_on)}", chip_kind="plan")
    elif row.exclusion:
        standing = Line("", chip=f"Out: {row.get_exclusion_display().lower()}", chip_kind="quiet")
    else:
        standing = Line("", chip="In", chip_kind="met")
    until = f"until {words.day_year(row.ends_on)}" if row.ends_on else ""
    by = row.matter if row.matter is not None and row.matter_id in known else None
    return (
        Line(row.named, detail=row.classification.code),
        standing,
        Line(words.day_year(row.starts_on), detail=until),
        Line(by.reference, by.get_absolute_url()) if by else Line(_NOT_SHOWN if row.matter_id else row.because),
    )


def matters_panel(user: User, unit: BargainingUnit, day: date) -> Panel:
    """Open cases of the unit by their kind, each leading to its list. One query."""
    lines = tuple(
        Line(said, f"{reverse(kind.list_url_name)}?unit={unit.slug}") for kind, said in _counted(user, unit=unit)
    )
    return Panel("Open cases", lines=lines, empty="No case is open in this unit.", is_aside=True)


def _cases() -> dict[str, kinds.MatterKind]:
    """The kinds that have a list among the cases; agreements, tables and duties have panels of their own."""
    return {kind.code: kind for kind in kinds.registered() if kind.list_url_name}


def _counted(user: User, **where: object) -> list[tuple[kinds.MatterKind, str]]:
    """``3 Grievances``: open cases by their kind, as far as the reader may know of them. One query."""
    cases = _cases()
    rows = Matter.objects.visible_to(user).open().filter(kind__in=cases, **where).values("kind")
    counts = {row["kind"]: row["n"] for row in rows.annotate(n=Count("pk")).order_by()}
    return [
        (kind, f"{counts[code]} {kind.label if counts[code] == 1 else kind.plural}")
        for code, kind in cases.items()
        if code in counts
    ]


def table_panel(user: User, unit: BargainingUnit, day: date) -> Panel | None:
    """The table, for those who sit at it; for everyone else there is no such panel. One query."""
    rows = Negotiation.objects.visible_to(user).open().filter(unit=unit).order_by("-opened_on", "-pk")
    lines = tuple(
        Line(row.reference, row.get_absolute_url(), detail=row.title, chip=row.get_stage_display(), chip_kind="plan")
        for row in rows
    )
    return Panel("At the table", lines=lines, is_aside=True) if lines else None


def procedures_panel(user: User, unit: BargainingUnit, day: date) -> Panel | None:
    """Which procedures count the unit's time limits on a day. One query."""
    if not user.may(Permission.PROCEDURE_READ):
        return None
    rows = ProcedureVersion.objects.filter(
        procedure__unit=unit, state__in=[VersionState.PUBLISHED, VersionState.RETIRED], effective_from__lte=day
    ).select_related("procedure")
    newest = {row.procedure_id: row for row in rows.order_by("effective_from", "number")}
    lines = tuple(
        Line(row.procedure.title, reverse("deadlines:version", args=[row.procedure.slug, row.number]),
             detail=f"Version {row.number}, since {words.day_year(row.effective_from)}")
        for row in sorted(newest.values(), key=lambda each: each.procedure.title)
    )  # fmt: skip
    empty = "No procedure of its own; those of the whole office apply."
    return Panel("Procedures", lines=lines, empty=empty, is_aside=True)


def matters_column(user: User, units: Sequence[BargainingUnit], day: date) -> Mapping[int, Line]:
    """How many cases are open in each unit. One query."""
    rows = Matter.objects.visible_to(user).open().filter(unit__in=units, kind__in=_cases())
    counts = rows.values("unit").annotate(n=Count("pk")).values_list("unit", "n").order_by()
    return {unit: Line(f"{count}") for unit, count in counts if unit is not None}


def recognition_panel(user: User, organization: EmployeeOrganization, day: date) -> Panel:
    """Which units it represents, since when and on what that rests. Two queries."""
    units = list(organization.units.all())
    profiles = {row.unit_id: row for row in UnitProfile.objects.filter(unit__in=units)}
    rows = []
    for unit in units:
        profile = profiles.get(unit.pk)
        rests = ", ".join(part for part in (profile.citation, profile.case_number) if part) if profile else ""
        rows.append(
            (
                Line(unit.name, reverse("workforce:unit", args=[unit.slug])),
                Line(words.day_year(unit.certified_on) or "Not recorded"),
                Line(profile.get_basis_display() if profile else "Not recorded", detail=rests),
            )
        )
    grid = Grid("Units represented", ("Unit", "Certified", "Rests on"), tuple(rows))
    return Panel("Recognition", grid=grid, empty="It represents no unit.")


def release_panel(user: User, organization: EmployeeOrganization, day: date) -> Panel:
    """Release time used of what is allowed, for grants that run on the day. Two queries."""
    grants = ReleaseGrant.objects.filter(organization=organization, starts_on__lte=day, ends_on__gte=day)
    rows = []
    for grant in grants.select_related("unit").prefetch_related("uses"):
        used = released(grant.hours, ((use.on, use.hours) for use in grant.uses.all()), grant.starts_on, grant.ends_on)
        whose = str(grant.unit) if grant.unit else "Every unit"
        period = f"{words.day_year(grant.starts_on)} to {words.day_year(grant.ends_on)}"
        rows.append(
            Line(
                used.words, reverse("bargaining:release", args=[organization.slug]),
                detail=". ".join(part for part in (f"{whose}, {period}", grant.citation) if part),
                chip="Over" if used.is_over else "", chip_kind="risk",
            )
        )  # fmt: skip
    keep = Line("Release time", reverse("bargaining:release", args=[organization.slug]))
    return Panel(
        "Release time", lines=tuple(rows), empty="No hours are granted for today.", links=(keep,), is_aside=True
    )


def open_matters_panel(user: User, organization: EmployeeOrganization, day: date) -> Panel:
    """Open cases in its units, by kind. One query."""
    lines = tuple(Line(said) for _, said in _counted(user, unit__organization=organization))
    return Panel("Open cases in its units", lines=lines, empty="No case is open.", is_aside=True)


def definition_of(unit: BargainingUnit) -> dict[str, str]:
    """The unit's definition as a form begins with it; empty before anybody wrote one."""
    profile = UnitProfile.objects.filter(unit=unit).first()
    fields = ("definition", "exclusions", "basis", "citation", "case_number")
    return {name: getattr(profile, name) for name in fields} if profile else {}


@dataclass(frozen=True, slots=True)
class Ledger:
    """A grant of release time with what was used of it."""

    grant: ReleaseGrant
    used: Released
    uses: tuple[ReleaseUse, ...]


def grants_of(organization: EmployeeOrganization) -> QuerySet[ReleaseGrant]:
    """Every grant an organization had."""
    return ReleaseGrant.objects.filter(organization=organization)


def ledgers_of(organization: EmployeeOrganization) -> list[Ledger]:
    """Every grant with its uses, the newest first. Two queries."""
    uses = ReleaseUse.objects.select_related("representative", "recorded_by")
    rows = grants_of(organization).select_related("unit").prefetch_related(Prefetch("uses", uses))
    return [
        Ledger(
            row,
            released(row.hours, ((use.on, use.hours) for use in row.uses.all()), row.starts_on, row.ends_on),
            tuple(row.uses.all()),
        )
        for row in rows
    ]
