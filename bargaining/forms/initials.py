"""Who initialled a sheet: chosen by name, the letters shown, from both sides' paper if need be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from bargaining.rules.initials import letters_of
from bargaining.rules.vocabulary import Side
from labor_office.core.web.forms import DeskForm

NOT_NOW = ("", "Not now")


class InitialsForm(DeskForm):
    """Who initialled for each side that still has to; one of them, or both."""

    city = forms.ChoiceField(
        label="For the City",
        required=False,
        help_text="Whoever is not you initialled on paper; the sheet says that you entered it.",
    )
    union = forms.ChoiceField(
        label="For the union", required=False, help_text="The union initials on paper; the sheet says who entered it."
    )
    union_name = forms.CharField(
        label="Another of the union, by name",
        max_length=120,
        required=False,
        help_text="If nobody above did; the initials are the letters of the name.",
    )

    def __init__(
        self,
        *args: Any,
        sides: Collection[Side],
        city: Mapping[str, tuple[str, str]],
        union: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """``sides`` are those still awaited.

        ``city`` is each of its team by key, with the name and what more tells who it is; ``union``
        its people by name, with what they are.
        """
        super().__init__(*args, **kwargs)
        people = {Side.CITY: city, Side.UNION: {name: (name, role) for name, role in union.items()}}
        for side, known in people.items():
            field = self.fields[side.lower()]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
            named = ((key, f"{letters_of(name)}, {name}, {what}") for key, (name, what) in known.items())
            field.choices = [NOT_NOW, *named]
        for side in Side:
            if side not in sides:
                del self.fields[side.lower()]
        if Side.UNION not in sides:
            del self.fields["union_name"]

    @property
    def given(self) -> dict[Side, str]:
        """The key of the City's and the union's name; nothing for a side that has not initialled now."""
        data = self.cleaned_data
        names = {Side.CITY: data.get("city", ""), Side.UNION: data.get("union", "") or data.get("union_name", "")}
        return {side: name for side, name in names.items() if name}

    @property
    def _nobody(self) -> tuple[str | None, str]:
        """Where to say that nobody was chosen; of a sheet that both initialled meanwhile, that it needs nobody."""
        asked = next(iter(self.fields), None)
        return asked, "Choose who initialled." if asked else "Both sides have initialled it already."

    def clean(self) -> dict[str, Any]:
        """Somebody initialled, and for the union one person."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("union") and data.get("union_name"):
            self.add_error("union_name", "One person initials for the union: choose a name above, or type one here.")
        elif data.get("union_name") and not letters_of(data["union_name"]):
            self.add_error("union_name", "Type the name in letters; the initials are taken from it.")
        elif not self.errors and not self.given:
            self.add_error(*self._nobody)
        return data
