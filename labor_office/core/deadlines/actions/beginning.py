"""A procedure begun in the editor: from nothing, or as a copy of one that the office knows."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from labor_office.core.deadlines.actions.procedures import fill_like
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import Procedure, ProcedureVersion
from labor_office.core.matters import kinds
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

# What another agreement says of itself does not hold for this one: it is written anew.
_OF_ITS_OWN = ("jurisdiction", "union", "unit", "agreement", "term", "source_url", "source_seen", "completeness")


@transaction.atomic
def begin_procedure(
    *,
    title: str,
    matter_kind: str,
    unit: BargainingUnit | None,
    calendar: Calendar,
    like: ProcedureVersion | None,
    has_examples: bool,
    by: User,
    at: datetime,
) -> ProcedureVersion:
    """A new procedure whose first version is a draft, with the limits and steps of ``like``.

    Every limit must be checked against its own source again, whoever checked the model.
    Raises ``kinds.UnknownKind`` for a kind that nobody registered.
    """
    kinds.get(matter_kind)
    procedure = Procedure.objects.create(
        slug=_free_slug(title), title=title, matter_kind=matter_kind, unit=unit, calendar=calendar
    )
    draft = ProcedureVersion.objects.create(procedure=procedure, number=1, made_by=by, made_at=at)
    if like is None:
        return draft
    draft.texts = {key: text for key, text in like.texts.items() if key not in _OF_ITS_OWN}
    draft.cutoff_time, draft.late_filing_effect = like.cutoff_time, like.late_filing_effect
    draft.change_note = f"Begun as a copy of {like}"[:300]
    draft.save(update_fields=["texts", "cutoff_time", "late_filing_effect", "change_note"])
    fill_like(draft, like, has_examples=has_examples)
    draft.limits.update(is_verified=False)
    return draft


def _free_slug(title: str) -> str:
    """An address for the procedure that no other has; the first free number where its name is taken."""
    wanted = slugify(title)[:70] or "procedure"
    taken = set(Procedure.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    named = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(slug for slug in named if slug not in taken)
