"""Addresses of grievances and proceedings."""

from django.urls import path
from django.views.defaults import page_not_found

app_name = "grievances"

urlpatterns = [path("grievances/<str:reference>/", page_not_found, name="detail")]
