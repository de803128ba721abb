"""From frozen facts to an accessible PDF (PDF/UA-1). Same facts, same bytes.

Nothing here reads the database, the disk outside the house's own style sheets, or the
network: the template sees only the paper it is handed, and WeasyPrint is given a
fetcher that refuses every address.
"""

from __future__ import annotations

import gc
import hashlib
import io
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pikepdf
import pydyf
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates
from django.utils import timezone

from labor_office.core.documents.rules.papers import Sheet
from labor_office.core.documents.templatetags.paper import GAP

if TYPE_CHECKING:
    from weasyprint import CSS

STYLES = ("letter.css", "letter-page.css")
BOOKMARKS_FROM_PAGES = 5
LONG_FROM_PAGES = 50


class MergeFieldMissing(Exception):
    """A paper that was to go out has a gap, or its template names a fact that does not exist."""


class UnsafePdf(ValueError):
    """The bytes are no PDF that can be opened."""


class _Loud(str):
    """What Django prints for an unknown variable; here it stops the rendering and names it."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> NoReturn:
        raise MergeFieldMissing(f"The paper's template names {variable}, which its facts do not hold.")


@cache
def _engine() -> DjangoTemplates:
    """An engine of its own: no context processors, and unknown names are errors."""
    options = {
        "string_if_invalid": _Loud("?"),
        "libraries": {"paper": "labor_office.core.documents.templatetags.paper"},
        "builtins": ["labor_office.core.documents.templatetags.paper"],
        "autoescape": True,
    }
    where = [Path(settings.BASE_DIR) / "templates"]
    return DjangoTemplates({"NAME": "papers", "DIRS": where, "APP_DIRS": False, "OPTIONS": options})


def render_html(template: str, *, paper: object, sheet: Sheet, on_screen: bool = False) -> str:
    """The paper as HTML: a whole document to be printed, or a fragment for the right side of an editor.

    Raises MergeFieldMissing when a paper that is no draft would go out with a gap, or when
    the template names a fact that the paper does not have.
    """
    base = "letters/_screen.html" if on_screen else "letters/_sheet.html"
    try:
        found = _engine().get_template(template)
    except TemplateDoesNotExist:
        raise MergeFieldMissing(f"There is no paper called {template}.") from None
    html = str(found.render({"letter": paper, "sheet": sheet, "base": base}))
    if GAP in html and not sheet.is_draft:
        where = html.index(GAP) + len(GAP)
        raise MergeFieldMissing(f"The paper lacks {html[where : html.index('</mark>', where)]}.")
    return html


def render_pdf(html: str, *, built_at: datetime, styles: tuple[str, ...] = (), front: str = "") -> bytes:
    """The document as tagged PDF bytes; ``built_at`` is the date its properties carry.

    ``styles`` are style sheets beside those of every letter. Pages of the named page
    ``front`` are labelled i, ii, and those after them from 1 again.
    """
    from weasyprint import HTML  # noqa: PLC0415 -- slow to import, and needs native libraries that web need not have

    drawn = HTML(string=html, url_fetcher=_fetcher()).render(stylesheets=_styles(*STYLES, *styles))
    if len(drawn.pages) > LONG_FROM_PAGES:
        # What the layout left behind: of 400 pages 50 MB, before the PDF takes room of its own.
        gc.collect()
    drawn.metadata.created = drawn.metadata.modified = _w3c(built_at)
    drawn.metadata.generator = "Labor Relations Desk"
    in_front = sum(page._page_box.page_type.name == front for page in drawn.pages) if front else 0  # noqa: SLF001
    if len(drawn.pages) < BOOKMARKS_FROM_PAGES and not in_front:
        for page in drawn.pages:
            page.bookmarks.clear()
    written = drawn.write_pdf(pdf_variant="pdf/ua-1", finisher=partial(_finish, in_front=in_front))
    return _identified(written)


def render_pages(html: str, *, styles: tuple[str, ...] = ()) -> bytes:
    """Plain pages without tags, to be joined with others: joining would lose the tags. For reading a draft only."""
    from weasyprint import HTML  # noqa: PLC0415 -- as above

    return bytes(HTML(string=html, url_fetcher=_fetcher()).write_pdf(stylesheets=_styles(*STYLES, *styles)))


def render_sheets(html: str, *, style: str, is_tagged: bool = False) -> bytes:
    """Plain pages set by one style sheet alone: what lies on or, tagged, between the pages of other papers."""
    from weasyprint import HTML  # noqa: PLC0415 -- as above

    variant = "pdf/ua-1" if is_tagged else None
    return bytes(HTML(string=html, url_fetcher=_fetcher()).write_pdf(stylesheets=_styles(style), pdf_variant=variant))


def page_count(content: bytes) -> tuple[int | None, bool]:
    """How many pages a PDF has, and whether it asks for a password (then the pages cannot be counted).

    Raises UnsafePdf when no reader could open it.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as found:
            return len(found.pages), bool(found.is_encrypted)
    except pikepdf.PasswordError:
        return None, True
    except pikepdf.PdfError as problem:
        raise UnsafePdf(str(problem)) from None


