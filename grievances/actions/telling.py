"""Whom the office tells about a case, promised in the transaction of whatever gives the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from grievances.models import Grievance
from labor_office.core.users.models import User


def tell_assigned(*, grievance: Grievance, people: Sequence[User], by: User | None, at: datetime) -> None:
    """Tell whom the grievance was given to, but not who gave it to themselves."""
