"""Which articles are on the table, for those alone who may know of the negotiation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.beside import Note
from agreements.models.text import ArticleVersion
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
