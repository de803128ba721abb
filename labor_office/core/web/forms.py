"""Forms in the Desk's look: text in, typed values out.

``DeskForm`` is the base of every form; ``FilterForm`` of every form above a list. Dates are
``DayField``: they read ``6/15`` and ``next tue`` and must be told what day it is, so a
form that has one is built as ``MyForm(request.POST or None, today=clock.today())``.
"""

import copy
from abc import ABCMeta
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.forms import DeclarativeFieldsMetaclass
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

from labor_office.core.web import drawing
from labor_office.core.web.dates import EXAMPLE, UnreadableDate, parse_day
from labor_office.core.web.field_words import name_nothing, say_all

# First match wins, so a subclass stands before its parent.
_WIDGET_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "usa-checkbox__input"),
    (forms.RadioSelect, "usa-radio__input"),
    (forms.CheckboxInput, "usa-checkbox__input"),
    (forms.HiddenInput, ""),
    (forms.Select, "usa-select"),
    (forms.Textarea, "usa-textarea"),
    (forms.FileInput, "file"),
    (forms.widgets.Input, "usa-input"),
)
_BORDERED = {"usa-input", "usa-select", "usa-textarea"}
# Filter forms kept as drawn: the plain ones of every list, and what was asked for lately.
MOST_DRAWN = 128
# Sets of choices for which the fields of a filter form are kept ready.
MOST_READY = 64
# Pairs of value and label for each field that is told its choices by the page.
Choices = Mapping[str, tuple[tuple[str, str], ...]]


class DeskBoundField(BoundField):
    """A field that gives its widget the design system's classes."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes, with the widget's class and, after a mistake, the error class added."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        base = next((name for kind, name in _WIDGET_CLASSES if isinstance(widget, kind)), "")
        wanted = [base, str(widget.attrs.get("class", "")), str(attrs.get("class", ""))]
        if base in _BORDERED and self.errors:
            wanted.append("usa-input--error")
        classes = " ".join(dict.fromkeys(filter(None, wanted)))
        return {**attrs, "class": classes} if classes else attrs

    def as_field_group(self) -> SafeString:
        """The field with its label, hint and mistakes."""
        return drawing.group(self)

    @property
    def is_optional(self) -> bool:
        """Whether the label says "(optional)"."""
        marks = getattr(self.form, "marks_optional", True) and self.name not in getattr(
            self.form, "asked_when_shown", ()
        )
        return bool(marks and not self.field.required and not isinstance(self.field.widget, forms.CheckboxInput))


class DeskRenderer(TemplatesSetting):
    """Renders forms from ``templates/uswds``; every other form, the admin's too, keeps Django's own."""

    form_template_name = "uswds/form.html"
    bound_field_class = DeskBoundField
    _ours: ClassVar[dict[str, str]] = {
        "django/forms/errors/list/default.html": "uswds/errors.html",
        "django/forms/widgets/radio.html": "uswds/choices.html",
        "django/forms/widgets/checkbox_select.html": "uswds/choices.html",
        "django/forms/widgets/file.html": "uswds/file.html",
        "django/forms/widgets/clearable_file_input.html": "uswds/file.html",
    }

    def get_template(self, template_name: str) -> Any:  # noqa: ANN401 -- a template of whichever engine
        """Our template where we have one of our own, else Django's."""
        return super().get_template(self._ours.get(template_name, template_name))

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """What stands by the dozen is drawn without a template."""
        draw = drawing.WIDGETS.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


RENDERER = DeskRenderer()


def dress(form: forms.BaseForm, *, hints: bool = True) -> forms.BaseForm:
    """Give a form from another package our renderer, in place, before it is shown.

    Placeholders go: the label says the same and does not vanish while one types.
    """
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = field.help_text if hints else ""
    form.renderer = RENDERER
    form.bound_field_class = DeskBoundField
    form._bound_fields_cache.clear()  # type: ignore[attr-defined]  # noqa: SLF001 -- fields bound earlier keep their look
    return form


class DayNotGiven(TypeError):
    """A form with a DayField was built without ``today=``."""


class DayWidget(forms.TextInput):
    """A text box for a date, a button that opens the browser's calendar, and an echo of the day read."""

    template_name = "uswds/day.html"

    def format_value(self, value: Any) -> str | None:  # noqa: ANN401 -- Django's own signature
        """A date as ``6/15/2026``; what the person typed stays as typed."""
        if isinstance(value, date):
            return f"{value.month}/{value.day}/{value.year}"
        return str(value) if value else None


