"""Reads of bills: lists, what they touch, the memo that recommends a position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from agreements.beside import Note
from agreements.dossier import Entry, Subject
from agreements.models.legislation import Bill, BillQuerySet, ReopenerFlag
from agreements.models.policies import Policy
from agreements.models.text import Agreement
from agreements.rules.legislation import OVER, POSITION_WORDS, BillMemo, Position
from agreements.rules.policies import POLICY_CHIPS, PolicyState
from labor_office.core.documents.letters import signature_of
from labor_office.core.documents.models import Letter
from labor_office.core.documents.rules.papers import number_paragraphs, paragraphs
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled


def whole(user: User) -> BillQuerySet:
    """Bills ``user`` may know of, with what a list shows."""
    return Bill.objects.visible_to(user).select_related("owner").prefetch_related("articles__unit")


def searched(found: BillQuerySet, words: str) -> BillQuerySet:
    """Those whose number, subject, sponsor or summary hold ``words``."""
    text = Q(title__icontains=words) | Q(summary__icontains=words) | Q(sponsor__icontains=words)
    return found.filter(text | Q(number__icontains=words) | Q(reference__iexact=words))


def touched_words(bill: Bill, user: User) -> tuple[str, ...]:
    """What a bill would change, in words: articles with their unit, policies ``user`` knows of, procedures."""
    articles = [f"{article} ({article.unit})" for article in bill.articles.select_related("unit")]
    known = Policy.objects.visible_to(user).filter(pk__in=bill.policies.values("pk"))
    policies = [f"{one.number}, {one.title}" for one in known]
    return (*articles, *policies, *bill.procedures.values_list("title", flat=True))


def flags_of(bill: Bill, user: User) -> list[ReopenerFlag]:
    """The agreements it may reopen, as far as ``user`` may know of them."""
    known = Agreement.objects.visible_to(user)
    return list(
        ReopenerFlag.objects.filter(cause=bill.pk, agreement__in=known).select_related("agreement", "cleared_by")
    )


def gather_memo(letter: Letter, *, dated_on: date) -> BillMemo:
    """The memo as it reads now: facts from the bill, analysis and recommendation as typed."""
    bill = Bill.objects.get(pk=letter.matter_id)
    return BillMemo(
        reference=bill.reference,
        number=bill.number,
        session=bill.session,
        sponsor=bill.sponsor,
        status=bill.get_status_display(),
        status_on=bill.status_on,
        position=POSITION_WORDS[Position(bill.position)],
        summary=paragraphs(bill.summary),
        effect=paragraphs(bill.effect),
        touches=touched_words(bill, letter.drafted_by),
        analysis=number_paragraphs(4, paragraphs(letter.fields.get("analysis", ""))),
        recommendation=paragraphs(letter.fields.get("recommendation", "")),
        addressee=letter.fields.get("addressee", ""),
        signature=signature_of(letter),
    )


_BILLS = Compiled(
    lambda _user, articles: Bill.articles.through.objects.filter(article__any_of=articles).values_list(
        "bill", "article"
    )
)
_POLICIES = Compiled(
    lambda _user, articles: Policy.articles.through.objects.filter(article__any_of=articles).values_list(
        "policy", "article"
    )
)


def bills_beside(user: User, articles: Sequence[int], _as_of: date) -> Iterator[Note]:
    """Bills under way or enacted that would change these articles. Two queries."""
    through = _BILLS.rows(user, articles=list(articles))
    found = {one.pk: one for one in Bill.objects.visible_to(user).filter(pk__in=[bill for bill, _ in through])}
    for bill_id, article_id in through:
        one = found.get(bill_id)
        if one is not None and (one.standing not in OVER or one.effective_on):
            yield Note(
                article_id=article_id,
                kind="Legislation",
                title=f"{one.number}: {one.title}",
                text=one.effect,
                url=one.get_absolute_url(),
                reference=one.reference,
                chip=one.get_status_display(),
                chip_kind=one.chip,
            )


def policies_beside(user: User, articles: Sequence[int], _as_of: date) -> Iterator[Note]:
    """Policies linked to these articles that are not repealed. Two queries."""
    through = _POLICIES.rows(user, articles=list(articles))
    known = Policy.objects.visible_to(user).exclude(state=PolicyState.REPEALED)
    found = {one.pk: one for one in known.filter(pk__in=[policy for policy, _ in through])}
    for policy_id, article_id in through:
        one = found.get(policy_id)
        if one is not None:
            yield Note(
                article_id=article_id,
                kind="Policy",
                title=f"{one.number}: {one.title}",
                url=one.get_absolute_url(),
                reference=one.reference,
                chip=one.get_state_display(),
                chip_kind=POLICY_CHIPS[one.standing],
            )


def bills_in_dossier(user: User, subject: Subject) -> Iterable[Entry]:
    """Bills that would change the article, for its dossier. One query."""
    found = Bill.objects.visible_to(user).filter(articles__in=subject.article_ids).distinct()
    return [
        Entry(
            on=one.status_on,
            kind="Legislation",
            title=f"{one.number}: {one.title}",
            text=one.effect,
            url=one.get_absolute_url(),
            reference=one.reference,
            chip=one.get_status_display(),
            chip_kind=one.chip,
            matter_id=one.pk,
        )
        for one in found
    ]
