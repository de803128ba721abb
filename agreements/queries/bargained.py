"""Which articles are on the table, for those alone who may know of the negotiation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.beside import Note
from agreements.models.adoption import Adoption
from agreements.models.text import Agreement, ArticleVersion
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.rules.vocabulary import IssueState
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.compiled import Compiled

_OVER = (IssueState.WITHDRAWN,)


def _on_the_table(user: User, as_of: date) -> QuerySet[Issue]:
    known = Negotiation.objects.visible_to(user).open().filter(opened_on__lte=as_of)
    # What is only a supposition of ours, or was floated off the record, did not pass.
    passed = Proposal.objects.on_record().filter(issue=OuterRef("pk")).exclude(package__is_off_record=True)
    issues = Issue.objects.filter(Q(Exists(passed)), negotiation__in=known.values("pk")).exclude(state__in=_OVER)
    return issues.select_related("negotiation")


_ON_THE_TABLE = Compiled(_on_the_table)


def bargained_beside(user: User, articles: Sequence[int], as_of: date) -> Iterator[Note]:
    """What of ``articles`` is being bargained on ``as_of``. Two queries; none for whoever reads no bargaining.

    Only what has passed across the table is told, so that the text may be open while the other
    side looks on: what the City's team prepares is seen at the table alone.
    """
    if not user.may(Permission.BARGAINING_READ):
        return
    issues = _ON_THE_TABLE.rows(user, as_of=as_of)
    if not issues:
        return
    held = ArticleVersion.objects.in_force(as_of).filter(article__in=articles)
    called = {(unit, number): article for article, unit, number in held.values_list("article", "unit", "number")}
    for issue in issues:
        article = called.get((issue.negotiation.unit_id or 0, issue.number))
        if article is not None:
            yield Note(
                article_id=article, kind="Under bargaining", title=f"On the table: {issue.title}",
                url=issue.negotiation.get_absolute_url(), reference=issue.negotiation.reference,
                chip=issue.get_state_display(),
            )  # fmt: skip


def costed_at(user: User, agreement: Agreement) -> list[Negotiation]:
    """The tables ``user`` may know of whose real cost this agreement's is: it was adopted from them, or they changed
    it while it was in force, and the costing it was adopted on is named. One query; none without the right.
    """
    if not user.may(Permission.BARGAINING_READ):
        return []
    held = Negotiation.objects.visible_to(user).filter(unit=agreement.unit_id, estimate__isnull=False)
    during = Q(estimate__adopted_on__range=(agreement.starts_on, agreement.ends_on))
    adopted = Adoption.objects.filter(agreement=agreement.pk, negotiation__isnull=False)
    elsewhere = Adoption.objects.filter(negotiation__isnull=False).exclude(agreement=agreement.pk)
    from_it = Q(pk__in=adopted.values("negotiation"))
    return list(held.filter(from_it | during & ~Q(pk__in=elsewhere.values("negotiation"))).order_by("reference"))
