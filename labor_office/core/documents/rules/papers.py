"""What a paper may say: facts gathered before a template sees them, and what is still missing.

A paper is a frozen dataclass. A field that must be known before the paper goes out is
declared with ``needed``: the paper itself can then say what is missing. ``freeze`` and
``thaw`` keep one as plain JSON beside the letter, so that the same facts give the
same bytes on any later day.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

P = TypeVar("P")


class FactsChangedShape(ValueError):
    """Stored facts do not fit the paper they are read into."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a letter lacks: in words, and the field or fact that mends it."""

    words: str
    field: str


def needed(words: str, *, mend: str = "", default: Any = MISSING) -> Any:  # noqa: ANN401 -- like dataclasses.field
    """A dataclass field that must not be empty when the paper goes out; ``words`` say what is missing.

    ``mend`` names the letter's own field that fills it; empty, the fact's own name is used.
    """
    return field(default=default, metadata={"needed": words, "mend": mend})


def missing(paper: object) -> tuple[Problem, ...]:
    """Everything ``paper`` needs and does not have, in the order of its fields, nested papers included."""
    found: list[Problem] = []
    for each in fields(paper):  # type: ignore[arg-type]
        value = getattr(paper, each.name)
        words = each.metadata.get("needed")
        if words and value in (None, "", ()):
            found.append(Problem(words, each.metadata["mend"] or each.name))
        elif is_dataclass(value):
            found += missing(value)
    return tuple(found)


def freeze(value: object) -> Any:  # noqa: ANN401 -- plain JSON
    """``value`` as plain JSON: dataclasses as objects, dates in ISO form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: freeze(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [freeze(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise FactsChangedShape(f"{type(value).__name__} cannot be kept in a letter's facts.")


def thaw(kind: type[P], data: object) -> P:
    """The ``kind`` that ``freeze`` wrote. Raises FactsChangedShape, naming the field, when it does not fit."""
    hints: dict[str, Any] = get_type_hints(kind)
    if not isinstance(data, dict) or set(data) - set(hints):
        raise FactsChangedShape(f"These are not the facts of a {kind.__name__}.")
    try:
        return kind(**{name: _thaw(hints[name], value) for name, value in data.items()})
    except TypeError as problem:
        raise FactsChangedShape(f"{kind.__name__}: {problem}") from None


def _thaw(hint: Any, value: Any) -> Any:  # noqa: ANN401 -- any field of any paper
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        options = [option for option in get_args(hint) if option is not type(None)]
        return None if value is None else _thaw(options[0], value)
    if origin is tuple:
        return tuple(_thaw(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint):
        return thaw(hint, value)  # type: ignore[arg-type]
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if not isinstance(value, hint):
        raise FactsChangedShape(f"{value!r} is not a {hint.__name__}.")
    return value


def paragraphs(text: str) -> tuple[str, ...]:
    """A typed text as paragraphs: blank lines part them, single line ends are kept out."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def number_paragraphs(section: int, texts: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Paragraphs numbered ``5.1``, ``5.2`` within their section."""
    return tuple(Paragraph(f"{section}.{position}", text) for position, text in enumerate(texts, start=1))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs. Signed in the Desk, ``signed_at`` is set and no line is drawn."""

    name: str = needed("Nobody is named to sign.", mend="approver", default="")
    title: str = needed("The signer has no title.", mend="signer_title", default="")
    signed_at: datetime | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every paper carries around its words: whose it is, its number, its state.

    ``short_title`` stands at the head of page 2 and on; ``document`` is the number
    printed on every page; ``built_at`` the moment it was set.
    """

    city: str
    office: str
    title: str
    short_title: str
    dated_on: date
    document: str
    built_at: datetime
    is_draft: bool = False
    confidentiality: str = ""
    address: tuple[str, ...] = ()
    replaces: str = ""
