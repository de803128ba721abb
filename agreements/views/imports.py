"""The pages of an import: the file, the worker's progress, the outline for a person to confirm."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import drafting, force
from agreements.actions.imports import handing, mending, opening
from agreements.forms.imports import ClauseForm, MatchForm, NewImportForm, SplitForm
from agreements.importing.refusals import ImportRefused
from agreements.models.drafts import DraftClause
from agreements.models.imports import AgreementImport
from agreements.queries.imports import Review, clauses_of, former_of, imports_of, review_of
from agreements.rules.vocabulary import ClauseLevel, ImportStage
from labor_office.core.documents.rules.files import FileRefused
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

REFUSALS = (
    mending.CannotMend, mending.NotUnderReview, handing.StillDoubtful, drafting.AgreementAdopted,
    force.DraftNotReady, force.TextStillHolds,
)  # fmt: skip


@require_safe
@requires(Permission.AGREEMENT_IMPORT)
def listing(request: StaffRequest) -> HttpResponse:
    """Imports the person works on."""
    return render(request, "agreements/imports/list.html", {"imports": imports_of(request.user)[:100]})


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_IMPORT)
def new(request: StaffRequest) -> HttpResponse:
    """Take a file in, or say why it cannot be read."""
    form = NewImportForm(request.POST or None, request.FILES or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = given.pop("file")
        try:
            imported = opening.open_import(
                data=file.read(), name=file.name, by=request.user, at=clock.now(), today=clock.today(), **given
            )
        except (ImportRefused, FileRefused) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect_page(request, place(imported))
    return render_page(request, "agreements/imports/new.html", {"form": form})


@require_safe
@requires(Permission.AGREEMENT_IMPORT)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """How far the reading is; then the outline, one clause opened beside its lines."""
    imported = find(request, reference)
    if imported.stage != ImportStage.REVIEW:
        return render(request, "agreements/imports/state.html", _state_of(request, imported))
    asked = request.GET.get("clause", "")
    review = review_of(imported, clause_id=int(asked) if asked.isdecimal() else None)
    return render_page(request, "agreements/imports/review.html", _context(review), fragments=FRAGMENTS)


@require_safe
@requires(Permission.AGREEMENT_IMPORT)
def state(request: StaffRequest, reference: str) -> HttpResponse:
    """The progress alone; the page asks every second until the outline is there."""
    imported = find(request, reference, is_asked_again=True)
    if imported.stage == ImportStage.REVIEW and request.htmx:
        return redirect_page(request, place(imported))
    return render(request, "agreements/imports/_state.html", _state_of(request, imported))


@require_POST
@requires(Permission.AGREEMENT_IMPORT)
def name(request: StaffRequest, reference: str, clause: int) -> HttpResponse:
    """Give a clause its level, number and title."""
    imported = find(request, reference)
    form = ClauseForm(request.POST)
    if not form.is_valid():
        review = review_of(imported, clause_id=clause)
        return render_page(request, "agreements/imports/review.html", _context(review, form), fragments=FRAGMENTS)
    given = form.cleaned_data
    return _done(request, imported, clause, lambda: mending.name_clause(
        import_id=imported.pk, clause_id=find_clause(imported, clause).pk, level=ClauseLevel(given["level"]),
        number=given["number"], title=given["title"], part=given["part"], by=request.user, at=clock.now(),
    ))  # fmt: skip


@require_POST
@requires(Permission.AGREEMENT_IMPORT)
def settle(request: StaffRequest, reference: str, clause: int = 0) -> HttpResponse:
    """It looks right: nothing about this clause is doubtful any more. Goes on to the next one."""
    imported = find(request, reference)
    found = find_clause(imported, clause) if clause else None
    following = review_of(imported, clause_id=clause).after if found else None
    return _done(request, imported, following.clause.pk if following else clause, lambda: mending.settle_doubts(
        import_id=imported.pk, clause_id=found.pk if found else None, by=request.user, at=clock.now()
    ))  # fmt: skip


@require_POST
@requires(Permission.AGREEMENT_IMPORT)
def join(request: StaffRequest, reference: str, clause: int) -> HttpResponse:
    """Take a heading back: its words belong to the clause before, or to nothing."""
    imported = find(request, reference)
    found = find_clause(imported, clause)
    asked = request.POST.get("what", "")
    what = mending.NoHeading(asked) if asked in list(mending.NoHeading) else mending.NoHeading.TEXT
    return _done(request, imported, clause, lambda: mending.join_with_previous(
        import_id=imported.pk, clause_id=found.pk, what=what, by=request.user, at=clock.now()
    ))  # fmt: skip


@require_POST
@requires(Permission.AGREEMENT_IMPORT)
def split(request: StaffRequest, reference: str) -> HttpResponse:
    """Begin a clause at a line."""
    imported = find(request, reference)
    form = SplitForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Enter the number of the line where the clause begins.")
        return redirect_page(request, place(imported))
    given = form.cleaned_data
    return _done(request, imported, None, lambda: mending.begin_clause(
        import_id=imported.pk, line=given["line"], level=ClauseLevel(given["as_level"]), by=request.user, at=clock.now()
    ))  # fmt: skip


@require_POST
@requires(Permission.AGREEMENT_IMPORT)
def match(request: StaffRequest, reference: str, clause: int) -> HttpResponse:
    """Say which article of the former agreement a clause continues."""
    imported = find(request, reference)
    found = find_clause(imported, clause)
    form = MatchForm(request.POST, former=former_of(imported, found))
    chosen = form.cleaned_data["article"] if form.is_valid() else None
    return _done(request, imported, clause, lambda: mending.confirm_match(
        import_id=imported.pk, clause_id=found.pk, article_id=chosen, by=request.user, at=clock.now()
    ))  # fmt: skip


@require_POST
@requires(Permission.AGREEMENT_IMPORT)
def hand_over(request: StaffRequest, reference: str) -> HttpResponse:
    """End the review: the outline is the agreement's draft."""
    imported = find(request, reference)
    return _done(
        request, imported, None,
        lambda: handing.hand_over(import_id=imported.pk, by=request.user, at=clock.now()),
    )  # fmt: skip


