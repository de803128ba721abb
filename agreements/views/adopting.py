"""What is recorded on an adoption: its steps, the votes, the signatures, publication."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from agreements.actions.adopting import agreed_text, law, steps, votes
from agreements.actions.drafting import AgreementAdopted
from agreements.actions.force import DraftNotReady, TextStillHolds
from agreements.forms.adoption import RatificationForm, ReasonForm, RollCallForm, SignForm, StepForm
from agreements.models.adoption import Adoption
from agreements.queries import adoption as queries
from agreements.rules.adoption import OWN_PAGES, STEP_WORDS, Step, refusal, undoing
from agreements.views.adoption import find
from labor_office.core.documents.models import Document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import any_of, opens_for, requires
from labor_office.core.web.components import Row
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

REFUSALS = (
    steps.OutOfOrder, votes.CountNotSound, law.TextChanged, AgreementAdopted, DraftNotReady, TextStillHolds,
    agreed_text.NotSigned, agreed_text.NotItsTable,
)  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def step(request: StaffRequest, reference: str, slug: str) -> HttpResponse:
    """Record that a step was done: counsel records counsel's review, the office everything else."""
    found, which = find(request, reference), _step(slug)
    if which in OWN_PAGES:
        raise Http404
    is_counsel = which is Step.COUNSEL and request.user.may(Permission.INTERPRETATION_REVIEW)
    if not (is_counsel or request.user.may(Permission.AGREEMENT_EDIT)):
        raise PermissionDenied
    papers = Document.objects.visible_to(request.user).filter(matter_id=found.pk)
    form = StepForm(request.POST or None, today=clock.today(), documents=papers, initial={"done_on": clock.today()})

    def save() -> object:
        given = form.cleaned_data
        return steps.record_step(
            adoption_id=found.pk, step=which, done_on=given["done_on"], note=given["note"],
            document=given["document"], by=request.user, at=clock.now(), today=clock.today(),
        )  # fmt: skip

    return _act(request, found, which, form, save, button="Record it")


@require_POST
@requires(Permission.AGREEMENT_READ)
def take_agreed(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Put the words both sides initialled on one issue into the draft, before all of them are agreed."""
    found = find(request, reference, to_edit=True)
    table = queries.table_of(found)
    agreed = next((one for one in (table.signed if table else ()) if one.number == number), None)
    if agreed is None:
        raise Http404
    try:
        agreed_text.take_agreed_text(adoption_id=found.pk, agreed=agreed, by=request.user, at=clock.now())
    except REFUSALS as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"{agreed} stands in the draft: {agreed.issue}.")
    return redirect_page(request, found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_READ)
def take_back(request: StaffRequest, reference: str, slug: str) -> HttpResponse:
    """Take back a step recorded by mistake."""
    found, which = find(request, reference, to_edit=True), _step(slug)
    form = ReasonForm(request.POST or None)
    why_not = undoing(which, queries.done_of(found))
    if form.is_valid() and not why_not:
        try:
            steps.take_back_step(
                adoption_id=found.pk, step=which, reason=form.cleaned_data["because"], by=request.user,
                at=clock.now(), today=clock.today(),
            )  # fmt: skip
        except steps.OutOfOrder as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{STEP_WORDS[which]}: taken back.")
            return redirect_page(request, found.get_absolute_url())
    context = {
        "adoption": found, "form": form, "refusal": why_not, "button": "Take it back",
        "heading": f"Take back: {STEP_WORDS[which].lower()}", "lead": "The record stays in the history.",
    }  # fmt: skip
    return render_page(request, "agreements/adoption_act.html", context)


@require_POST
@requires(Permission.AGREEMENT_READ)
def assemble(request: StaffRequest, reference: str) -> HttpResponse:
    """Put every tentative agreement's words in the draft and record that the document stands."""
    found = find(request, reference, to_edit=True)
    try:
        row = agreed_text.assemble(
            adoption_id=found.pk, done_on=clock.today(), by=request.user, at=clock.now(), today=clock.today()
        )
    except REFUSALS as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, f"The master document stands: {row.note}.")
    return redirect_page(request, found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.AGREEMENT_EDIT))
