"""Addresses of bargaining."""

from django.urls import path

from bargaining.views import again, agreed, negotiations, packages, proposals, room, sessions, table

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
    path("negotiations/<str:reference>/table/place/", room.place, name="place"),
    path("negotiations/<str:reference>/table/lines/<int:entry>/", room.correct, name="correct"),
    path("negotiations/<str:reference>/issues/new/", table.new_issue, name="new_issue"),
    path("negotiations/<str:reference>/issues/articles/", room.articles, name="articles"),
    path("negotiations/<str:reference>/issues/<str:number>/agree/", agreed.draft, name="agree"),
    path("negotiations/<str:reference>/issues/<str:number>/reopen/", again.reopen, name="reopen_issue"),
    path("negotiations/<str:reference>/proposals/", proposals.listing, name="proposals"),
    path("negotiations/<str:reference>/proposals/new/", proposals.new, name="new_proposal"),
    path("negotiations/<str:reference>/proposals/packages/", packages.listing, name="packages"),
    path("negotiations/<str:reference>/proposals/packages/new/<str:side>/", packages.new, name="new_package"),
    path("negotiations/<str:reference>/proposals/packages/<str:name>/", packages.detail, name="package"),
    path("negotiations/<str:reference>/proposals/packages/<str:name>/<str:what>/", packages.act, name="package_act"),
    path("negotiations/<str:reference>/proposals/<str:name>/", proposals.detail, name="proposal"),
    path("negotiations/<str:reference>/proposals/<str:name>/text/", proposals.text, name="proposal_text"),
    path("negotiations/<str:reference>/proposals/<str:name>/paper/", proposals.scan, name="proposal_scan"),
    path("negotiations/<str:reference>/sessions/", sessions.listing, name="sessions"),
    path("negotiations/<str:reference>/sessions/<int:number>/", sessions.detail, name="session"),
    path("negotiations/<str:reference>/sessions/<int:number>/facts/", sessions.facts, name="session_facts"),
    path("negotiations/<str:reference>/sessions/<int:number>/<str:what>/", sessions.act, name="session_act"),
    path("negotiations/<str:reference>/agreed/", agreed.listing, name="agreed"),
    path("negotiations/<str:reference>/agreed/<int:number>/", agreed.sheet, name="sheet"),
    path("negotiations/<str:reference>/agreed/<int:number>/print/", agreed.print_sheet, name="print_sheet"),
    path("negotiations/<str:reference>/agreed/<int:number>/printing/", agreed.sheet_printing, name="sheet_printing"),
    path("negotiations/<str:reference>/agreed/<int:number>/sheet.pdf", agreed.sheet_file, name="sheet_file"),
    path("negotiations/<str:reference>/team/", negotiations.team, name="team"),
    path("negotiations/<str:reference>/team/<int:member>/leave/", again.leave, name="leave_team"),
]
