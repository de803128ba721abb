"""Addresses of grievances and proceedings."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from grievances.rules.proceedings import WORDS
from grievances.views import acts, bulk, exhibits, file, hearings, intake, lists, panels, people, proceedings, record
from labor_office.core.documents.urls import letter_patterns

app_name = "grievances"

# The acts on a clock, which every kind of case has; then those of a grievance's steps.
_CLOCK_ACTS = {
    "extend": "extend",
    "take_extension": "extend/of-right",
    "sign_extension": "extend/signature",
    "withdraw_extension": "extend/withdraw",
    "version": "version",
    "stop": "stop",
    "restart": "restart",
    "correct": "correct",
    "take_back": "take-back",
    "close": "close",
    "reopen": "reopen",
}
_STEP_ACTS = {
    "appeal": "appeal",
    "demand": "demand",
    "open_arbitration": "arbitration",
    "schedule_meeting": "meeting",
    "record_meeting": "meeting/held",
    "name_decider": "decider",
    "advance": "advance",
    "bypass": "bypass",
    "remand": "remand",
    "withdraw": "withdraw",
    "settle": "settle",
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
    path("notes/new/", people.add_note, name="add_note"),
    path("notes/<int:pk>/", people.edit_note, name="edit_note"),
    path("people/", record.people, name="people"),
    path("people/new/", people.add_person, name="add_person"),
    path("people/<int:pk>/remove/", people.remove_person, name="remove_person"),
    path("related/", record.related, name="related"),
    path("history/", record.history, name="history"),
    path("facts/", file.edit_facts, name="edit_facts"),
    path("assign/", people.assign, name="assign"),
    path("access/", people.change_level, name="change_level"),
    path("tasks/new/", file.add_task, name="add_task"),
    path("tasks/<int:pk>/tick/", file.tick, name="tick"),
    path("tasks/<int:pk>/nudge/", file.nudge, name="nudge"),
    path("happening/", proceedings.happening, name="happening"),
    path("letters/", include(letter_patterns)),
    *(path(f"{address}/", acts.act, {"name": name}, name=name) for name, address in (_CLOCK_ACTS | _STEP_ACTS).items()),
]


def _proceeding_patterns(kind: str) -> list[URLPattern | URLResolver]:
    """The addresses of one kind of proceeding, named ``charge_close`` and so on."""
    mine, asks = {"kind": kind}, WORDS[kind]
    record_pages: dict[str, tuple[str, Callable[..., HttpResponseBase]]] = {
        "happening": ("happening/", proceedings.happening),
        "add_note": ("notes/new/", people.add_note),
        "edit_note": ("notes/<int:pk>/", people.edit_note),
        "add_person": ("people/new/", people.add_person),
        "remove_person": ("people/<int:pk>/remove/", people.remove_person),
        "assign": ("assign/", people.assign),
        "change_level": ("access/", people.change_level),
        "add_task": ("tasks/new/", hearings.add_task),
        "tick": ("tasks/<int:pk>/tick/", hearings.tick),
        "nudge": ("tasks/<int:pk>/nudge/", hearings.nudge),
        "exhibits": ("exhibits/", exhibits.exhibits),
        "number_exhibit": ("exhibits/<str:number>/number/", exhibits.number),
        "binder": ("exhibits/binder/", exhibits.build),
        "binder_printing": ("exhibits/binder/printing/", exhibits.printing),
        **({"panel": ("panel/", panels.panel)} if kind == "arbitration" else {}),
    }
    if kind == "information_request":
        record_pages["answer_item"] = ("tasks/<int:pk>/answer/", hearings.answer_item)
        record_pages["ask_of"] = ("tasks/<int:pk>/custodian/", hearings.ask_of)
    acts_of_it = [
        path(f"{address}/", hearings.act, mine | {"name": name}, name=f"{kind}_{name}")
        for name, address in _CLOCK_ACTS.items()
    ]
    pages = [path(address, view, mine, name=f"{kind}_{name}") for name, (address, view) in record_pages.items()]
    inside = [path("", hearings.detail, mine, name=kind), *pages, *acts_of_it]
    return [
        path(f"{asks.folder}/", proceedings.listing, mine, name=asks.list_name.partition(":")[2]),
        path(f"{asks.folder}/new/", hearings.new, mine, name=f"{kind}_new"),
        path(f"{asks.folder}/<str:reference>/", include(inside)),
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("grievances/", lists.grievances, name="list"),
    path("grievances/export.csv", bulk.export, name="export"),
    path("grievances/assign/", bulk.assign_many, name="assign_many"),
    path("grievances/views/", lists.keep_view, name="keep_view"),
    path("grievances/views/<int:pk>/remove/", lists.drop_view, name="drop_view"),
    path("grievances/new/", intake.new, name="new"),
    path("grievances/new/preview/", intake.preview, name="new_preview"),
    path("grievances/new/people/", intake.people, name="new_people"),
    path("grievances/new/draft/", intake.keep_draft, name="new_draft"),
    path("grievances/<str:reference>/peek/", lists.peek, name="peek"),
    path("grievances/<str:reference>/", include(record_patterns)),
    *(pattern for kind in WORDS for pattern in _proceeding_patterns(kind)),
]
