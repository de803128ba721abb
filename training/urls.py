"""Addresses of training."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from training.views import (
    certificates,
    compliance,
    courses,
    door,
    program,
    reports,
    requirements,
    seats,
    sessions,
    sheets,
)

app_name = "training"

_SESSION = "training/sessions/<str:reference>/"
_COURSE = "training/courses/<slug:slug>/"
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
    path("training/people/<str:code>/", compliance.person, name="person"),
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
    path(f"{_SESSION}cancel/", sessions.cancel, name="cancel_session"),
    path(f"{_SESSION}enrol/", seats.enrol, name="enrol"),
    path(f"{_SESSION}seats/<int:pk>/withdraw/", seats.withdraw, name="withdraw"),
    path(f"{_SESSION}seats/<int:pk>/needs/", seats.needs, name="needs"),
    path(f"{_SESSION}seats/<int:pk>/arranged/", seats.arrange, name="arrange"),
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
    path("check/", certificates.check, name="check_form"),
    path("check/<str:code>/", certificates.check, name="check"),
]
