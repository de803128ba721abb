"""Loading a procedure file, beginning a draft, and publishing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from labor_office.core.web.forms import DayField, DeskForm

_LARGEST_BYTES = 5_000_000


class UploadForm(DeskForm):
    """A procedure file. ``text`` is what it holds."""

    file = forms.FileField(label="Procedure file", help_text="TOML, up to 5 MB.")
    effective_from = DayField(
        label="Changed procedures take effect on", required=False,
        help_text="Left empty, a changed procedure becomes a draft.",
    )  # fmt: skip

    def clean_file(self) -> str:
        """The text of the file."""
        file: Any = self.cleaned_data["file"]
        if (file.size or 0) > _LARGEST_BYTES:
            raise ValidationError("The file is larger than 5 MB. A procedure file is text and much smaller.")
        try:
            return str(file.read(), "utf-8")
        except UnicodeDecodeError:
            raise ValidationError("This is not a text file. Choose a procedure file (.toml).") from None


class DraftForm(DeskForm):
    """Why a new version is begun."""

    note = forms.CharField(label="Why a new version", max_length=300, required=False)


class PublishForm(DeskForm):
    """From when matters begin under a version."""

    effective_from = DayField(label="Matters begin under it from")
    note = forms.CharField(label="What changed, in a sentence", max_length=300, required=False)


class ExampleForm(DeskForm):
    """A tried date, kept."""

    title = forms.CharField(label="Keep it as an example called", max_length=200)
