"""Where each page of the site stands in the demo city, and which addresses are no pages.

A new page gets a line here: its name, and what the address is made of. Several dicts are
several pages under one name; a value that is a function is asked when the city stands.
"""

from collections.abc import Callable, Mapping
from typing import Any

from agreements.models.adoption import CouncilPacket
from agreements.models.policies import UnionNotice
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.models.procedures import TimeLimit
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.record import Party
from labor_office.core.notices.actions.examine import unsubscribe_url
from labor_office.core.notices.models import Notice
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from tests.every_page.bargaining import BARGAINING, BARGAINING_OTHERWISE
from tests.every_page.costing import COSTING, COSTING_OTHERWISE
from tests.every_page.process import PROCESS, PROCESS_OTHERWISE
from tests.every_page.representation import REPRESENTATION, REPRESENTATION_OTHERWISE
from tests.every_page.training import TRAINING, TRAINING_OTHERWISE

Args = Mapping[str, Any]
# What the fixture ``city`` adds to the demo city, which has none.
DRAFT = {"slug": "labor-and-trades-grievance", "number": 2}
CASE = {"reference": "G-2026-0042"}
STOPPED, LATE, DRAFTED, CLOSED = ({"reference": f"G-2026-00{number}"} for number in (36, 44, 47, 33))
ARBITRATION = {"reference": "ARB-2026-0006"}
# What is done to a proceeding of any kind, on the same pages.
ACTS_OF_ALL = (
    "happening", "close", "reopen", "extend", "take_extension", "sign_extension", "withdraw_extension", "version",
    "stop", "restart", "correct", "take_back", "add_note", "add_person", "add_task", "assign", "change_level",
)  # fmt: skip
YEAR = {"slug": "city", "year": 2026}
VERSION = {"slug": "labor-and-trades-grievance", "number": 1}
LETTER, DRAFT_LETTER = {"reference": "SL-2025-001"}, {"reference": "SL-2026-002"}
ROSTER = {"slug": "2026-06-01"}
READING, AT_COUNSEL = {"reference": "INT-2026-001"}, {"reference": "INT-2026-004"}
OWED = {"reference": "OB-2026-001"}
ADOPTION, BILL, POLICY = {"reference": "AD-2026-01"}, {"reference": "LEG-2026-001"}, {"reference": "POL-2026-002"}


def a_packet() -> str:
    """What was built for the Council."""
    return CouncilPacket.objects.earliest("pk").reference


def a_union_notice() -> int:
    """What a union was told of a policy."""
    return UnionNotice.objects.earliest("pk").pk


def a_deadline() -> int:
    """What the demo case waits for."""
    return Deadline.objects.filter(matter__reference=CASE["reference"], state="OPEN").earliest("due_on").pk


def a_limit() -> str:
    """The first limit of the draft."""
    return TimeLimit.objects.filter(version__state="DRAFT").earliest("position").code


def a_person() -> str:
    """Marcus Bell's code."""
    return Employee.objects.get(number="10042").code


def a_party() -> int:
    """Whom the demo case names first."""
    return Party.objects.filter(matter__reference=CASE["reference"]).earliest("pk").pk


def an_email() -> int:
    """An email not yet sent."""
    return Notice.objects.earliest("pk").pk


def a_document() -> str:
    """A paper of the demo case."""
    return Document.objects.latest("pk").reference


def a_token() -> str:
    """What stands at the foot of a reminder."""
    person = User.objects.get(email__startswith="dana.whitfield")
    return unsubscribe_url(person, "digest").rstrip("/").rsplit("/", 1)[1]


def _plain(*names: str) -> dict[str, tuple[Args, ...]]:
    return dict.fromkeys(names, ({},))


def _on(args: Args, *names: str) -> dict[str, tuple[Args, ...]]:
    return dict.fromkeys(names, (args,))


