"""Addresses of agreements."""

from django.urls import path

from agreements.views import comparing, dossiers, interpretations, papers, publishing, reading, searching, side_letters

app_name = "agreements"

urlpatterns = [
    path("side-letters/", side_letters.side_letters, name="side_letters"),
    path("side-letters/new/", side_letters.new, name="new_side_letter"),
    path("side-letters/<str:reference>/", side_letters.detail, name="side_letter"),
    path("side-letters/<str:reference>/changes/<int:pk>/drop/", side_letters.drop_change, name="drop_change"),
    path("side-letters/<str:reference>/<slug:name>/", side_letters.act, name="letter_act"),
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
    path("agreements/search/", searching.search, name="search"),
    path("agreements/papers/<str:number>/", papers.paper, name="paper"),
    path("agreements/papers/<str:number>/file.pdf", papers.paper_file, name="paper_file"),
    path("agreements/<str:reference>/conformed/", papers.conformed_copy, name="conformed"),
    path("agreements/<str:reference>/papers/<slug:edition>/", papers.ask, name="ask_paper"),
    path("agreements/compare/", comparing.compare, name="compare"),
    path("agreements/<slug:unit>/text/", reading.front, name="unit"),
    path("agreements/<str:reference>/", reading.detail, name="detail"),
    path("agreements/<slug:unit>/articles/<str:number>/", reading.text, name="text"),
    path("agreements/<slug:unit>/articles/<str:number>/elsewhere/", reading.switch, name="elsewhere"),
    path("agreements/<slug:unit>/articles/<str:number>/dossier/", dossiers.dossier, name="dossier"),
    path("agreements/<slug:unit>/articles/<str:number>/dossier/print/", dossiers.print_paper, name="print_dossier"),
    path(
        "agreements/<slug:unit>/articles/<str:number>/dossier/print/<str:reference>/",
        dossiers.printing,
        name="dossier_printing",
    ),
    path("agreements/<slug:unit>/<str:term>/", reading.front, name="term"),
    path("agreements/<slug:unit>/<str:term>/articles/<str:number>/", reading.text, name="article"),
]
