"""Units by what people call them."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.rules.asking import names_of
from labor_office.core.workforce.models import BargainingUnit


def units_by_name() -> tuple[list[BargainingUnit], dict[str, Sequence[str]]]:
    """Every unit, and by slug the names that a question may call it. One query."""
    units = list(BargainingUnit.objects.all())
    return units, {unit.slug: names_of(unit.name, unit.code, unit.nicknames) for unit in units}
