"""Where an adoption stands: what is signed at the table, what is done, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from agreements.models.adoption import (
    Adoption,
    AdoptionQuerySet,
    AdoptionStep,
    CouncilPacket,
    Ratification,
    Resolution,
    TakenText,
)
from agreements.queries.counting import Due
from agreements.rules.adoption import OWN_PAGES, STEP_WORDS, Step, refusal, undoing
from agreements.rules.packets import MAKER
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import TentativeAgreement
from bargaining.rules.vocabulary import IssueState
from labor_office.core.documents.models import PdfJob
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled

# An issue that needs no tentative agreement, or has one.
_SETTLED = (IssueState.AGREED, IssueState.WITHDRAWN)
# Which step each limit of the office's rules is about.
LIMIT_OF: dict[Step, str] = {
    Step.FISCAL: "FISCAL",
    Step.RATIFIED: "RATIFY",
    Step.DOCKETED: "DOCKET",
    Step.RESOLVED: "COUNCIL",
    Step.SIGNED: "SIGN",
    Step.PUBLISHED: "PUBLISH",
}


@dataclass(frozen=True, slots=True)
class Table:
    """What the table has signed. ``unsigned`` names tentative agreements without both initials, and open issues."""

    agreed: tuple[TentativeAgreement, ...]
    unsigned: tuple[str, ...]

    @property
    def signed(self) -> tuple[TentativeAgreement, ...]:
        """Those that bear both initials."""
        return tuple(one for one in self.agreed if one.is_closed)

    @property
    def is_complete(self) -> bool:
        """Whether there is something agreed and nothing open."""
        return bool(self.agreed) and not self.unsigned


@dataclass(frozen=True, slots=True)
class Task:
    """One step on the page: what it is, whether it is done, why it cannot be done yet, its deadline."""

    step: Step
    record: AdoptionStep | None
    refusal: str
    undoing: str
    due: Due | None
    detail: str = ""

    @property
    def word(self) -> str:
        """``Union ratification``."""
        return STEP_WORDS[self.step]

    @property
    def slug(self) -> str:
        """Its part of an address."""
        return self.step.value.lower()

    @property
    def has_own_page(self) -> bool:
        """Whether recording it takes more than a day."""
        return self.step in OWN_PAGES


def whole(user: User) -> AdoptionQuerySet:
    """Adoptions ``user`` is named on, with what a list or page shows."""
    found = Adoption.objects.visible_to(user)
    return found.select_related("agreement__unit__organization", "agreement__predecessor", "negotiation", "owner")


def called(user: User, reference: str) -> Adoption | None:
    """The adoption with this number of its own or of its agreement, if ``user`` is named on it. One query."""
    return next(iter(_CALLED.rows(user, reference=reference)), None)


def _called(user: User, reference: str) -> AdoptionQuerySet:
    return whole(user).filter(Q(reference=reference) | Q(agreement__reference=reference))


_CALLED: Compiled[Adoption] = Compiled(_called)


def table_of(adoption: Adoption) -> Table | None:
    """What was signed where its words were agreed; None when no negotiation belongs to it. Two queries."""
    if adoption.negotiation_id is None:
        return None
    agreed = TentativeAgreement.objects.filter(negotiation=adoption.negotiation_id).select_related("issue")
    open_issues = Issue.objects.filter(negotiation=adoption.negotiation_id).exclude(state__in=_SETTLED)
    named = {one.issue_id for one in agreed if not one.is_closed}
    unsigned = [f"{one} ({one.issue})" for one in agreed if not one.is_closed]
    unsigned += [str(issue) for issue in open_issues if issue.pk not in named]
    return Table(tuple(agreed), tuple(unsigned))


def done_of(adoption: Adoption, table: Table | None = None) -> dict[Step, AdoptionStep | None]:
    """The steps done, with their records. What the table signed needs none: it is counted there."""
    done: dict[Step, AdoptionStep | None] = {
        Step(row.step): row for row in adoption.steps.select_related("recorded_by", "document")
    }
    table = table or table_of(adoption)
    if table is not None:
        done.pop(Step.AGREED, None)
        if table.is_complete:
            done = {Step.AGREED: None, **done}
    return done


def tasks_of(adoption: Adoption, table: Table | None, dues: Sequence[Due]) -> list[Task]:
    """The task list: every step in order, with what stands in its way."""
    done = done_of(adoption, table)
    by_limit = {due.deadline.code: due for due in dues}
    unsigned = table.unsigned if table else ()
    details = _details(adoption, table)
    return [
        Task(
            step,
            done.get(step),
            refusal(step, done, unsigned=unsigned),
            undoing(step, done),
            by_limit.get(LIMIT_OF.get(step, "")),
            details.get(step, ""),
        )
        for step in Step
    ]


def ratification_words(vote: Ratification | None) -> str:
    """``Ratified June 2, 2026: 88 for, 12 against of 120 eligible, certified by Ty Boone``; "" for no vote."""
    if vote is None:
        return ""
    day = f"{vote.closed_on:%B} {vote.closed_on.day}, {vote.closed_on.year}"
    count = "" if vote.in_favor is None else f": {vote.in_favor} for, {vote.against} against"
    of = f" of {vote.eligible} eligible" if vote.in_favor is not None and vote.eligible else ""
    return f"{'Ratified' if vote.is_ratified else 'Voted down'} {day}{count}{of}, certified by {vote.certifier}"


def last_vote(adoption: Adoption) -> Ratification | None:
    """The unit's last vote."""
    return adoption.ratifications.first()


