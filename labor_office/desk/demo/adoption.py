"""A Police successor on its way to the Council, the bills the office follows, and two policies."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from agreements.actions import legislation, policies
from agreements.actions.adopting import agreed_text, opening, packets, paperwork, steps, votes
from agreements.actions.drafting import Drafted, open_next_agreement, write_draft
from agreements.models.adoption import Adoption
from agreements.models.drafts import Draft
from agreements.models.text import Agreement
from agreements.rules.adoption import Step
from agreements.rules.legislation import Form, Position, Status
from agreements.rules.policies import Answer, PolicyState
from agreements.rules.vocabulary import ClauseLevel, Match
from labor_office.core.matters.actions.access import grant_access
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.opinions import article_called
from labor_office.desk.demo.setting import Rivermont

LT, PO = "labor-and-trades", "police"
OWNER = "Omar Reyes"
NAMED = ("Rosa Castellanos", "Samuel Brandt", "Theo Lindqvist")
COUNCIL = ("Ruth Alder", "Sam Ito", "Jo Park", "Marta Quiroga", "Neil Osei", "Pat Lindgren", "Vera Holt")
# What the table changed: section, its new words.
CHANGED = {
    "14.4": "The division commander answers within ten (10) working days. Without an answer the grievance goes to Step 2 by itself.",
    "20.1": "An officer who attends court off duty is paid no less than four (4) hours at the overtime rate.",
}  # fmt: skip
ADDED = (
    ("21", "Body-worn cameras", ""),
    ("21.1", "Review of recordings", "An officer may review the recording of an event before writing a report on it."),
)
MEMO = {
    "addressed_to": "The Honorable Mayor and Members of the City Council",
    "through": "Alma Reyes, City Manager",
    "docket_title": "Public hearing and resolution on funding the successor agreement with Police Lodge 12",
    "issue": "Whether the City commits itself to fund the agreement that its negotiators reached with Lodge 12.",
    "recommendation": "Hold the public hearing on the fiscal impact study, and then adopt the resolution by roll call.",
    "background": "The parties met eleven times. The Lodge’s members ratified the agreement. It covers the police bargaining unit certified in 2021.",
    "discussion": "Step 1 answers come sooner and are counted in working days. Court time has a minimum of four hours. A new article lets officers see recordings before they write.",
    "fiscal_note": "Figures are those of the fiscal impact study, for 154 positions.",
    "whereas": "the City and Lodge 12 bargained in good faith and reached an agreement\nthe members of the unit have ratified it\na fiscal impact study was made public and heard",
    "attachments": "Resolution\nAgreement as ratified\nFiscal impact study",
    "staff": "Rosa Castellanos, Chief Labor Relations Officer\nOmar Reyes, Labor Relations Specialist",
    "members": "\n".join(COUNCIL),
}  # fmt: skip
BRIEF = {
    "authority": "Authority to sign on the terms ratified. No further movement is asked for.",
    "positions": "The Lodge let go of a fifth step; the City of a cap on court time.",
    "risks": "If the Council does not commit, the parties return to the table with both sides free to move.\n\nThe other public safety unit watches the court-time minimum.",
    "legal_note": "The commitment binds no later Council; each year’s money is that year’s decision.",
}  # fmt: skip
COSTS = (
    (1, "General wage adjustment", "General Fund", True, 412_000),
    (2, "General wage adjustment", "General Fund", True, 838_000),
    (3, "General wage adjustment", "General Fund", True, 1_271_000),
    (1, "Court time minimum", "General Fund", True, 46_000),
    (2, "Court time minimum", "General Fund", True, 47_500),
    (3, "Court time minimum", "General Fund", True, 49_000),
    (1, "Camera storage for review", "Public Safety Technology", False, 35_000),
)


def tell(city: Rivermont) -> None:
    """None of it is on the desk the story is told for: others answer for it."""
    _adoption(city)
    _policies(city)
    _legislation(city)


def _adoption(city: Rivermont) -> None:
    days, owner = city.days, city.people[OWNER]
    opened = days.working(-24)
    draft = _draft(city, opened)
    adoption = opening.open_adoption(
        agreement_id=draft.agreement_id, council_on=days.working(8), by=owner, at=moment(opened, "10:00"),
        today=opened,
    )  # fmt: skip
    for name in NAMED:
        grant_access(
            matter_id=adoption.pk, user=city.people[name], reason="Works on the adoption.", by=owner,
            at=moment(opened, "10:05"),
        )  # fmt: skip
        grant_access(
            matter_id=draft.agreement_id, user=city.people[name], reason="Works on the draft.", by=owner,
            at=moment(opened, "10:05"),
        )  # fmt: skip
    _done(city, adoption, Step.AGREED, 22, "Eleven articles, each initialled by both sides at the table")
    day = days.working(-20)
    agreed_text.assemble(adoption_id=adoption.pk, done_on=day, by=owner, at=moment(day, "15:00"), today=day)
    _write(city, adoption)
    _done(city, adoption, Step.FISCAL, 12, "Budget Office, reviewed by the analyst")
    _done(city, adoption, Step.COUNSEL, 11, "Assistant City Attorney Brandt, no changes")
    _vote(city, adoption)
    day = days.working(-3)
    for build in (packets.build_open, packets.build_closed):
        build(adoption_id=adoption.pk, by=owner, at=moment(day, "13:00"), today=day)
    _done(city, adoption, Step.DOCKETED, 3, "Given to the City Clerk")


def _draft(city: Rivermont, opened: date) -> Draft:
    former = Agreement.objects.published().filter(unit=city.units[PO]).latest("starts_on")
    starts_on = _first_day(max(city.days.ahead(50), former.ends_on))
    ends_on = starts_on.replace(year=starts_on.year + 3) - timedelta(days=1)
    draft = open_next_agreement(
        agreement_id=former.pk, as_of=opened, term_name=f"{starts_on.year} to {ends_on.year}", starts_on=starts_on,
        ends_on=ends_on, by=city.people[OWNER], at=moment(opened, "09:30"), today=opened,
    )  # fmt: skip
    rows = draft.clauses.order_by("position")
    kept = [
        Drafted(
            ClauseLevel(row.level), row.number, row.title, CHANGED.get(row.number, row.text), row.article_id,
            Match(row.match), row.source,
        )
        for row in rows
    ]  # fmt: skip
    new = [
        Drafted(ClauseLevel.SECTION if "." in number else ClauseLevel.ARTICLE, number, title, text, source="The table")
        for number, title, text in ADDED
    ]
    return write_draft(draft_id=draft.pk, clauses=[*kept, *new], by=city.people[OWNER], at=moment(opened, "09:40"))


def _first_day(day: date) -> date:
    """The first of the month after ``day``."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _done(city: Rivermont, adoption: Adoption, step: Step, ago: int, note: str) -> None:
    day = city.days.working(-ago)
    steps.record_step(
        adoption_id=adoption.pk, step=step, done_on=day, note=note, by=city.people[OWNER], at=moment(day, "16:00"),
        today=day,
    )  # fmt: skip


