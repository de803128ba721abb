"""The acts on a clock that are the same for every kind of case."""

from __future__ import annotations

from grievances.actions.versions import count_by
from grievances.forms import clock as forms
from grievances.queries import previews
from grievances.queries.cases import Case
from grievances.queries.versions import of_version, other_versions
from grievances.rules.moves import Act
from grievances.views.act_table import ActPage
from labor_office.core.deadlines.actions import extensions
from labor_office.core.web.forms import DeskForm


def _extended(form: DeskForm) -> str:
    if form.cleaned_data["signature"] == forms.SIGNED:
        return "Extension recorded."
    return "Extension recorded, not signed yet: the earlier date stays in force."


CLOCK_PAGES: dict[str, ActPage[Case]] = {
    "extend": ActPage(
        Act.EXTEND, "Record extension", "Record extension", forms.ExtendForm, extensions.agree_extension, _extended,
        preview=previews.of_extension,
        more=lambda case: {"limits": previews.running_limits(case)},
        values=forms.terms_agreed,
    ),
    "take_extension": ActPage(
        Act.TAKE_EXTENSION, "Record time taken as of right", "Record it", forms.OfRightForm,
        extensions.extend_as_of_right, "Recorded. The date has moved.",
        preview=previews.of_right,
        more=lambda case: {"limits": previews.running_limits(case)},
        missing=previews.no_more_time_of_right,
        hint=previews.extension_words,
    ),
    "sign_extension": ActPage(
        Act.SIGN_EXTENSION, "Record the signature", "Record the signature", forms.SignForm, extensions.sign_extension,
        "Signature recorded. The extension is in force.",
        preview=previews.of_signature,
        more=lambda case: {"extensions": previews.unsigned_extensions(case)},
        missing=lambda case: "" if previews.unsigned_extensions(case) else "No extension waits for a signature.",
    ),
    "withdraw_extension": ActPage(
        Act.WITHDRAW_EXTENSION, "Withdraw the extension", "Withdraw the extension", forms.TakeBackForm,
        extensions.withdraw_extension, "Extension withdrawn. It stays in history.",
        preview=previews.of_taking_back,
        more=lambda case: {"extensions": previews.standing_extensions(case)},
        missing=lambda case: "" if previews.standing_extensions(case) else "No extension stands on this case.",
    ),
    "version": ActPage(
        Act.CHANGE_VERSION, "Count by another version of the procedure", "Change the version", forms.VersionForm,
        count_by, "Counted by the version chosen from now on.",
        preview=of_version,
        more=lambda case: {"versions": other_versions(case)},
        missing=lambda case: "" if other_versions(case) else "No other version is published for this unit and kind.",
        hint=lambda case: f"Counted now by {case.clock.version}. What is finished stays as it was counted.",
    ),
}  # fmt: skip
