"""Addresses of the desk."""

from django.urls import include, path

from labor_office.desk import views

app_name = "desk"
urlpatterns = [
    path("", include("labor_office.desk.search.urls")),
    path("", views.home, name="home"),
    path("desk/", views.mine, name="mine"),
    path("desk/team/", views.team, name="team"),
    path("deadlines/DL-<int:pk>/proof.pdf", views.deadline_proof, name="deadline_proof"),
    path("", include("labor_office.desk.people.urls")),
]
