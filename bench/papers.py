"""A whole agreement as a PDF: our way, labels and all, against WeasyPrint alone on the same HTML, and the worker's memory."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from django.core.cache import cache
from weasyprint import CSS, HTML

from agreements.actions.papers import TEMPLATE, set_text
from agreements.models.papers import TextPaper
from agreements.models.text import Agreement
from agreements.queries.editions import MAKER
from agreements.queries.fragments import STYLE, Part, joined, set_part
from agreements.rules.editions import AgreementPaper, Clause, Edition, anchor_of, lines_of
from agreements.rules.vocabulary import ClauseLevel
from bench.measure import Result, interleaved, median, ms, percentile, seconds, told
from bench.worker import held, most_of_a_child, pdf_worker
from labor_office.core.documents import pdf
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import PdfJob
from labor_office.core.documents.rules.papers import Sheet, freeze
from labor_office.core.users.models import User

GOAL, CEILING_MB = 1.10, 400
# Seconds after one edited article.
EDITED = 0.4
# Seconds to wait for the worker.
LONGEST = 600
SECTIONS = 8
SHEET = Sheet(
    city="City of Rivermont", office="Office of Labor Relations", title="Agreement", short_title="Agreement",
    dated_on=date(2026, 2, 1), document="DOC-BENCH", built_at=datetime(2026, 2, 1, 12, tzinfo=UTC),
)  # fmt: skip
WORDS = (
    "the City and Union shall pay each employee overtime at a rate of hours worked by seniority list department "
    "classification grievance step notice written within working days supervisor may not except where"
)


def papers() -> Iterator[Result]:
    """About 10, 100 and 400 pages, in a warm process."""
    set_text(agreement(1), SHEET)
    for articles, times in ((3, 5), (33, 3), (132, 1)):
        paper = agreement(articles)
        html = pdf.render_html(TEMPLATE, paper=paper, sheet=SHEET)
        ours, bare = interleaved([partial(set_text, paper, SHEET), partial(_bare, html)], times=times, warm=0)
        pages = pdf.page_count(set_text(paper, SHEET))[0] if articles < 100 else "about 400"
        ratio = percentile(ours, 0.5) / percentile(bare, 0.5)
        yield told(
            f"agreement on paper, {pages} pages", ms(percentile(ours, 0.5)),
            anchor=f"bare WeasyPrint {ms(percentile(bare, 0.5))}", ratio=ratio, goal=f"{GOAL}x", is_met=ratio <= GOAL,
        )  # fmt: skip
    yield _draft_after_an_edit()
    yield _in_the_worker()


def _in_the_worker() -> Result:
    """About 400 pages asked for as a person asks and set by a worker of its own, warm by ten pages before them."""
    by, at = User.objects.order_by("pk")[0], datetime.now(UTC)
    whose = Agreement.objects.order_by("pk")[0]
    ten, long = (_asked(whose, agreement(articles), by, at) for articles in (3, 132))
    with pdf_worker() as process:
        _wait(ten)
        warm, began = most_of_a_child(process.pid), time.monotonic()
        pages, both = _wait(long, pid=process.pid)
        spent, peak = time.monotonic() - began, most_of_a_child(process.pid)
    return told(
        f"most memory of the worker's child, {pages} pages", f"{peak:.0f} MB; set and kept in {spent:.1f} s",
        anchor=f"after 10 pages {warm:.0f} MB; both processes {both:.0f} MB", goal=f"{CEILING_MB} MB",
        is_met=pages > 0 and peak <= CEILING_MB,
    )  # fmt: skip


def _asked(whose: Agreement, paper: AgreementPaper, by: User, at: datetime) -> PdfJob:
    """The job of a paper that holds the words of ``paper``."""
    reference = take_reference()
    facts = {
        "paper": freeze(paper), "sheet": freeze(replace(SHEET, document=reference)), "file_name": f"{reference}.pdf",
    }  # fmt: skip
    row = TextPaper.objects.create(
        agreement=whose, edition=paper.edition, as_of=paper.as_of, reference=reference, fingerprint=reference,
        facts=facts, asked_by=by, asked_at=at,
    )  # fmt: skip
    return ask_for_paper(matter=whose, maker=MAKER, subject_id=row.pk, by=by, at=at)


def _wait(job: PdfJob, *, pid: int = 0) -> tuple[int, float]:
    """Until the worker is done with it: the document's pages, none should it fail; the most that ``pid`` held."""
    most, began = 0.0, time.monotonic()
    while job.state in {PdfJob.State.QUEUED, PdfJob.State.RENDERING} and time.monotonic() - began < LONGEST:
        time.sleep(0.25)
        most = max(most, held(pid)) if pid else most
        job.refresh_from_db()
    return (job.document.page_count or 0 if job.document else 0), most


def _draft_after_an_edit() -> Result:
    """A draft of about 100 pages of which one article was edited: that one set, all joined."""
    parts = [Part("Agreement", "Draft", (clause,)) for clause in _merged(agreement(33))]
    at = SHEET.built_at

    def every() -> None:
        for part in parts:
            set_part(part, at=at)

    def edited() -> bytes:
        cache.delete(parts[14].key)
        return joined(parts, at=at)

    whole, spent = median(every, times=1), min(seconds(edited) for _ in range(5))
    return told(
        "draft of 100 pages, one article edited", ms(spent), anchor=f"every article {ms(whole)}", ratio=whole / spent,
        goal=ms(EDITED), is_met=spent <= EDITED,
    )  # fmt: skip


def _merged(paper: AgreementPaper) -> list[Clause]:
    """Each article with the lines of all its sections, as one part."""
    merged: list[Clause] = []
    for clause in paper.clauses:
        if clause.is_top:
            merged.append(clause)
        else:
            merged[-1] = replace(merged[-1], lines=merged[-1].lines + clause.lines)
    return merged


def agreement(articles: int) -> AgreementPaper:
    """An agreement of so many articles, three pages each."""
    dice = random.Random(articles)
    clauses: list[Clause] = []
    for number in range(1, articles + 1):
        clauses.append(_clause(len(clauses), ClauseLevel.ARTICLE, str(number), _words(dice, 3), ""))
        for section in range(1, SECTIONS + 1):
            text = f"{_words(dice, 60)}.\n(a) {_words(dice, 30)}.\n(b) {_words(dice, 35)}."
            clauses.append(_clause(len(clauses), ClauseLevel.SECTION, f"{number}.{section}", _words(dice, 3), text))
    return AgreementPaper(
        edition=Edition.CONFORMED, title="Labor and Trades Agreement", unit="Labor and Trades", organization="Local 1840",
        starts_on=date(2023, 7, 1), ends_on=date(2026, 6, 30), as_of=date(2026, 2, 1),
        foot="Conformed copy as of February 1, 2026", standing="The words in force.", clauses=tuple(clauses),
    )  # fmt: skip


def _clause(place: int, level: ClauseLevel, number: str, title: str, text: str) -> Clause:
    return Clause(anchor_of(place), level.value, number, title, "", lines_of(number, text))


def _words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(WORDS.split(), k=count)).capitalize()


def _bare(html: str) -> bytes:
    sheets: list[CSS] = list(pdf._styles(*pdf.STYLES, STYLE))
    return bytes(HTML(string=html).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1"))