@requires(Permission.AGREEMENT_READ)
def ratify(request: StaffRequest, reference: str) -> HttpResponse:
    """Record the unit's vote."""
    found = find(request, reference, to_edit=True)
    form = RatificationForm(request.POST or None, today=clock.today())

    def save() -> object:
        given = dict(form.cleaned_data)
        is_ratified = given.pop("outcome") == "yes"
        return votes.record_ratification(
            adoption_id=found.pk, is_ratified=is_ratified, by=request.user, at=clock.now(), today=clock.today(),
            **given,
        )  # fmt: skip

    return _act(request, found, Step.RATIFIED, form, save, button="Record the vote")


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.AGREEMENT_EDIT))
@requires(Permission.AGREEMENT_READ)
def resolve(request: StaffRequest, reference: str) -> HttpResponse:
    """Record the Council's roll call and what it commits to."""
    found = find(request, reference, to_edit=True)
    agreement, memo = found.agreement, found.memo
    form = RollCallForm(
        request.POST or None, today=clock.today(), first=agreement.starts_on, last=agreement.ends_on,
        members=[line.strip() for line in memo.members.splitlines() if line.strip()],
        initial={"voted_on": found.council_on},
    )  # fmt: skip

    def save() -> object:
        given = form.cleaned_data
        return votes.record_resolution(
            adoption_id=found.pk, number=given["number"], voted_on=given["voted_on"], votes=given["votes"],
            fiscal_years=[int(year) for year in given["years"]], attested=given["attested"], by=request.user,
            at=clock.now(), today=clock.today(),
        )  # fmt: skip

    return _act(request, found, Step.RESOLVED, form, save, button="Record the roll call")


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.AGREEMENT_EDIT))
@requires(Permission.AGREEMENT_READ)
def sign(request: StaffRequest, reference: str) -> HttpResponse:
    """Record the signatures."""
    found = find(request, reference, to_edit=True)
    form = SignForm(request.POST or None, today=clock.today())

    def save() -> object:
        return law.sign(adoption_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data)

    return _act(request, found, Step.SIGNED, form, save, button="Record the signatures")


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.AGREEMENT_EDIT))
@requires(Permission.AGREEMENT_READ)
def publish(request: StaffRequest, reference: str) -> HttpResponse:
    """The check before the text is law, and the act."""
    found = find(request, reference, to_edit=True)
    form = DeskForm(request.POST if request.method == "POST" else None)

    def save() -> object:
        return law.publish(adoption_id=found.pk, by=request.user, at=clock.now(), today=clock.today())

    return _act(request, found, Step.PUBLISHED, form, save, button="Publish the agreement", rows=_what_follows(found))


def _act(
    request: StaffRequest,
    found: Adoption,
    which: Step,
    form: DeskForm,
    save: Callable[[], object],
    *,
    button: str,
    rows: tuple[Row, ...] = (),
) -> HttpResponse:
    """One form for one step: refused in words before it is typed, and again when it is saved."""
    table = queries.table_of(found)
    why_not = refusal(which, queries.done_of(found, table), unsigned=table.unsigned if table else ())
    if form.is_valid() and not why_not:
        try:
            save()
        except REFUSALS as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _said(found, which))
            return redirect_page(request, found.get_absolute_url())
    context = {
        "adoption": found, "form": form, "refusal": why_not, "heading": STEP_WORDS[which], "button": button,
        "rows": rows,
    }  # fmt: skip
    return render_page(request, "agreements/adoption_act.html", context)


def _said(found: Adoption, which: Step) -> str:
    """What happened, and what can be done next."""
    done = queries.done_of(found)
    if which not in done:
        return f"{STEP_WORDS[which]}: recorded. The step stays open."
    following = next((STEP_WORDS[each] for each in Step if not refusal(each, done)), "")
    return f"{STEP_WORDS[which]}: recorded." + (f" Next: {following.lower()}." if following else "")


def _what_follows(found: Adoption) -> tuple[Row, ...]:
    agreement = found.agreement
    former = agreement.predecessor
    return (
        Row("Text", f"{agreement.title}, {agreement.draft.clauses.count()} clauses"),
        Row("In force from", words.long_day(agreement.starts_on)),
        Row("Ends", f"{former.title}: the words before that day stay readable" if former else "Nothing"),
        Row("Who reads it", "Everyone who reads agreements"),
        Row("Open cases", "Keep the words and time limits of the day they arose on"),
    )


def _step(slug: str) -> Step:
    try:
        return Step(slug.upper())
    except ValueError:
        raise Http404 from None
