"""Addresses of agreements."""

from django.urls import path

from agreements.views import imports, interpretations, publishing, reading, side_letters

app_name = "agreements"

urlpatterns = [
    path("imports/", imports.listing, name="imports"),
    path("imports/new/", imports.new, name="new_import"),
    path("imports/<str:reference>/", imports.detail, name="import"),
    path("imports/<str:reference>/state/", imports.state, name="import_state"),
    path("imports/<str:reference>/split/", imports.split, name="import_split"),
    path("imports/<str:reference>/looked-at/", imports.settle, name="import_settle_file"),
    path("imports/<str:reference>/hand-over/", imports.hand_over, name="import_hand_over"),
    path("imports/<str:reference>/publish/", imports.publish, name="import_publish"),
    path("imports/<str:reference>/<int:clause>/name/", imports.name, name="import_name"),
    path("imports/<str:reference>/<int:clause>/looks-right/", imports.settle, name="import_settle"),
    path("imports/<str:reference>/<int:clause>/join/", imports.join, name="import_join"),
    path("imports/<str:reference>/<int:clause>/continues/", imports.match, name="import_match"),
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
