"""Forms of an adoption: text to typed values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from agreements.models.text import Agreement
from agreements.rules.adoption import ratification_gap
from agreements.rules.obligations import fiscal_years
from bargaining.forms.roll_call import RollField, all_aye
from bargaining.models.negotiation import Negotiation
from labor_office.core.documents.models import Document
from labor_office.core.users.models import User
from labor_office.core.web.forms import DayField, DeskForm, MoneyField


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OpenForm(DeskForm):
    """Which draft is to be adopted, where its words were agreed, and when the Council meets."""

    agreement = forms.ModelChoiceField(
        Agreement.objects.none(), label="Draft agreement", to_field_name="reference", empty_label="Choose a draft"
    )
    negotiation = forms.ModelChoiceField(
        Negotiation.objects.none(), label="Negotiation it comes from", to_field_name="reference", required=False,
        empty_label="None in the Desk",
    )  # fmt: skip
    council_on = DayField(
        label="Council meeting", required=False, help_text="Every date before it is planned back from this day."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drafts = Agreement.objects.visible_to(user).filter(published_at=None, draft__isnull=False, adoption=None)
        self.fields["agreement"].queryset = drafts  # type: ignore[attr-defined]
        self.fields["negotiation"].queryset = Negotiation.objects.visible_to(user)  # type: ignore[attr-defined]


class CouncilDayForm(DeskForm):
    """The day of the Council's meeting, and why it moved."""

    on = DayField(label="Council meeting")
    reason = forms.CharField(label="Why it moved", max_length=160, required=False)


class StepForm(DeskForm):
    """That a step was done."""

    done_on = DayField(label="Done on", only_past=True)
    note = forms.CharField(
        label="Note", max_length=300, required=False, help_text="Who did it, or where the paper lies."
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), label="Paper that shows it", to_field_name="reference", required=False,
        empty_label="None",
    )  # fmt: skip

    def __init__(self, *args: Any, documents: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 -- a QuerySet
        super().__init__(*args, **kwargs)
        if documents is None:
            del self.fields["document"]
        else:
            self.fields["document"].queryset = documents  # type: ignore[attr-defined]


class ReasonForm(DeskForm):
    """Why a step is taken back."""

    because = forms.CharField(label="Why", max_length=200, widget=_area(2))


class RatificationForm(DeskForm):
    """The unit's vote as its union certified it."""

    opened_on = DayField(label="Voting began", only_past=True)
    closed_on = DayField(label="Voting ended", only_past=True)
    eligible = forms.IntegerField(label="Eligible to vote", min_value=0, required=False)
    in_favor = forms.IntegerField(label="Votes for", min_value=0, required=False)
    against = forms.IntegerField(label="Votes against", min_value=0, required=False)
    outcome = forms.ChoiceField(
        label="What the union certified", choices=[("yes", "Ratified"), ("no", "Voted down")],
        widget=forms.RadioSelect, help_text="The count decides where it is given. A union need not give one.",
    )  # fmt: skip
    certifier = forms.CharField(label="Certified by", max_length=120)
    certified_on = DayField(label="Certified on", only_past=True)

    def clean(self) -> dict[str, Any]:
        """Days in order, counts that fit, an outcome that agrees with them."""
        given: dict[str, Any] = super().clean() or {}
        opened, closed, certified = (given.get(name) for name in ("opened_on", "closed_on", "certified_on"))
        if opened and closed and closed < opened:
            self.add_error("closed_on", "Enter the day voting began or a later one.")
        if closed and certified and certified < closed:
            self.add_error("certified_on", "Enter the day voting ended or a later one.")
        count = {name: given.get(name) for name in ("eligible", "in_favor", "against")}
        gap = ratification_gap(**count)
        if gap:
            self.add_error("in_favor", gap)
        elif count["in_favor"] is not None and count["against"] is not None and given.get("outcome"):
            is_for = count["in_favor"] > count["against"]
            if is_for != (given["outcome"] == "yes"):
                self.add_error("outcome", "The count says otherwise. Check the votes for and against.")
        return given


class RollCallForm(DeskForm):
    """The resolution, and each member's answer; one line a member."""

    number = forms.CharField(label="Resolution number", max_length=40)
    voted_on = DayField(label="Voted on", only_past=True)
    votes = RollField(rows=8)
    years = forms.MultipleChoiceField(label="Commits to fund", widget=forms.CheckboxSelectMultiple, required=False)
    attested = forms.CharField(label="Attested by", max_length=120, required=False)

    def __init__(self, *args: Any, first: date, last: date, members: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = fiscal_years(first, last)
        self.fields["years"].choices = [  # type: ignore[attr-defined]
            (str(year), f"FY {year - 1} to {year}, subject to appropriation") for year in years
        ]
        self.initial.setdefault("years", [str(year) for year in years])
        self.initial.setdefault("votes", all_aye(members))


class SignForm(DeskForm):
    """Who signed for each side, and when."""

    city_signer = forms.CharField(label="For the City", max_length=120, help_text="The City Manager.")
    city_signed_on = DayField(label="Signed on", only_past=True)
    union_signer = forms.CharField(label="For the union", max_length=120, help_text="Its president.")
    union_signed_on = DayField(label="The union signed on", only_past=True)


class MemoForm(DeskForm):
    """The memo's words. Everything here is public."""

    addressed_to = forms.CharField(label="To", max_length=200, required=False)
    through = forms.CharField(label="Through", max_length=200, required=False)
    docket_title = forms.CharField(label="Docket title", max_length=300, required=False)
    issue = forms.CharField(label="Issue", required=False, widget=_area(3))
    recommendation = forms.CharField(label="Recommendation", required=False, widget=_area(4))
    background = forms.CharField(label="Background", required=False, widget=_area(6))
    discussion = forms.CharField(label="Discussion of the terms", required=False, widget=_area(8))
    fiscal_note = forms.CharField(label="Words beside the fiscal table", required=False, widget=_area(3))
    whereas = forms.CharField(
        label="Whereas clauses of the resolution",
        required=False,
        widget=_area(6),
        help_text="One a line, without “whereas”.",
    )
    members = forms.CharField(
        label="Members of the Council", required=False, widget=_area(7), help_text="One a line, for the roll call."
    )
    attachments = forms.CharField(label="Attachments", required=False, widget=_area(3), help_text="One a line.")
    staff = forms.CharField(label="Staff", required=False, widget=_area(3), help_text="One a line.")


class BriefForm(DeskForm):
    """What only the closed edition says."""

    authority = forms.CharField(label="Authority asked for", required=False, widget=_area(4))
    positions = forms.CharField(label="Positions and what was left on the table", required=False, widget=_area(5))
    risks = forms.CharField(label="Risks", required=False, widget=_area(5), help_text="A blank line begins a new one.")
    legal_note = forms.CharField(label="Legal note", required=False, widget=_area(4))


class ClosedReaderForm(DeskForm):
    """Somebody who is to read what is for closed session."""

    user = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose a person")

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class FiscalLineForm(DeskForm):
    """One figure of the fiscal impact study."""

    fiscal_year = forms.IntegerField(
        label="Fiscal year", min_value=1990, max_value=2199, help_text="Named by the year it ends in: 2028."
    )
    item = forms.CharField(label="Item", max_length=120, help_text="General wage increase.")
    fund = forms.CharField(label="Fund", max_length=80, initial="General Fund")
    kind = forms.ChoiceField(label="Paid", choices=[("yes", "Every year"), ("no", "Once")], widget=forms.RadioSelect)
    amount = MoneyField(label="Amount")
