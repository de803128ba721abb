"""What a field says of itself: what is missing, what is too long, what choosing nothing means."""

from __future__ import annotations

from django import forms

# Django's choice of nothing, and what stood in its place before a form was known to be a filter.
_BLANKS = ("---------", "Choose one", "None")
_CHOOSERS = (forms.ChoiceField, forms.ModelChoiceField)


def name_nothing(field: forms.Field, words: str) -> None:
    """Let the choice of nothing say so in words; a form that has words of its own for it keeps them."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label in _BLANKS:
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and not callable(field.choices):
        field.choices = [(key, words if str(label) in _BLANKS and not key else label) for key, label in field.choices]


def say_what_is_too_long(field: forms.Field) -> None:
    """Let what is too long be typed and answered: a browser that is told the limit cuts a paste off in silence."""
    if isinstance(field, forms.CharField) and field.widget.attrs.pop("maxlength", None):
        field.error_messages["max_length"] = "Shorten this to %(limit_value)d characters; it has %(show_value)d."


def say_what_is_missing(field: forms.Field, thing: str) -> None:
    """Ask for what is missing by its name, unless the field has words of its own for that."""
    if str(field.error_messages.get("required")) != str(forms.Field.default_error_messages["required"]):
        return
    if thing.endswith("?"):
        field.error_messages["required"] = f"Answer the question: {thing}"
        return
    verb = "Choose" if isinstance(field, (*_CHOOSERS, forms.FileField)) else "Enter"
    lowered = thing if thing[:2].isupper() else thing[:1].lower() + thing[1:]
    field.error_messages["required"] = f"{verb} the {lowered}." if verb == "Choose" else f"Enter {_article(lowered)}."


def _article(thing: str) -> str:
    return (
        thing if thing.startswith(("the ", "a ", "an ", "at least", "who", "what", "when", "why")) else f"the {thing}"
    )
