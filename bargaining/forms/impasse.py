"""Forms of an impasse: declaring it, each article's offers, the motion, the papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bargaining.forms.roll_call import RollField, all_aye
from bargaining.models.negotiation import Issue
from bargaining.rules.impasse import (
    ADOPTED_WORDS,
    BODY_WORDS,
    DECLARED_WORDS,
    FINDING_WORDS,
    Adopted,
    Body,
    DeclaredBy,
    Finding,
)
from labor_office.core.web.forms import DayField, DeskForm, MoneyField


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _text(label: str, rows: int, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=_area(rows), help_text=hint)


class DeclareForm(DeskForm):
    """Who declared impasse, when, on what."""

    declared_by = forms.TypedChoiceField(
        label="Declared by", coerce=DeclaredBy, widget=forms.RadioSelect,
        choices=[(one.value, DECLARED_WORDS[one]) for one in DeclaredBy],
    )  # fmt: skip
    declared_on = DayField(label="Date", only_past=True)
    issues = forms.ModelMultipleChoiceField(
        Issue.objects.none(), label="At impasse on", widget=forms.CheckboxSelectMultiple,
        help_text="Each side's last proposal becomes its final offer. You can change the words afterwards.",
    )  # fmt: skip
    words = _text("What the notice says", 3)

    def __init__(self, *args: Any, issues: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- a QuerySet
        super().__init__(*args, **kwargs)
        self.fields["issues"].queryset = issues  # type: ignore[attr-defined]


class ArticleForm(DeskForm):
    """What lies before the Council on one article. Everything here is public."""

    city_text = _text("City's final offer", 6)
    city_argument = _text("The City's argument", 3)
    union_text = _text("Union's final offer", 6)
    union_argument = _text("The union's argument, as it states it", 3)
    city_cost = MoneyField(label="Cost of the City's offer, whole term", required=False)
    union_cost = MoneyField(label="Cost of the union's offer, whole term", required=False)
    cost_basis = forms.CharField(
        label="Costed from",
        max_length=200,
        required=False,
        help_text="Both offers from one costing and its roster.",
    )
    comparators = _text("Comparators", 3)
    finding = forms.ChoiceField(
        label="Factfinder's view", required=False,
        choices=[("", "None yet"), *((one.value, FINDING_WORDS[one]) for one in Finding)],
    )  # fmt: skip
    finding_text = _text("The factfinder's words for the article", 4, "Where they are neither side's.")
    finding_reason = _text("The factfinder's reasons", 3)
    recommendation = _text("The line on which the Council decides", 2, "Whether the Council adopts ... on Article ...")

    def __init__(self, *args: Any, is_economic: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_economic:
            for name in ("city_cost", "union_cost", "cost_basis"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A cost says what it is from; a view of the factfinder's own has words."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        costed = given.get("city_cost") is not None or given.get("union_cost") is not None
        if costed and not given.get("cost_basis"):
            self.add_error("cost_basis", "Say which costing the figures are from.")
        if given.get("finding") == Finding.OWN and not given.get("finding_text"):
            self.add_error("finding_text", "Enter the words the factfinder recommends.")
        return given


class MotionForm(DeskForm):
    """A motion on one article and its roll call; or an award."""

    body = forms.TypedChoiceField(
        label="Decided by", coerce=Body, widget=forms.RadioSelect, initial=Body.COUNCIL,
        choices=[(one.value, BODY_WORDS[one]) for one in Body],
    )  # fmt: skip
    adopts = forms.TypedChoiceField(
        label="Adopts", coerce=Adopted, widget=forms.RadioSelect,
        choices=[(one.value, ADOPTED_WORDS[one]) for one in Adopted],
    )  # fmt: skip
    text = _text("The words adopted", 4, "Only where they are neither side's nor the factfinder's.")
    words = forms.CharField(label="The motion", max_length=300, required=False)
    mover = forms.CharField(label="Moved by", max_length=120, required=False)
    seconder = forms.CharField(label="Seconded by", max_length=120, required=False)
    voted_on = DayField(label="Date", only_past=True)
    votes = RollField(rows=7, required=False)
    direction = _text("What staff is directed to do", 2)

    def __init__(self, *args: Any, members: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("votes", all_aye(members))

    def clean(self) -> dict[str, Any]:
        """The Council moves and votes; arbitrators do neither."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("body") is Body.COUNCIL:
            if not given.get("mover"):
                self.add_error("mover", "Say who moved it.")
            if "votes" in given and not given["votes"]:
                self.add_error("votes", "Enter the roll call, one member a line.")
        elif given.get("body") is Body.ARBITRATORS:
            given |= {"votes": [], "mover": "", "seconder": ""}
        if given.get("adopts") is Adopted.OTHER and not given.get("text"):
            self.add_error("text", "Enter the words adopted.")
        return given


class ImpasseMemoForm(DeskForm):
    """The memo of the hearing. Everything here is public."""

    addressed_to = forms.CharField(label="To", max_length=200, required=False)
    through = forms.CharField(label="Through", max_length=200, required=False)
    docket_title = forms.CharField(label="Docket title", max_length=300, required=False)
    hearing_on = DayField(label="Council's hearing", required=False)
    minutes_a_side = forms.IntegerField(label="Minutes for each side", min_value=1, max_value=600, initial=30)
    issue = _text("Issue", 3)
    recommendation = _text("Recommendation", 3)
    background = _text("Background", 5)
    members = _text("Members of the Council", 7, "One a line, for the roll call.")
    attachments = _text("Attachments", 3, "One a line.")
    staff = _text("Staff", 3, "One a line.")


class ImpasseBriefForm(DeskForm):
    """What only the closed edition says of the whole."""

    authority = _text("Authority asked for", 4)
    risks = _text("Risks", 5, "A blank line begins a new one.")
    legal_note = _text("Legal note", 4)


class ArticleBriefForm(DeskForm):
    """What only the closed edition says of one article."""

    advice = _text("Staff's advice", 5)
    acceptable = _text("What the City could live with", 4)


class ReasonForm(DeskForm):
    """Why something is ended or taken back."""

    because = forms.CharField(label="Why", max_length=200, widget=_area(2))


class EndForm(ReasonForm):
    """That both sides are back at the table."""

    on = DayField(label="Date", only_past=True)
    field_order = ("on", "because")
