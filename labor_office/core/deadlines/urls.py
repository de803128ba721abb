"""Addresses of deadlines, calendars and procedures."""

from django.urls import path

from labor_office.core.deadlines.views import (
    agenda,
    arranging,
    beginning,
    calendars,
    changes,
    docket,
    drafts,
    following,
    procedures,
    shipping,
    using,
)

_VERSION = "procedures/<slug:slug>/versions/<int:number>"

app_name = "deadlines"
urlpatterns = [
    path("calendar/", agenda.agenda, name="agenda"),
    path("calendar/feed/", agenda.reset_feed, name="feed_reset"),
    path("calendar/feed/<str:token>.ics", agenda.feed, name="feed"),
    path("deadlines/", docket.register, name="register"),
    path("deadlines/DL-<int:pk>/", docket.proof, name="proof"),
    path("deadlines/DL-<int:pk>/why/", docket.why, name="why"),
    path("deadlines/DL-<int:pk>/check/", docket.check, name="check"),
    path("deadlines/DL-<int:pk>/by-hand/", changes.set_by_hand, name="by_hand"),
    path("deadlines/DL-<int:pk>/count-again/", changes.count_again, name="count_again"),
    path("procedures/", procedures.shelf, name="procedures"),
    path("procedures/load/", drafts.upload, name="upload"),
    path("procedures/new/", following.begin, name="begin_procedure"),
    path("procedures/shipped/<slug:code>/", shipping.use_shipped, name="use_shipped"),
    path("procedures/<slug:slug>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:slug>/draft/", drafts.new_draft, name="new_draft"),
    path(f"{_VERSION}/", procedures.version, name="version"),
    path(f"{_VERSION}/use/", using.use, name="use"),
    path(f"{_VERSION}/publish/", drafts.publish, name="publish"),
    path(f"{_VERSION}/examples/", drafts.keep_example, name="keep_example"),
    path(f"{_VERSION}/limits/", drafts.add_limit, name="add_limit"),
    path(f"{_VERSION}/limits/<str:code>/", drafts.limit, name="limit"),
    path(
        f"{_VERSION}/limits/<str:code>/remove/",
        drafts.remove_limit,
        name="remove_limit",
    ),
    path(f"{_VERSION}/limits/<str:code>/move/", arranging.move_limit, name="move_limit"),
    path(f"{_VERSION}/steps/<str:code>/", arranging.step, name="step"),
    path(f"{_VERSION}/steps/<str:code>/arrange/", arranging.arrange_step, name="arrange_step"),
    path(f"{_VERSION}/days/", arranging.days, name="days"),
    path(f"{_VERSION}/examples/new/", arranging.add_example, name="add_example"),
    path(f"{_VERSION}/examples/<str:code>/remove/", arranging.remove_example, name="remove_example"),
    path(f"{_VERSION}/matters/", following.matters, name="version_matters"),
    path("settings/holidays/", calendars.holidays, name="holidays"),
    path("settings/holidays/begin/", beginning.begin, name="calendar_begin"),
    path("settings/holidays/<slug:slug>/<int:year>/", calendars.year, name="holidays_year"),
    path("settings/holidays/<slug:slug>/<int:year>/close/", calendars.close, name="close_day"),
    path("settings/holidays/<slug:slug>/<int:year>/open/", calendars.open_again, name="open_day"),
    path("settings/holidays/<slug:slug>/<int:year>/publish/", calendars.publish, name="publish_year"),
]
