"""The pages on which an interpretation goes out, is kept, replaced or withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions import publishing as actions
from agreements.actions.interpretations import NotNow
from agreements.forms.interpretations import PublishForm, ReasonForm
from agreements.models.interpretations import Interpretation
from agreements.queries.interpretations import audience_words, conflicts_of, replaced_by, sections_in_words, who_is_told
from agreements.rules.interpretations import BASIS_WORDS, Basis, Doing
from agreements.views.interpretations import act_page, find
from labor_office.core.documents.letters import LetterNotIssued
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.components import Row
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def publish(request: StaffRequest, reference: str) -> HttpResponse:
    """The check before it goes out: what it says, whom it binds, who is told, what it conflicts with."""
    found = find(request, reference, Doing.PUBLISH)
    conflicts = conflicts_of(request.user, found)
    form = PublishForm(request.POST if request.method == "POST" else None, has_conflicts=bool(conflicts))
    if form.is_valid():
        try:
            actions.publish_interpretation(
                interpretation_id=found.pk, by=request.user, at=clock.now(), today=clock.today()
            )
        except (NotNow, LetterNotIssued) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{found.reference} is published. Those it binds are told by mail.")
            return redirect_page(request, found.get_absolute_url())
    context = {
        "form": form, "reading": found, "refusal": found.refuses(Doing.PUBLISH),
        "rows": _check_rows(found, replaced_by(request.user, found)),
        "conflicts": conflicts, "told": who_is_told(found, but=request.user),
    }  # fmt: skip
    return render_page(request, "agreements/interpretation_publish.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def withdraw(request: StaffRequest, reference: str) -> HttpResponse:
    """Take a published one back."""
    found = find(request, reference, Doing.WITHDRAW)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        actions.withdraw_interpretation(
            interpretation_id=found.pk, because=form.cleaned_data["because"], by=request.user, at=clock.now(),
            today=clock.today(),
        )  # fmt: skip

    return act_page(
        request, found, Doing.WITHDRAW, form, act, heading=f"Withdraw {found.reference}", button="Withdraw it",
        said=f"{found.reference} is withdrawn. Whoever was told of it is told.",
        lead="Everyone who was told of it hears that it is no longer in use.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def keep(request: StaffRequest, reference: str) -> HttpResponse:
    """Say that one in question stands."""
    found = find(request, reference, Doing.KEEP)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        actions.keep_standing(
            interpretation_id=found.pk, because=form.cleaned_data["because"], by=request.user, at=clock.now()
        )

    return act_page(
        request, found, Doing.KEEP, form, act, heading=f"Does {found.reference} stand?", button="It stands",
        said=f"{found.reference} stands. Whoever was told of it is told.", lead=found.questioned_because,
    )  # fmt: skip


@require_POST
@requires(Permission.AGREEMENT_READ)
def replace(request: StaffRequest, reference: str) -> HttpResponse:
    """Begin the one that will take its place."""
    found = find(request, reference, Doing.REPLACE)
    try:
        begun = actions.replace_interpretation(
            interpretation_id=found.pk, by=request.user, at=clock.now(), today=clock.today()
        )
    except NotNow as why:
        messages.warning(request, str(why))
        return redirect_page(request, found.get_absolute_url())
    messages.success(request, f"{begun.reference} begun with the words of {found.reference}, which stands until then.")
    return redirect_page(request, begun.get_absolute_url())


def _check_rows(found: Interpretation, replaced: Interpretation | None) -> tuple[Row, ...]:
    return (
        Row("Construes", sections_in_words(found.sections.all())),
        Row("Short answer", found.answer),
        Row("Rests on", f"{BASIS_WORDS[Basis(found.basis)]}. {found.basis_note}".strip()),
        Row("Binds", audience_words(found)),
        Row("Applies from", words.long_day(found.effective_on)),
        Row("Replaces", replaced.reference if replaced else "Nothing"),
    )
