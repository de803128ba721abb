"""A draft on paper while it is being written: each article is set once and kept, so that an edit sets one anew.

What comes of it is for reading at the table: its pages carry no tags, unlike the clean copy
and the copy for signature, and each article counts its own pages.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

import pikepdf
from django.conf import settings
from django.core.cache import cache

from agreements.models.drafts import Draft
from agreements.queries.editions import memorandum
from agreements.rules.editions import SETTING, AgreementPaper, Clause, Edition
from labor_office.core.documents import pdf
from labor_office.core.documents.rules.papers import Sheet, freeze

TEMPLATE = "letters/agreement_part.html"
STYLE = "agreement-page.css"
# Seconds a fragment is kept; after a day without a look the draft is set anew.
KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Part:
    """An article with its sections, as it is set by itself."""

    title: str
    foot: str
    clauses: tuple[Clause, ...]

    @property
    def heading(self) -> str:
        """What the bookmark says."""
        return self.clauses[0].heading or self.title

    @property
    def key(self) -> str:
        """The same words, the same key."""
        said = json.dumps([SETTING, freeze(self)], sort_keys=True)
        return f"agreement-part-{hashlib.sha256(said.encode()).hexdigest()}"


def parts_of(draft: Draft) -> tuple[Part, ...]:
    """The draft article by article. One query. Raises NoTextThatDay."""
    paper: AgreementPaper = memorandum(draft, Edition.CLEAN)
    groups: list[list[Clause]] = []
    for clause in paper.clauses:
        if clause.is_top or not groups:
            groups.append([])
        # Its place in the whole changes with every clause before it, and is no part of what it says.
        groups[-1].append(replace(clause, anchor=f"p{len(groups[-1])}"))
    return tuple(Part(paper.title, "Draft, not adopted", tuple(group)) for group in groups)


def waiting(parts: Sequence[Part]) -> list[Part]:
    """Those that have to be set yet."""
    kept = cache.get_many([part.key for part in parts])
    return [part for part in parts if part.key not in kept]


def set_part(part: Part, *, at: datetime) -> bytes:
    """One article as pages, kept for the next look."""
    sheet = Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=part.title,
        short_title=part.title,
        dated_on=at.date(),
        document="",
        built_at=at,
        is_draft=True,
    )
    html = pdf.render_html(TEMPLATE, paper=part, sheet=sheet)
    content = pdf.render_pages(html, styles=(STYLE,))
    cache.set(part.key, content, KEPT)
    return content


def joined(parts: Sequence[Part], *, at: datetime) -> bytes:
    """The whole draft of kept articles; what is not kept is set now. A bookmark for each article."""
    kept = cache.get_many([part.key for part in parts])
    # Pages are copied when the whole is written: what they come from stays open until then.
    with ExitStack() as sources, pikepdf.new() as whole:
        with whole.open_outline() as outline:
            for part in parts:
                content = kept.get(part.key) or set_part(part, at=at)
                first = len(whole.pages)
                whole.pages.extend(sources.enter_context(pikepdf.open(io.BytesIO(content))).pages)
                outline.root.append(pikepdf.OutlineItem(part.heading, first))
        with whole.open_metadata() as about:
            about["dc:title"] = f"{parts[0].title}, draft"
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()
