"""Addresses of agreements."""

from django.urls import path

from agreements.views import reading, searching, side_letters

app_name = "agreements"

urlpatterns = [
    path("side-letters/", side_letters.side_letters, name="side_letters"),
    path("side-letters/<str:reference>/", side_letters.detail, name="side_letter"),
    path("agreements/", reading.agreements, name="list"),
    path("agreements/search/", searching.search, name="search"),
    path("agreements/<slug:unit>/text/", reading.front, name="unit"),
    path("agreements/<str:reference>/", reading.detail, name="detail"),
    path("agreements/<slug:unit>/articles/<str:number>/", reading.text, name="text"),
    path("agreements/<slug:unit>/<str:term>/", reading.front, name="term"),
    path("agreements/<slug:unit>/<str:term>/articles/<str:number>/", reading.text, name="article"),
]
