"""Addresses of the workforce section."""

from django.urls import path

from labor_office.core.workforce.views import imports, places, roster

app_name = "workforce"
urlpatterns = [
    path("units/", places.units, name="units"),
    path("units/<slug:slug>/", places.unit, name="unit"),
    path("organizations/", places.organizations, name="organizations"),
    path("organizations/<slug:slug>/", places.organization, name="organization"),
    path("organizations/<slug:slug>/officers/<int:number>/end/", places.end_term, name="end_term"),
    path("departments/", places.departments, name="departments"),
    path("departments/<slug:slug>/", places.department, name="department"),
    path("departments/<slug:slug>/contacts/<int:number>/remove/", places.remove_contact, name="remove_contact"),
    path("roster/", roster.roster, name="roster"),
    path("roster/imports/", imports.imports, name="imports"),
    path("roster/imports/new/", imports.upload, name="import_upload"),
    path("roster/imports/<slug:slug>/", imports.review, name="import"),
    path("roster/imports/<slug:slug>/columns/", imports.columns, name="import_columns"),
    path("roster/imports/<slug:slug>/problems.csv", imports.problems, name="import_problems"),
    path("roster/imports/<slug:slug>/apply/", imports.apply, name="import_apply"),
    path("roster/imports/<slug:slug>/discard/", imports.discard, name="import_discard"),
    path("roster/imports/<slug:slug>/revert/", imports.revert, name="import_revert"),
    path("people/<slug:code>/", roster.person, name="person"),
]
