"""Addresses of the pages about people; the desk includes them under its own name."""

from django.urls import path

from labor_office.desk.people.views import account

urlpatterns = [
    path("desk/account/", account.account, name="account"),
    path("desk/account/calendar/", account.feed, name="account_feed"),
    path("desk/session/", account.session, name="session"),
]
