"""Addresses of bargaining."""

from django.urls import path

from bargaining.views import (
    again,
    agreed,
    cost_papers,
    costing,
    items,
    negotiations,
    proposals,
    scenarios,
    sessions,
    table,
    what_if,
)

app_name = "bargaining"

urlpatterns = [
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
    path("negotiations/<str:reference>/issues/<str:number>/what-if/", what_if.answer, name="what_if"),
    path("negotiations/<str:reference>/issues/<str:number>/what-if/keep/", what_if.keep, name="what_if_keep"),
    path("negotiations/<str:reference>/costing/", costing.overview, name="costing"),
    path("negotiations/<str:reference>/costing/roster/", costing.roster, name="costing_roster"),
    path("negotiations/<str:reference>/costing/charges/", costing.charges, name="costing_charges"),
    path("negotiations/<str:reference>/costing/new/", scenarios.new, name="scenario_new"),
    path("negotiations/<str:reference>/costing/<int:pk>/", scenarios.show, name="scenario"),
    path("negotiations/<str:reference>/costing/<int:pk>/about/", scenarios.about, name="scenario_about"),
    path("negotiations/<str:reference>/costing/<int:pk>/review/", scenarios.review, name="scenario_review"),
    path("negotiations/<str:reference>/costing/<int:pk>/price/", scenarios.price, name="scenario_price"),
    path("negotiations/<str:reference>/costing/<int:pk>/why/", scenarios.why, name="scenario_why"),
    path("negotiations/<str:reference>/costing/<int:pk>/paper/", cost_papers.paper, name="scenario_paper"),
    path("negotiations/<str:reference>/costing/<int:pk>/sheet.<str:form>", cost_papers.sheet, name="scenario_sheet"),
    path("negotiations/<str:reference>/costing/<int:pk>/items/new/<str:kind>/", items.new, name="item_new"),
    path("negotiations/<str:reference>/costing/<int:pk>/items/<str:key>/", items.change, name="item_change"),
    path("negotiations/<str:reference>/costing/<int:pk>/items/<str:key>/out/", items.remove, name="item_remove"),
    path("negotiations/<str:reference>/team/", negotiations.team, name="team"),
    path("negotiations/<str:reference>/team/<int:member>/leave/", again.leave, name="leave_team"),
]
