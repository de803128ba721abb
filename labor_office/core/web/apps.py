"""The kernel's web layer: forms, components, errors; no models."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registered so that its template tags and static files are found."""

    name = "labor_office.core.web"
    label = "web"