def _vote(city: Rivermont, adoption: Adoption) -> None:
    day = city.days.working(-6)
    votes.record_ratification(
        adoption_id=adoption.pk, opened_on=city.days.working(-9), closed_on=city.days.working(-7), eligible=148,
        in_favor=109, against=22, certifier="Carla Nunez, Lodge secretary", certified_on=day,
        by=city.people[OWNER], at=moment(day, "11:00"), today=day,
    )  # fmt: skip


def _write(city: Rivermont, adoption: Adoption) -> None:
    owner, at = city.people[OWNER], moment(city.days.working(-13), "14:00")
    paperwork.write_memo(adoption_id=adoption.pk, by=owner, at=at, **MEMO)
    paperwork.write_brief(adoption_id=adoption.pk, by=owner, at=at, **BRIEF)
    first = adoption.agreement.starts_on
    year = first.year + (first.month >= 7)
    for number, item, fund, is_recurring, amount in COSTS:
        paperwork.enter_cost(
            adoption_id=adoption.pk, fiscal_year=year + number - 1, item=item, fund=fund, is_recurring=is_recurring,
            amount=Decimal(amount), by=owner, at=at,
        )  # fmt: skip


def _policies(city: Rivermont) -> None:
    by = city.people["Ines Calder"]
    day = city.days.working(-60)
    policies.register_policy(
        number="AR 3-07", title="Use of City vehicles on stand-by", department=city.departments["public-works"],
        unit=None, cycle=3, adopted_on=city.days.ago(900), by=by, at=moment(day), today=day,
        words="Who takes a City vehicle home, for which calls, and how the miles are written down.",
    )  # fmt: skip
    day = city.days.working(-9)
    draft = policies.register_policy(
        number="AR 4-12", title="Call-out lists by telephone message", department=city.departments["water-utilities"],
        unit=city.units[LT], cycle=2, articles=[article_called(city, LT, "14.3")], by=by, at=moment(day), today=day,
        words="Call-outs may be offered by a message to everyone on the list, answered in its order.",
    )  # fmt: skip
    policies.move_policy(policy_id=draft.pk, to=PolicyState.REVIEW, on=day, by=by, at=moment(day, "09:30"), today=day)
    told = policies.tell_union(
        policy_id=draft.pk, organization=city.organizations["local-1840"], sent_on=day, by=by,
        at=moment(day, "10:00"), today=day,
    )  # fmt: skip
    answered = city.days.working(-4)
    policies.record_answer(
        notice_id=told.pk, answer=Answer.ASKED, answered_on=answered, note="Asks how a missed message counts.",
        by=by, at=moment(answered), today=answered,
    )  # fmt: skip


def _legislation(city: Rivermont) -> None:
    by, day = city.people["Ines Calder"], city.days.working(-30)
    session = f"{city.days.today.year} session"
    bill = legislation.follow_bill(
        form=Form.BILL, number="HB 418", session=session, title="Rest between emergency call-outs",
        sponsor="Delegate Marrow", status=Status.INTRODUCED, status_on=day, by=by, at=moment(day), today=day,
        summary="A public employee called out twice in a night would have eight hours of rest before the next shift, with pay.",
        effect="Article 14 of Labor and Trades sets an order of call-outs and no rest. Crews of two could not be kept whole after a night of breaks.",
        articles=[article_called(city, LT, "14.3")],
    )  # fmt: skip
    moved = city.days.working(-5)
    legislation.move_bill(
        bill_id=bill.pk, status=Status.COMMITTEE, on=moved, note="Labor and Commerce", by=by, at=moment(moved),
        today=moved, next_hearing_on=city.days.working(9),
    )  # fmt: skip
    legislation.take_position(
        bill_id=bill.pk, position=Position.AMEND, because="Let agreements set the hours of rest.", by=by,
        at=moment(moved, "15:00"), today=moved,
    )  # fmt: skip
    legislation.follow_bill(
        form=Form.RULE, number="Docket 26-114", session="State Labor Board", title="Electronic ballots in unit elections",
        sponsor="State Labor Board", status=Status.COMMITTEE, status_on=city.days.working(-12), by=by,
        at=moment(city.days.working(-12)), today=city.days.working(-12), next_hearing_on=city.days.working(15),
        summary="Elections on certification could be held by electronic ballot where both sides agree.",
        effect="No agreement changes. The office’s checklist for elections would.",
    )  # fmt: skip
