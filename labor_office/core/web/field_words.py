"""What a field says of itself: what is missing, what is too long, what choosing nothing means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from django import forms

# Django's choice of nothing, and what stood in its place before a form was known to be a filter.
_BLANKS = ("---------", "Choose one", "None")
_CHOOSERS = (forms.ChoiceField, forms.ModelChoiceField)


# Labels that name a day or a person by what was done: "Agreed on", "Taken by".
_DONE = re.compile(r"(\w+ed|held|taken|given|sent|struck|heard|told) (on|by|from)")
# Said of a day by which, or of who owes.
_NOT_DONE = ("needed", "owed")


def say_all(field: forms.Field, thing: str) -> None:
    """Let ``field``, which asks for ``thing``, say all of this in our words."""
    say_what_is_missing(field, thing)
    name_nothing(field, "Choose one" if field.required else "None")
    say_what_is_too_long(field)
    say_the_bounds(field)


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
    if told := _what_was_done(field, lowered):
        field.error_messages["required"] = f"{verb} {told}."
        return
    field.error_messages["required"] = f"{verb} the {lowered}." if verb == "Choose" else f"Enter {_article(lowered)}."


def say_the_bounds(field: forms.Field) -> None:
    """Say how little and how much a number may be, unless the field has words of its own for that."""
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        field.error_messages.setdefault("min_value", "Enter %(limit_value)s or more.")
        field.error_messages.setdefault("max_value", "Enter %(limit_value)s or less.")


def _what_was_done(field: forms.Field, thing: str) -> str:
    """``the day it was agreed`` of ``agreed on``, ``by whom it was taken`` of ``taken by``; else nothing."""
    found = _DONE.fullmatch(thing)
    if found is None or found[1] in _NOT_DONE:
        return ""
    done, how = found.groups()
    if how == "by":
        return f"by whom it was {done}"
    if how == "on":
        return f"the day it was {done}"
    return f"the day from which it was {done}" if isinstance(field, forms.DateField) else ""


def _article(thing: str) -> str:
    return (
        thing if thing.startswith(("the ", "a ", "an ", "at least", "who", "what", "when", "why")) else f"the {thing}"
    )


def told_apart(found: Sequence[tuple[str, str]], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Mistakes as pairs of anchor and words; words said of several fields begin with the label of each."""
    said = Counter(words for _, words in found)
    return [
        (anchor, f"{labels[anchor]}: {words}" if said[words] > 1 and anchor in labels else words)
        for anchor, words in found
    ]
