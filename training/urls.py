"""Addresses of training."""

from django.urls import path

from training.views import certificates, door, sheets

app_name = "training"

urlpatterns = [
    path("training/sessions/<str:reference>/attendance/", door.show, name="attendance"),
    path("training/sessions/<str:reference>/attendance/taps/", door.taps, name="taps"),
    path("training/sessions/<str:reference>/attendance/walk-ins/<int:pk>/", door.place, name="place_walk_in"),
    path("training/sessions/<str:reference>/attendance/file/", sheets.load, name="attendance_file"),
    path("training/sessions/<str:reference>/sign-in.pdf", sheets.sign_in, name="sign_in"),
    path("training/sessions/<str:reference>/certificates/", certificates.of_session, name="session_certificates"),
    path("training/certificates/", certificates.listing, name="certificates"),
    path("training/certificates/batches/<int:pk>/", certificates.batch, name="batch"),
    path("training/certificates/batches/<int:pk>/file", certificates.batch_file, name="batch_file"),
    path("training/certificates/batches/<int:pk>/again/", certificates.batch_again, name="batch_again"),
    path("training/certificates/<str:number>/", certificates.detail, name="certificate"),
    path("training/certificates/<str:number>/file", certificates.paper, name="certificate_file"),
    path("training/certificates/<str:number>/withdraw/", certificates.withdraw, name="withdraw"),
    path("check/", certificates.check, name="check_form"),
    path("check/<str:code>/", certificates.check, name="check"),
]
