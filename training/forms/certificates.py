"""What is typed about certificates."""

from __future__ import annotations

from django import forms

from labor_office.core.web.forms import DeskForm, FilterForm


class CertificateFilter(FilterForm):
    """Above the list."""

    q = forms.CharField(label="Name, course or number", max_length=100)


class WithdrawForm(DeskForm):
    """Why a certificate is taken back."""

    because = forms.CharField(
        label="Why is it withdrawn?",
        max_length=300,
        help_text="Kept with the certificate. The public page does not show it.",
    )


class CheckForm(DeskForm):
    """A stranger's question."""

    code = forms.CharField(
        label="Check code", max_length=40, help_text="Twelve letters and digits, printed at the foot."
    )
