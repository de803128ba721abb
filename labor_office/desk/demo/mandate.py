"""What Rivermont's Council authorized for the Labor and Trades table, who holds it, and whose clauses it may set off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bargaining.actions import agreed, mandates, parity
from bargaining.actions.mandates import SaidOfIssue
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.rules.topics import Topic
from bargaining.rules.vocabulary import Authority, Ceiling, Side
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

LT = "labor-and-trades"
CEILINGS = {Ceiling.TERM: Decimal(2_650_000), Ceiling.FIRST_YEAR: Decimal(560_000)}
EXEMPTION = "Closed session on strategy for collective bargaining, as the motion cites it"
WORDS = "Wages before anything else. Nothing that takes a crew's schedule out of the superintendent's hands."
# Article, authority, ceiling over the term, words, fallbacks: the next one first.
SAID: tuple[tuple[str, Authority, int | None, str, str], ...] = (
    (
        "22", Authority.MAY_AGREE, 2_400_000, "Three percent in the first year, no retroactivity past adoption.",
        "3.25 in year one for 2.75 in year three\n3.25/3/3 with the call-out list settled",
    ),
    ("14", Authority.MAY_TRADE, 260_000, "Four hours only with calls grouped.", "Three and a half hours for all"),
    ("15", Authority.MAY_TRADE, 330_000, "Up to a dollar ten for nights; the rest against the call-outs.", "A dollar fifty"),
    ("24", Authority.MAY_AGREE, None, "Boots every two years.", ""),
    ("27", Authority.NOT_AUTHORIZED, None, "No notice longer than thirty days.", ""),
    ("30", Authority.MUST_HAVE, None, "Three years.", ""),
)  # fmt: skip
FIRST_WORDS = "Open at two percent. Come back before the summer."
NIGHTS = (
    "15.1 An employee who works between 10 p.m. and 6 a.m. is paid one dollar and fifty cents ($1.50) an hour more for "
    "those hours."
)
FIRE_WORDS = (
    "Should the City agree with the Labor and Trades unit to a general increase above three percent (3.0%) in any year "
    "of this agreement, employees of this unit receive the difference from the same day."
)
CLAUSES = (
    (
        "fire-and-ems", "Art. 28.4", Topic.WAGES, LT, Decimal(3), date(2024, 7, 1), date(2027, 6, 30),
        FIRE_WORDS,
    ),
    (
        "police", "SL-2024-03", Topic.DIFFERENTIALS, None, None, date(2024, 1, 1), None,
        "Any shift differential agreed with another unit of the City is offered to this unit on the same terms.",
    ),
)  # fmt: skip


def authorize(city: Rivermont, negotiation: Negotiation) -> None:
    """The Manager's first word in January, then the Council's in February; Dana and Rosa hold it."""
    by, wd = city.dana, city.days.working
    mandates.record_mandate(
        negotiation_id=negotiation.pk, body="MANAGER", given_on=wd(-84), words=FIRST_WORDS,
        ceilings={Ceiling.FIRST_YEAR: Decimal(400_000)}, holders=[city.chief], by=by, at=moment(wd(-84), "15:20"),
    )  # fmt: skip
    numbers = {issue.number: issue for issue in negotiation.issues.all()}
    mandates.record_mandate(
        negotiation_id=negotiation.pk, body="COUNCIL", given_on=wd(-80), exemption=EXEMPTION, words=WORDS,
        expires_on=city.days.ahead(45), ceilings=CEILINGS,
        issues=[
            SaidOfIssue(numbers[number].pk, authority, None if most is None else Decimal(most), words, fallback)
            for number, authority, most, words, fallback in SAID
        ],
        by=by, at=moment(wd(-80), "17:40"),
    )  # fmt: skip


def tell(city: Rivermont) -> None:
    """Parity clauses are on file, the chief has read the mandate, and nights are typed up for both initials."""
    for unit, place, topic, watches, above, begins, ends, words in CLAUSES:
        parity.record_clause(
            unit=city.units[unit], place=place, topic=topic, words=words, above=above, from_on=begins, until_on=ends,
            watches=city.units[watches] if watches else None, by=city.dana, at=moment(city.days.working(-70), "11:00"),
        )  # fmt: skip
    table = Negotiation.objects.filter(unit=city.units[LT]).latest("opened_on")
    for reader, back, clock in ((city.chief, -9, "08:40"), (city.dana, -3, "12:30")):
        held = table.mandates.get(replaced_at=None)
        mandates.record_mandate_reading(mandate=held, by=reader, at=moment(city.days.working(back), clock))
    mandates.uncover_fallback(
        negotiation_id=table.pk, number="22", rung=1, by=city.dana, at=moment(city.days.working(-3), "12:32")
    )
    issue = Issue.objects.get(negotiation=table, number="15")
    last = issue.proposals.on_record().filter(side=Side.UNION).latest("passed_at")
    agreed.draft_agreement(
        issue_id=issue.pk, text=NIGHTS, proposal=last, by=city.dana, at=moment(city.days.working(-1), "11:30")
    )
