"""A file with attendance."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from labor_office.core.web.forms import DeskForm

MOST_BYTES = 300_000


class AttendanceFileForm(DeskForm):
    """The file."""

    file = forms.FileField(
        help_text="CSV or XLSX. One line a person: Employee number or Name, then Mark (present, absent, partial), "
        "In, Out and Note if you have them. Without a Mark column everyone in it was present."
    )

    def clean_file(self) -> UploadedFile[Any]:
        """A file of a class is small."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError("The file is larger than 300 kB. Choose the list of one class.")
        return file
