"""Where the pages of a negotiation are: the Labor and Trades table of the demo city."""

TABLE = {"reference": "N-2026-03"}
WAGES = TABLE | {"name": "C3-22"}
WHOLE = ("table", "proposals", "packages", "new_proposal", "sessions", "agreed", "team", "new_issue", "articles")

BARGAINING: dict[str, dict[str, tuple[dict[str, object], ...]]] = {
    "bargaining": {
        **{f"bargaining:{name}": ({},) for name in ("list", "new")},
        **{f"bargaining:{name}": (TABLE,) for name in WHOLE},
        **{f"bargaining:{name}": (WAGES,) for name in ("proposal", "proposal_text", "proposal_scan")},
        "bargaining:agree": (TABLE | {"number": "22"},),
        "bargaining:reopen_issue": (TABLE | {"number": "5"},),
        "bargaining:session": (TABLE | {"number": 8}, TABLE | {"number": 9}),
        "bargaining:session_facts": (TABLE | {"number": 9},),
        "bargaining:sheet": (TABLE | {"number": 1}, TABLE | {"number": 3}),
        "bargaining:signed_page": (TABLE | {"number": 1},),
        "bargaining:new_package": (TABLE | {"side": "city"},),
        "bargaining:package": (TABLE | {"name": "U1"}, TABLE | {"name": "CW1"}),
    },
}
BARGAINING_OTHERWISE = {
    "bargaining:version": "gives a piece that an open table asks for",
    "bargaining:sheet_printing": "gives a piece of the sheet's page",
    "bargaining:sheet_file": "gives a file",
    "bargaining:proposal_file": "gives a file",
    "bargaining:proposal_printing": "gives a piece of the proposal's page",
    "bargaining:correct": "is one person's own line of the log: tests/bargaining/test_sessions.py looks at it",
}
