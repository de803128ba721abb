"""Named queries of a list: a person's own, or the chief's for all."""

from __future__ import annotations

from django.db import transaction

from labor_office.core.matters.models.record import SavedView
from labor_office.core.users.models import User


class SharedByChief(Exception):
    """A view for everyone is changed by those who may change it for everyone."""


@transaction.atomic
def save_view(*, user: User, page: str, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep ``query`` of ``page`` under ``name``; the same name again replaces it."""
    owner = None if is_shared else user
    view, _ = SavedView.objects.update_or_create(user=owner, page=page, name=name, defaults={"query": query})
    return view


@transaction.atomic
def set_default(*, user: User, page: str, view_id: int | None) -> None:
    """Begin ``page`` with this view of the person's own from now on; None for no default."""
    own = SavedView.objects.select_for_update(no_key=True).filter(user=user, page=page)
    own.filter(is_default=True).update(is_default=False)
    if view_id is not None:
        own.filter(pk=view_id).update(is_default=True)


@transaction.atomic
def delete_view(*, user: User, view_id: int, may_share: bool = False) -> None:
    """Forget a view. Raises SharedByChief for someone who may not share views."""
    view = SavedView.objects.select_for_update(no_key=True).get(pk=view_id)
    if view.user_id is None and not may_share:
        msg = "This view is shared with the whole office; the chief can remove it."
        raise SharedByChief(msg)
    if view.user_id not in {None, user.pk}:
        raise SavedView.DoesNotExist
    view.delete()
