"""Addresses of agreements."""

from django.urls import path

from agreements.views import advice, interpretations, obligations, practices, publishing, reading, terms

app_name = "agreements"

urlpatterns = [
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
    path("advice/", advice.listing, name="advice"),
    path("advice/new/", advice.new, name="new_advice"),
    path("advice/before/", advice.earlier, name="advice_before"),
    path("advice/ask/", advice.ask, name="ask"),
    path("advice/<str:reference>/", advice.detail, name="advice_entry"),
    path("advice/<str:reference>/answer/", advice.answer, name="answer_advice"),
    path("advice/<str:reference>/follow-up/", advice.follow_up, name="follow_up_advice"),
    path("advice/<str:reference>/training-need/", advice.training_need, name="training_need"),
    path("past-practice/", practices.listing, name="practices"),
    path("past-practice/new/", practices.new, name="new_practice"),
    path("past-practice/PR-<int:number>/", practices.detail, name="practice"),
    path("past-practice/PR-<int:number>/edit/", practices.edit, name="edit_practice"),
    path("obligations/", obligations.listing, name="obligations"),
    path("obligations/new/", obligations.new, name="new_obligation"),
    path("obligations/rules/", terms.use_rules, name="use_rules"),
    path("obligations/suggested/", obligations.suggestions, name="suggestions"),
    path("obligations/suggested/refuse/", obligations.refuse, name="refuse_suggestion"),
    path("obligations/<str:reference>/", obligations.detail, name="obligation"),
    path("obligations/<str:reference>/done/", obligations.fulfil, name="fulfil"),
    path("obligations/<str:reference>/happened/", obligations.occasion, name="occasion"),
    path("obligations/<str:reference>/end/", obligations.end, name="end_obligation"),
    path("agreements/<str:reference>/term/", terms.term, name="term"),
    path("agreements/<str:reference>/term/count/", terms.count, name="count_term"),
    path("agreements/<str:reference>/term/happened/", terms.happened, name="term_event"),
    path("agreements/<str:reference>/term/checklist/", terms.checklist, name="checklist"),
    path("agreements/<str:reference>/term/money/<int:fiscal_year>/", terms.funding, name="funding"),
    path("agreements/", reading.agreements, name="list"),
    path("agreements/<str:reference>/", reading.detail, name="detail"),
    path("agreements/<slug:unit>/articles/<str:number>/", reading.text, name="text"),
    path("agreements/<slug:unit>/<str:term>/articles/<str:number>/", reading.text, name="article"),
]
