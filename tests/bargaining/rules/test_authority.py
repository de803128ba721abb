"""What a mandate says of an offer, case by case."""

from datetime import date
from decimal import Decimal

from bargaining.rules.amounts import said
from bargaining.rules.authority import Given, IssueGiven, Offer, Part, Standing, weigh
from bargaining.rules.vocabulary import Authority, Ceiling
from tests.each import each

TODAY = date(2026, 6, 15)
MILLION = Decimal(1_000_000)
LIMIT = {Ceiling.TERM: Decimal("6250000.00")}


def wages(term="5118000", **more):
    """Article 22 at a cost over the term; None: nobody could cost it."""
    return Part("22", "Wages", is_economic=True, term=None if term is None else Decimal(term), **more)


def remote(**more):
    """Article 33, which costs nothing."""
    return Part("33", "Remote work", is_economic=False, **more)


def offer(*parts, total="5580000", **measures):
    """The City's package of ``parts``."""
    totals = {} if total is None else {Ceiling.TERM: Decimal(total)}
    totals |= {Ceiling(name): Decimal(amount) for name, amount in measures.items()}
    return Offer("The City's package", parts or (wages(),), totals)


def given(ceilings=LIMIT, ends=None, **issues):
    """The Council's mandate."""
    named = {number.removeprefix("a"): one for number, one in issues.items()}
    return Given("Council", ends, ceilings, named)


ALLOWED, FORBIDDEN = IssueGiven(Authority.MAY_AGREE), IssueGiven(Authority.NOT_AUTHORIZED)
#        offer, mandate, moving, standing, sentence
CASES = [
    (offer(), given(), None, Standing.WITHIN, "Within the mandate, $670K to spare over the term."),
    (offer(total="6250000.00"), given(), None, Standing.WITHIN, "Within the mandate, $0 to spare over the term."),
    (
        offer(total="6250000.01"), given(), None, Standing.BEYOND,
        "The City's package is $0.01 over the Council ceiling of $6.25M.",
    ),
    (
        offer(total="7449000"), given(), None, Standing.BEYOND,
        "The City's package is $1.20M over the Council ceiling of $6.25M.",
    ),
    (
        offer(FIRST_YEAR="950000"), given(LIMIT | {Ceiling.FIRST_YEAR: Decimal(900_000)}), {"22"}, Standing.BEYOND,
        "The City's package is $50K over the Council ceiling of $900K in the first year.",
    ),
    (
        offer(ONGOING="2400000"), given(LIMIT | {Ceiling.ONGOING: Decimal("2436400")}), None, Standing.WITHIN,
        "Within the mandate, $670K to spare over the term and $36K a year at the end of the term.",
    ),
    # One issue's own ceiling, and an issue that may not be agreed at all.
    (
        offer(), given(a22=IssueGiven(Authority.MAY_TRADE, 5 * MILLION)), {"22"}, Standing.BEYOND,
        "Art. 22 Wages is $118K over its ceiling of $5.00M.",
    ),
    (offer(), given(a22=IssueGiven(Authority.MUST_HAVE, 6 * MILLION)), {"22"}, Standing.WITHIN,
     "Within the mandate, $670K to spare over the term."),
    (offer(wages(), remote()), given(a33=FORBIDDEN), {"33"}, Standing.BEYOND, "Art. 33 Remote work is not authorized."),
    (offer(wages(), remote()), given(a33=FORBIDDEN), {"22"}, Standing.WITHIN,
     "Within the mandate, $670K to spare over the term."),
    # What costs nothing moves whatever the money says, and without any authority.
    (offer(wages(), remote(), total="9000000"), given(), {"33"}, Standing.WITHIN,
     "It costs nothing, so no ceiling bears on it."),
    (offer(remote()), None, {"33"}, Standing.WITHIN,
     "It costs nothing, so no ceiling bears on it."),
    # An issue that costs money needs an authority, and one that still runs.
    (offer(), None, {"22"}, Standing.NONE, "No authority is recorded. Do not commit on economic issues."),
    (offer(), given(ends=date(2026, 6, 14)), {"22"}, Standing.EXPIRED,
     "The authority that is recorded has ended. Do not commit on economic issues."),
    (offer(), given(ends=TODAY), {"22"}, Standing.WITHIN, "Within the mandate, $670K to spare over the term."),
    (offer(remote()), given(ends=date(2026, 6, 14)), {"33"}, Standing.WITHIN,
     "It costs nothing, so no ceiling bears on it."),
    # Items entered for an issue that costs nothing by its nature are money all the same.
    (offer(wages(), remote(term=Decimal(40_000)), total="6290000"), given(), {"33"}, Standing.BEYOND,
     "The City's package is $40K over the Council ceiling of $6.25M."),
    # Without a ceiling only the issues that are named are carried.
    (offer(), given({}, a22=ALLOWED), {"22"}, Standing.WITHIN, "Within the mandate."),
    (offer(), given({}, a14=ALLOWED), {"22"}, Standing.BEYOND,
     "The mandate says nothing of Art. 22 Wages, and sets no ceiling that would carry it."),
    # What is not costed is never taken as nothing.
    (offer(wages(None, why="no roster"), total=None), given(), {"22"}, Standing.UNCERTAIN,
     "Within the mandate as far as it is costed."),
    (offer(wages(), Part("14", "Call-outs", is_economic=True)), given(), None, Standing.UNCERTAIN,
     "Within the mandate as far as it is costed, $670K to spare over the term."),
    (offer(wages(None), total="7250000"), given(), {"22"}, Standing.BEYOND,
     "The City's package is $1.00M over the Council ceiling of $6.25M."),
]  # fmt: skip


@each("case", CASES)
def test_a_mandate_says_of_an_offer(case):
    asked, mandate, moving, standing, sentence = case
    verdict = weigh(asked, mandate, on=TODAY, moving=moving)
    assert (verdict.standing, verdict.sentence) == (standing, sentence.replace("−", "\N{MINUS SIGN}"))
    assert verdict.stops == (standing in {Standing.BEYOND, Standing.EXPIRED, Standing.NONE})


def test_a_verdict_tells_the_room_the_excess_and_what_is_not_costed():
    limits = LIMIT | {Ceiling.FIRST_YEAR: Decimal(900_000)}
    asked = offer(
        wages(), Part("14", "Call-outs", is_economic=True, why="no items"), total="7000000", FIRST_YEAR="950000"
    )
    verdict = weigh(asked, given(limits), on=TODAY)
    assert verdict.room == {Ceiling.TERM: Decimal("-750000.00"), Ceiling.FIRST_YEAR: Decimal(-50_000)}
    assert verdict.beyond_by == Decimal(750_000)
    assert verdict.package_words == "The City's package is $750K over the Council ceiling of $6.25M."
    assert verdict.not_costed_words == "Not costed: Art. 14 Call-outs (no items)."


@each(
    ("amount", "words"),
    [
        ("6250000", "$6.25M"), ("999499.99", "$999K"), ("999500", "$1.00M"), ("36400", "$36K"), ("999", "$999"),
        ("999.60", "$1,000"), ("0", "$0"), ("0.01", "$0.01"), ("-670000", "−$670K"), ("1204999", "$1.20M"),
    ],
)  # fmt: skip
def test_an_amount_is_said_shortly_and_an_excess_never_as_nothing(amount, words):
    assert said(Decimal(amount)) == words.replace("−", "\N{MINUS SIGN}")
