"""Addresses of grievances and proceedings."""

from django.urls import URLPattern, URLResolver, include, path

from grievances.views import acts, bulk, file, intake, lists, proceedings, record
from labor_office.core.documents.urls import letter_patterns

app_name = "grievances"

_ACTS = {
    "appeal": "appeal",
    "demand": "demand",
    "schedule_meeting": "meeting",
    "record_meeting": "meeting/held",
    "extend": "extend",
    "sign_extension": "extend/signature",
    "withdraw_extension": "extend/withdraw",
    "stop": "stop",
    "restart": "restart",
    "advance": "advance",
    "bypass": "bypass",
    "remand": "remand",
    "correct": "correct",
    "withdraw": "withdraw",
    "settle": "settle",
    "close": "close",
    "reopen": "reopen",
}

record_patterns: list[URLPattern | URLResolver] = [
    path("", record.detail, name="detail"),
    path("steps/", record.steps, name="steps"),
    path("steps/<str:code>/", record.step, name="step"),
    path("steps/<str:code>/decision/", acts.decision, name="step_decision"),
    path("decision/", acts.decision, name="decision"),
    path("deadlines/", record.deadlines, name="deadlines"),
    path("documents/", record.documents, name="documents"),
    path("notes/", record.notes, name="notes"),
    path("notes/new/", file.add_note, name="add_note"),
    path("people/", record.people, name="people"),
    path("people/new/", file.add_person, name="add_person"),
    path("related/", record.related, name="related"),
    path("history/", record.history, name="history"),
    path("facts/", file.edit_facts, name="edit_facts"),
    path("assign/", file.assign, name="assign"),
    path("access/", file.change_level, name="change_level"),
    path("tasks/new/", file.add_task, name="add_task"),
    path("tasks/<int:pk>/tick/", file.tick, name="tick"),
    path("tasks/<int:pk>/nudge/", file.nudge, name="nudge"),
    path("happening/", proceedings.happening, name="happening"),
    path("letters/", include(letter_patterns)),
    *(path(f"{address}/", acts.act, {"name": name}, name=name) for name, address in _ACTS.items()),
]

urlpatterns = [
    path("grievances/", lists.grievances, name="list"),
    path("grievances/export.csv", bulk.export, name="export"),
    path("grievances/assign/", bulk.assign_many, name="assign"),
    path("grievances/views/", lists.keep_view, name="keep_view"),
    path("grievances/views/<int:pk>/remove/", lists.drop_view, name="drop_view"),
    path("grievances/new/", intake.new, name="new"),
    path("grievances/new/preview/", intake.preview, name="new_preview"),
    path("grievances/new/people/", intake.people, name="new_people"),
    path("grievances/new/draft/", intake.keep_draft, name="new_draft"),
    path("grievances/<str:reference>/peek/", lists.peek, name="peek"),
    path("grievances/<str:reference>/", include(record_patterns)),
    path("arbitrations/", proceedings.listing, {"kind": "arbitration"}, name="arbitrations"),
    path("charges/", proceedings.listing, {"kind": "charge"}, name="charges"),
    path("discipline/", proceedings.listing, {"kind": "discipline"}, name="discipline_cases"),
    path("information-requests/", proceedings.listing, {"kind": "information_request"}, name="information_requests"),
    path("arbitrations/<str:reference>/", proceedings.detail, {"kind": "arbitration"}, name="arbitration"),
    path("charges/<str:reference>/", proceedings.detail, {"kind": "charge"}, name="charge"),
    path("discipline/<str:reference>/", proceedings.detail, {"kind": "discipline"}, name="discipline"),
    path(
        "information-requests/<str:reference>/",
        proceedings.detail,
        {"kind": "information_request"},
        name="information_request",
    ),
]
