"""Where every address leads."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

handler400 = "labor_office.core.web.errors.bad_request"
handler403 = "labor_office.core.web.errors.forbidden"
handler404 = "labor_office.core.web.errors.not_found"
handler500 = "labor_office.core.web.errors.server_error"

# The admin has no door of its own: second step and rate limits hold there too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    # Asked in this order: what is opened most comes first.
    path("", include("grievances.urls")),
    path("", include("labor_office.core.notices.urls")),
    path("web/", include("labor_office.core.web.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("agreements.urls")),
    path("", include("bargaining.urls")),
    path("", include("labor_office.core.deadlines.urls")),
    path("", include("labor_office.core.documents.urls")),
    path("", include("labor_office.desk.urls")),
    path("", include("training.urls")),
    path("", include("labor_office.core.workforce.urls")),
]
