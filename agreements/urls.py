"""Addresses of agreements."""

from django.urls import path

from agreements.views import comparing, reading, side_letters

app_name = "agreements"

urlpatterns = [
    path("side-letters/", side_letters.side_letters, name="side_letters"),
    path("side-letters/new/", side_letters.new, name="new_side_letter"),
    path("side-letters/<str:reference>/", side_letters.detail, name="side_letter"),
    path("side-letters/<str:reference>/changes/<int:pk>/drop/", side_letters.drop_change, name="drop_change"),
    path("side-letters/<str:reference>/<slug:name>/", side_letters.act, name="letter_act"),
    path("agreements/", reading.agreements, name="list"),
    path("agreements/compare/", comparing.compare, name="compare"),
    path("agreements/<str:reference>/", reading.detail, name="detail"),
    path("agreements/<slug:unit>/articles/<str:number>/", reading.text, name="text"),
    path("agreements/<slug:unit>/<str:term>/articles/<str:number>/", reading.text, name="article"),
]
