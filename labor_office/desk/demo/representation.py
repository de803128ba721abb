"""Rivermont's units and unions beyond the roster: what defines each unit, who stands in and out, release time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bargaining.actions import units
from bargaining.rules.units import Basis, Exclusion
from labor_office.core.workforce.actions.people import add_officer, end_term
from labor_office.core.workforce.models import Classification, Representative
from labor_office.desk.demo import cast
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

# Unit: definition, who is kept out, section.
DEFINITIONS = {
    "labor-and-trades": (
        "Full-time and regular part-time employees in laboring, equipment, skilled trades and grounds work in Public Works, Water Utilities and Parks.",
        "Supervisory, confidential, managerial, temporary and seasonal employees.",
        "City Code 2-7-12(a)",
    ),
    "fire-and-ems": (
        "Sworn employees of Fire and EMS through the rank of lieutenant.",
        "Battalion chiefs and above; civilian employees.",
        "City Code 2-7-12(b)",
    ),
    "police": (
        "Sworn employees of the Police Department through the rank of sergeant.",
        "Lieutenants and above; civilian employees.",
        "City Code 2-7-12(c)",
    ),
    "administrative": (
        "Employees in administrative, office support and technical classifications.",
        "Supervisory, confidential and managerial employees.",
        "City Code 2-7-12(d)",
    ),
    "professional": (
        "Employees whose work requires advanced, specialized study.",
        "Supervisory, confidential and managerial employees; attorneys.",
        "City Code 2-7-12(e)",
    ),
}
# Organization, name, role, what they speak for, phone, years before the story's.
OFFICERS = (
    ("local-1840", "Renata Holt", "President", "All units", "555-0140", 2),
    ("local-1840", "Curtis Duval", "Steward", "Public Works, North yard", "555-0144", 1),
    ("local-1840", "Alma Ferris", "Steward", "Water Utilities, distribution", "555-0145", 1),
    ("fire-fighters", "Hank Osei", "President", "All stations", "555-0150", 3),
    ("police-lodge-12", "Victor Lane", "President", "All divisions", "555-0160", 1),
)


def tell(city: Rivermont) -> None:
    """What was recorded of units and unions when the office began to use the desk, and since."""
    _define(city)
    _classify(city)
    _officers(city)
    _release_time(city)


def _define(city: Rivermont) -> None:
    for slug, (definition, kept_out, section) in DEFINITIONS.items():
        unit = city.units[slug]
        year = unit.certified_on.year if unit.certified_on else city.days.today.year
        units.define_unit(
            unit_id=unit.pk, definition=definition, exclusions=kept_out, basis=Basis.ELECTION, citation=section,
            case_number=f"LRA {year}-{unit.code}",
        )  # fmt: skip


def _classify(city: Rivermont) -> None:
    known = {row.code: row for row in Classification.objects.all()}
    for code, _title, slug, *_ in cast.CLASSIFICATIONS:
        unit = city.units[slug]
        units.place_classification(
            classification_id=known[code].pk, unit=unit, starts_on=unit.certified_on or city.days.ago(900),
            because="Certification of the unit", today=city.days.today,
        )  # fmt: skip
    units.place_classification(
        classification_id=known["AT100"].pk, position="Assistant to the Human Resources Director",
        unit=city.units["administrative"], exclusion=Exclusion.CONFIDENTIAL, starts_on=date(2024, 12, 20),
        because="Agreed by both sides before the election", today=city.days.today,
    )  # fmt: skip


def _officers(city: Rivermont) -> None:
    year = city.days.today.year
    union = city.organizations["local-1840"]
    before = add_officer(
        organization_id=union.pk, name="Walter Pruett", role="President", phone="", email="",
        starts_on=date(year - 6, 1, 1), areas="All units",
    )  # fmt: skip
    end_term(officer_id=before.pk, ends_on=date(year - 3, 12, 31))
    for slug, name, role, areas, phone, back in OFFICERS:
        add_officer(
            organization_id=city.organizations[slug].pk, name=name, role=role, areas=areas, phone=phone, email="",
            starts_on=date(year - back, 1, 1), is_beside=role == "Steward",
        )  # fmt: skip


def _release_time(city: Rivermont) -> None:
    today, by = city.days.today, city.people["Theo Lindqvist"]
    first = date(today.year if today.month > 6 else today.year - 1, 7, 1)
    last = first.replace(year=first.year + 1, month=6, day=30)
    union, fire = city.organizations["local-1840"], city.organizations["fire-fighters"]
    grant = units.grant_release(
        organization=union, unit=city.units["labor-and-trades"], starts_on=first, ends_on=last, hours=Decimal(320),
        citation="Labor and Trades Agreement, Art. 9",
    )  # fmt: skip
    units.grant_release(organization=fire, starts_on=first, ends_on=last, hours=Decimal(240), citation="Art. 8")
    people = {row.name: row for row in Representative.objects.filter(organization=union)}
    for back, name, hours, purpose in (
        (-58, "Jack Marsh", "6.5", "Bargaining session 2"),
        (-38, "Jack Marsh", "6.5", "Bargaining session 3"),
        (-29, "Curtis Duval", "7", "Bargaining session 4"),
        (-8, "Jack Marsh", "2", "Step 2 meeting"),
        (-6, "Alma Ferris", "3.5", "Safety committee"),
    ):
        on = city.days.working(back)
        units.use_release(
            grant_id=grant.pk, representative=people[name], on=on, hours=Decimal(hours), purpose=purpose, by=by,
            at=moment(on, "17:00"),
        )  # fmt: skip
