"""An impasse: declared, prepared article by article, decided by motion and roll call, its words put on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from bargaining.actions.agreed import draft_agreement
from bargaining.actions.counting import forget_happening, note_happening
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.models.impasse import ImpasseArticle, ImpasseDeclaration, ImpasseMotion, MotionVote
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.impasse_costs import OfferCosts, costs_from
from bargaining.rules.board import STANDING
from bargaining.rules.impasse import (
    ADOPTED_WORDS,
    DECLARED_WORDS,
    Adopted,
    Body,
    DeclaredBy,
    ImpasseRefused,
    adopted_text,
)
from bargaining.rules.process import Event, stage_after
from bargaining.rules.roll_call import Called, is_carried, tally
from bargaining.rules.vocabulary import IssueState, ProposalState, Side, Stage
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class Prepared(TypedDict, total=False):
    """What is entered on one article at impasse; what is left out stays as it is."""

    city_text: str
    union_text: str
    city_argument: str
    union_argument: str
    city_cost: Decimal | None
    union_cost: Decimal | None
    cost_basis: str
    comparators: str
    finding: str
    finding_text: str
    finding_reason: str
    recommendation: str


@transaction.atomic
def declare_impasse(
    *,
    negotiation_id: int,
    issues: Sequence[Issue],
    declared_on: date,
    declared_by: DeclaredBy,
    by: User,
    at: datetime,
    today: date,
    words: str = "",
) -> ImpasseDeclaration:
    """Declare impasse on some issues: each side's last standing proposal becomes its final offer.

    The clock of impasse begins. Raises ImpasseRefused while another impasse stands, without an
    issue, and for an issue that is agreed or withdrawn.
    """
    negotiation = hold_negotiation(negotiation_id)
    if negotiation.impasses.filter(ended_on=None).exists():
        message = "An impasse stands already. Put its articles to the decision, or end it first."
        raise ImpasseRefused(message)
    chosen = list(negotiation.issues.select_for_update(no_key=True).filter(pk__in=[one.pk for one in issues]))
    if not chosen:
        message = "Choose the issues that are at impasse."
        raise ImpasseRefused(message)
    settled = next((issue for issue in chosen if issue.is_over), None)
    if settled is not None:
        raise ImpasseRefused(f"{settled} is {settled.get_state_display().lower()} and cannot be at impasse.")
    impasse = ImpasseDeclaration.objects.create(
        negotiation=negotiation, declared_on=declared_on, declared_by=declared_by, words=words.strip(),
        recorded_by=by, recorded_at=at,
    )  # fmt: skip
    for issue in chosen:
        _put_at_impasse(impasse, issue, at)
    said = f"{DECLARED_WORDS[declared_by]} declared impasse on {', '.join(f'Art. {issue.number}' for issue in chosen)}"
    record_event(matter=negotiation, verb="impasse.declared", summary=said[:300], by=by, at=at, on=declared_on)
    note_happening(negotiation, Event.IMPASSE, on=declared_on, by=by, at=at, today=today)
    _enter(negotiation, stage_after(Stage(negotiation.stage), Event.IMPASSE))
    return impasse


@transaction.atomic
def end_impasse(*, impasse_id: int, on: date, because: str, by: User, at: datetime) -> ImpasseDeclaration:
    """Both sides are back at the table: issues not decided go on where they stood. Raises ImpasseRefused."""
    impasse = _hold(impasse_id)
    if not because.strip():
        message = "Say why the impasse is over."
        raise ImpasseRefused(message)
    if on < impasse.declared_on:
        message = "It cannot end before it was declared."
        raise ImpasseRefused(message)
    impasse.ended_on, impasse.ended_because = on, because.strip()
    impasse.save(update_fields=["ended_on", "ended_because"])
    open_articles = [one for one in _articles(impasse) if decision_of(one) is None]
    issues = Issue.objects.filter(pk__in=[one.issue_id for one in open_articles], state=IssueState.IMPASSE)
    issues.update(state=IssueState.HELD, moved_at=at)
    Proposal.objects.filter(issue__in=[one.issue_id for one in open_articles], state=ProposalState.IMPASSE).update(
        state=ProposalState.PRESENTED
    )
    _enter(impasse.negotiation, Stage.AT_THE_TABLE)
    record_event(
        matter=impasse.negotiation, verb="impasse.ended", summary=f"Impasse over: {because.strip()}"[:300], by=by, at=at
    )
    return impasse


@transaction.atomic
def prepare_article(*, article_id: int, by: User, at: datetime, **given: Unpack[Prepared]) -> ImpasseArticle:
    """Keep offers, costs, the factfinder's view and the line to decide on. Raises ImpasseRefused once decided."""
    article = hold_article(article_id)
    if decision_of(article) is not None:
        raise ImpasseRefused(f"{article} is decided. What lay before the body stays as it lay.")
    for name, value in given.items():
        setattr(article, name, value.strip() if isinstance(value, str) else value)
    article.save(update_fields=list(given))
    record_event(
        matter=article.impasse.negotiation, verb="impasse.prepared", summary=f"{article} prepared", by=by, at=at
    )
    touch(article.impasse.negotiation)
    return article


