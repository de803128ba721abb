"""A scenario's facts for paper and for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bargaining.costing.money import cents, percent
from bargaining.costing.paper import MAKER, CostPaper, PaperRow, PaperTable
from bargaining.costing.results import Amount
from bargaining.costing.sheet import Row
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.models.papers import CostingPaper
from bargaining.queries.scenarios import ScenarioPage, scenario_page
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.web import words
from labor_office.core.web.cells import inert

Cell = str | Decimal


def paper_of(scenario: Scenario) -> CostingPaper | None:
    """The newest paper asked for. One query."""
    return scenario.papers.defer("facts").first()


def printing_of(paper: CostingPaper | None) -> tuple[Document | None, PdfJob | None]:
    """The PDF of a paper once it is kept, and the last printing asked for, for whoever may read its costing.

    Its document stands behind the wall of the mandate wherever else it is asked for. Two queries at most.
    """
    if paper is None:
        return None, None
    document = Document.objects.filter(reference=paper.reference).first()
    return document, PdfJob.objects.filter(maker=MAKER, subject_id=paper.pk).first()


def gather_costing(scenario: Scenario, negotiation: Negotiation) -> CostPaper:
    """The scenario on paper, with its lineage. Four queries."""
    page = scenario_page(scenario)
    term, ongoing = words.money(page.measures.term), words.money(page.measures.ongoing)
    count = len(page.sheet.years)
    return CostPaper(
        name=page.scenario.name,
        negotiation=f"{negotiation.reference}, {negotiation.title}",
        unit=str(negotiation.unit or ""),
        point=f"It costs {term} over {count} fiscal year{'' if count == 1 else 's'}. "
        f"From then on a year costs {ongoing}.",
        tables=tuple(_tables(page)),
        items=tuple(f"{item.title}: {item.words}" for item in page.items),
        assumptions=(*page.assumed, *page.granted),
        lineage=tuple(_lineage(page)),
    )


def _tables(page: ScenarioPage) -> Iterator[PaperTable]:
    sheet = page.sheet
    lines = [*sheet.items, *sheet.charges]
    in_year = tuple(_line(row, _in_year(row), words.money(row.total)) for row in (*sheet.items, sheet.total))
    yield PaperTable("Cost in each fiscal year", (*sheet.years, "All years"), in_year, "What each year's budget pays.")
    full = tuple(_line(row, _full(row), None) for row in (*sheet.items, sheet.total))
    yield PaperTable("Cost of a full year", sheet.years, full, "What a full year costs from then on.")
    if lines:
        parts = tuple(
            _line(row, _in_year(row), words.money(row.total))
            for row in (*sheet.components, *sheet.charges, sheet.total)
        )
        yield PaperTable("Of which, in each fiscal year", (*sheet.years, "All years"), parts)
    if sheet.funds:
        rows = [
            PaperRow(fund, (*(words.cents(amount) for amount in amounts), words.cents(total)))
            for fund, amounts, total in sheet.funds
        ]
        yield PaperTable("By fund, in each fiscal year", (*sheet.years, "All years"), tuple(rows))
    yield PaperTable("Beside it", ("Figure",), tuple(_measures(page)), first="Measure")


def _in_year(row: Row) -> tuple[str, ...]:
    return tuple(words.money(amount.in_year) for amount in row.amounts)


def _full(row: Row) -> tuple[str, ...]:
    return tuple(words.money(amount.annualized) for amount in row.amounts)


def _line(row: Row, cells: tuple[str, ...], total: str | None) -> PaperRow:
    return PaperRow(row.title, cells if total is None else (*cells, total), row.title == "Total")


def _measures(page: ScenarioPage) -> Iterator[PaperRow]:
    measures = page.measures
    yield PaperRow("A full year at the end, per full-time equivalent", (words.money(measures.ongoing_each),))
    yield PaperRow("Cost of one percent, a year", (words.money(measures.one_percent),))
    if page.compounded_words:
        yield PaperRow("Raises for everyone", (page.compounded_words,))
    yield PaperRow("Base pay at the end, over today's", (f"{percent(measures.end_rate)}%",))
    yield PaperRow("Total compensation today", (words.money(measures.compensation),))
    yield PaperRow("Of total compensation", (f"{percent(measures.share_of_compensation)}%",))


def _lineage(page: ScenarioPage) -> Iterator[str]:
    scenario = page.scenario
    yield f"Made by {scenario.made_by}, {words.day_year(scenario.made_at)}, {words.at(scenario.made_at)}"
    if scenario.reviewed_at is not None:
        yield f"Reviewed by Budget: {scenario.reviewed_by}, {words.day_year(scenario.reviewed_at)}."
    else:
        yield "Not reviewed by Budget."
    yield f"{scenario.snapshot}: {scenario.snapshot.source}."
    yield (
        f"{scenario.rate_table}: "
        + "; ".join(f"{rate.charge.name} {percent(rate.charge.rate, 3)}%" for rate in page.rates)
        + "."
    )
    yield f"Formulas version {scenario.formulas}; rounded half up where shown, sums of unrounded amounts."


def rows_of(page: ScenarioPage, negotiation: Negotiation, *, stamp: str) -> Iterator[list[Cell]]:
    """The scenario as rows of a spreadsheet: the stamp, items by year, sums, funds. Amounts in cents."""
    sheet = page.sheet
    yield [stamp]
    yield [f"{negotiation.reference}: {page.scenario.name}"]
    yield ["Item", *(f"{year}, {what}" for year in sheet.years for what in ("in year", "full year")), "All years"]
    for row in (*sheet.items, *sheet.components, *sheet.charges, sheet.total):
        yield [inert(row.title), *_pairs(row.amounts), cents(row.total)]
    for fund, amounts, total in sheet.funds:
        yield [inert(f"Fund: {fund}"), *(cell for amount in amounts for cell in (amount, "")), total]
    for line in (*page.assumed, *page.granted, *_lineage(page)):
        yield [inert(line)]


def _pairs(amounts: Sequence[Amount]) -> list[Cell]:
    return [cell for amount in amounts for cell in (cents(amount.in_year), cents(amount.annualized))]


def as_csv(rows: Iterator[list[Cell]]) -> bytes:
    """The rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Iterator[list[Cell]]) -> bytes:
    """The rows as a workbook, amounts as numbers."""
    from openpyxl import Workbook  # noqa: PLC0415 -- a fifth of a second of every start, for what few ask for
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 -- a new workbook has a sheet
    page.title = "Costing"
    for number, row in enumerate(rows, start=1):
        page.append(row)
        for cell in page[number]:
            if isinstance(cell.value, Decimal):
                cell.number_format = "#,##0.00"
            if number == 3:
                cell.font = Font(bold=True)
    page.column_dimensions["A"].width = 46
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
