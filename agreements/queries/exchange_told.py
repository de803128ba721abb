"""What the table adds to an article's dossier: every proposal and counter, what was agreed, and its way into the draft.

Only for those who may know of the negotiation. What was floated off the record, caucus
notes and what a proposal was meant to do are in no dossier, whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from agreements.dossier import Entry, Subject
from agreements.models.adoption import Adoption, TakenText
from agreements.models.text import ArticleVersion
from bargaining.models.negotiation import Negotiation, on_day
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.rules.vocabulary import ProposalState
from labor_office.core.users.models import User

CHIPS = {
    ProposalState.AGREED: "met",
    ProposalState.PRESENTED: "wait",
    ProposalState.COUNTERED: "plan",
}


def exchange_told(user: User, subject: Subject) -> Iterator[Entry]:
    """Everything that passed on the article at the tables ``user`` may know of. Five queries."""
    tables = list(Negotiation.objects.visible_to(user).filter(unit=subject.unit_id))
    if not tables:
        return
    wanted = _on_articles(tables, subject)
    yield from _proposals(wanted)
    yield from _agreed(wanted)
    yield from _taken(user, wanted)


def _on_articles(tables: list[Negotiation], subject: Subject) -> Q:
    """Issues about the article: by the number it bore in the words that each table bargained over."""
    versions = ArticleVersion.objects.filter(article__in=subject.article_ids).values_list("number", "in_force")
    held = list(versions)
    wanted = Q(pk__in=[])
    for table in tables:
        day = on_day(table)
        numbers = {number for number, days in held if day in days} or {number for number, _ in held}
        whole = {number.split(".")[0] for number in numbers}
        wanted |= Q(negotiation=table, issue__number__in=numbers | whole)
    return wanted


def _proposals(wanted: Q) -> Iterator[Entry]:
    passed: QuerySet[Proposal] = Proposal.objects.on_record().filter(wanted)
    for one in passed.select_related("issue", "negotiation", "package"):
        yield Entry(
            on=timezone.localtime(one.passed_at).date(),
            kind="Counter" if one.replies_to_id else "Proposal",
            title=f"{one} on Art. {one.issue.number}" + (f": {one.words}" if one.words else ""),
            text=one.text,
            url=reverse("bargaining:proposal", args=[one.negotiation.reference, one.reference]),
            reference=f"{one.negotiation.reference} {one.reference}",
            number=one.issue.number,
            chip=one.get_state_display() + (f", {one.package}" if one.package else ""),
            chip_kind=CHIPS.get(ProposalState(one.state), "quiet"),
            matter_id=one.negotiation_id,
            is_open_to_file=False,
        )


def _agreed(wanted: Q) -> Iterator[Entry]:
    for one in TentativeAgreement.objects.filter(wanted).select_related("issue", "negotiation"):
        closed = max(filter(None, [one.city_initialled_at, one.union_initialled_at]), default=one.drafted_at)
        yield Entry(
            on=timezone.localtime(closed).date(),
            kind="Tentative agreement",
            title=f"{one} on Art. {one.issue.number}, {one.issue.title}",
            text=one.text,
            url=reverse("bargaining:sheet", args=[one.negotiation.reference, one.number]),
            reference=f"{one.negotiation.reference} {one}",
            number=one.issue.number,
            chip="Both initials" if one.is_closed else "Waits for initials",
            chip_kind="met" if one.is_closed else "wait",
            matter_id=one.negotiation_id,
            is_open_to_file=False,
        )


def _taken(user: User, wanted: Q) -> Iterator[Entry]:
    agreed = TentativeAgreement.objects.filter(wanted).values("pk")
    found = TakenText.objects.filter(agreed__in=agreed, adoption__in=Adoption.objects.visible_to(user))
    for one in found.select_related("agreed__issue", "adoption__agreement"):
        yield Entry(
            on=timezone.localtime(one.taken_at).date(),
            kind="Taken into the draft",
            title=f"{one.agreed} stands in the draft of {one.adoption.agreement.reference}",
            url=one.adoption.get_absolute_url(),
            reference=one.adoption.reference,
            number=one.agreed.issue.number,
            chip="As initialled",
            chip_kind="met",
            matter_id=one.adoption_id,
            is_open_to_file=False,
        )