def last_resolution(adoption: Adoption) -> Resolution | None:
    """The Council's last roll call."""
    return adoption.resolutions.prefetch_related("votes").first()


def _details(adoption: Adoption, table: Table | None) -> dict[Step, str]:
    resolution = last_resolution(adoption)
    said = ""
    if resolution is not None:
        ayes = sum(vote.ballot == "AYE" for vote in resolution.votes.all())
        said = f"{resolution}: {ayes} of {len(resolution.votes.all())} aye"
    signed = f"{adoption.city_signer} and {adoption.union_signer}" if adoption.city_signer else ""
    agreed = f"{len(table.signed)} of {len(table.agreed)} signed" if table else ""
    return {
        Step.AGREED: agreed,
        Step.RATIFIED: ratification_words(last_vote(adoption)),
        Step.RESOLVED: said,
        Step.SIGNED: signed,
    }


def next_of(adoption: Adoption) -> str:
    """What can be done now, the first of it, in words; "" when all is done."""
    table = table_of(adoption)
    done = done_of(adoption, table)
    unsigned = table.unsigned if table else ()
    return next((STEP_WORDS[step] for step in Step if not refusal(step, done, unsigned=unsigned)), "")


def to_take(table: Table | None, taken: Sequence[TakenText]) -> list[TentativeAgreement]:
    """What both sides initialled and does not stand in the draft yet."""
    known = {one.agreed_id for one in taken}
    return [one for one in (table.signed if table else ()) if one.pk not in known]


def taken_of(adoption: Adoption) -> list[TakenText]:
    """The tentative agreements whose words stand in the draft."""
    return list(adoption.taken.select_related("agreed__issue", "taken_by"))


def packet_called(user: User, adoption: Adoption, number: str) -> CouncilPacket | None:
    """The build of an adoption with this number, if ``user`` may read its edition; without its facts. One query."""
    return next(iter(_PACKET.rows(user, adoption=adoption.pk, number=number)), None)


def _packet(user: User, adoption: int, number: str) -> QuerySet[CouncilPacket]:
    return CouncilPacket.objects.visible_to(user).filter(adoption=adoption, reference=number).defer("facts")


_PACKET: Compiled[CouncilPacket] = Compiled(_packet)


def printing_of(packet: CouncilPacket) -> PdfJob | None:
    """The last printing asked for of a packet."""
    return PdfJob.objects.filter(maker=MAKER, subject_id=packet.pk).first()
