"""What a search finds: every read begins with what the person may see, so a count tells nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Upper
from django.urls import NoReverseMatch, reverse

from agreements.queries.searching import Hit as TextHit
from agreements.queries.searching import clauses_called, found_text
from agreements.queries.units import units_by_name
from agreements.rules.asking import read
from grievances.models import Grievance
from labor_office.core.documents.models import Document
from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import format_reference, parse_reference
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.access import may_open
from labor_office.core.web.words import day_year
from labor_office.core.workforce.models import BargainingUnit, Employee, Representative
from labor_office.desk.search.marks import pieces
from training.queries.finding import found_training

SHOWN, IN_PANEL = 25, 8
NEAR, SPELLINGS = 0.45, 3
UnitsByName = tuple[list[BargainingUnit], dict[str, Sequence[str]]]
MOST_NUMBERED = 200
# As the index matter_open_then_newest has them: for common words it is read until a page is full.
OPEN_FIRST = (F("closed_on").desc(), F("opened_on").desc(), F("id").desc())


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: where it leads, what it is called, and one line that tells it apart."""

    label: str
    url: str
    detail: str = ""
    is_restricted: bool = False
    marked: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, as many as are shown; ``has_more`` when there are others."""

    code: str
    label: str
    hits: tuple[Hit, ...]
    has_more: bool = False

    @property
    def count(self) -> str:
        """``3``, or ``25+`` when the bound cut in."""
        return f"{len(self.hits)}{'+' if self.has_more else ''}"


def exact(words: str, *, user: User) -> Matter | None:
    """The matter whose reference was typed, however it was typed, if ``user`` may know of it. One query at most."""
    parsed = parse_reference(words)
    kind = next((one for one in kinds.registered() if parsed and one.prefix == parsed[0]), None)
    if parsed is None or kind is None:
        return None
    reference = format_reference(*parsed, digits=kind.digits)
    return Matter.objects.visible_to(user).filter(reference=reference).first()


def found_in(words: str, *, user: User, on: date, limit: int = SHOWN) -> tuple[Group, ...]:
    """Everything that ``words`` find, in groups, empty ones left out."""
    known = units_by_name()
    papers = _documents(words, user)
    groups = (
        _group("cases", "Cases", words, _matter_hits(user, _cases(words, user, known[0])[: limit + 1]), limit),
        _group("articles", "Articles", words, _articles(words, known, user, on, limit), limit),
        _group("training", "Training", words, _training(words, user, limit), limit),
        _group("people", "People", words, _people(words, user, limit), limit),
        _group("documents", "Documents", words, map(_document_hit, papers[: limit + 1]), limit),
    )
    return tuple(group for group in groups if group.hits)


def spellings(words: str, *, user: User) -> tuple[str, ...]:
    """The nearest titles of cases the person may know of: what they may have meant. None for a number."""
    if parse_reference(words):
        return ()
    near = Matter.objects.visible_to(user).alias(loud=Upper("title"), near=TrigramWordSimilarity(words, "title"))
    titles = near.filter(loud__trigram_word_similar=words).order_by("-near", "-pk").values_list("title", flat=True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(NEAR)])
        return tuple(dict.fromkeys(titles[: SPELLINGS * 3]))[:SPELLINGS]


def _cases(words: str, user: User, units: Iterable[BargainingUnit]) -> QuerySet[Matter]:
    """Open ones first, then the newest."""
    wanted = Q()
    for word in words.split()[:8]:
        wanted &= Q(title__icontains=word)
    # Only what was found is asked for: a condition that finds nothing would keep the others from their indexes.
    if numbered := _numbered(words, user):
        wanted |= Q(pk__in=numbered)
    if called := _units_called(words, units):
        wanted |= Q(unit__in=called)
    return Matter.objects.visible_to(user).filter(wanted).select_related("unit").order_by(*OPEN_FIRST)


def _numbered(words: str, user: User) -> list[int]:
    """Cases whose own number ends so, or that the union calls so; none without a digit. One query at most.

    The newest of those the person may know of: what they may not know of takes no place among them.
    """
    if not any(letter.isdigit() for letter in words):
        return []
    known = Grievance.objects.visible_to(user).exclude(union_number="").order_by()
    theirs = known.filter(union_number__iexact=words).values_list("pk")
    if " " in words:
        return [pk for (pk,) in theirs.order_by("-pk")[:MOST_NUMBERED]]
    ours = Matter.objects.visible_to(user).filter(reference__iendswith=f"-{words}").order_by().values_list("pk")
    return [pk for (pk,) in theirs.union(ours).order_by("-pk")[:MOST_NUMBERED]]


def _articles(words: str, known: UnitsByName, user: User, on: date, limit: int) -> Iterable[Hit]:
    """Clauses by number, else sections whose words in force on ``on`` hold what is asked, each once."""
    units, names = known
    asked = read(words, names, is_typing=limit < SHOWN)
    wanted = [unit.pk for unit in units if unit.slug == asked.unit]
    if asked.clause:
        found = clauses_called(user, asked, on=on, units=wanted)
    else:
        found = found_text(user, asked, on=on, units=wanted, limit=3 * limit).hits
    sections = {(hit.unit, hit.number): hit for hit in reversed(found)}
    return [_article_hit(hit) for hit in reversed(sections.values())][: limit + 1]


def _training(words: str, user: User, limit: int) -> Iterable[Hit]:
    return [Hit(one.label, one.url, one.detail) for one in found_training(user, words, limit=limit + 1)]


def _people(words: str, user: User, limit: int) -> Iterable[Hit]:
    hits: list[Hit] = []
    if user.may(Permission.ROSTER_READ):
        staff = Employee.objects.matching(words)[: limit + 1]
        hits += [Hit(one.name, _url("workforce:person", one.code), f"Employee {one.number}") for one in staff]
    if user.may(Permission.WORKFORCE_READ):
        named = Representative.objects.filter(name__icontains=words).select_related("organization")[:limit]
        hits += [Hit(row.name, "", f"{row.role}, {row.organization}. {row.phone}") for row in named]
    return hits


def _documents(words: str, user: User) -> QuerySet[Document]:
    found = Document.objects.visible_to(user).select_related("matter")
    return found.filter(Q(title__icontains=words) | Q(reference__iexact=words)).order_by("-pk")


def _matter_hits(user: User, matters: Iterable[Matter]) -> Iterator[Hit]:
    """Each with its page, for whom that answers."""
    for matter in matters:
        hit = _matter_hit(matter)
        yield hit if may_open(user, hit.url) else replace(hit, url="")


def _matter_hit(matter: Matter) -> Hit:
    state = "open" if matter.is_open else "closed"
    detail = f"{matter.unit or 'No unit'}, {state}, opened {day_year(matter.opened_on)}"
    return Hit(f"{matter.reference} {matter.title}", matter.get_absolute_url(), detail, matter.is_restricted)


def _article_hit(found: TextHit) -> Hit:
    words = "".join(piece for piece, _ in found.pieces)
    return Hit(found.heading, found.url, f"{found.unit}, {found.term}. {words}")


def _document_hit(row: Document) -> Hit:
    return Hit(
        f"{row.reference} {row.title}",
        row.matter.get_absolute_url(),
        f"In {row.matter.reference}",
        row.matter.is_restricted,
    )


def _units_called(words: str, units: Iterable[BargainingUnit]) -> Sequence[BargainingUnit]:
    """Units known by these words: name, code or nickname, in any case."""
    plain = words.strip().lower()
    called = {unit: {unit.name, unit.code, *unit.nicknames} for unit in units} if plain else {}
    return [unit for unit, names in called.items() if plain in {name.lower() for name in names}]


def _group(code: str, label: str, words: str, hits: Iterable[Hit], limit: int) -> Group:
    found = tuple(replace(hit, marked=pieces(hit.label, words)) for hit in hits)
    return Group(code, label, found[:limit], has_more=len(found) > limit)


def _url(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