@require_POST
@requires(Permission.AGREEMENT_EDIT)
def publish(request: StaffRequest, reference: str) -> HttpResponse:
    """The agreement was adopted already: its words become law."""
    imported = find(request, reference)
    try:
        agreement = handing.publish_imported(
            import_id=imported.pk, by=request.user, at=clock.now(), today=clock.today()
        )
    except REFUSALS as why:
        messages.warning(request, str(why))
        return redirect_page(request, place(imported))
    messages.success(request, "Published. Everyone who reads agreements reads it now.")
    return redirect_page(request, reverse("agreements:detail", args=[agreement.reference]))


FRAGMENTS = {"review": "agreements/imports/_review.html"}


def find(request: StaffRequest, reference: str, *, is_asked_again: bool = False) -> AgreementImport:
    """The import as this person may see it, and that they opened its draft; 404 otherwise.

    A page that asks by itself (``is_asked_again``) was opened once.
    """
    found = AgreementImport.objects.visible_to(request.user).select_related(
        "draft__agreement__unit", "draft__agreement__predecessor", "document"
    )
    imported = get_object_or_404(found, draft__agreement__reference=reference)
    if not is_asked_again:
        record_reading(matter=imported.draft.agreement, by=request.user, at=clock.now())
    return imported


def find_clause(imported: AgreementImport, clause: int) -> DraftClause:
    """A clause of the import; 404 for one of another."""
    return get_object_or_404(clauses_of(imported), pk=clause)


def place(imported: AgreementImport, clause: int | None = None) -> str:
    """The address of an import, with a clause opened."""
    url = reverse("agreements:import", args=[imported.draft.agreement.reference])
    return f"{url}?clause={clause}" if clause else url


def places(imported: AgreementImport) -> dict[str, str]:
    """Addresses the templates of one import need."""
    reference = imported.draft.agreement.reference
    names = {"here": "import", "state": "import_state", "hand_over": "import_hand_over", "publish": "import_publish",
             "split": "import_split", "settle_file": "import_settle_file"}  # fmt: skip
    return {key: reverse(f"agreements:{name}", args=[reference]) for key, name in names.items()}


def _state_of(request: StaffRequest, imported: AgreementImport) -> dict[str, object]:
    may_publish = request.user.may(Permission.AGREEMENT_EDIT) and imported.draft.agreement.is_draft
    return {"imported": imported, "at": places(imported), "may_publish": may_publish}


def _context(review: Review, form: ClauseForm | None = None) -> dict[str, object]:
    context: dict[str, object] = {"review": review, "imported": review.imported, "at": places(review.imported)}
    if review.current is None:
        return context
    clause = review.current.clause
    initial = {"level": clause.level, "number": clause.number, "title": clause.title, "part": clause.part}
    context["form"] = form or ClauseForm(initial=initial, has_part=clause.level == ClauseLevel.ARTICLE)
    context["split_form"] = SplitForm(initial={"as_level": clause.level})
    context["match_form"] = MatchForm(former=review.former, initial={"article": clause.article_id or ""})
    reference = review.imported.draft.agreement.reference
    context["to"] = {
        act: reverse(f"agreements:import_{act}", args=[reference, clause.pk])
        for act in ("name", "settle", "join", "match")
    }
    return context


def _done(
    request: StaffRequest, imported: AgreementImport, clause: int | None, act: Callable[[], object]
) -> HttpResponse:
    """Do it and show the clause it left; say what forbids it."""
    try:
        result = act()
    except REFUSALS as why:
        messages.warning(request, str(why))
        return redirect_page(request, place(imported, clause))
    shown = result.pk if isinstance(result, DraftClause) else clause
    return redirect_page(request, place(imported, shown))
