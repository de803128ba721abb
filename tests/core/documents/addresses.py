"""The pages of papers by themselves: what stands above this core may change without failing its tests."""

from django.urls import include, path

handler403 = "labor_office.core.web.errors.forbidden"
handler404 = "labor_office.core.web.errors.not_found"

urlpatterns = [
    path("web/", include("labor_office.core.web.urls")),
    path("account/", include("allauth.urls")),
    path("", include("labor_office.core.documents.urls")),
]
