"""What is drawn without a template is what Django's template would say, whatever the values hold."""

import re
from itertools import product

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.html import escape
from django.utils.safestring import mark_safe

from labor_office.core.web import drawing
from labor_office.core.web.forms import DeskForm, DeskRenderer
from labor_office.core.web.strips import Cell, Strip
from tests.each import each

NASTY = "\"><script>alert(1)</script>&amp; O'Brien"
CHOICES = [("", "Any"), (7, "Seven"), (NASTY, NASTY), ("Group <1>", [("a", mark_safe("<b>known</b>")), ("b", "B & C")])]


def plain(html):
    return re.sub(r"\s*\n\s*", "", str(html)).strip()


WIDGETS = [
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.TextInput(attrs={"maxlength": 10, "required": True, "hidden": False, "data-x": NASTY}),
    forms.NumberInput(),
    forms.EmailInput(),
    forms.HiddenInput(),
    forms.CheckboxInput(),
    forms.PasswordInput(render_value=True),
]


@each(("widget", "value"), product(WIDGETS, [None, "", "7", 7, NASTY, "a", mark_safe("a&amp;b")]))
def test_a_widget_is_drawn_as_django_draws_it(widget, value):
    given = [value] if isinstance(widget, forms.SelectMultiple) else value
    drawn, theirs = (
        widget.render(NASTY, given, {"id": "id_x", "class": "usa-select"}, renderer)
        for renderer in (DeskRenderer(), TemplatesSetting())
    )

    assert plain(drawn) == plain(theirs)


class Sheet(DeskForm):
    name = forms.CharField(label=NASTY, help_text="As on the <b>form</b>.")
    note = forms.CharField(required=False)
    sure = forms.BooleanField(label="Sure")
    way = forms.ChoiceField(choices=CHOICES[:2], widget=forms.RadioSelect)


def test_a_field_stands_with_its_label_hint_and_mistake_tied_to_it():
    form = Sheet({"note": NASTY})
    drawn = {name: str(form[name].as_field_group()) for name in form.fields}

    assert "<script>" not in "".join(drawn.values())
    assert '<div class="usa-form-group usa-form-group--error" id="id_name_group">' in drawn["name"]
    assert 'id="id_name_helptext">As on the <b>form</b>.</div>' in drawn["name"]
    assert 'id="id_name_error"' in drawn["name"]
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn["name"]
    assert drawn["note"].startswith('<div class="usa-form-group" id="id_note_group">')
    assert '<span class="optional">(optional)</span>' in drawn["note"]
    assert '<label class="usa-checkbox__label" for="id_sure">Sure</label>' in drawn["sure"]
    assert re.search(r'<fieldset class="usa-fieldset"[^>]*><legend class="usa-legend">Way</legend>', drawn["way"])


def test_the_days_of_a_count_are_drawn_for_eye_and_ear():
    cells = (
        Cell(css="trig c3", weekday="Tu", number="Jun 9", mark="Start", sentence=f"Tuesday, June 9: {NASTY}"),
        Cell(css="", weekday="We", number="10", mark="1", sentence="Wednesday, June 10: working day 1"),
        Cell(css="fold", mark="2 more weeks", sentence="June 14 to June 27: 2 more weeks", is_fold=True),
    )
    assert drawing.strip(Strip(cells, is_weeks=True, label='Days "A"'), short=True) == (
        '<ol class="strip weeks short" aria-label="Days &quot;A&quot;">'
        '<li class="trig c3"><span aria-hidden="true"><span class="d">Tu</span><span class="n">Jun 9</span>'
        f'<span class="c">Start</span></span><span class="sr">{escape(f"Tuesday, June 9: {NASTY}")}</span></li>'
        '<li><span aria-hidden="true"><span class="d">We</span><span class="n">10</span><span class="c">1</span></span>'
        '<span class="sr">Wednesday, June 10: working day 1</span></li>'
        '<li class="fold"><span aria-hidden="true">2 more weeks</span>'
        '<span class="sr">June 14 to June 27: 2 more weeks</span></li></ol>'
    )
    assert drawing.strip(Strip((), is_weeks=False, label=""), short=False) == ""
