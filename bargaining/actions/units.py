"""What defines a unit, which classifications stand in or out of it from which day, and release time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from bargaining.models.units import ReleaseGrant, ReleaseUse, UnitPlacement, UnitProfile
from bargaining.rules.units import Basis, Exclusion
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.workforce.models import (
    BargainingUnit,
    Classification,
    EmployeeOrganization,
    Representative,
)

ONE_DAY = timedelta(days=1)


class PlacementRefused(Exception):
    """The day does not fit with what is recorded; the words say why."""


class OutsideGrant(Exception):
    """The day lies outside the days for which the hours were granted."""


@transaction.atomic
def define_unit(
    *, unit_id: int, definition: str, basis: Basis, exclusions: str = "", citation: str = "", case_number: str = ""
) -> UnitProfile:
    """Write what the unit is, or write it anew; the row's history keeps the words before."""
    unit = BargainingUnit.objects.select_for_update(no_key=True).get(pk=unit_id)
    given = {
        "definition": definition, "basis": basis, "exclusions": exclusions, "citation": citation,
        "case_number": case_number,
    }  # fmt: skip
    profile, _ = UnitProfile.objects.update_or_create(unit=unit, defaults=given)
    return profile


@transaction.atomic
def place_classification(
    *,
    classification_id: int,
    unit: BargainingUnit,
    starts_on: date,
    because: str,
    today: date,
    position: str = "",
    exclusion: Exclusion | None = None,
    matter: Matter | None = None,
) -> UnitPlacement:
    """Put a classification, or one position of it, into a unit or out of it from a day on.

    What stood before ends the day before; nothing before that day changes. A classification
    as a whole is also shown in the list of classifications, once its day has come. Raises
    PlacementRefused when something later is recorded, or the same stands already.
    """
    classification = Classification.objects.select_for_update(no_key=True).get(pk=classification_id)
    known = UnitPlacement.objects.filter(classification=classification, position=position)
    if known.filter(starts_on__gt=starts_on).exists():
        later = known.filter(starts_on__gt=starts_on).earliest("starts_on")
        raise PlacementRefused(f"{later} is recorded from {words.day_year(later.starts_on)}. Choose a later day.")
    standing = known.on(starts_on).first()
    if standing is not None:
        _end_before(standing, unit, starts_on, exclusion)
    placed = UnitPlacement.objects.create(
        unit=unit, classification=classification, position=position, exclusion=exclusion or "", starts_on=starts_on,
        because=because, matter=matter,
    )  # fmt: skip
    if not position and starts_on <= today:
        classification.unit = None if exclusion else unit
        classification.save(update_fields=["unit"])
    return placed


def _end_before(standing: UnitPlacement, unit: BargainingUnit, starts_on: date, exclusion: Exclusion | None) -> None:
    if standing.unit_id == unit.pk and standing.exclusion == (exclusion or ""):
        raise PlacementRefused(f"{standing} already, from {words.day_year(standing.starts_on)}.")
    if standing.starts_on == starts_on:
        raise PlacementRefused(f"{standing} from that very day. Choose a later day.")
    standing.ends_on = starts_on - ONE_DAY
    standing.save(update_fields=["ends_on"])


@transaction.atomic
def grant_release(
    *,
    organization: EmployeeOrganization,
    starts_on: date,
    ends_on: date,
    hours: Decimal,
    unit: BargainingUnit | None = None,
    citation: str = "",
) -> ReleaseGrant:
    """Record how much release time the agreement allows from a day to a day."""
    return ReleaseGrant.objects.create(
        organization=organization, unit=unit, starts_on=starts_on, ends_on=ends_on, hours=hours, citation=citation
    )


@transaction.atomic
def use_release(
    *, grant_id: int, representative: Representative, on: date, hours: Decimal, purpose: str, by: User, at: datetime
) -> ReleaseUse:
    """Record hours used. More than allowed is recorded and shown as over. Raises OutsideGrant."""
    grant = ReleaseGrant.objects.select_for_update(no_key=True).get(pk=grant_id)
    if not grant.starts_on <= on <= grant.ends_on:
        raise OutsideGrant(
            f"The hours are for {words.day_year(grant.starts_on)} to {words.day_year(grant.ends_on)}. "
            "Choose a day between them."
        )
    return grant.uses.create(
        representative=representative, on=on, hours=hours, purpose=purpose, recorded_by=by, recorded_at=at
    )
