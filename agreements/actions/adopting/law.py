"""The last steps before the text is law: signatures and publication."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from django.db import transaction

from agreements.actions.adopting.steps import check_order, held, put_step
from agreements.actions.force import put_in_force
from agreements.actions.obligations import follow_publication
from agreements.models.adoption import Adoption
from agreements.models.drafts import Draft, DraftClause
from agreements.models.text import Agreement
from agreements.rules.adoption import Step
from labor_office.core.documents.models import Document
from labor_office.core.users.models import User


class TextChanged(Exception):
    """The draft does not say what was signed."""


@transaction.atomic
def sign(
    *,
    adoption_id: int,
    city_signer: str,
    city_signed_on: date,
    union_signer: str,
    union_signed_on: date,
    by: User,
    at: datetime,
    today: date,
    document: Document | None = None,
) -> Adoption:
    """Record who signed for the City and for the union. Raises OutOfOrder before ratification and resolution."""
    adoption = held(adoption_id)
    check_order(adoption, Step.SIGNED)
    adoption.city_signer, adoption.city_signed_on = city_signer, city_signed_on
    adoption.union_signer, adoption.union_signed_on = union_signer, union_signed_on
    adoption.signed_text = _print_of(adoption.agreement_id)
    adoption.save(update_fields=["city_signer", "city_signed_on", "union_signer", "union_signed_on", "signed_text"])
    put_step(
        adoption, Step.SIGNED, done_on=max(city_signed_on, union_signed_on), by=by, at=at, today=today,
        note=f"{city_signer} for the City, {union_signer} for the union", document=document,
    )  # fmt: skip
    return adoption


@transaction.atomic
def publish(*, adoption_id: int, by: User, at: datetime, today: date) -> Agreement:
    """Make the signed text the law of its unit from the agreement's first day; every reader sees it from now on.

    What it asks of the office is owed from then on. What was before that day keeps the former
    words. Raises OutOfOrder, TextChanged, and what ``put_in_force`` raises.
    """
    adoption = held(adoption_id)
    check_order(adoption, Step.PUBLISHED)
    draft = Draft.objects.get(agreement=adoption.agreement_id)
    if _print_of(adoption.agreement_id) != adoption.signed_text:
        raise TextChanged(
            "The draft was changed after it was signed. Take the signatures back and have it signed again."
        )
    resolution = adoption.resolutions.filter(is_adopted=True).first()
    by_what = f" by {resolution}" if resolution else ""
    agreement = put_in_force(draft_id=draft.pk, by=by, at=at, summary=f"Adopted{by_what}; its text is in force")
    put_step(adoption, Step.PUBLISHED, done_on=today, by=by, at=at, today=today)
    follow_publication(agreement, by=by, at=at, today=today)
    return agreement


def _print_of(agreement_id: int) -> str:
    """The hash of every word of the draft, in order."""
    rows = DraftClause.objects.filter(draft__agreement=agreement_id).order_by("position")
    said = json.dumps(list(rows.values_list("level", "number", "title", "text")))
    return hashlib.sha256(said.encode()).hexdigest()
