"""The shelf: which agreement governs whom today, what came before, what is being made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, F, Func, Max
from django.urls import reverse

from agreements import beside
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.places import term_slug
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import BargainingUnit


@dataclass(frozen=True, slots=True)
class Volume:
    """One agreement on the shelf. ``counts`` are the registered columns, by label."""

    agreement: Agreement
    side_letters: int
    amended_on: date | None
    counts: tuple[tuple[str, int], ...]
    url: str
    days_left: int

    @property
    def standing(self) -> str:
        """``381 calendar days left``, ``Ended``; past the term the words go on until a successor's begin."""
        if self.days_left > 1:
            return f"{self.days_left:,} calendar days left"
        if self.days_left >= 0:
            return "Ends tomorrow" if self.days_left else "Ends today"
        return "Term over, text still in force" if self.agreement.text_until is None else "Replaced"


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place on the shelf."""

    unit: BargainingUnit
    current: Volume | None
    coming: tuple[Volume, ...]
    earlier: tuple[Volume, ...]
    drafts: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every unit, and the heads of the registered columns."""

    places: tuple[Place, ...]
    columns: tuple[str, ...]


def shelf_of(user: User, *, today: date) -> Shelf:
    """All units with what governs them. Three queries, and one for each registered column."""
    units = list(BargainingUnit.objects.select_related("organization"))
    every = list(Agreement.objects.visible_to(user).order_by("-starts_on"))
    law = [each for each in every if not each.is_draft]
    drafts = [each for each in every if each.is_draft] if user.may(Permission.AGREEMENT_EDIT) else []
    counts = beside.counts_for(user, [each.pk for each in law])
    volumes = _volumes(law, units, _changes(user, law), counts, today)
    return Shelf(
        tuple(
            _place(unit, volumes[unit.pk], [each for each in drafts if each.unit_id == unit.pk], today)
            for unit in units
        ),
        tuple(counts),
    )


def _place(unit: BargainingUnit, volumes: Sequence[Volume], drafts: Sequence[Agreement], today: date) -> Place:
    begun = [each for each in volumes if each.agreement.starts_on <= today]
    return Place(
        unit,
        begun[0] if begun else None,
        tuple(each for each in volumes if each.agreement.starts_on > today),
        tuple(begun[1:]),
        tuple(drafts),
    )


def _volumes(
    law: Iterable[Agreement],
    units: Iterable[BargainingUnit],
    changes: Mapping[int, tuple[int, date | None]],
    counts: Mapping[str, Mapping[int, int]],
    today: date,
) -> dict[int, list[Volume]]:
    slugs = {unit.pk: unit.slug for unit in units}
    found: dict[int, list[Volume]] = defaultdict(list)
    for each in law:
        if each.unit_id is None:
            continue
        letters, amended_on = changes.get(each.pk, (0, None))
        found[each.unit_id].append(
            Volume(
                each,
                letters,
                amended_on,
                tuple((label, count.get(each.pk, 0)) for label, count in counts.items()),
                reverse("agreements:term", args=[slugs[each.unit_id], term_slug(each.term_name)]),
                (each.ends_on - today).days,
            )
        )
    return found


def _changes(user: User, law: Iterable[Agreement]) -> dict[int, tuple[int, date | None]]:
    """By agreement: how many side letters changed its words, and when words last changed."""
    began = Func("in_force", function="lower", output_field=DateField())
    later = ArticleVersion.objects.visible_to(user).annotate(began=began).filter(began__gt=F("agreement__starts_on"))
    rows = later.filter(agreement__in=law).values("agreement")
    rows = rows.annotate(letters=Count("change__letter", distinct=True), last=Max("began"))
    return {row["agreement"]: (row["letters"], row["last"]) for row in rows.order_by()}
