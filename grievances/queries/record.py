"""One case as its page shows it, in a fixed number of queries however long its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import JSONObject

from agreements.models.text import Article, ArticleVersion
from grievances.letters import ACKNOWLEDGEMENT
from grievances.models import Citation, Grievance, GrievanceStep, Proceeding
from grievances.queries.places import Place, place_from
from grievances.queries.record_parts import (
    Cited,
    EarlierShown,
    PaperShown,
    PartyShown,
    TaskShown,
    paper_of,
    task_of,
)  # fmt: skip
from labor_office.core.deadlines.models.clocks import ClockStop, Extension
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.documents.models import Document, Letter
from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterEvent
from labor_office.core.matters.models.record import Note, Party, Request
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled

TIMELINE = 5
MOST_RELATED = 100
SHOWN_EARLIER = 4
# Said by the act itself already; the full history shows them.
KIND = "grievance"
QUIET_VERBS = ("clock.recorded", "deadline.checked")


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the record page and its sub pages share."""

    grievance: Grievance
    place: Place
    steps: Sequence[GrievanceStep]
    deadlines: Sequence[Deadline]
    events: Sequence[MatterEvent]
    cited: Sequence[Cited]
    earlier: Sequence[EarlierShown]
    parties: Sequence[PartyShown]
    tasks: Sequence[TaskShown]
    papers: Sequence[PaperShown]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The day whose contract language governs: that of the event, else of receipt."""
        return self.grievance.event_on or self.grievance.received_on

    @property
    def as_of_words(self) -> str:
        """``June 9, 2026``."""
        return f"{self.as_of:%B} {self.as_of.day}, {self.as_of.year}"


def record_of(user: User, reference: str, *, today: date) -> Record:
    """The case called ``reference``, as ``user`` may see it. Six queries. Raises Grievance.DoesNotExist."""
    grievance = next(iter(_HEAD.rows(user, reference=reference)), None)
    if grievance is None:
        raise Grievance.DoesNotExist
    steps = _STEPS.rows(user, matter=grievance.pk)
    deadlines = _DEADLINES.rows(user, matter=grievance.pk)
    events = _EVENTS.rows(user, matter=grievance.pk)
    place = place_from(
        grievance,
        clock=grievance.clock,
        steps=steps,
        deadlines=deadlines,
        is_stopped=grievance.is_stopped,  # type: ignore[attr-defined]  # annotated
        today=today,
    )
    cited = _cited(user, grievance)
    articles = tuple(one.article.pk for one in cited if one.article is not None)
    found = _EARLIER.rows(user, matter=grievance.pk, articles=articles)
    counts = {name: getattr(grievance, f"{name}_count") for name in _COUNTED}
    return Record(
        grievance=grievance,
        place=place,
        steps=steps,
        deadlines=deadlines,
        events=events,
        cited=cited,
        earlier=[EarlierShown(*row[:-1]) for row in found],
        parties=[PartyShown(**row) for row in grievance.party_rows],  # type: ignore[attr-defined]
        tasks=[task_of(row) for row in grievance.task_rows],  # type: ignore[attr-defined]
        papers=[paper_of(row) for row in grievance.paper_rows],  # type: ignore[attr-defined]
        counts=counts | {"related": found[0][-1] if found else 0},
    )


def timeline(user: User, matter: Matter) -> QuerySet[MatterEvent]:
    """What people did on the matter, newest first, without what the clock notes beside it."""
    return _told(MatterEvent.objects.visible_to(user), matter.pk)


def _told(events: QuerySet[MatterEvent], matter: int) -> QuerySet[MatterEvent]:
    found = events.filter(matter_id=matter).exclude(verb__in=QUIET_VERBS)
    return found.select_related("actor").order_by("-occurred_at", "-pk")


def _newest(user: User, matter: int) -> QuerySet[MatterEvent]:
    """The newest of the timeline; the matter was found by its wall before."""
    return _told(MatterEvent.objects.readable_by(user, kind=KIND), matter)[:TIMELINE]


def _steps(_user: User, matter: int) -> QuerySet[GrievanceStep]:
    return GrievanceStep.objects.filter(grievance_id=matter).select_related("decider", "meeting", "letter__document")


def _deadlines(_user: User, matter: int) -> QuerySet[Deadline]:
    found = Deadline.objects.filter(matter_id=matter).select_related("calendar_version__calendar")
    return found.order_by("due_on", "pk")


_UNSIGNED = Extension.objects.filter(
    matter_id=OuterRef("pk"), cycle=OuterRef("clock__cycle"), signed_on=None, is_as_of_right=False, withdrawn_at=None
)
_COUNTED = ("documents", "notes", "parties", "events", "readers")


def _head(user: User, reference: str) -> QuerySet[Grievance]:
    """The head of the page with its short lists and counts, in the query that finds it.

    Its wall is the grievance's: what hangs on the grievance is asked for its level alone.
    """
    found = Grievance.objects.visible_to(user).filter(reference=reference)
    mine = {"matter": OuterRef("pk")}
    documents = Document.objects.readable_by(user, kind=KIND).filter(**mine)
    return found.select_related(
        "unit__organization", "department", "owner", "backup", "clock__version__procedure__unit"
    ).annotate(
        is_stopped=Exists(ClockStop.objects.filter(**mine, to_on=None)),
        has_unsigned=Exists(_UNSIGNED),
        acknowledgement=Subquery(_acknowledgements(user).values(row=JSONObject(number="number", state="state"))[:1]),
        arbitration=Subquery(_arbitrations(user).values("reference")[:1]),
        party_rows=ArraySubquery(Party.objects.filter(**mine).order_by("pk").values(row=_json(PartyShown))),
        task_rows=ArraySubquery(_tasks(mine)),
        paper_rows=ArraySubquery(documents.order_by("-added_at", "-pk").values(row=_json(PaperShown))[:4]),
        documents_count=_count(documents),
        notes_count=_count(Note.objects.readable_by(user, kind=KIND).filter(**mine)),
        parties_count=_count(Party.objects.filter(**mine)),
        events_count=_count(
            MatterEvent.objects.readable_by(user, kind=KIND).filter(**mine).exclude(verb__in=QUIET_VERBS)
        ),
        readers_count=_count(MatterAccess.objects.in_force().filter(**mine)),
    )


def _acknowledgements(user: User) -> QuerySet[Letter]:
    """The letter that says the grievance came in; a correction stands for what it supersedes."""
    found = Letter.objects.readable_by(user).filter(matter=OuterRef("pk"), template=ACKNOWLEDGEMENT)
    return found.order_by("-number")


def _arbitrations(user: User) -> QuerySet[Proceeding]:
    """Those that came from the grievance, the open one first."""
    found = Proceeding.objects.visible_to(user).filter(origin=OuterRef("pk"), kind="arbitration")
    return found.order_by(F("closed_on").desc(nulls_first=True))


def _tasks(mine: dict[str, Any]) -> QuerySet[Request, Any]:
    names = ("pk", "kind", "title", "is_optional", "asked_on", "nudged_on", "done_on", "outcome")
    shown = {name: F(name) for name in names} | {"asked_of": F("asked_of"), "department": F("department__name")}
    return Request.objects.filter(**mine).order_by("pk").values(row=JSONObject(**shown))


def _json(shape: type[Any]) -> JSONObject:
    return JSONObject(**{one.name: F(one.name) for one in fields(shape)})


def _count(rows: QuerySet[Any]) -> Subquery:
    """How many rows a correlated subquery finds."""
    counted = rows.order_by().annotate(one=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("one"), output_field=IntegerField())


def _cited(user: User, grievance: Grievance) -> list[Cited]:
    """The citations with the words in force on the day of the event, as far as ``user`` may read them. One query."""
    as_of = grievance.event_on or grievance.received_on
    return [
        Cited(row.text, row.article, **(row.version or {}))  # type: ignore[attr-defined]  # annotated
        for row in _CITATIONS.rows(user, matter=grievance.pk, as_of=as_of)
    ]


def _citations(user: User, matter: int, as_of: date) -> QuerySet[Citation]:
    version = ArticleVersion.objects.visible_to(user).in_force(as_of).filter(article=OuterRef("article"))
    in_force = JSONObject(title=F("title"), words=F("text"), term=F("agreement__term_name"))
    return (
        Citation.objects.filter(grievance_id=matter)
        .select_related("article")
        .annotate(version=Subquery(version.values(row=in_force)[:1]))
        .order_by("pk")
    )


def _earlier(user: User, matter: int, articles: tuple[int, ...]) -> QuerySet[Matter, tuple[str, str, str, int]]:
    """The newest other cases on the articles cited, each with how many there are. One query."""
    outcome = Grievance.objects.filter(pk=OuterRef("pk")).order_by().values("outcome")
    found = Matter.objects.visible_to(user).filter(pk__in=_citing(matter, articles)).order_by("-opened_on", "-pk")
    shown = found.annotate(outcome=Subquery(outcome), related=Window(Count("pk")))
    return shown.values_list("reference", "title", "outcome", "related")[:SHOWN_EARLIER]


def related_to(user: User, grievance: Grievance, articles: Sequence[Article]) -> QuerySet[Grievance]:
    """Other cases on ``articles``, newest first, as far as ``user`` may see them."""
    newest = _citing(grievance.pk, [article.pk for article in articles])
    return Grievance.objects.visible_to(user).filter(pk__in=newest).order_by("-opened_on", "-pk")


def _citing(matter: int, articles: Sequence[int]) -> QuerySet[Citation, Any]:
    """Cases that cite one of ``articles``, but for ``matter``.

    An article may be cited ten thousand times: only the newest citations are looked at,
    twice as many as are ever listed, so that those hidden from a reader do not shorten the list.
    """
    citing = Citation.objects.filter(article__in=articles).exclude(grievance=matter)
    return citing.order_by("-grievance").values("grievance").distinct()[: 2 * MOST_RELATED]


_HEAD, _STEPS, _DEADLINES, _EVENTS = (
    Compiled(_head),
    Compiled(_steps),
    Compiled(_deadlines),
    Compiled(_newest),
)
_CITATIONS, _EARLIER = Compiled(_citations), Compiled(_earlier)
