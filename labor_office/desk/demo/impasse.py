"""A first contract at impasse: bargained over the winter, mediated, heard by a factfinder, before the Council now."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from bargaining.actions import (
    agreed,
    impasse,
    impasse_packets,
    impasse_papers,
    mandates,
    negotiations,
    process,
    sessions,
    table,
)
from bargaining.actions.mandates import SaidOfIssue
from bargaining.actions.proposals import write_text
from bargaining.models.impasse import ImpasseDeclaration
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.process import CouncilDay
from bargaining.rules.impasse import Adopted, DeclaredBy, Finding
from bargaining.rules.process import Event
from bargaining.rules.roll_call import Ballot, Called
from bargaining.rules.vocabulary import Authority, Form, Move, Side, Stage, SubjectClass, TeamRole
from labor_office.core.matters.actions.record import continue_numbering
from labor_office.desk.demo.adoption import COUNCIL
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.mandate import EXEMPTION
from labor_office.desk.demo.setting import Rivermont

AT = "administrative"
OWNER = "Ines Calder"
LINES = UUID("0b6a6f0e-54c4-4a41-9d05-0d1f7d2f6a22")
TEAM = (
    ("Rosa Castellanos", TeamRole.NEGOTIATOR),
    ("Theo Lindqvist", TeamRole.COSTING),
    ("Samuel Brandt", TeamRole.COUNSEL),
)
HOLDERS = ("Rosa Castellanos", "Samuel Brandt")
AUTHORIZED = "A first agreement of three years. Parking and telework at the City's offers."
SAID = (("9", "Forty dollars off, no free lots."), ("22", "Two and a half, then three."))
ISSUES = (("3", "Recognition", False), ("9", "Parking", True), ("14", "Telework", False), ("22", "Wages", True))
# Working days before today, article, side, words, the whole text.
EXCHANGE = (
    (
        -92,
        "22",
        Side.UNION,
        "4/4/4",
        "22.1 Rates of pay increase by four percent (4.0%) on July 1 of each year of the term.",
    ),
    (
        -84,
        "22",
        Side.CITY,
        "2/2/2",
        "22.1 Rates of pay increase by two percent (2.0%) on July 1 of each year of the term.",
    ),
    (-76, "9", Side.UNION, "Free parking at every City lot", "9.1 Employees park without charge in every City lot."),
    (
        -76,
        "14",
        Side.UNION,
        "Three days a week",
        "14.1 An employee whose duties allow it may telework three (3) days a week.",
    ),
    (
        -70,
        "9",
        Side.CITY,
        "$40 a month off the rate",
        "9.1 Employees pay the public rate less forty dollars ($40) a month.",
    ),
    (
        -70,
        "14",
        Side.CITY,
        "Two days, by the supervisor's leave",
        "14.1 With the supervisor's leave an employee may telework two (2) days a week. Leave may be withdrawn on ten (10) working days' notice.",
    ),
    (
        -62,
        "22",
        Side.UNION,
        "3.5/3.5/3.5",
        "22.1 Rates of pay increase by three and one-half percent (3.5%) on July 1 of each year of the term.",
    ),
    (
        -55,
        "22",
        Side.CITY,
        "2.5/2.5/2.5",
        "22.1 Rates of pay increase by two and one-half percent (2.5%) on July 1 of each year of the term.",
    ),
)
PREPARED: dict[str, impasse.Prepared] = {
    "9": {
        "city_argument": "Lots near City Hall pay for their own upkeep. A discount keeps them open to the public.",
        "union_argument": "Other units park free by practice.",
        "city_cost": Decimal(83_520), "union_cost": Decimal(208_800), "cost_basis": "Parking fund, 58 employees, three years",
        "finding": Finding.CITY, "finding_reason": "No comparator gives free parking downtown.",
        "recommendation": "Whether the Council adopts the City's or the union's final offer on Article 9.",
    },
    "14": {
        "city_argument": "Counters must be staffed. Leave that can be withdrawn lets a department plan.",
        "union_argument": "The work was done from home for two years without loss.",
        "finding": Finding.OWN, "finding_text": "14.1 An employee whose duties allow it may telework two (2) days a week. A department may name days on which everyone is present.",
        "finding_reason": "Both sides staff counters well under the present practice of two days.",
        "recommendation": "Whether the Council adopts the City's offer, the union's offer or the factfinder's words on Article 14.",
    },
    "22": {
        "city_argument": "The five-year forecast carries two and one-half percent.",
        "union_argument": "Starting pay of a Permit Technician is fourth of six in the region.",
        "city_cost": Decimal(412_300), "union_cost": Decimal(583_900), "cost_basis": "Roster of 58 employees, three years, with payroll charges",
        "comparators": "Fairview: 3.0 percent. Ashby: 2.75 percent. Milldale: 3.0 percent and a payment of $500.",
        "finding": Finding.OWN, "finding_text": "22.1 Rates of pay increase by three percent (3.0%) on July 1 of each year of the term.",
        "finding_reason": "Three percent keeps the unit at the median of the comparators.",
        "recommendation": "Whether the Council adopts the City's offer, the union's offer or the factfinder's words on Article 22.",
    },
}  # fmt: skip
BRIEFS = {
    "9": ("Hold the City's offer: free lots for one unit are asked for by all.", "Fifty dollars instead of forty."),
    "14": ("The factfinder's words are workable and cost nothing.", "Two days without the right to withdraw."),
    "22": ("Three percent is within what was authorized in the second and third year only.", "2.5, 3.0 and 3.0."),
}


def tell(city: Rivermont) -> None:
    """From the demand to the Council's first vote. Others than the desk's own people answer for it."""
    continue_numbering(kind="negotiation", year=city.days.today.year, last=1)
    negotiation = _bargain(city)
    declared = _declare(city, negotiation)
    _prepare(city, declared)
    _hear(city, declared)


def _bargain(city: Rivermont) -> Negotiation:
    by, at = city.people[OWNER], _at(city, -104, 9)
    begins = date(city.days.today.year + 1, 7, 1)
    negotiation = negotiations.open_negotiation(
        unit=city.units[AT], form=Form.FIRST, title="Administrative and Technical first agreement",
        term=(begins, begins.replace(year=begins.year + 3) - timedelta(days=1)), demanded_on=at.date(),
        demanded_by=Side.UNION, by=by, at=at, today=at.date(),
    )  # fmt: skip
    pk = negotiation.pk
    _seat(city, negotiation, at)
    for number, title, costs in ISSUES:
        negotiations.add_issue(
            negotiation_id=pk, number=number, title=title, is_economic=costs, subject_class=SubjectClass.MANDATORY,
            by=by, at=at,
        )  # fmt: skip
    process.write_ground_rules(
        negotiation_id=pk, text="Wednesdays, one to four. Each side caucuses when it asks. Tentative agreements are initialled.",
        signed_on=city.days.working(-98), document=None, by=by, at=_at(city, -98, 15), today=city.days.working(-98),
    )  # fmt: skip
    negotiations.enter_stage(negotiation_id=pk, stage=Stage.AT_THE_TABLE, by=by, at=_at(city, -97, 9))
    for back in sorted({line[0] for line in EXCHANGE}):
        _sit(city, negotiation, back)
    recognized = _issue(negotiation, "3")
    sheet = agreed.draft_agreement(
        issue_id=recognized.pk, text="3.1 The City recognizes the Union for the unit certified by the Administrator.",
        by=by, at=_at(city, -70, 15),
    )  # fmt: skip
    for side, name in ((Side.CITY, OWNER), (Side.UNION, "T. Boone")):
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=name, by=by, at=_at(city, -70, 15))
    mandates.record_mandate(
        negotiation_id=pk, body="COUNCIL", given_on=city.days.working(-90), exemption=EXEMPTION, words=AUTHORIZED,
        issues=[SaidOfIssue(_issue(negotiation, number).pk, Authority.MAY_AGREE, None, words) for number, words in SAID],
        holders=[city.people[name] for name in HOLDERS], by=by, at=_at(city, -90, 17),
    )  # fmt: skip
    _happened(city, negotiation, "naming_of_the_neutral", -60, "Sarah Quill, from the Administrator's list")
    return negotiation


def _seat(city: Rivermont, negotiation: Negotiation, at: datetime) -> None:
    named = {"negotiation_id": negotiation.pk, "by": city.people[OWNER], "at": at}
    for name, role in TEAM:
        negotiations.name_team_member(side=Side.CITY, user=city.people[name], role=role, **named)
    negotiations.name_team_member(side=Side.UNION, name="T. Boone", role=TeamRole.CHIEF_SPOKESPERSON, **named)


def _issue(negotiation: Negotiation, number: str) -> Issue:
    return Issue.objects.get(negotiation=negotiation, number=number)


def _sit(city: Rivermont, negotiation: Negotiation, back: int) -> None:
    by = city.people[OWNER]
    session = sessions.plan_session(
        negotiation_id=negotiation.pk, on=city.days.working(back), place="Room 204", by=by, at=_at(city, back - 3, 10)
    )
    sessions.start_session(session_id=session.pk, by=by, at=_at(city, back, 13))
    for minute, (_, number, side, words, text) in enumerate(line for line in EXCHANGE if line[0] == back):
        entry = table.log_entry(
            negotiation_id=negotiation.pk, key=uuid5(LINES, f"{back}-{number}"), side=side, move=Move.PROPOSAL,
            number=number, words=words, by=by, at=_at(city, back, 13) + timedelta(minutes=10 + 15 * minute),
        )  # fmt: skip
        write_text(proposal_id=entry.proposal.pk, text=text, intent=None, by=by, at=entry.logged_at)
    sessions.end_session(session_id=session.pk, by=by, at=_at(city, back, 16))


def _declare(city: Rivermont, negotiation: Negotiation) -> ImpasseDeclaration:
    by, day = city.people[OWNER], city.days.working(-45)
    declared = impasse.declare_impasse(
        negotiation_id=negotiation.pk, issues=list(negotiation.issues.exclude(number="3")), declared_on=day,
        declared_by=DeclaredBy.UNION, words="Local 1840 gave written notice after session 6.", by=by,
        at=_at(city, -45, 11), today=day,
    )  # fmt: skip
    _happened(city, negotiation, Event.MEDIATOR, -40, "State mediator, by agreement")
    _happened(city, negotiation, Event.MEDIATION_ENDED, -26, "Two meetings, no agreement")
    _happened(city, negotiation, Event.FACTFINDER, -22, "P. Marlowe, from a list of five")
    _happened(city, negotiation, Event.REPORT, -10, "Report of eleven pages")
    _happened(city, negotiation, "publication_of_the_report", -8, "On the City's page")
    return declared


def _prepare(city: Rivermont, declared: ImpasseDeclaration) -> None:
    by, at = city.people[OWNER], _at(city, -9, 10)
    for article in declared.articles.select_related("issue"):
        number = article.issue.number
        impasse.prepare_article(article_id=article.pk, by=by, at=at, **PREPARED[number])
        advice, acceptable = BRIEFS[number]
        impasse_papers.write_article_brief(article_id=article.pk, advice=advice, acceptable=acceptable, by=by, at=at)
    impasse_papers.write_memo(
        impasse_id=declared.pk, by=by, at=at, addressed_to="The Honorable Mayor and Members of the City Council",
        through="Alma Reyes, City Manager", docket_title="Impasse hearing, Administrative and Technical unit",
        hearing_on=_meeting(city), minutes_a_side=30, members="\n".join(COUNCIL),
        issue="Three articles of a first agreement with Local 1840 are open: parking, telework and wages.",
        recommendation="Hear both sides, and decide each article by a vote of its own.",
        background="The parties met six times. A mediator and a factfinder were heard. The factfinder's report is public.",
        attachments="Factfinder's report\nMotion sheets", staff="Rosa Castellanos, Chief Labor Relations Officer\nInes Calder, Labor Relations Specialist",
    )  # fmt: skip
    impasse_papers.write_brief(
        impasse_id=declared.pk, authority="Leave to accept the factfinder's words on Article 22 in all three years.",
        risks="The larger unit of the same union watches the wages of this one.\n\nA decision after the budget must wait for a supplemental appropriation.",
        legal_note="The decision fixes the City's position. The unit still votes on the whole.", by=by, at=at,
    )  # fmt: skip
    day = city.days.working(-7)
    for build in (impasse_packets.build_open, impasse_packets.build_closed):
        build(impasse_id=declared.pk, by=by, at=_at(city, -7, 14), today=day)


def _hear(city: Rivermont, declared: ImpasseDeclaration) -> None:
    """The Council decided parking, lost a motion on wages, and put the rest off to its next meeting."""
    by, day = city.people[OWNER], _meeting(city)
    at = moment(day, "20:30")
    process.record_happening(
        negotiation_id=declared.negotiation_id, event=Event.HEARING, on=day, by=by, at=at, today=day
    )  # fmt: skip
    articles = {article.issue.number: article for article in declared.articles.select_related("issue")}
    impasse.decide(
        article_id=articles["9"].pk, adopts=Adopted.CITY, voted_on=day, mover=COUNCIL[0], seconder=COUNCIL[3],
        words="Adopt the City's final offer on Article 9.", votes=_roll(nays=(1, 5)), by=by, at=at, today=day,
    )  # fmt: skip
    impasse.decide(
        article_id=articles["22"].pk, adopts=Adopted.UNION, voted_on=day, mover=COUNCIL[1], seconder=COUNCIL[5],
        words="Adopt the union's final offer on Article 22.", votes=_roll(nays=(0, 2, 3, 6)), by=by, at=at, today=day,
        direction="Come back with the cost of the factfinder's words by fiscal year.",
    )  # fmt: skip


def _roll(*, nays: tuple[int, ...]) -> list[Called]:
    return [Called(name, Ballot.NAY if place in nays else Ballot.AYE) for place, name in enumerate(COUNCIL)]


def _meeting(city: Rivermont) -> date:
    """The Council's last meeting before today."""
    held = CouncilDay.objects.filter(kind=CouncilDay.Kind.MEETING, on__lt=city.days.today)
    return held.latest("on").on


def _happened(city: Rivermont, negotiation: Negotiation, event: str, back: int, label: str) -> None:
    day = city.days.working(back)
    process.record_happening(
        negotiation_id=negotiation.pk, event=event, on=day, label=label, by=city.people[OWNER],
        at=_at(city, back, 16), today=day,
    )  # fmt: skip


def _at(city: Rivermont, back: int, hour: int) -> datetime:
    return moment(city.days.working(back), f"{hour:02}:00")
