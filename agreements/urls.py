"""Addresses of agreements."""

from django.urls import path

from agreements import views

app_name = "agreements"

urlpatterns = [
    path("agreements/", views.agreements, name="list"),
    path("agreements/<str:reference>/", views.detail, name="detail"),
    path("agreements/<slug:unit>/articles/<str:number>/", views.text, name="text"),
    path("agreements/<slug:unit>/<str:term>/articles/<str:number>/", views.text, name="article"),
]
