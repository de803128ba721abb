"""Information requests of a negotiation, as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from bargaining.asked import AskedFor, AskedItem
from grievances.models import Proceeding
from grievances.queries.hearing import with_next
from grievances.rules.items import CHIPS, answer_in
from labor_office.core.matters.models.record import Request
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.words import day_year


def asked_for(user: User, negotiation_id: int, today: date) -> Sequence[AskedFor]:
    """Those that came from the negotiation and that ``user`` may know of, open ones first. Three queries."""
    found = Proceeding.objects.visible_to(user).filter(kind="information_request", origin=negotiation_id)
    rows = list(with_next(found).select_related("unit").order_by("closed_on", "-opened_on", "pk"))
    items: dict[int, list[AskedItem]] = {row.pk: [] for row in rows}
    asked = Request.objects.select_related("department").order_by("asked_on", "pk")
    wanted = Request.objects.filter(matter__in=rows, for_item=None).select_related("department").order_by("pk")
    for item in wanted.prefetch_related(Prefetch("custodians", asked)):
        items[item.matter_id].append(_item(item))
    return [_asked(row, tuple(items[row.pk]), today) for row in rows]


def new_url(reference: str) -> str:
    """Where one is opened for a negotiation."""
    return f"{reverse('grievances:information_request_new')}?from={reference}"


def may_open(user: User) -> bool:
    """Whether they may open one."""
    return user.may(Permission.PROCEEDING_EDIT)


def _asked(row: Proceeding, items: tuple[AskedItem, ...], today: date) -> AskedFor:
    due = row.next_due_on
    standing, chip = _standing(row, due, today)
    return AskedFor(
        reference=row.reference,
        title=row.title,
        url=row.get_absolute_url(),
        asked_by=row.opponent or "the union",
        due_on=due,
        standing=standing,
        chip=chip,
        items=items,
    )


def _standing(row: Proceeding, due: date | None, today: date) -> tuple[str, str]:
    if row.closed_on is not None:
        return row.outcome or "Closed", "met"
    if due is None:
        return "Open", "plan"
    return (f"Was due {day_year(due)}", "over") if due < today else (f"Due {day_year(due)}", "plan")


def _item(item: Request) -> AskedItem:
    asked = tuple(item.custodians.all())
    custodian = "; ".join(one.whom for one in asked) or item.whom or "Labor Relations"
    said = tuple(custodian_words(one) for one in asked)
    answer = answer_in(item.outcome)
    if item.done_on is None:
        begun = item.asked_on is not None or bool(asked)
        return AskedItem(item.title, custodian, "Waiting" if begun else "Not started", "wait", said)
    return AskedItem(item.title, custodian, item.outcome or "Done", CHIPS[answer] if answer else "met", said)


def custodian_words(asked: Request) -> str:
    """``Finance, Ann Lee: asked Jun 3, 2026, produced Jun 9, 2026``."""
    when = f"asked {day_year(asked.asked_on)}" if asked.asked_on else "asked"
    if asked.done_on is not None:
        return f"{asked.whom}: {when}, produced {day_year(asked.done_on)}"
    due = f", needed by {day_year(asked.due_on)}" if asked.due_on else ""
    reminded = f", reminded {day_year(asked.nudged_on)}" if asked.nudged_on else ""
    return f"{asked.whom}: {when}{due}{reminded}"
