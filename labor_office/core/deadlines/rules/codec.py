"""Frozen dataclasses of plain values, to JSON-safe values and back."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(thing: object) -> dict[str, object]:
    """The fields of a dataclass by name, leaving out those at their default."""
    return {
        field.name: _encoded(value)
        for field in _fields(cast("Hashable", type(thing)))
        if (value := getattr(thing, field.name)) != field.default
    }


def decode(kind: type[T], stored: Mapping[str, object]) -> T:
    """The dataclass of ``kind`` that ``encode`` was given.

    Raises KeyError for a field that ``kind`` does not have or that is missing, and
    ValueError for a value that cannot be read.
    """
    readers = _readers(cast("Hashable", kind))
    values = {name: readers[name](value) for name, value in stored.items()}
    absent = [
        field.name for field in _fields(cast("Hashable", kind)) if field.default is MISSING and field.name not in values
    ]
    if absent:
        raise KeyError(*absent)
    return kind(**values)


def _encoded(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case date() | time():
            return value.isoformat()
        case _ if is_dataclass(value):
            return encode(value)
        case tuple():
            return [_encoded(part) for part in value]
        case _:
            return value


@cache
def _fields(kind: Hashable) -> tuple[Field[Any], ...]:
    return fields(cast("type[Any]", kind))


@cache
def _readers(kind: Hashable) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 -- a type hint has no type
    if get_origin(hint) is UnionType:
        (wanted,) = (part for part in get_args(hint) if part is not NoneType)
        return _optional_reader(_reader(wanted))
    if get_origin(hint) is tuple:
        return _list_reader(_reader(get_args(hint)[0]))
    if hint in {date, time}:
        return cast("type[date]", hint).fromisoformat
    if is_dataclass(hint):
        return lambda stored: decode(cast("type[Any]", hint), stored)
    if issubclass(hint, tuple):
        return _row_reader(hint)
    return cast("Callable[[Any], Any]", hint)


def _optional_reader(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda stored: None if stored is None else read(stored)


def _list_reader(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda stored: tuple(read(part) for part in stored)


def _row_reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    readers = [_reader(hint) for hint in get_type_hints(kind).values()]
    return lambda stored: kind(*(read(part) for read, part in zip(readers, stored, strict=True)))
