"""The text of an agreement gathered for paper: in force on a day, or as drafted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from agreements.models.drafts import Draft, DraftClause
from agreements.models.papers import TextPaper
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.editions import AgreementPaper, Clause, Edition, Signatory, anchor_of, lines_of
from agreements.rules.outline import openings
from agreements.rules.timeline import ONE_DAY
from agreements.rules.vocabulary import ClauseLevel
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.documents.rules.dates import day_in_words
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

# What the worker calls the maker of these papers.
MAKER = "agreement_text"


class NoTextThatDay(Exception):
    """No words of the agreement are in force on the day asked for."""


def conformed(agreement: Agreement, *, as_of: date, user: User) -> AgreementPaper:
    """The words in force on ``as_of`` with every side letter worked in. Two queries. Raises NoTextThatDay."""
    versions = ArticleVersion.objects.visible_to(user).in_force(as_of).filter(agreement=agreement)
    clauses = _clauses([(row, _note(row)) for row in versions.select_related("change__letter")])
    day = f"{as_of:%B} {as_of.day}, {as_of.year}"
    if not clauses:
        raise NoTextThatDay(f"No words of this agreement are in force on {day}.")
    return _paper(
        agreement,
        Edition.CONFORMED,
        clauses,
        as_of=as_of,
        foot=f"Conformed copy as of {day}",
        standing=f"The words in force on {day}, with every side letter of that day worked in. Not signed: the signed "
        "agreement and side letters govern where this copy differs from them.",
    )


def memorandum(draft: Draft, edition: Edition) -> AgreementPaper:
    """The drafted text as a memorandum of agreement, clean or with a page to sign. One query. Raises NoTextThatDay."""
    agreement = draft.agreement
    clauses = _clauses([(row, "") for row in draft.clauses.order_by("position")])
    if not clauses:
        raise NoTextThatDay("The draft has no text yet.")
    standing = (
        f"Between the City and {_organization(agreement)}, for a term from the "
        f"{day_in_words(agreement.starts_on)} to the {day_in_words(agreement.ends_on)}."
    )
    signatories = _signatories(agreement) if edition is Edition.SIGNATURE else ()
    foot = "Memorandum of agreement" if edition is Edition.SIGNATURE else "Clean copy, not signed"
    return _paper(agreement, edition, clauses, as_of=None, foot=foot, standing=standing, signatories=signatories)


def _paper(
    agreement: Agreement,
    edition: Edition,
    clauses: tuple[Clause, ...],
    *,
    as_of: date | None,
    foot: str,
    standing: str,
    signatories: tuple[Signatory, ...] = (),
) -> AgreementPaper:
    return AgreementPaper(
        edition=edition.value,
        title=agreement.title,
        unit=str(agreement.unit),
        organization=_organization(agreement),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        as_of=as_of,
        foot=foot,
        standing=standing,
        clauses=clauses,
        signatories=signatories,
    )


def _clauses(rows: Sequence[tuple[ArticleVersion | DraftClause, str]]) -> tuple[Clause, ...]:
    """The rows in order, each with its note; a part of the agreement is named where it begins."""
    articles = [place for place, (row, _) in enumerate(rows) if row.level == ClauseLevel.ARTICLE]
    parts = dict(zip(articles, openings([rows[place][0].part for place in articles]), strict=True))
    return tuple(
        Clause(
            anchor_of(place), row.level, row.number, row.title, note, lines_of(row.number, row.text),
            parts.get(place, ""),
        )
        for place, (row, note) in enumerate(rows)
    )  # fmt: skip


def _note(row: ArticleVersion) -> str:
    if row.change is None:
        return ""
    words = f"As changed by {row.change.letter.reference}, {row.change.letter.title}"
    if row.in_force.upper is not None:
        last = row.in_force.upper - ONE_DAY
        return f"{words}, through {last:%B} {last.day}, {last.year}."
    return f"{words}."


def _organization(agreement: Agreement) -> str:
    unit = agreement.unit
    return str(unit.organization) if unit is not None and unit.organization is not None else str(unit)


def _signatories(agreement: Agreement) -> tuple[Signatory, ...]:
    """Two lines for each side: who negotiated and who binds it."""
    union = _organization(agreement)
    owner = agreement.owner
    return (
        Signatory("For the City", "City Manager"),
        Signatory("For the City", owner.name if owner else "Chief negotiator", owner.title if owner else ""),
        Signatory(f"For {union}", "President"),
        Signatory(f"For {union}", "Chief negotiator"),
    )


def readable(user: User) -> QuerySet[Agreement]:
    """The agreements whose text ``user`` may read: those they know of, and the published ones open to all readers."""
    known = Agreement.objects.visible_to(user).values("pk")
    if not (user.is_active and user.may(Permission.AGREEMENT_READ)):
        return Agreement.objects.filter(pk__in=known)
    walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
    is_law = Q(level=Level.OFFICE) & ~Q(published_at=None) & ~Q(pk__in=walls)
    return Agreement.objects.filter(is_law | Q(pk__in=known)).select_related("unit__organization", "owner")


def printing_of(paper: TextPaper) -> tuple[Document | None, PdfJob | None]:
    """The PDF of a paper once it is kept, and the last printing asked for. Two queries."""
    document = Document.objects.filter(reference=paper.reference).first()
    return document, PdfJob.objects.filter(maker=MAKER, subject_id=paper.pk).first()


def papers_readable(user: User) -> QuerySet[TextPaper]:
    """Papers of agreements whose text ``user`` may read, the newest first; those of a draft for who works on it."""
    found = TextPaper.objects.filter(agreement__in=readable(user))
    if not user.may(Permission.AGREEMENT_EDIT):
        found = found.filter(edition=Edition.CONFORMED)
    return found.select_related("agreement__unit", "asked_by").defer("facts")
