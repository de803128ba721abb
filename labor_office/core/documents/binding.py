"""Papers bound into one: a front with contents, a tab sheet before each, a stamp on every page, a bookmark for each.

What is bound may come from anywhere, a scanner's pages too; joining loses the tags of those
that have any, so the papers themselves stay on file beside the binder.
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

STYLE = "binder-page.css"


@dataclass(frozen=True, slots=True)
class Bound:
    """One paper in a binder: its label, what it is called, and its PDF."""

    label: str
    title: str
    content: bytes


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
        tabs = opened.enter_context(pikepdf.open(io.BytesIO(pdf.render_sheets(_tabs(papers), style=STYLE))))
        stamps = opened.enter_context(pikepdf.open(io.BytesIO(pdf.render_sheets(_stamps(where), style=STYLE))))
        whole.pages.extend(cover.pages)
        with whole.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Contents", 0))
            stamp = iter(stamps.pages)
            for place, (paper, source) in enumerate(zip(papers, sources, strict=True)):
                outline.root.append(pikepdf.OutlineItem(f"{paper.label}  {paper.title}", len(whole.pages)))
                whole.pages.append(tabs.pages[place])
                for page in source.pages:
                    whole.pages.append(page)
                    whole.pages[-1].add_overlay(next(stamp), None)
        with whole.open_metadata() as about:
            about["dc:title"] = title
        whole.Root.Lang = pikepdf.String("en-US")
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


def _tabs(papers: Sequence[Bound]) -> str:
    sheets = (
        f'<section class="tab"><p class="tab__label">{escape(each.label)}</p><p>{escape(each.title)}</p></section>'
        for each in papers
    )
    return f'<html lang="en"><title>Tabs</title><body>{"".join(sheets)}</body></html>'


def _stamps(where: Sequence[Placed]) -> str:
    sheets = (
        f'<section class="stamp"><p>{escape(each.label)}, p. {page} of {each.page_count}<br>'
        f"Binder page {each.first_page + page}</p></section>"
        for each in where
        for page in range(1, each.page_count + 1)
    )
    return f'<html lang="en"><title>Stamps</title><body>{"".join(sheets)}</body></html>'