@transaction.atomic
def decide(
    *,
    article_id: int,
    adopts: Adopted,
    voted_on: date,
    by: User,
    at: datetime,
    today: date,
    body: Body = Body.COUNCIL,
    votes: Sequence[Called] = (),
    text: str = "",
    words: str = "",
    mover: str = "",
    seconder: str = "",
    direction: str = "",
) -> ImpasseMotion:
    """Record a motion on one article and its roll call; carried, its words go on a sheet for both sides' initials.

    An arbitrators' award needs no roll. With the last article decided the clock knows of the
    decision. Raises ImpasseRefused for an article that is decided, a motion without mover or
    roll, and where the adopted side's words are not on file.
    """
    article = hold_article(article_id)
    if decision_of(article) is not None:
        raise ImpasseRefused(f"{article} is decided already. Strike that motion first, if it was recorded by mistake.")
    is_council = body is Body.COUNCIL
    if is_council and not (mover.strip() and votes):
        message = "A motion of the Council has a mover and a roll call."
        raise ImpasseRefused(message)
    motion = ImpasseMotion.objects.create(
        article=article, body=body, adopts=adopts, text=adopted_text(adopts, article.words, text), words=words.strip(),
        mover=mover.strip(), seconder=seconder.strip(), direction=direction.strip(), voted_on=voted_on,
        is_carried=is_carried(vote.ballot for vote in votes) if is_council else True,
        recorded_by=by, recorded_at=at,
    )  # fmt: skip
    MotionVote.objects.bulk_create(MotionVote(motion=motion, member=one.member, ballot=one.ballot) for one in votes)
    _tell(article, motion, tally(vote.ballot for vote in votes), by, at)
    if motion.is_carried:
        _put_on_sheet(article, motion, by=by, at=at)
        _close_if_last(article.impasse, body, voted_on, by=by, at=at, today=today)
    return motion


@transaction.atomic
def strike_motion(*, motion_id: int, because: str, by: User, at: datetime, today: date) -> ImpasseMotion:
    """Take a motion out that was recorded by mistake; it stays on file. Raises ImpasseRefused.

    The sheet of its text may be drafted again; one that bears both initials stands. The clock
    waits for the Council's decision again.
    """
    article = hold_article(ImpasseMotion.objects.values_list("article_id", flat=True).get(pk=motion_id))
    motion = ImpasseMotion.objects.get(pk=motion_id)
    if not because.strip():
        message = "Say why the motion is struck."
        raise ImpasseRefused(message)
    if article.sheet is not None and article.sheet.is_closed:
        raise ImpasseRefused(f"{article.sheet} bears both initials: its words stand.")
    motion.struck_at, motion.struck_because = at, because.strip()[:200]
    motion.save(update_fields=["struck_at", "struck_because"])
    Issue.objects.filter(pk=article.issue_id).update(state=IssueState.IMPASSE, moved_at=at)
    record_event(
        matter=article.impasse.negotiation, verb="impasse.motion_struck",
        summary=f"Motion on {article} struck: {because.strip()}"[:300], by=by, at=at,
    )  # fmt: skip
    for event in (Event.DECISION, Event.AWARD):
        forget_happening(article.impasse.negotiation, event, reason=motion.struck_because, by=by, at=at, today=today)
    touch(article.impasse.negotiation)
    return motion


