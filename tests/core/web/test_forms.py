"""Forms in the Desk's look: what they say, read and refuse."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict

from labor_office.core.web.forms import DayField, DayNotGiven, DeskForm, MoneyField, dress
from tests.core.web.sampler import TODAY, ListFilter, StepForm


def test_values_come_out_typed():
    form = StepForm({"filed_on": "6/1", "outcome": "D", "manner": "E", "exposure": "$2,174.50"}, today=TODAY)

    assert form.is_valid()
    assert form.cleaned_data["filed_on"] == date(2026, 6, 1)
    assert form.cleaned_data["exposure"] == Decimal("2174.50")


def test_mistakes_name_the_place_and_the_mend():
    form = StepForm({"filed_on": "someday"}, today=TODAY)

    assert form.errors == {
        "filed_on": ["Enter a date, for example 6/15/2026."],
        "outcome": ["Choose the outcome."],
        "manner": ["Answer the question: How was it served?"],
    }


def test_what_was_done_is_asked_for_as_people_ask_and_a_choice_makes_its_field_no_option():
    class Agreed(DeskForm):
        asked_when_shown = ("amount",)
        agreed_on = DayField(label="Agreed on")
        agreed_by = forms.CharField(label="Agreed by")
        amount = forms.IntegerField(label="How many more", required=False, min_value=1)

    form = Agreed({"amount": "-3"}, today=TODAY)
    assert form.errors == {
        "agreed_on": ["Enter the day it was agreed."],
        "agreed_by": ["Enter by whom it was agreed."],
        "amount": ["Enter 1 or more."],
    }
    assert "(optional)" not in form.render()


def test_what_was_typed_is_kept():
    form = StepForm({"filed_on": "someday"}, today=TODAY)

    assert 'value="someday"' in str(form["filed_on"])


def test_a_date_is_shown_as_it_is_typed():
    form = StepForm(initial={"filed_on": date(2026, 6, 5)}, today=TODAY)

    assert 'value="6/5/2026"' in str(form["filed_on"])


def test_a_form_with_a_date_must_be_told_the_day():
    with pytest.raises(DayNotGiven):
        StepForm({"filed_on": "6/1"}).is_valid()


def test_a_past_date_refuses_tomorrow():
    class Held(DeskForm):
        held_on = DayField(label="Date held", only_past=True)

    assert Held({"held_on": "tomorrow"}, today=TODAY).errors == {"held_on": ["Enter today or a day before it."]}
    assert Held({"held_on": "today"}, today=TODAY).is_valid()


def test_markup_ties_label_hint_and_error_to_the_field():
    html = StepForm({"filed_on": "someday"}, today=TODAY).render()

    assert 'aria-describedby="id_filed_on_helptext id_filed_on_error"' in html
    assert 'id="id_filed_on_helptext"' in html
    assert 'id="id_filed_on_error"' in html
    assert 'class="usa-input usa-input--error"' in html
    assert "Exposure <span" in html
    assert html.count("(optional)") == 3  # exposure, reasons, exhibit; a checkbox is never marked
    assert "style=" not in html


def test_other_forms_keep_djangos_own_look():
    class Plain(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Name"}))

    assert "usa-" not in str(Plain())
    dressed = dress(Plain()).render()
    assert 'class="usa-input"' in dressed
    assert "placeholder" not in dressed


def test_money_refuses_words_kindly():
    class Cost(DeskForm):
        amount = MoneyField(label="Amount")

    assert Cost({"amount": "a lot"}).errors == {"amount": ["Enter an amount in dollars, for example 1,250.00."]}


def test_filter_form_ignores_a_mistake_and_names_what_is_in_force():
    form = ListFilter(QueryDict("unit=LT&words=overtime"))
    mistaken = ListFilter(QueryDict("unit=XX&words=overtime"))

    assert form.filled() == {"unit": "LT", "words": "overtime"}
    assert list(form.applied()) == [("unit", "Unit", "Labor and Trades"), ("words", "Words", "overtime")]
    assert mistaken.filled() == {"words": "overtime"}


def test_a_browser_cuts_nothing_off_and_what_is_too_long_is_said():
    class Titled(DeskForm):
        title = forms.CharField(max_length=5)

    form = Titled({"title": "Standby"})
    assert "maxlength" not in str(form["title"])
    assert form.errors == {"title": ["Shorten this to 5 characters; it has 7."]}
