"""Reads of interpretations: beside the text, in conflict, and who is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from agreements.models.interpretations import ConstruedSection, CounselReview, Interpretation, InterpretationQuerySet
from agreements.models.text import Article, ArticleVersion
from agreements.rules.interpretations import AUDIENCE_WORDS, BASIS_WORDS, Audience, Basis
from agreements.rules.memos import ConstruedWords, InterpretationMemo
from labor_office.core.documents.letters import signature_of
from labor_office.core.documents.models import Letter
from labor_office.core.documents.rules.papers import number_paragraphs, paragraphs
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import DepartmentContact

# Whom a published reading reaches inside the office.
OFFICE_ROLES = (Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.TRAINER)


@dataclass(frozen=True, slots=True)
class Told:
    """Someone a reading reaches, and why."""

    user: User
    why: str


def whole(user: User) -> InterpretationQuerySet:
    """Interpretations ``user`` may read with all a list or page shows, in three queries."""
    return _rows(user).prefetch_related(*_parts())


def called(user: User, reference: str) -> Interpretation | None:
    """The interpretation with this number, if ``user`` may read it; without its parts, which ``with_parts`` adds."""
    return next(iter(_CALLED.rows(user, reference=reference)), None)


def with_parts(interpretation: Interpretation) -> Interpretation:
    """The same with its sections and departments. Two queries."""
    prefetch_related_objects([interpretation], *_parts())
    return interpretation


def _rows(user: User) -> InterpretationQuerySet:
    return Interpretation.objects.visible_to(user).select_related("unit", "owner", "published_by")


def _parts() -> tuple[Prefetch[str], str]:
    return Prefetch("sections", ConstruedSection.objects.select_related("article", "version__agreement")), "departments"


_CALLED: Compiled[Interpretation] = Compiled(lambda user, reference: _rows(user).filter(reference=reference))


def sections_in_words(sections: Iterable[ConstruedSection]) -> str:
    """``section 14.3, section 14.4``; what a reading construes, for lists and mails."""
    return ", ".join(str(one.article) for one in sections)


def standing_on(user: User, articles: Sequence[Article], *, on: date) -> InterpretationQuerySet:
    """Published readings of ``articles`` that hold on ``on``, newest first, as far as ``user`` may read them."""
    found = whole(user).holding(on).filter(sections__article__in=articles)
    return found.order_by("-effective_on", "-pk").distinct()


def replaced_by(user: User, interpretation: Interpretation) -> Interpretation | None:
    """The reading this one replaces, when ``user`` may read that one too. One query or none."""
    if interpretation.supersedes_id is None:
        return None
    return Interpretation.objects.visible_to(user).filter(pk=interpretation.supersedes_id).first()


def conflicts_of(user: User, interpretation: Interpretation) -> list[Interpretation]:
    """Published readings of the same articles which this one does not replace: they would stand beside it.

    As far as ``user`` may read them.
    """
    articles = interpretation.sections.values("article")
    others = Interpretation.objects.visible_to(user).published().filter(sections__article__in=articles)
    return list(
        others.exclude(pk__in=[interpretation.pk, interpretation.supersedes_id or 0]).distinct().order_by("reference")
    )


def who_is_told(interpretation: Interpretation, *, but: User) -> list[Told]:
    """Whom publication reaches, each once: the office, and the departments it binds. Three queries at most.

    Nobody who is shut out of the reading: the mail would tell what its page does not.
    """
    walled = shut_out_of(interpretation)
    told = {
        person.pk: Told(person, "You work in Labor Relations.")
        for person in User.objects.in_role(*OFFICE_ROLES).exclude(pk__in=walled).order_by("name")
    }
    contacts = (
        DepartmentContact.objects.filter(user__is_active=True)
        .exclude(user__in=walled)
        .select_related("user", "department")
    )
    audience = Audience(interpretation.audience)
    if audience is Audience.EVERYONE:
        contacts = contacts.filter(part=DepartmentContact.Part.LIAISON)
    elif audience is Audience.DEPARTMENTS:
        contacts = contacts.filter(department__in=interpretation.departments.all())
    else:
        contacts = contacts.none()
    for contact in contacts.order_by("user__name"):
        told.setdefault(contact.user_id, Told(contact.user, f"It binds {contact.department}."))
    told.pop(but.pk, None)
    return list(told.values())


def shut_out_of(interpretation: Interpretation) -> QuerySet[MatterExclusion, int]:
    """The keys of whoever is shut out of it today, for use inside another query."""
    return MatterExclusion.objects.filter(matter=interpretation.pk, ended_at=None).values_list("user", flat=True)


def reviews_of(user: User, interpretation: Interpretation) -> Sequence[CounselReview]:
    """Counsel's rounds, newest first; nothing for those who neither draft nor review."""
    if not (user.may(Permission.AGREEMENT_EDIT) or user.may(Permission.INTERPRETATION_REVIEW)):
        return ()
    return list(interpretation.reviews.select_related("asked_by", "answered_by"))


def version_read(article: Article, on: date) -> ArticleVersion | None:
    """The words of ``article`` in force on ``on``; None when none are held for that day."""
    return ArticleVersion.objects.in_force(on).filter(article=article).first()


def articles_and_theirs(articles: Sequence[Article]) -> list[int]:
    """Keys of ``articles`` and of the articles they are sections of: a reading of the whole rests on its parts."""
    changed = [article.pk for article in articles]
    above = ArticleVersion.objects.filter(article__in=changed, parent__isnull=False).values_list("parent", flat=True)
    return sorted({*changed, *(pk for pk in above if pk is not None)})


def audience_words(interpretation: Interpretation) -> str:
    """``every department``; or the departments by name."""
    if interpretation.audience == Audience.DEPARTMENTS:
        return ", ".join(str(each) for each in interpretation.departments.all()) or "no department yet"
    words = AUDIENCE_WORDS[Audience(interpretation.audience)]
    return words[:1].lower() + words[1:] if words.startswith("Every") else words


def gather_memo(letter: Letter, *, dated_on: date) -> InterpretationMemo:
    """The memo as it reads now."""
    found = Interpretation.objects.select_related("unit", "supersedes").get(pk=letter.matter_id)
    basis = BASIS_WORDS[Basis(found.basis)]
    old = found.supersedes
    return InterpretationMemo(
        reference=found.reference,
        title=found.title,
        unit=found.unit.name if found.unit else "",
        scope=audience_words(found),
        basis=f"{basis}: {found.basis_note.rstrip('.')}" if found.basis_note else basis,
        question=paragraphs(found.question),
        answer=paragraphs(found.answer),
        words=tuple(_construed(one) for one in found.sections.select_related("article", "version__agreement")),
        reasoning=number_paragraphs(4, paragraphs(found.reasoning)),
        effective_on=found.effective_on,
        supersedes=old.reference if old else "",
        signature=signature_of(letter),
    )


def _construed(section: ConstruedSection) -> ConstruedWords:
    version = section.version
    if version is None:
        return ConstruedWords(str(section.article), "no words of it held on that day")
    return ConstruedWords(
        str(version), version.agreement.title, paragraphs(version.text), version.in_force.lower if version else None
    )


def searched(found: InterpretationQuerySet, words: str) -> InterpretationQuerySet:
    """Those whose number, title, question or answer hold ``words``."""
    text = Q(title__icontains=words) | Q(question__icontains=words) | Q(answer__icontains=words)
    return found.filter(text | Q(reference__iexact=words) | Q(sections__article__number=words)).distinct()
