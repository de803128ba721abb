"""The dossier of an article, and what the agreements themselves put into it: texts, side letters, official readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from agreements.dossier import Entry, Part, Subject, in_time, parts_for
from agreements.models.dossiers import DossierPrint
from agreements.models.interpretations import Interpretation
from agreements.models.side_letters import SideLetter
from agreements.models.text import Agreement, Article, ArticleVersion, cited
from agreements.queries.reading import text_url
from agreements.rules.interpretations import STATE_WORDS
from labor_office.core.documents.models import PdfJob
from labor_office.core.matters.models.matter import Matter, MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit

# Who sets the paper of a print.
MAKER = "dossier"
# Tabs of what only says what the words were: a dossier of nothing else says so.
TEXT = "text"
# How an address calls what bears no number.
PREAMBLE = "preamble"


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article and all that touched it. ``agreement`` holds its newest words; ``read_on`` is a day that has some."""

    unit: BargainingUnit
    article: Article
    agreement: Agreement
    number: str
    title: str
    read_on: date
    parts: tuple[Part, ...]

    @property
    def cited(self) -> str:
        """``Art. 14, Overtime and call-outs``."""
        return ", ".join(filter(None, [cited(self.number), self.title]))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything, the newest first."""
        return in_time(self.parts)

    @property
    def is_text_alone(self) -> bool:
        """Whether nothing but the text is known."""
        return all(part.code == TEXT for part in self.parts)


def dossier_of(user: User, unit_slug: str, number: str, *, on: date) -> Dossier:
    """Everything on the article or section called ``number`` on a day that ``user`` may know of.

    ``number`` is a number or its part of an address, in any case. Where nothing is called so
    on that day, whatever was so called last. Four queries, and those of each source. Raises
    Article.DoesNotExist when no words of it may be read.
    """
    unit = BargainingUnit.objects.filter(slug=unit_slug).first()
    if unit is None:
        raise Article.DoesNotExist
    called = _called(ArticleVersion.objects.visible_to(user).filter(unit=unit), number, on)
    if called is None:
        raise Article.DoesNotExist
    newest = _newest(user, called.article)
    subject = Subject(unit.pk, _with_sections(user, called.article))
    parts = parts_for(user, subject)
    return Dossier(unit, called.article, newest.agreement, newest.number, newest.title, _day_of(called, on), parts)


def open_to_office(entries: Iterable[Entry]) -> frozenset[int]:
    """The entries' matters that all of the office may know of: of its level, and nobody is shut out. One query."""
    walled = MatterExclusion.objects.filter(ended_at=None).values("matter")
    ids = {entry.matter_id for entry in entries if entry.matter_id is not None}
    found = Matter.objects.filter(pk__in=ids, level=Level.OFFICE).exclude(pk__in=walled)
    return frozenset(found.values_list("pk", flat=True))


def newest_print(user: User, article: Article) -> tuple[DossierPrint | None, PdfJob | None]:
    """The newest PDF of an article's dossier that ``user`` asked for, and how far it is. Two queries at most."""
    made = DossierPrint.objects.visible_to(user).filter(article=article).first()
    return made, job_of(made) if made else None


def job_of(made: DossierPrint) -> PdfJob | None:
    """The worker's job of one print, with the document it became. One query."""
    return PdfJob.objects.filter(maker=MAKER, subject_id=made.pk).select_related("document").first()


def texts(user: User, subject: Subject) -> Iterator[Entry]:
    """The words of every clause by date, each as it began to hold. One query."""
    found = ArticleVersion.objects.visible_to(user).filter(article__in=subject.article_ids, in_force__isempty=False)
    for row in found.exclude(text="").select_related("unit", "agreement", "change__letter"):
        by = f"by {row.change.letter.reference}" if row.change else f"in the agreement {row.agreement.term_name}"
        begins = row.in_force.lower
        yield Entry(
            on=begins,
            kind="Text",
            title=f"{row}, {by}",
            text=row.text,
            url=text_url(row.unit.slug, row.number, begins),
            number=row.number,
            chip=f"until {row.in_force.upper:%b} {row.in_force.upper.day}, {row.in_force.upper.year}"
            if row.in_force.upper
            else "In force",
            chip_kind="quiet" if row.in_force.upper else "met",
        )


def side_letters(user: User, subject: Subject) -> Iterator[Entry]:
    """The letters put in force that changed a clause. One query."""
    found = SideLetter.objects.visible_to(user).in_force().filter(changes__article__in=subject.article_ids).distinct()
    for letter in found:
        yield Entry(
            on=letter.effective_on,
            kind=letter.get_form_display(),
            title=letter.title,
            text=letter.text,
            url=letter.get_absolute_url(),
            reference=letter.reference,
            matter_id=letter.pk,
        )


def readings(user: User, subject: Subject) -> Iterator[Entry]:
    """The official readings that ever went out on a clause. One query."""
    found = Interpretation.objects.visible_to(user).issued().filter(sections__article__in=subject.article_ids)
    for reading in found.distinct():
        yield Entry(
            on=reading.effective_on or reading.opened_on,
            kind="Interpretation",
            title=reading.question or reading.title,
            text=reading.answer,
            url=reading.get_absolute_url(),
            reference=reading.reference,
            chip="Needs review" if reading.is_in_question else STATE_WORDS[reading.standing],
            chip_kind="risk" if reading.is_in_question else reading.chip,
            matter_id=reading.pk,
        )


def _called(held: QuerySet[ArticleVersion], number: str, on: date) -> ArticleVersion | None:
    """The version called ``number`` on a day, or the last that ever was."""
    anchor = "-".join(number.lower().split())
    named = held.alias(anchor=Replace(Lower("number"), Value(" "), Value("-"))).select_related("article")
    named = named.filter(anchor="" if anchor == PREAMBLE else anchor, in_force__isempty=False)
    return named.filter(in_force__contains=on).first() or named.order_by("-in_force", "-pk").first()


def _day_of(version: ArticleVersion, on: date) -> date:
    """``on``, or else the last day on which the words held, or their first where they are still to come."""
    first: date = version.in_force.lower
    after: date | None = version.in_force.upper
    if on in version.in_force:
        return on
    return first if after is None or on < first else after - timedelta(days=1)


def _newest(user: User, article: Article) -> ArticleVersion:
    found = ArticleVersion.objects.visible_to(user).filter(article=article).select_related("agreement")
    return found.order_by("-in_force", "-pk")[0]


def _with_sections(user: User, article: Article) -> tuple[int, ...]:
    """The article and whatever stood under it on any day, two levels deep. One query."""
    under = ArticleVersion.objects.filter(parent=article).values("article")
    found = ArticleVersion.objects.visible_to(user).filter(Q(parent=article) | Q(parent__in=under))
    return (article.pk, *found.order_by("article").values_list("article", flat=True).distinct())