# By part of the site: each is one visit. What is looked at before anybody signed in is the first.
WAY_IN = "way in"
PLACES: dict[str, dict[str, tuple[Args, ...]]] = {
    WAY_IN: {
        **_plain("account_login", "account_inactive", "account_email_verification_sent"),
        **_plain("account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done"),
        **_plain("account_signup", "socialaccount_login_cancelled"),
        "notices:unsubscribe": ({"token": a_token},),
    },
    "account": {
        **_plain("desk:account", "account_logout", "account_email", "account_change_password", "usersessions_list"),
        **_plain("mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"),
        **_plain("socialaccount_connections", "notices:settings"),
    },
    **BARGAINING,
    **COSTING,
    "imports": {
        **_plain("agreements:imports", "agreements:new_import"),
        **_on({"reference": "AG-2025-0001"}, "agreements:import"),
    },
    **(REPRESENTATION | PROCESS | TRAINING),
    "desk": {
        **_plain("desk:mine", "desk:team", "desk:search", "desk:help", "desk:access", "desk:access_roles"),
        **_plain("desk:access_look", "desk:audit", "notices:list", "notices:outbox"),
        **_on(CASE, "desk:matter_access", "desk:audit_rows"),
        "desk:access_change": tuple(CASE | {"slug": slug} for slug in ("give", "take", "shut-out", "let-back-in")),
        "notices:email": ({"pk": an_email},),
    },
    "workforce": {
        **_plain("workforce:units", "workforce:organizations", "workforce:departments", "workforce:roster"),
        **_plain("workforce:imports", "workforce:import_upload"),
        **_on({"slug": "labor-and-trades"}, "workforce:unit"),
        **_on({"slug": "local-1840"}, "workforce:organization"),
        **_on({"slug": "local-1840", "number": 1}, "workforce:end_term"),
        **_on({"slug": "water-utilities"}, "workforce:department"),
        **_on(ROSTER, "workforce:import", "workforce:import_columns"),
        "workforce:person": ({"code": a_person},),
    },
    "lists": {
        **_plain("grievances:list", "grievances:new", "grievances:arbitrations", "grievances:charges"),
        **_plain("grievances:discipline_cases", "grievances:information_requests"),
        **_on(
            {"reference": "ARB-2026-0006"}, *(f"grievances:arbitration{page}" for page in ("", "_panel", "_exhibits"))
        ),
        **_on({"reference": "PP-2026-0003"}, "grievances:charge"),
        **_on({"reference": "D-2026-0021"}, "grievances:discipline"),
        **_on({"reference": "IR-2026-0031"}, "grievances:information_request"),
        **_plain("grievances:arbitration_new", "grievances:charge_new", "grievances:discipline_new"),
        **_plain("grievances:information_request_new"),
        **_plain("agreements:list", "agreements:search"),
        **_on({"reference": "AG-2023-0001"}, "agreements:detail"),
        **_on({"unit": "labor-and-trades", "number": "14.3"}, "agreements:text", "agreements:dossier"),
        **_on({"unit": "labor-and-trades", "term": "2023-2026", "number": "14.3"}, "agreements:article"),
    },
    "texts": {
        **_plain("agreements:side_letters", "agreements:new_side_letter", "agreements:compare"),
        "agreements:side_letter": (LETTER, DRAFT_LETTER),
        "agreements:letter_act": (
            *(DRAFT_LETTER | {"name": name} for name in ("in-force", "sign", "change", "terms", "give-up")),
            LETTER | {"name": "end"},
        ),
        **_on({"reference": "AG-2023-0001"}, "agreements:conformed"),
    },
    "adoption": {
        **_plain("agreements:adoptions", "agreements:new_adoption", "agreements:bills", "agreements:new_bill"),
        **_plain("agreements:policies", "agreements:new_policy"),
        **_on(ADOPTION, "agreements:adoption", "agreements:council_day", "agreements:ratify", "agreements:resolve"),
        **_on(ADOPTION, "agreements:sign_adoption", "agreements:publish_adoption", "agreements:memo_to_council"),
        **_on(ADOPTION, "agreements:brief", "agreements:closed_readers", "agreements:adoption_costs"),
        "agreements:adoption_step": (ADOPTION | {"slug": "hearing"},),
        "agreements:take_back_step": (ADOPTION | {"slug": "docketed"},),
        "agreements:packet": (ADOPTION | {"number": a_packet},),
        **_on(BILL, "agreements:bill", "agreements:edit_bill", "agreements:move_bill", "agreements:bill_position"),
        **_on(POLICY, "agreements:policy", "agreements:policy_notice"),
        "agreements:policy_reviewed": ({"reference": "POL-2026-001"},),
        "agreements:policy_answer": (POLICY | {"pk": a_union_notice},),
        "agreements:move_policy": (POLICY | {"slug": "adopted"},),
    },
    "case": {
        "grievances:detail": (CASE, CLOSED, LATE),
        **_on(CASE, "grievances:steps", "grievances:deadlines", "grievances:documents", "grievances:notes"),
        **_on(CASE, "grievances:people", "grievances:related", "grievances:history"),
        **_on(CASE, "grievances:add_note", "grievances:add_person", "grievances:add_task", "grievances:edit_facts"),
        **_on(CASE, "grievances:assign", "grievances:change_level"),
        **_on(CASE | {"code": "2"}, "grievances:step", "grievances:step_decision"),
    },
    "acts": {
        **_on(CASE, "grievances:decision", "grievances:appeal", "grievances:demand", "grievances:schedule_meeting"),
        **_on(CASE, "grievances:record_meeting", "grievances:extend", "grievances:stop", "grievances:advance"),
        **_on(CASE, "grievances:bypass", "grievances:remand", "grievances:correct", "grievances:withdraw"),
        **_on(CASE, "grievances:settle", "grievances:close", "grievances:sign_extension"),
        **_on(CASE, "grievances:withdraw_extension", "grievances:take_extension", "grievances:take_back"),
        **_on(CASE, "grievances:version", "grievances:name_decider", "grievances:open_arbitration"),
        **_on(CASE | {"pk": a_party}, "grievances:remove_person"),
        **_on(ARBITRATION, *(f"grievances:arbitration_{page}" for page in ACTS_OF_ALL)),
        **_on(STOPPED, "grievances:restart"),
        **_on(CLOSED, "grievances:reopen"),
        **_on({"reference": "ARB-2026-0006"}, "grievances:happening"),
    },
    "papers": {
        **_plain("documents:list", "documents:retention", "documents:holds", "documents:new"),
        "documents:document": ({"reference": a_document},),
        **_on(CASE, "documents:letters", "grievances:letters"),
        **dict.fromkeys(("documents:letter", "grievances:letter"), (CASE | {"number": 1}, DRAFTED | {"number": 1})),
        **_on(CASE | {"number": 1}, "documents:issue", "grievances:issue"),
    },
    "clock": {
        **_plain("deadlines:agenda", "deadlines:register", "deadlines:procedures", "deadlines:upload"),
        **_plain("deadlines:holidays", "deadlines:begin_procedure"),
        **_on({"pk": a_deadline}, "deadlines:proof", "deadlines:by_hand", "deadlines:count_again"),
        "deadlines:version": (VERSION, DRAFT),
        **_on(VERSION, "deadlines:use", "deadlines:version_matters"),
        **_on(DRAFT, "deadlines:publish", "deadlines:add_limit", "deadlines:days", "deadlines:add_example"),
        **_on(DRAFT | {"code": "1"}, "deadlines:step"),
        "deadlines:limit": (DRAFT | {"code": a_limit},),
        **_on(YEAR, "deadlines:holidays_year"),
    },
    "opinions": {
        **_plain("agreements:interpretations", "agreements:new_interpretation"),
        **_on(READING, "agreements:interpretation", "agreements:withdraw_interpretation"),
        **_on(READING, "agreements:keep_interpretation"),
        **_on(AT_COUNSEL, "agreements:review_interpretation", "agreements:edit_interpretation"),
        **_on(AT_COUNSEL, "agreements:publish_interpretation", "agreements:discard_interpretation"),
        **_plain("agreements:advice", "agreements:new_advice", "agreements:ask"),
        **_on({"reference": "ADV-2026-0002"}, "agreements:advice_entry", "agreements:follow_up_advice"),
        **_on({"reference": "ADV-2026-0001"}, "agreements:answer_advice"),
        **_plain("agreements:practices", "agreements:new_practice"),
        **_on({"number": 1}, "agreements:practice", "agreements:edit_practice"),
    },
    "duties": {
        **_plain("agreements:obligations", "agreements:new_obligation", "agreements:suggestions"),
        **_on(OWED, "agreements:obligation", "agreements:fulfil", "agreements:end_obligation"),
        **_on({"reference": "OB-2026-005"}, "agreements:occasion"),
        **_on({"reference": "AG-2023-0001"}, "agreements:term_and_money", "agreements:term_event"),
        **_on({"reference": "AG-2023-0001", "fiscal_year": 2026}, "agreements:funding"),
    },
    "admin": {
        **_plain("admin:index", "admin:deadlines_calendar_changelist", "admin:matters_matterevent_changelist"),
        **_plain("admin:notices_notice_changelist", "admin:users_user_changelist"),
    },
}

