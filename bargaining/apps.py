"""Bargaining."""

from django.apps import AppConfig


class BargainingConfig(AppConfig):
    """The bargaining app."""

    name = "bargaining"
