"""Addresses of training."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from training.views import (
    accommodations,
    briefs,
    certificates,
    compliance,
    courses,
    door,
    effect,
    evaluations,
    links,
    program,
    proof,
    reports,
    requirements,
    seats,
    sessions,
    sheets,
    taking,
)

app_name = "training"

_SESSION = "training/sessions/<str:reference>/"
_COURSE = "training/courses/<slug:slug>/"
_PERSON = "training/people/<str:code>/"
_REQUIREMENT = "training/requirements/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("training/", RedirectView.as_view(pattern_name="training:compliance"), name="home"),
    path("training/mine/", compliance.mine, name="mine"),
    path("training/programs/<str:reference>/", program.program, name="program"),
    path("training/compliance/", compliance.departments, name="compliance"),
    path("training/compliance/people/", compliance.people, name="compliance_people"),
    path("training/compliance/remind/", compliance.remind, name="remind"),
    path("training/compliance/report/", reports.ask, name="ask_report"),
    path("training/compliance/asked/", compliance.asked, name="asked"),
    path("training/reports/<str:reference>/", reports.detail, name="report"),
    path("training/reports/<str:reference>/file/", reports.file, name="report_file"),
    path(_PERSON, compliance.person, name="person"),
    path(f"{_PERSON}earlier/", proof.record, name="record_proof"),
    path(f"{_PERSON}completed/<int:pk>/take-back/", proof.void, name="void_proof"),
    path(f"{_PERSON}completed/<int:pk>/paper", proof.paper, name="proof_paper"),
    path(f"{_PERSON}links/", links.show, name="links"),
    path("training/courses/", courses.listing, name="courses"),
    path("training/courses/new/", courses.new, name="new_course"),
    path(_COURSE, courses.detail, name="course"),
    path(f"{_COURSE}revise/", courses.revise, name="revise_course"),
    path(f"{_COURSE}retire/", courses.retire, name="retire_course"),
    path(f"{_COURSE}articles/", courses.tie, name="tie_article"),
    path(f"{_COURSE}articles/<int:pk>/reviewed/", courses.tie_act, {"act": "reviewed"}, name="review_tie"),
    path(f"{_COURSE}articles/<int:pk>/untie/", courses.tie_act, {"act": "untie"}, name="untie_article"),
    path(f"{_COURSE}versions/<int:number>/materials/<int:position>/", courses.material, name="material"),
    path("training/sessions/", sessions.listing, name="sessions"),
    path("training/sessions/new/", sessions.new, name="new_session"),
    path(_SESSION, sessions.detail, name="session"),
    path(f"{_SESSION}change/", sessions.move, name="move_session"),
    path(f"{_SESSION}hours/", sessions.hours, name="session_hours"),
    path(f"{_SESSION}cancel/", sessions.cancel, name="cancel_session"),
    path(f"{_SESSION}enrol/", seats.enrol, name="enrol"),
    path(f"{_SESSION}seats/<int:pk>/withdraw/", seats.withdraw, name="withdraw"),
    path(f"{_SESSION}seats/<int:pk>/needs/", accommodations.needs, name="needs"),
    path(f"{_SESSION}seats/<int:pk>/arranged/", accommodations.arrange, name="arrange"),
    path("training/requirements/", requirements.listing, name="requirements"),
    path("training/requirements/new/", requirements.new, name="new_requirement"),
    path(_REQUIREMENT, requirements.detail, name="requirement"),
    path(f"{_REQUIREMENT}change/", requirements.revise, name="revise_requirement"),
    path(f"{_REQUIREMENT}end/", requirements.end, name="end_requirement"),
    path(f"{_REQUIREMENT}people/", requirements.name, name="name_person"),
    path(f"{_REQUIREMENT}exempt/", requirements.free, name="free_person"),
    path(f"{_REQUIREMENT}exempt/<int:pk>/end/", requirements.end_exemption, name="end_exemption"),
]

# At the door, and what it proves.
urlpatterns += [
    path(f"{_SESSION}attendance/", door.show, name="attendance"),
    path(f"{_SESSION}attendance/taps/", door.taps, name="taps"),
    path(f"{_SESSION}attendance/worker.js", door.worker, name="door_worker"),
    path(f"{_SESSION}attendance/walk-ins/<int:pk>/", door.place, name="place_walk_in"),
    path(f"{_SESSION}attendance/file/", sheets.load, name="attendance_file"),
    path(f"{_SESSION}sign-in.pdf", sheets.sign_in, name="sign_in"),
    path(f"{_SESSION}certificates/", certificates.of_session, name="session_certificates"),
    path("training/certificates/", certificates.listing, name="certificates"),
    path("training/certificates/batches/<int:pk>/", certificates.batch, name="batch"),
    path("training/certificates/batches/<int:pk>/file", certificates.batch_file, name="batch_file"),
    path("training/certificates/batches/<int:pk>/again/", certificates.batch_again, name="batch_again"),
    path("training/certificates/<str:number>/", certificates.detail, name="certificate"),
    path("training/certificates/<str:number>/file", certificates.paper, name="certificate_file"),
    path("training/certificates/<str:number>/withdraw/", certificates.withdraw, name="withdraw_certificate"),
    path("training/take/<slug:slug>/", taking.take, name="take"),
    path("training/read/<str:token>/", taking.read, name="read"),
    path("training/room/<str:token>/", taking.room, name="room"),
    path(f"{_COURSE}questions/", taking.questions, name="questions"),
    path(f"{_COURSE}questions/<str:act>/", taking.question_act, name="question_act"),
    path("training/briefs/", briefs.listing, name="briefs"),
    path("training/briefs/<str:reference>/", briefs.detail, name="brief"),
    path("training/briefs/<str:reference>/draft/", briefs.draft, name="draft_brief"),
    path("training/briefs/<str:reference>/assign/", briefs.assign, name="assign_brief"),
    path(f"{_SESSION}evaluations/", evaluations.of_session, name="evaluations"),
    path("training/evaluate/<str:token>/", evaluations.evaluate, name="evaluate"),
    path("training/effect/", effect.show, name="effect"),
    path("training/needs/<int:pk>/settle/", effect.settle, name="settle_need"),
    path("check/", certificates.check, name="check_form"),
    path("check/<str:code>/", certificates.check, name="check"),
]
