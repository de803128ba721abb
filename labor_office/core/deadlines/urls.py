"""Addresses of deadlines, calendars and procedures."""

from django.urls import path

from labor_office.core.deadlines.views import docket, procedures

app_name = "deadlines"
urlpatterns = [
    path("deadlines/", docket.register, name="register"),
    path("deadlines/DL-<int:pk>/", docket.proof, name="proof"),
    path("deadlines/DL-<int:pk>/why/", docket.why, name="why"),
    path("deadlines/DL-<int:pk>/check/", docket.check, name="check"),
    path("procedures/", procedures.shelf, name="procedures"),
    path("procedures/<slug:slug>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:slug>/versions/<int:number>/", procedures.version, name="version"),
]
