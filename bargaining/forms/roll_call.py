"""The Council's roll call as it is typed: a member and an answer on each line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bargaining.rules.roll_call import Called, UnreadableRoll, read_roll


class RollField(forms.CharField):
    """Reads each line as a member and an answer; the lines are a list of ``Called``."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(
            label="Roll call", widget=forms.Textarea(attrs={"rows": rows}),
            help_text="One member a line: Ruth Alder: aye. Also nay, abstain, absent.", **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> list[Called]:  # noqa: ANN401 -- Django's own signature
        """The members in the order typed."""
        try:
            return read_roll(super().clean(value))
        except UnreadableRoll as why:
            raise forms.ValidationError(str(why)) from None


def all_aye(members: Sequence[str]) -> str:
    """What the field begins with: every member said aye, to be corrected."""
    return "\n".join(f"{name}: aye" for name in members)
