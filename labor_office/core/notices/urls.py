"""Addresses of the notices."""

from django.urls import path

from labor_office.core.notices.views import inbox, outbox, preferences

app_name = "notices"
urlpatterns = [
    path("notices/", inbox.inbox, name="list"),
    path("notices/read/", inbox.mark_all_read, name="read_all"),
    path("notices/settings/", preferences.settings, name="settings"),
    path("notices/off/<str:token>/", preferences.unsubscribe, name="unsubscribe"),
    path("notices/<int:pk>/", inbox.open_notice, name="open"),
    path("notices/<int:pk>/read/", inbox.mark_read, name="read"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox.detail, name="email"),
    path("outbox/<int:pk>/message/", outbox.message, name="message"),
    path("outbox/<int:pk>/retry/", outbox.retry, name="retry"),
]
