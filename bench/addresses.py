"""The desk's addresses, and beside them those of the prototype."""

from bench import prototype
from labor_office.urls import *  # noqa: F403 -- the desk as it is, its error pages included
from labor_office.urls import urlpatterns as desk

urlpatterns = [*prototype.urlpatterns, *desk]
