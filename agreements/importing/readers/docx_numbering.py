"""The numbers Word makes itself: ``ARTICLE 5``, ``5.2``, ``(a)`` that stand in no paragraph's text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from agreements.importing.numbers import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COUNTED = "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers are written (``%1.%2``), in what signs, from which number on."""

    pattern: str
    form: str
    first: int
    is_legal: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles: their names as people see them, and the list each belongs to."""

    names: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, str]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)


@dataclass
class NumberedLists:
    """Counts as Word counts while it lays paragraphs out; ask once for each paragraph, in order."""

    styles: Styles
    levels: dict[tuple[str, int], Level]
    kinds: dict[str, str]
    starts: dict[tuple[str, int], int]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    def label(self, style: str, list_id: str, list_level: str) -> str:
        """The number Word prints before this paragraph; empty when it prints none."""
        own_id, own_level = (list_id, list_level) if list_id else self._from_style(style, list_level)
        kind = self.kinds.get(own_id)
        if kind is None or own_id == "0":
            return ""
        depth = int(own_level) if own_level.isdigit() else 0
        level = self.levels.get((kind, depth))
        if level is None:
            return ""
        counts = self._counts[kind]
        if own_id not in self._begun:
            self._begun.add(own_id)
            for (list_of, at), first in self.starts.items():
                if list_of == own_id:
                    counts[at] = first - 1
        counts[depth] = counts.get(depth, level.first - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        return self._written(kind, level, counts)

    def _from_style(self, style: str, list_level: str) -> tuple[str, str]:
        for _ in range(12):
            if style in self.styles.lists:
                own_id, own_level = self.styles.lists[style]
                return own_id, list_level or own_level
            style = self.styles.parents.get(style, "")
        return "", ""

    def _written(self, kind: str, level: Level, counts: dict[int, int]) -> str:
        if level.form == "bullet":
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self.levels.get((kind, at), level)
            count = counts.get(at, other.first)
            return written(count, "decimal" if level.is_legal else other.form)

        return re.sub(r"%(\d)", number, level.pattern).strip()


def written(count: int, form: str) -> str:
    """``count`` in one of Word's number formats; decimal for those it has no rule for."""
    if form in {"upperRoman", "lowerRoman"}:
        return roman(count) if form == "upperRoman" else roman(count).lower()
    if form in {"upperLetter", "lowerLetter"}:
        letters = chr(65 + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letters if form == "upperLetter" else letters.lower()
    if form == "decimalZero":
        return f"{count:02d}"
    if form in {"cardinalText", "ordinalText"}:
        words = _COUNTED.split()
        return words[count - 1].title() if 0 < count <= len(words) else str(count)
    return "" if form == "none" else str(count)


def read_styles(xml: bytes) -> Styles:
    """The paragraph styles of a file; none when it has no style part."""
    styles = Styles()
    if not xml:
        return styles
    for style in etree.fromstring(xml, _PARSER).iter(f"{W}style"):
        own = style.get(f"{W}styleId", "")
        name = style.find(f"{W}name")
        styles.names[own] = name.get(f"{W}val", own) if name is not None else own
        parent = style.find(f"{W}basedOn")
        if parent is not None:
            styles.parents[own] = parent.get(f"{W}val", "")
        numbering = style.find(f"{W}pPr/{W}numPr")
        if numbering is not None and (list_id := _value(numbering, "numId")):
            styles.lists[own] = (list_id, _value(numbering, "ilvl") or "0")
    return styles


def read_lists(xml: bytes, styles: Styles) -> NumberedLists:
    """The numbered lists of a file; none when it has no numbering part."""
    lists = NumberedLists(styles, {}, {}, {})
    if not xml:
        return lists
    root = etree.fromstring(xml, _PARSER)
    for abstract in root.iter(f"{W}abstractNum"):
        kind = abstract.get(f"{W}abstractNumId", "")
        for level in abstract.iter(f"{W}lvl"):
            lists.levels[kind, _depth(level)] = _level(level)
            style = level.find(f"{W}pStyle")
            if style is not None:
                _tie(lists, kind, style.get(f"{W}val", ""), _depth(level))
    for number in root.iter(f"{W}num"):
        own = number.get(f"{W}numId", "")
        lists.kinds[own] = _value(number, "abstractNumId")
        for override in number.iter(f"{W}lvlOverride"):
            if first := _value(override, "startOverride"):
                lists.starts[own, _depth(override)] = int(first)
    return lists


def _tie(lists: NumberedLists, kind: str, style: str, depth: int) -> None:
    """A style named by a list level counts at that level, whatever its own properties leave out."""
    if style in lists.styles.lists:
        own, _ = lists.styles.lists[style]
        lists.styles.lists[style] = (own, str(depth))


def _level(level: etree._Element) -> Level:
    first = _value(level, "start")
    return Level(
        _value(level, "lvlText"), _value(level, "numFmt") or "decimal", int(first) if first.isdigit() else 1,
        level.find(f"{W}isLgl") is not None,
    )  # fmt: skip


def _value(parent: etree._Element, tag: str) -> str:
    child = parent.find(f"{W}{tag}")
    return child.get(f"{W}val", "") if child is not None else ""


def _depth(element: etree._Element) -> int:
    depth = element.get(f"{W}ilvl", "0")
    return int(depth) if depth.isdigit() else 0
