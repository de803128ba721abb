"""Where search answers."""

from django.urls import path

from labor_office.desk.search import views

urlpatterns = [path("search/", views.search, name="search")]