@cache
def _styles(*names: str) -> tuple[CSS, ...]:
    """Our style sheets, those of every letter unless others are named; parsed once a process."""
    from weasyprint import CSS  # noqa: PLC0415 -- as above

    folder = Path(settings.BASE_DIR) / "static" / "css"
    return tuple(
        CSS(string=(folder / name).read_text(encoding="utf-8"), url_fetcher=_fetcher()) for name in names or STYLES
    )


@cache
def _fetcher() -> Any:  # noqa: ANN401 -- a class of WeasyPrint, imported late
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- as above

    class Locked(URLFetcher):
        """Fetches nothing: a paper holds all it needs."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=[], allow_redirects=False, fail_on_errors=False)

        def fetch(self, url: str, headers: Any = None) -> NoReturn:  # noqa: ANN401 -- WeasyPrint's signature
            raise ValueError(f"A paper may not fetch anything: {url[:60]}")

    return Locked()


def _finish(_document: object, paper: pydyf.PDF, *, in_front: int) -> None:
    """Give header cells their scope and pages their labels, while the paper is not yet written.

    To open and write it again afterwards cost a thirtieth of the whole, and the room for it.
    """
    _scope_headers(paper)
    if in_front:
        _label_pages(paper, in_front)


def _label_pages(paper: pydyf.PDF, in_front: int) -> None:
    """i, ii for the pages in front, then 1, 2: what the window shows is what the page says."""
    roman, plain = pydyf.Dictionary({"S": "/r"}), pydyf.Dictionary({"S": "/D"})
    paper.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, roman, in_front, plain])})


def _scope_headers(paper: pydyf.PDF) -> None:
    """A header cell in a row with data cells heads its row; one in a row of headers heads its column."""
    rows = [each for each in paper.objects if isinstance(each, pydyf.Dictionary) and each.get("S") == "/TR"]
    for row in rows:
        cells = [paper.objects[int(reference.split()[0])] for reference in row["K"]]
        scope = "/Row" if any(cell["S"] == "/TD" for cell in cells) else "/Column"
        for cell in cells:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope


def _identified(written: bytes) -> bytes:
    """The paper with an identifier made of its bytes, in its last object, behind all that is found by its place.

    WeasyPrint would write the whole paper a second time to make one. Raises ValueError should it
    ever write another kind of last object: better no paper than one that no reader opens.
    """
    kind = b"/Type /XRef"
    before, after = written.rsplit(kind, 1)
    identifier = hashlib.sha256(written).hexdigest()[:32].encode()
    return b"".join([before, kind, b"/ID [<", identifier, b"><", identifier, b">]", after])


def _w3c(moment: datetime) -> str:
    return timezone.localtime(moment, timezone=timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ")