class DayField(forms.DateField):
    """A civil day typed the short way. ``today`` is set by the form."""

    widget = DayWidget
    default_error_messages = {
        "invalid": f"Enter a date, for example {EXAMPLE}.",
        "past": "Enter today or a day before it.",
    }
    today: date | None = None

    def __init__(self, *, only_past: bool = False, **kwargs: Any) -> None:
        self.only_past = only_past
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:  # noqa: ANN401 -- Django's own signature
        """The day meant, or None for nothing typed; raises ValidationError with an example to follow."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        if self.today is None:
            raise DayNotGiven
        try:
            day = parse_day(str(value), today=self.today)
        except UnreadableDate:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if self.only_past and day > self.today:
            raise ValidationError(self.error_messages["past"], code="past")
        return day


class MoneyField(forms.DecimalField):
    """Dollars and cents; reads ``$1,250.00``."""

    default_error_messages = {"invalid": "Enter an amount in dollars, for example 1,250.00."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "money"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 -- Django's own signature
        """The amount as a Decimal, without the dollar sign and commas a person types."""
        return super().to_python(value.replace("$", "").replace(",", "") if isinstance(value, str) else value)


class _Worded(DeclarativeFieldsMetaclass, ABCMeta):
    """Puts our words into a form's fields as the class is made: they are the same for everyone who fills it in.

    A form may leave to its kinds what it cannot say itself, as an abstract class does.
    """

    base_fields: dict[str, forms.Field]

    def __init__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> None:
        super().__init__(name, bases, attrs)
        # Of its own: a parent may call the same field by other words.
        cls.base_fields = copy.deepcopy(cls.base_fields)
        for field_name, field in cls.base_fields.items():
            cls.put_words(field, field_name)  # type: ignore[attr-defined]  # every form below has it


class DeskForm(forms.Form, metaclass=_Worded):
    """The base of every form: our look, our words for an empty field, and the day for date fields."""

    default_renderer = DeskRenderer
    use_required_attribute = False
    marks_optional: ClassVar[bool] = True
    # Fields of which the page shows those that another answer asks for: none of them is optional.
    asked_when_shown: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def put_words(cls, field: forms.Field, name: str) -> None:
        """Say what is missing, too long, too little or too much, and name the choice of nothing."""
        say_all(field, str(field.label or name.replace("_", " ")))

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.today = today


class _Fields(dict[str, forms.Field]):
    """Fields that Django need not copy for each form."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Fields":
        return self


class FilterForm(DeskForm):
    """A form above a list: every field optional, a mistake narrows nothing, values in the address."""

    marks_optional = False
    # All that its look depends on beside what was typed, where that is known: then it is drawn once for everyone.
    look: Hashable = None
    _drawn: ClassVar[dict[Hashable, SafeString]] = {}
    _ready: ClassVar[dict[Hashable, "_Fields"]] = {}

    def __init__(self, *args: Any, today: date | None = None, choices: Choices | None = None, **kwargs: Any) -> None:
        """``choices`` are a form's own for fields that have none in the class; with them it has a ``look``."""
        if choices is not None:
            self.look = tuple(choices.items())
            self.base_fields = self._offering(choices, today)  # type: ignore[misc]  # Django copies what it finds here
        super().__init__(*args, today=today, **kwargs)

    @classmethod
    def _offering(cls, choices: Choices, today: date | None) -> "_Fields":
        """The fields with these choices and this day, made once: nothing about a field changes in a filter's life."""
        key = (cls, today, *choices.items())
        if key not in cls._ready:
            if len(cls._ready) >= MOST_READY:
                cls._ready.clear()
            fields: Any = _Fields(copy.deepcopy(dict(cls.base_fields)))
            for name, offered in choices.items():
                fields[name].choices = offered
            cls._ready[key] = fields
        return cls._ready[key]

    @classmethod
    def put_words(cls, field: forms.Field, name: str) -> None:
        """Ours, and nothing asked for: a list is narrowed by whatever is filled in."""
        super().put_words(field, name)
        field.required = False
        name_nothing(field, "Any")

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """As drawn before, where ``look`` says that it would be the same again."""
        if self.look is None:
            return super().render(*args, **kwargs)
        typed = repr([self[name].data for name in self.fields]) if self.is_bound else None
        key = (type(self), self.look, self.today, typed, args, *kwargs.items())
        drawn = self._drawn.get(key)
        if drawn is None:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            drawn = self._drawn[key] = super().render(*args, **kwargs)
        return drawn

    __str__ = __html__ = render

    def filled(self) -> dict[str, Any]:
        """The fields that were filled in and could be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}

    def applied(self) -> Iterator[tuple[str, str, str]]:
        """For each filter in force: the field's name, its label, and the value in words."""
        for name in self.filled():
            bound = self[name]
            yield name, str(bound.label), _in_words(bound)


def _in_words(bound: BoundField) -> str:
    value = bound.value()
    choices = getattr(bound.field, "choices", None)
    if choices is None:
        return str(value)
    chosen = {str(item) for item in (value if isinstance(value, (list, tuple)) else [value])}
    return ", ".join(str(label) for key, label in _flat(choices) if str(key) in chosen)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- choices nest by group
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
