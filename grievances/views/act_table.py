"""One mechanism for every page on which something is done to a case: a row of a table is a page."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from grievances.queries.cases import Case
from grievances.queries.previews import Preview
from grievances.rules.moves import Act
from labor_office.core.users.models import User
from labor_office.core.web.forms import DeskForm

Values = dict[str, Any]
C = TypeVar("C", bound=Case, contravariant=True)


@dataclass(frozen=True, slots=True)
class Who:
    """By whom and when: what every action is told."""

    by: User
    at: datetime
    today: date


def _nothing(_case: Case) -> Values:
    return {}


def _allowed(_case: Case) -> str:
    return ""


def _as_typed(form: DeskForm) -> Values:
    return form.cleaned_data


@dataclass(frozen=True, slots=True)
class ActPage(Generic[C]):
    """One page: its words, its form, the action it calls.

    ``heading`` and ``said`` may hold ``{step}``, ``{next}`` and ``{kind}``. ``more`` are what the
    form needs to offer, ``initial`` what is filled in already. ``missing`` says why there is
    nothing to do it to, where the case itself would allow it. ``hint`` stands above the form.
    """

    move: Act
    heading: str
    button: str
    form: type[DeskForm]
    action: Callable[..., object]
    said: str | Callable[[DeskForm], str]
    preview: Callable[[C, DeskForm, date], Preview] | None = None
    more: Callable[[C], Values] = _nothing
    initial: Callable[[C], Values] = _nothing
    missing: Callable[[C], str] = _allowed
    values: Callable[[DeskForm], Values] = _as_typed
    hint: Callable[[C], str] = _allowed

    def title(self, case: C) -> str:
        """The heading for this case."""
        return self.heading.format(**case.names)

    def done(self, case: C, form: DeskForm) -> str:
        """What the banner says afterwards."""
        return self.said.format(**case.names) if isinstance(self.said, str) else self.said(form)

    def save(self, case: C, form: DeskForm, who: Who) -> None:
        """Call the action with what was typed, the case, and as much of ``who`` as it asks for."""
        offered = {"grievance_id": case.matter.pk, "matter_id": case.matter.pk, "by": who.by, "at": who.at,
                   "today": who.today}  # fmt: skip
        asked = inspect.signature(self.action).parameters
        self.action(**{name: value for name, value in offered.items() if name in asked}, **self.values(form))
