"""Forms of the import: the file with its term, and the name of a clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from agreements.models.text import ArticleVersion
from agreements.rules.imports import LONGEST_NUMBER, LONGEST_PART, LONGEST_TITLE
from agreements.rules.vocabulary import LEVEL_LABELS, ClauseLevel
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import BargainingUnit


class NewImportForm(DeskForm):
    """The file, whose agreement it is and for which days."""

    file = forms.FileField(
        label="Agreement",
        help_text="Word (.docx) is read best. A PDF needs its text; a scan needs text recognition first.",
    )
    unit = forms.ModelChoiceField(BargainingUnit.objects.order_by("name"), label="Unit", empty_label="Choose a unit")
    term_name = forms.CharField(label="Term", max_length=40, help_text="As people say it: 2023 to 2026.")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")

    def clean(self) -> dict[str, Any]:
        """A term ends after it starts."""
        given: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", "Enter a day after the first day.")
        return given


class ClauseForm(DeskForm):
    """What a clause is and what it is called."""

    level = forms.ChoiceField(label="Level", choices=[(level.value, LEVEL_LABELS[level]) for level in ClauseLevel])
    number = forms.CharField(
        label="Number", max_length=LONGEST_NUMBER, required=False, help_text="14, 14.3, Appendix A, Letter 1."
    )
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE, required=False)
    part = forms.CharField(
        label="Part or chapter", max_length=LONGEST_PART, required=False,
        help_text="Where the agreement is divided into parts: Part II. Work and time.",
    )  # fmt: skip

    def __init__(self, *args: Any, has_part: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_part:
            del self.fields["part"]


class SplitForm(DeskForm):
    """Where a clause begins that was not seen, and of which level it is."""

    line = forms.IntegerField(label="Line", min_value=1)
    as_level = forms.ChoiceField(label="As", choices=[(level.value, LEVEL_LABELS[level]) for level in ClauseLevel])


class MatchForm(DeskForm):
    """Which article of the former agreement a clause continues."""

    article = forms.TypedChoiceField(label="Continues", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, former: Iterable[ArticleVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.article_id), str(each)) for each in former]
        self.fields["article"].choices = [("", "None: new in this agreement"), *choices]  # type: ignore[attr-defined]
