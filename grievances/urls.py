"""Addresses of grievances and proceedings."""

from django.urls import path
from django.views.defaults import page_not_found

from grievances.views import intake

app_name = "grievances"

urlpatterns = [
    path("grievances/", page_not_found, name="list"),
    path("grievances/new/", intake.new, name="new"),
    path("grievances/new/preview/", intake.preview, name="new_preview"),
    path("grievances/new/people/", intake.people, name="new_people"),
    path("grievances/new/draft/", intake.keep_draft, name="new_draft"),
    path("grievances/<str:reference>/", page_not_found, name="detail"),
]
