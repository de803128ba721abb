"""Addresses of the pages about people; the desk includes them under its own name."""

from django.urls import path

from labor_office.desk.people.views import access, account, audit, help

urlpatterns = [
    path("desk/account/", account.account, name="account"),
    path("desk/account/calendar/", account.feed, name="account_feed"),
    path("desk/session/", account.session, name="session"),
    path("help/", help.help_page, name="help"),
    path("access/", access.overview, name="access"),
    path("access/roles/", access.roles, name="access_roles"),
    path("access/see-as/", access.look_as, name="access_look"),
    path("access/<str:reference>/", access.matter, name="matter_access"),
    path("access/<str:reference>/<slug:slug>/", access.change, name="access_change"),
    path("audit/", audit.ledger, name="audit"),
    path("audit/export/", audit.export, name="audit_export"),
    path("audit/<str:reference>/", audit.rows, name="audit_rows"),
]
