"""The tags of papers that are joined: each keeps its own under one tree; what came without gets the little there is.

A screen reader follows a tree of elements; each names the marked pieces of a page it
consists of, and the pages name their elements through a table of numbers. Joining papers
copies pages alone, so the trees are brought along here and their numbers made to follow on
one another (ISO 32000-1, 14.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

OPEN, CLOSE = b"BDC\n", b"\nEMC"
PAGE_FURNITURE = b"/Artifact << /Type /Pagination >> "
Page = pikepdf.Page


def is_tagged(paper: pikepdf.Pdf) -> bool:
    """Whether ``paper`` says that it is tagged, and has a tree."""
    marks = paper.Root.get("/MarkInfo")
    return "/StructTreeRoot" in paper.Root and marks is not None and bool(marks.get("/Marked", False))


def is_accessible(paper: pikepdf.Pdf) -> bool:
    """Whether ``paper`` is tagged and declares that it keeps to PDF/UA."""
    with paper.open_metadata() as about:
        return is_tagged(paper) and "pdfuaid:part" in about


class Tree:
    """The tree of a paper that is being joined; ``close`` writes it."""

    def __init__(self, whole: pikepdf.Pdf, *, language: str) -> None:
        self._whole = whole
        self._parents: dict[int, pikepdf.Object] = {}
        self._roles = Dictionary()
        self._root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = whole.make_indirect(Dictionary(S=Name.Document, P=self._root, K=Array()))
        self._document.Lang = String(language)

    def bring(self, source: pikepdf.Pdf, pages: Sequence[Page], *, title: str) -> None:
        """Take over the tree of ``source``, whose copied pages are ``pages``; they get new numbers."""
        first = max(self._parents, default=-1) + 1
        brought = self._whole.copy_foreign(source.Root.StructTreeRoot)
        part = self._part(title)
        for kid in _listed(brought.get("/K")):
            if isinstance(kid, Dictionary):
                kid.P = part
                part.K.append(kid)
        for number, parents in _numbered(brought.get("/ParentTree")):
            self._parents[first + number] = parents
        for page in pages:
            _renumber(page, first)
        for name, role in brought.get("/RoleMap", Dictionary()).items():
            if name not in self._roles:
                self._roles[name] = role

    def describe(self, pages: Sequence[Page], *, title: str) -> None:
        """Say of each of ``pages``, which came without tags, what it is: words as they stand, or a picture of some."""
        part = self._part(title)
        for place, page in enumerate(pages, 1):
            if _is_marked(page):
                continue
            has_words = "/Font" in page.resources
            number = max(self._parents, default=-1) + 1
            element = self._whole.make_indirect(Dictionary(S=Name.P if has_words else Name.Figure, P=part, K=0))
            element.Pg = page.obj
            if not has_words:
                element.Alt = String(f"{title}: page {place} of {len(pages)}, a picture without words of its own.")
            part.K.append(element)
            self._parents[number] = Array([element])
            page.obj.StructParents = number
            page.contents_add((b"/P" if has_words else b"/Figure") + b" << /MCID 0 >> " + OPEN, prepend=True)
            page.contents_add(CLOSE)

    def close(self) -> None:
        """Write the tree into the paper."""
        numbers = Array()
        for number, parents in sorted(self._parents.items()):
            numbers.append(number)
            numbers.append(parents)
        self._root.K = Array([self._document])
        self._root.ParentTree = self._whole.make_indirect(Dictionary(Nums=numbers))
        self._root.ParentTreeNextKey = max(self._parents, default=-1) + 1
        if len(self._roles.keys()):
            self._root.RoleMap = self._roles
        self._whole.Root.StructTreeRoot = self._root
        self._whole.Root.MarkInfo = Dictionary(Marked=True)

    def _part(self, title: str) -> pikepdf.Object:
        part = self._whole.make_indirect(Dictionary(S=Name.Part, P=self._document, T=String(title), K=Array()))
        self._document.K.append(part)
        return part


def lay_over(page: Page, sheet: Page) -> None:
    """Draw ``sheet`` over ``page`` as furniture, which no screen reader reads."""
    form = sheet.as_form_xobject()
    name = page.add_resource(form, Name.XObject)
    drawn = page.calc_form_xobject_placement(
        form, name, pikepdf.Rectangle(page.trimbox), invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + PAGE_FURNITURE + OPEN + drawn + CLOSE)


def _is_marked(page: Page) -> bool:
    """Whether its content bears numbers of a tree that did not come with it."""
    streams = page.obj.get("/Contents")
    return any(b"/MCID" in each.read_bytes() for each in _listed(streams) if isinstance(each, pikepdf.Stream))


def _listed(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _numbered(tree: pikepdf.Object | None) -> Iterator[tuple[int, pikepdf.Object]]:
    """The entries of a table of numbers, whose branches may branch again."""
    waiting = [tree] if tree is not None else []
    while waiting:
        branch = waiting.pop()
        waiting += _listed(branch.get("/Kids"))
        entries = _listed(branch.get("/Nums"))
        yield from ((int(number), value) for number, value in zip(entries[::2], entries[1::2], strict=False))


def _renumber(page: Page, first: int) -> None:
    """Let a page, its links and the drawings on it name their elements by their new numbers."""
    drawings = page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    for holder in (page.obj, *(each for _, each in drawings.items())):
        if "/StructParents" in holder:
            holder.StructParents = int(holder.StructParents) + first
    for note in _listed(page.obj.get("/Annots")):
        if "/StructParent" in note:
            note.StructParent = int(note.StructParent) + first
