"""A decision letter, and a long one: our whole way to the PDF against WeasyPrint alone on the same HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from weasyprint import CSS, HTML

from bench.measure import Result, interleaved, ms, percentile, told
from labor_office.core.documents import pdf
from labor_office.core.documents.rules.letters import StepDecision
from labor_office.core.documents.rules.papers import number_paragraphs
from tests.core.documents.papers import SET_AT, sheet, step_decision

GOAL = 1.10
TEMPLATE = "letters/step_decision.html"
LONG = 120


def letters() -> Iterator[Result]:
    """Seconds a document in a warm process."""
    short: StepDecision = step_decision()
    words = ("The contract speaks of the posted list and of the hours worked in the quarter. " * 8,)
    for name, paper, times in (
        ("letter", short, 9),
        ("long letter", replace(short, discussion=number_paragraphs(5, words * LONG)), 3),
    ):
        html = pdf.render_html(TEMPLATE, paper=paper, sheet=sheet())
        ours, bare = interleaved([partial(_whole, paper), partial(_bare, html)], times=times, warm=1)
        pages = pdf.page_count(_whole(paper))[0]
        ratio = percentile(ours, 0.5) / percentile(bare, 0.5)
        yield told(
            f"{name}, {pages} pages", ms(percentile(ours, 0.5)), anchor=f"bare WeasyPrint {ms(percentile(bare, 0.5))}",
            ratio=ratio, goal=f"{GOAL}x", is_met=ratio <= GOAL,
        )  # fmt: skip


def _whole(paper: StepDecision) -> bytes:
    return pdf.render_pdf(pdf.render_html(TEMPLATE, paper=paper, sheet=sheet()), built_at=SET_AT)


def _bare(html: str) -> bytes:
    sheets: list[CSS] = list(pdf._styles())
    return bytes(HTML(string=html).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1"))
