"""Papers bound into one: a front with contents, a tab sheet before each, a stamp on every page, a bookmark for each.

What is bound may come from anywhere, a scanner's pages too. Papers that came with tags keep
them; of the others a screen reader gets the words as they stand on the page, or hears that
it is a picture.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from itertools import accumulate

import pikepdf

from labor_office.core.documents import pdf
from labor_office.core.documents.tagging import Tree, is_accessible, is_tagged, lay_over

LANGUAGE = "en-US"
STYLE = "binder-page.css"


@dataclass(frozen=True, slots=True)
class Bound:
    """One paper in a binder: its label, what it is called, and its PDF."""

    label: str
    title: str
    content: bytes

    @property
    def name(self) -> str:
        """``J-1  Overtime list``."""
        return f"{self.label}  {self.title}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper with the page of the binder on which its tab sheet stands, counted from 1, and its own pages."""

    label: str
    title: str
    first_page: int
    page_count: int


# Sets the front pages, given where each paper begins.
Front = Callable[[Sequence[Placed]], bytes]


def bind(papers: Sequence[Bound], *, title: str, front: Front) -> bytes:
    """The binder as one PDF. ``front`` is called twice: its own length decides where the papers begin.

    Raises pikepdf.PdfError for a paper that cannot be opened.
    """
    with ExitStack() as opened, pikepdf.new() as whole:
        sources = [opened.enter_context(pikepdf.open(io.BytesIO(paper.content))) for paper in papers]
        counts = [len(source.pages) for source in sources]
        pages = pdf.page_count(front(placed(papers, counts, in_front=1)))[0] or 1
        where = placed(papers, counts, in_front=pages)
        cover = opened.enter_context(pikepdf.open(io.BytesIO(front(where))))
        stamps = opened.enter_context(pikepdf.open(io.BytesIO(pdf.render_sheets(_stamps(where), style=STYLE))))
        tree = Tree(whole, language=LANGUAGE)
        _join(whole, tree, cover, title="Contents")
        with whole.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Contents", 0))
            stamp = iter(stamps.pages)
            for paper, source in zip(papers, sources, strict=True):
                outline.root.append(pikepdf.OutlineItem(paper.name, len(whole.pages)))
                tab = opened.enter_context(
                    pikepdf.open(io.BytesIO(pdf.render_sheets(_tab(paper), style=STYLE, is_tagged=True)))
                )
                _join(whole, tree, tab, title=f"Tab {paper.label}")
                for page in _join(whole, tree, source, title=paper.name):
                    lay_over(page, next(stamp))
        tree.close()
        with whole.open_metadata() as about:
            about["dc:title"] = title
            if all(map(is_accessible, sources)):
                about["pdfuaid:part"] = "1"
        whole.Root.Lang = pikepdf.String(LANGUAGE)
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
        return out.getvalue()


def placed(papers: Sequence[Bound], counts: Sequence[int], *, in_front: int) -> list[Placed]:
    """Where each paper's tab sheet stands behind ``in_front`` pages."""
    ends = accumulate((1 + count for count in counts), initial=in_front)
    return [
        Placed(paper.label, paper.title, before + 1, count)
        for paper, count, before in zip(papers, counts, ends, strict=False)
    ]


def _join(whole: pikepdf.Pdf, tree: Tree, source: pikepdf.Pdf, *, title: str) -> list[pikepdf.Page]:
    """Put the pages of ``source`` behind those there are, with its tags."""
    before = len(whole.pages)
    whole.add_pages_from(source)
    pages = list(whole.pages)[before:]
    if is_tagged(source):
        tree.bring(source, pages, title=title)
    else:
        tree.describe(pages, title=title)
    return pages


def _tab(paper: Bound) -> str:
    label, title = escape(paper.label), escape(paper.title)
    sheet = f'<section class="tab"><h1 class="tab__label">{label}</h1><p>{title}</p></section>'
    return f'<html lang="en-US"><title>{label}</title><body>{sheet}</body></html>'


def _stamps(where: Sequence[Placed]) -> str:
    sheets = (
        f'<section class="stamp"><p>{escape(each.label)}, p. {page} of {each.page_count}<br>'
        f"Binder page {each.first_page + page}</p></section>"
        for each in where
        for page in range(1, each.page_count + 1)
    )
    return f'<html lang="en"><title>Stamps</title><body>{"".join(sheets)}</body></html>'
