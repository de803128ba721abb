"""Forms of department intake: asking, answering, putting an answer on the board."""

from __future__ import annotations

from typing import Any

from django import forms

from bargaining.models.negotiation import DepartmentIntake, Issue
from labor_office.core.web.forms import DayField, DeskForm
from labor_office.core.workforce.models import Department


def _area(label: str, rows: int, hint: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint, max_length=8000
    )


class AskForm(DeskForm):
    """Which department is asked, what, by when."""

    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True), to_field_name="slug", empty_label="Choose a department"
    )
    words = _area("What it reads", 4, "Say nothing of the City's plans.", required=True)
    due_on = DayField(label="Answer by", required=False)


class IntakeForm(DeskForm):
    """What a department asks the table to mend."""

    article = forms.CharField(label="Article, if you know it", max_length=20, required=False)
    problem = _area("What is the problem?", 4, required=True)
    evidence = _area("What shows it?", 3, "Incidents, overtime, costs: with dates or figures where you have them.")
    requested_change = _area("What would you change?", 3)
    operational_impact = _area("What does it do to your operation?", 3)
    priority = forms.ChoiceField(
        label="How much it matters", choices=DepartmentIntake.Priority.choices, widget=forms.RadioSelect,
        initial=DepartmentIntake.Priority.SHOULD,
    )  # fmt: skip


class OnBoardForm(DeskForm):
    """Which answers become an issue, or stand behind one that is on the board."""

    intakes = forms.ModelMultipleChoiceField(
        DepartmentIntake.objects.none(), label="Answers", widget=forms.CheckboxSelectMultiple
    )
    issue = forms.ModelChoiceField(
        Issue.objects.none(), label="Put them behind", required=False, empty_label="A new issue"
    )
    number = forms.CharField(label="Article", max_length=20, required=False)
    title = forms.CharField(label="Title of the new issue", max_length=120, required=False)
    is_economic = forms.BooleanField(label="It costs money", required=False)

    def __init__(self, *args: Any, intakes: Any, issues: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- QuerySets
        super().__init__(*args, **kwargs)
        self.fields["intakes"].queryset = intakes  # type: ignore[attr-defined]
        self.fields["issue"].queryset = issues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new issue has an article's number and a title."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("issue") is None and "issue" not in self.errors:
            for name, words in (("number", "Enter the article's number."), ("title", "Give the issue a title.")):
                if not given.get(name):
                    self.add_error(name, words)
        return given
