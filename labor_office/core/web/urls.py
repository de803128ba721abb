"""Addresses of the web layer's own answers; all under ``/web/``."""

from django.urls import path

from labor_office.core.web import views

app_name = "web"
urlpatterns = [path("days/", views.read_day, name="read_day")]
