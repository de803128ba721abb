"""Addresses of deadlines, calendars and procedures."""

from django.urls import path

from labor_office.core.deadlines.views import calendars, docket, procedures

app_name = "deadlines"
urlpatterns = [
    path("deadlines/", docket.register, name="register"),
    path("deadlines/DL-<int:pk>/", docket.proof, name="proof"),
    path("deadlines/DL-<int:pk>/why/", docket.why, name="why"),
    path("deadlines/DL-<int:pk>/check/", docket.check, name="check"),
    path("procedures/", procedures.shelf, name="procedures"),
    path("procedures/<slug:slug>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:slug>/versions/<int:number>/", procedures.version, name="version"),
    path("settings/holidays/", calendars.holidays, name="holidays"),
    path("settings/holidays/<slug:slug>/<int:year>/", calendars.year, name="holidays_year"),
    path("settings/holidays/<slug:slug>/<int:year>/close/", calendars.close, name="close_day"),
    path("settings/holidays/<slug:slug>/<int:year>/open/", calendars.open_again, name="open_day"),
    path("settings/holidays/<slug:slug>/<int:year>/publish/", calendars.publish, name="publish_year"),
]
