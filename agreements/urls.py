"""Addresses of agreements."""

from django.urls import path

from agreements.views import interpretations, publishing, reading, side_letters

app_name = "agreements"

urlpatterns = [
    path("side-letters/", side_letters.side_letters, name="side_letters"),
    path("side-letters/<str:reference>/", side_letters.detail, name="side_letter"),
    path("interpretations/", interpretations.listing, name="interpretations"),
    path("interpretations/new/", interpretations.new, name="new_interpretation"),
    path("interpretations/<str:reference>/", interpretations.detail, name="interpretation"),
    path("interpretations/<str:reference>/memo.pdf", interpretations.memo, name="memo"),
    path("interpretations/<str:reference>/edit/", interpretations.edit, name="edit_interpretation"),
    path("interpretations/<str:reference>/send/", interpretations.send, name="send_interpretation"),
    path("interpretations/<str:reference>/review/", interpretations.review, name="review_interpretation"),
    path("interpretations/<str:reference>/discard/", interpretations.discard, name="discard_interpretation"),
    path("interpretations/<str:reference>/publish/", publishing.publish, name="publish_interpretation"),
    path("interpretations/<str:reference>/keep/", publishing.keep, name="keep_interpretation"),
    path("interpretations/<str:reference>/replace/", publishing.replace, name="replace_interpretation"),
    path("interpretations/<str:reference>/withdraw/", publishing.withdraw, name="withdraw_interpretation"),
    path("agreements/", reading.agreements, name="list"),
    path("agreements/<slug:unit>/text/", reading.front, name="unit"),
    path("agreements/<str:reference>/", reading.detail, name="detail"),
    path("agreements/<slug:unit>/articles/<str:number>/", reading.text, name="text"),
    path("agreements/<slug:unit>/<str:term>/", reading.front, name="term"),
    path("agreements/<slug:unit>/<str:term>/articles/<str:number>/", reading.text, name="article"),
]