# Addresses that answer GET and are no page of their own: why each is not looked at.
A_FILE = "gives a file"
A_PIECE = "gives a piece that a page loads into itself, or leads to that page"
LEADS_ON = "leads on to another page"
HALF_WAY = "stands half way through signing in or proving who one is: tests/core/users looks at it"
OFF = "switched off, or nothing there until the city's sign-on is set up"
# To move up into PLACES with the demo city's first interpretation, side letter and draft of several examples.
THE_SAME = "is the page that an arbitration has too"
AWAITED = "has no place in the demo city yet: the tests of its app look at it"
_OF_ARBITRATION = ("arbitration_edit_note", "arbitration_remove_person")
OTHERWISE: dict[str, str] = {
    **(REPRESENTATION_OTHERWISE | PROCESS_OTHERWISE | BARGAINING_OTHERWISE | COSTING_OTHERWISE),
    **TRAINING_OTHERWISE,
    "agreements:paper": AWAITED,
    **dict.fromkeys(("agreements:import_state", "grievances:arbitration_binder_printing"), A_PIECE),
    **{
        f"grievances:{kind}_{page}": THE_SAME
        for kind in ("charge", "discipline", "information_request")
        for page in (*ACTS_OF_ALL, "edit_note", "remove_person", "exhibits", "binder_printing")
    },
    **dict.fromkeys((f"grievances:{page}" for page in ("edit_note", *_OF_ARBITRATION)), AWAITED),
    **dict.fromkeys(("documents:destroy", "documents:release_hold"), AWAITED),
    **dict.fromkeys(("agreements:packet_file", "bargaining:sheet_file"), A_FILE),
    "agreements:clear_flag": "no bill is enacted in the demo city: tests/agreements/test_legislation.py looks at it",
    **dict.fromkeys(("agreements:memo", "agreements:paper_file", "agreements:draft_pages"), A_FILE),
    **dict.fromkeys(("grievances:export", "workforce:import_problems", "documents:file"), A_FILE),
    **dict.fromkeys(("documents:letter_pdf", "grievances:letter_pdf", "desk:deadline_proof", "deadlines:feed"), A_FILE),
    **dict.fromkeys(("mfa_download_recovery_codes", "admin:jsi18n", "admin:autocomplete", "desk:session"), A_FILE),
    "notices:message": "the email itself, as its own page shows it in a frame",
    **dict.fromkeys(("grievances:peek", "web:read_day", "deadlines:why"), A_PIECE),
    **dict.fromkeys(("documents:printing", "grievances:printing"), A_PIECE),
    "grievances:assign_many": "leads back unless some are ticked: tests/desk/test_search.py opens it",
    **dict.fromkeys(("agreements:unit", "agreements:term", "agreements:elsewhere", "bargaining:home"), LEADS_ON),
    "agreements:dossier_printing": A_PIECE,
    **dict.fromkeys(("desk:home", "deadlines:procedure", "notices:open", "deadlines:calendar_begin"), LEADS_ON),
    **dict.fromkeys(("account_set_password", "admin:login", "admin:logout", "admin:view_on_site"), LEADS_ON),
    **dict.fromkeys(("admin:password_change", "admin:password_change_done", "admin:app_list"), LEADS_ON),
    "documents:naming": "asks about files just added: tests/core/documents/test_in_browser.py looks at it",
    **dict.fromkeys(("mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"), HALF_WAY),
    **dict.fromkeys(("mfa_login_webauthn", "account_reauthenticate", "account_confirm_login_code"), HALF_WAY),
    **dict.fromkeys(("account_confirm_email", "account_reset_password_from_key"), HALF_WAY),
    **dict.fromkeys(("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"), HALF_WAY),
    **dict.fromkeys(("mfa_remove_webauthn", "mfa_edit_webauthn"), HALF_WAY),
    **dict.fromkeys(("socialaccount_login_error", "socialaccount_signup"), OFF),
    **dict.fromkeys(("openid_connect_login", "openid_connect_callback"), OFF),
}


def filled(args: Args) -> dict[str, Any]:
    """``args`` with every function asked."""
    return {name: value() if isinstance(value, Callable) else value for name, value in args.items()}
