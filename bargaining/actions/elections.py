"""Cards counted against the roster of a day, elections directed and their ballots counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from bargaining.actions.shipped import happened
from bargaining.actions.unit_matters import NotNow, held_open
from bargaining.models.unit_matters import BallotLine, Election, ShowingOfInterest, UnitMatter
from bargaining.queries.unit_matters import eligible_on
from bargaining.rules.representation import Majority, Method, Result, check_count, result_of
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.web import words

NOBODY = "No representative"


class RosterShowsNobody(Exception):
    """The roster of that day shows nobody in the unit, so there is nothing to count against."""


@transaction.atomic
def count_cards(
    *,
    matter_id: int,
    party: str,
    cards: int,
    as_of: date,
    threshold: Decimal,
    by: User,
    at: datetime,
    citation: str = "",
    is_intervener: bool = False,
    is_verified: bool = False,
) -> ShowingOfInterest:
    """Count a party's cards against the roster of ``as_of``; what it showed then is kept.

    Raises NotNow, RosterShowsNobody.
    """
    found = held_open(matter_id)
    eligible = eligible_on(found, as_of)
    if not eligible:
        raise RosterShowsNobody(
            f"The roster shows nobody in the unit on {words.day_year(as_of)}. Choose a day it covers."
        )
    made = ShowingOfInterest.objects.create(
        unit_matter=found, party=party, is_intervener=is_intervener, cards=cards, as_of=as_of, eligible=eligible,
        threshold=threshold, citation=citation, is_verified=is_verified, counted_by=by, counted_at=at,
    )  # fmt: skip
    record_event(
        matter=found, verb="unit_matter.cards_counted", summary=f"{party}: {made.counted.words}"[:300], by=by, at=at
    )
    return made


@transaction.atomic
def direct_election(
    *,
    matter_id: int,
    method: Method,
    cutoff_on: date,
    opens_on: date,
    closes_on: date,
    majority: Majority,
    parties: Sequence[str],
    by: User,
    at: datetime,
    held_by: str = "",
) -> Election:
    """Record an election with its ballot: a line for each party and one for no representative.

    Who may vote is counted on the roster of ``cutoff_on`` and kept. Raises NotNow while
    another is not counted, RosterShowsNobody.
    """
    found = held_open(matter_id)
    if found.elections.filter(counted_on=None).exists():
        raise NotNow("The election before is not counted yet.")
    eligible = eligible_on(found, cutoff_on)
    if not eligible:
        raise RosterShowsNobody(
            f"The roster shows nobody in the unit on {words.day_year(cutoff_on)}. Choose a day it covers."
        )
    made = Election.objects.create(
        unit_matter=found, number=found.elections.count() + 1, method=method, held_by=held_by, cutoff_on=cutoff_on,
        opens_on=opens_on, closes_on=closes_on, majority=majority, eligible=eligible,
    )  # fmt: skip
    BallotLine.objects.bulk_create(
        BallotLine(election=made, position=place, label=label, is_nobody=label == NOBODY)
        for place, label in enumerate([*_named(parties), NOBODY], start=1)
    )
    period = f"{words.day_year(opens_on)} to {words.day_year(closes_on)}"
    record_event(matter=found, verb="unit_matter.election", summary=f"{made} directed, {period}", by=by, at=at)
    return made


def _named(parties: Sequence[str]) -> list[str]:
    """The parties, each once; the line for nobody is the desk's own."""
    return [party for party in dict.fromkeys(parties) if party.casefold() != NOBODY.casefold()]


@transaction.atomic
def count_ballots(
    *,
    election_id: int,
    votes: Sequence[int],
    challenged: int,
    void: int,
    eligible: int,
    counted_on: date,
    by: User,
    at: datetime,
    today: date,
) -> Result:
    """Record the tally, line by line of the ballot, and what it decides; counted again, the latest stands.

    Raises NotNow before the polls close, CountRefused for numbers that cannot be.
    """
    unit_matter_id = Election.objects.values_list("unit_matter", flat=True).get(pk=election_id)
    found = held_open(unit_matter_id)
    election = Election.objects.select_for_update(no_key=True).get(pk=election_id)
    if counted_on < election.closes_on:
        raise NotNow(f"The polls close on {words.day_year(election.closes_on)}. Ballots are counted then or later.")
    lines = list(election.lines.all())
    for line, number in zip(lines, votes, strict=True):
        line.votes = number
    election.challenged, election.void, election.eligible = challenged, void, eligible
    BallotLine.objects.bulk_update(lines, ["votes"])
    check_count(election.count)
    election.counted_on = counted_on
    election.save(update_fields=["challenged", "void", "eligible", "counted_on"])
    result = result_of(election.count)
    _tell(found, election, result, by=by, at=at, today=today)
    return result


def _tell(found: UnitMatter, election: Election, result: Result, *, by: User, at: datetime, today: date) -> None:
    record_event(
        matter=found, verb="unit_matter.counted", summary=f"{election} counted. {result.sentence}"[:300], by=by, at=at,
        verdict=result.verdict,
    )  # fmt: skip
    assert election.counted_on is not None  # noqa: S101 -- just set
    happened(
        matter_id=found.pk, event="ballots_counted", on=election.counted_on, label=f"{election} counted", by=by, at=at,
        today=today,
    )  # fmt: skip
