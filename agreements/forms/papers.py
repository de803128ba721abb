"""For which day a conformed copy is made."""

from __future__ import annotations

from labor_office.core.web.forms import DayField, DeskForm


class AsOfForm(DeskForm):
    """The day whose words are shown or set."""

    as_of = DayField(label="As of")
