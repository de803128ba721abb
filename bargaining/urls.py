"""Addresses of bargaining."""

from django.urls import path

from bargaining.views import again, agreed, negotiations, proposals, sessions, shipped, table, unit_matters, units

app_name = "bargaining"

urlpatterns = [
    path("rules/<slug:where>/", shipped.use_rules, name="use_rules"),
    path("unit-matters/", unit_matters.listing, name="unit_matters"),
    path("unit-matters/new/", unit_matters.new, name="new_unit_matter"),
    path("unit-matters/<str:reference>/", unit_matters.detail, name="unit_matter"),
    path("unit-matters/<str:reference>/position/", unit_matters.position, name="unit_position"),
    path("unit-matters/<str:reference>/ruling/", unit_matters.ruling, name="ruling"),
    path("unit-matters/<str:reference>/cards/", unit_matters.cards, name="cards"),
    path("unit-matters/<str:reference>/election/", unit_matters.election, name="election"),
    path("unit-matters/<str:reference>/election/<int:number>/tally/", unit_matters.tally, name="tally"),
    path("unit-matters/<str:reference>/order/", unit_matters.order, name="order"),
    path("units/<slug:slug>/definition/", units.define, name="define_unit"),
    path("units/<slug:slug>/classifications/", units.place, name="place"),
    path("organizations/<slug:slug>/release-time/", units.release, name="release"),
    path("organizations/<slug:slug>/release-time/grant/", units.grant, name="grant_release"),
    path("organizations/<slug:slug>/release-time/<int:number>/use/", units.use, name="use_release"),
    path("negotiations/", negotiations.listing, name="list"),
    path("negotiations/new/", negotiations.new, name="new"),
    path("negotiations/<str:reference>/", table.home, name="home"),
    path("negotiations/<str:reference>/table/", table.show, name="table"),
    path("negotiations/<str:reference>/table/log/", table.log, name="log"),
    path("negotiations/<str:reference>/table/version/", table.version, name="version"),
    path("negotiations/<str:reference>/table/safe/", table.safe, name="safe"),
    path("negotiations/<str:reference>/table/caucus/", table.caucus, name="caucus"),
    path("negotiations/<str:reference>/issues/new/", table.new_issue, name="new_issue"),
    path("negotiations/<str:reference>/issues/<str:number>/agree/", agreed.draft, name="agree"),
    path("negotiations/<str:reference>/issues/<str:number>/reopen/", again.reopen, name="reopen_issue"),
    path("negotiations/<str:reference>/proposals/", proposals.listing, name="proposals"),
    path("negotiations/<str:reference>/proposals/<str:name>/", proposals.detail, name="proposal"),
    path("negotiations/<str:reference>/proposals/<str:name>/text/", proposals.text, name="proposal_text"),
    path("negotiations/<str:reference>/sessions/", sessions.listing, name="sessions"),
    path("negotiations/<str:reference>/sessions/<int:number>/", sessions.detail, name="session"),
    path("negotiations/<str:reference>/sessions/<int:number>/<str:what>/", sessions.act, name="session_act"),
    path("negotiations/<str:reference>/agreed/", agreed.listing, name="agreed"),
    path("negotiations/<str:reference>/agreed/<int:number>/", agreed.sheet, name="sheet"),
    path("negotiations/<str:reference>/team/", negotiations.team, name="team"),
    path("negotiations/<str:reference>/team/<int:member>/leave/", again.leave, name="leave_team"),
]
