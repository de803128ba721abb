"""What the agreements themselves put beside the text and into a search: official readings and side letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db.models import Count, F, Func, Q, QuerySet

from agreements.beside import Note
from agreements.finding import Find
from agreements.models.interpretations import ConstruedSection, Interpretation
from agreements.models.side_letters import SideLetter
from agreements.rules.interpretations import ReadingState
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled

_LONGEST = 320


def _with_title() -> Func:
    """The title and the words that are kept with a reading or letter, as one text to search.

    A title is a few words, quickly read anew; to read the rest anew for every row took a tenth of a
    second for five hundred of them.
    """
    title = SearchVector("title", weight="A", config="english")
    return Func(title, F("words"), template="(%(expressions)s)", arg_joiner=" || ", output_field=SearchVectorField())


def _readings(user: User, articles: list[int], as_of: date) -> QuerySet[ConstruedSection]:
    seen = Interpretation.objects.visible_to(user).holding(as_of)
    rows = ConstruedSection.objects.filter(article__any_of=articles, interpretation__in=seen.values("pk"))
    newest = rows.order_by("-interpretation__effective_on", "-interpretation")
    return newest.select_related("interpretation__successor")


_READINGS = Compiled(_readings)


def readings_beside(user: User, articles: Sequence[int], as_of: date) -> Iterator[Note]:
    """The published readings of ``articles`` that held on ``as_of``, the newest first. One query."""
    for row in _READINGS.rows(user, articles=list(articles), as_of=as_of):
        reading = row.interpretation
        yield Note(
            article_id=row.article_id,
            kind="Interpretation",
            title=reading.question or reading.title,
            text=reading.answer,
            url=reading.get_absolute_url(),
            reference=reading.reference,
            is_answer=True,
            chip=_chip(reading),
            chip_kind="risk" if reading.is_in_question else "quiet",
        )


def _chip(reading: Interpretation) -> str:
    """What a reader must know of it before relying on it; "" for nothing."""
    if reading.is_in_question:
        return "Needs review"
    next_day = reading.successor.effective_on if reading.standing is ReadingState.SUPERSEDED else None
    return f"Replaced from {next_day:%b} {next_day.day}, {next_day.year}" if next_day else ""


def readings_counted(user: User, agreements: Sequence[int]) -> Mapping[int, int]:
    """How many published readings construe the words of each agreement. One query."""
    seen = Interpretation.objects.visible_to(user).published().values("pk")
    rows = ConstruedSection.objects.filter(interpretation__in=seen, version__agreement__in=agreements)
    counted = rows.values("version__agreement").annotate(count=Count("interpretation", distinct=True)).order_by()
    return {row["version__agreement"]: row["count"] for row in counted}


def readings_found(user: User, words: str, units: Sequence[int], limit: int, on: date | None) -> list[Find]:
    """Readings that hold on ``on`` (at any time, for None) whose question or answer holds the words, best first.

    One query.
    """
    question = SearchQuery(words, config="english", search_type="websearch")
    seen = Interpretation.objects.visible_to(user)
    seen = seen.published() if on is None else seen.holding(on)
    found = seen.annotate(held=_with_title()).filter(held=question)
    found = found.filter(unit__in=units) if units else found
    ranked = found.annotate(rank=SearchRank(F("held"), question)).select_related("unit").order_by("-rank", "-pk")
    return [
        Find(
            row.question or row.title, row.get_absolute_url(), f"{row.unit or 'Every unit'}",
            row.answer[:_LONGEST], row.reference,
        )
        for row in ranked[:limit]
    ]  # fmt: skip


def letters_found(user: User, words: str, units: Sequence[int], limit: int, on: date | None) -> list[Find]:
    """Side letters that hold on ``on`` (at any time, for None) whose title or text holds the words, best first.

    One query.
    """
    question = SearchQuery(words, config="english", search_type="websearch")
    seen = SideLetter.objects.visible_to(user).in_force()
    if on is not None:
        seen = seen.filter(Q(ends_on=None) | Q(ends_on__gte=on), effective_on__lte=on)
    found = seen.annotate(held=_with_title()).filter(held=question)
    found = found.filter(unit__in=units) if units else found
    ranked = found.annotate(rank=SearchRank(F("held"), question)).select_related("unit").order_by("-rank", "-pk")
    return [
        Find(
            row.title, row.get_absolute_url(),
            f"{row.unit}, from {row.effective_on:%b} {row.effective_on.day}, {row.effective_on.year}",
            row.text[:_LONGEST], row.reference,
        )
        for row in ranked[:limit]
    ]  # fmt: skip
