"""What was asked of a list, as a line that other people read keeps it."""

from __future__ import annotations

from django import forms

from labor_office.core.web.forms import FilterForm


def asked_of(form: FilterForm) -> str:
    """The filters in force; empty for none. What was typed may be somebody's name: only that it was is said."""
    typed = {name for name, field in form.fields.items() if type(field) is forms.CharField}
    return "; ".join(f"{label}: {'not kept' if name in typed else value}" for name, label, value in form.applied())
