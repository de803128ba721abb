"""Procedures: the shelf, and one version read aloud."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from labor_office.core.deadlines.forms.drafting import TEXTS
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.deadlines.queries import editor
from labor_office.core.deadlines.queries.shipped import shipped_news
from labor_office.core.deadlines.views.testing import tested
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest

_NOT_TOLD = frozenset({"day_rule.default_unit", "day_rule.roll_default", "day_rule.trigger_day_counted", "source_url"})


@require_safe
@requires(Permission.PROCEDURE_READ)
def shelf(request: StaffRequest) -> HttpResponse:
    """Every procedure, the version in force, and what waits."""
    may_edit = request.user.may(Permission.PROCEDURE_EDIT)
    context = {
        "shelved": editor.shelf(clock.today()),
        "may_edit": may_edit,
        "news": shipped_news() if may_edit else (),
    }
    return render_page(request, "deadlines/procedures.html", context)


@require_safe
@requires(Permission.PROCEDURE_READ)
def procedure(request: StaffRequest, slug: str) -> HttpResponse:
    """The short address of a procedure leads to the version in force, else to the newest."""
    found = next((one for one in editor.shelf(clock.today()) if one.procedure.slug == slug), None)
    if found is None or found.newest is None:
        raise Http404
    return HttpResponseRedirect(reverse("deadlines:version", args=[slug, found.newest.number]))


@require_safe
@requires(Permission.PROCEDURE_READ)
def version(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """One version: each limit as a sentence, and a date to try against it beside them."""
    versions = list(editor.versions_of(slug))
    shown = find(versions, number)
    context = page_of(request, shown, versions) | tested(request, shown, versions)
    return render_page(
        request, "deadlines/procedure.html", context, fragments={"tested": "deadlines/_procedure_tested.html"}
    )


def find(versions: list[ProcedureVersion], number: int) -> ProcedureVersion:
    """The version of that number, or the page that nothing is there."""
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Http404
    return found


def find_draft(slug: str, number: int) -> ProcedureVersion:
    """The draft of that number, or the page that nothing is there; published versions have no page to change them."""
    version = find(list(editor.versions_of(slug)), number)
    if version.state != VersionState.DRAFT:
        raise Http404
    return version


def page_of(request: StaffRequest, shown: ProcedureVersion, versions: list[ProcedureVersion]) -> dict[str, object]:
    """What the page of a version shows beside the tester."""
    may_edit = request.user.may(Permission.PROCEDURE_EDIT)
    is_draft = shown.state == VersionState.DRAFT
    return {
        "version": shown,
        "versions": [_link(one, shown) for one in versions],
        "steps": editor.steps_of(shown),
        "texts": [(label, _lines(shown.texts[key])) for key, label in TEXTS if _is_told(shown, key)],
        "source_url": shown.texts.get("source_url", ""),
        "is_draft": is_draft,
        "may_edit": may_edit,
        "is_editing": may_edit and is_draft,
        "moved": request.GET.get("moved", ""),
        "moved_way": request.GET.get("way", ""),
        "draft": next((one for one in versions if one.state == VersionState.DRAFT), None),
        "examples": editor.examples_of(shown) if may_edit and is_draft else [],
        "matter_count": 0 if is_draft else editor.open_matter_count(shown),
    }


def _link(version: ProcedureVersion, shown: ProcedureVersion) -> Link:
    label = f"Version {version.number}"
    label += ", draft" if version.state == VersionState.DRAFT else ""
    url = reverse("deadlines:version", args=[version.procedure.slug, version.number])
    return Link(label, url, is_current=version.number == shown.number)


def _is_told(version: ProcedureVersion, key: str) -> bool:
    """Defaults that every limit has taken already, and the address, are told elsewhere."""
    return key not in _NOT_TOLD and bool(version.texts.get(key))


def _lines(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, list | tuple) else [str(text)]