def _put_at_impasse(impasse: ImpasseDeclaration, issue: Issue, at: datetime) -> None:
    last = {side: issue.proposals.filter(side=side, state__in=STANDING, is_what_if=False).last() for side in Side}
    city, union = last[Side.CITY], last[Side.UNION]
    costs = costs_from(city, union) if issue.is_economic else OfferCosts(None, None, "")
    ImpasseArticle.objects.create(
        impasse=impasse, issue=issue, city_proposal=city, union_proposal=union,
        city_text=_text(city), union_text=_text(union), **costs.fields(),
    )  # fmt: skip
    kept = [proposal.pk for proposal in (city, union) if proposal is not None]
    issue.proposals.filter(pk__in=kept).update(state=ProposalState.IMPASSE)
    issue.state, issue.moved_at = IssueState.IMPASSE, at
    issue.save(update_fields=["state", "moved_at"])


def _text(proposal: Proposal | None) -> str:
    return (proposal.text or proposal.words) if proposal else ""


def _put_on_sheet(article: ImpasseArticle, motion: ImpasseMotion, *, by: User, at: datetime) -> None:
    """What was decided becomes the text both sides initial: the agreement's draft takes it from there, unretyped."""
    proposal = {Adopted.CITY: article.city_proposal, Adopted.UNION: article.union_proposal}.get(Adopted(motion.adopts))
    article.sheet = draft_agreement(issue_id=article.issue_id, text=motion.text, proposal=proposal, by=by, at=at)
    article.save(update_fields=["sheet"])


def _close_if_last(
    impasse: ImpasseDeclaration, body: Body, on: date, *, by: User, at: datetime, today: date
) -> None:  # fmt: skip
    """With nothing left to decide the clock knows of the decision: the Council's, or the award."""
    if all(decision_of(one) is not None for one in _articles(impasse)):
        event = Event.DECISION if body is Body.COUNCIL else Event.AWARD
        note_happening(impasse.negotiation, event, on=on, by=by, at=at, today=today)


def _tell(article: ImpasseArticle, motion: ImpasseMotion, counted: str, by: User, at: datetime) -> None:
    outcome = "carried" if motion.is_carried else "lost"
    said = f"{article}: {ADOPTED_WORDS[Adopted(motion.adopts)].lower()}, {outcome}"
    record_event(
        matter=article.impasse.negotiation, verb="impasse.voted", summary=f"{said}{f', {counted}' if counted else ''}",
        by=by, at=at, on=motion.voted_on,
    )  # fmt: skip
    touch(article.impasse.negotiation)


def _enter(negotiation: Negotiation, stage: Stage) -> None:
    if negotiation.stage != stage:
        negotiation.stage = stage
        negotiation.save(update_fields=["stage"])
    touch(negotiation)


def decision_of(article: ImpasseArticle) -> ImpasseMotion | None:
    """The motion that carried on an article and stands; None while it is open."""
    return article.motions.filter(is_carried=True, struck_at=None).first()


def _articles(impasse: ImpasseDeclaration) -> list[ImpasseArticle]:
    return list(impasse.articles.all())


def _hold(impasse_id: int) -> ImpasseDeclaration:
    negotiation = hold_negotiation(
        ImpasseDeclaration.objects.values_list("negotiation_id", flat=True).get(pk=impasse_id)
    )
    impasse = ImpasseDeclaration.objects.get(pk=impasse_id)
    if impasse.ended_on is not None:
        message = "The impasse is over."
        raise ImpasseRefused(message)
    impasse.negotiation = negotiation
    return impasse


def hold_article(article_id: int) -> ImpasseArticle:
    """An article of an impasse that stands, the negotiation held first. Raises ImpasseRefused when it is over."""
    impasse = _hold(ImpasseArticle.objects.values_list("impasse_id", flat=True).get(pk=article_id))
    found = ImpasseArticle.objects.select_for_update(no_key=True, of=("self",))
    article = found.select_related("issue", "city_proposal", "union_proposal", "sheet").get(pk=article_id)
    article.impasse = impasse
    return article
