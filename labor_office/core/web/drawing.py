"""What stands by the dozen on a page, drawn in Python: form fields, and the days of a count.

Django draws each option of a select from a template of its own, which took a third of the
time of the list of grievances; the days of one count took a third of the record's. The markup
of fields is that of Django's templates and of the design system; what is rare (radio buttons,
files, dates) keeps its template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from labor_office.core.web.strips import Cell, Strip

Drawing = Callable[[dict[str, Any]], SafeString]


def select(widget: dict[str, Any]) -> SafeString:
    """A select with its options, in their groups."""
    parts = [f'<select name="{safe(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{safe(group)}">')
        parts += [
            f'<option value="{safe(option["value"])}"{_attributes(option["attrs"])}>{safe(option["label"])}</option>'
            for option in options
        ]
        if group:
            parts.append("</optgroup>")
    parts.append("</select>")
    return mark_safe("\n".join(parts))  # noqa: S308 -- every value above is escaped


def box(widget: dict[str, Any]) -> SafeString:
    """A text box, a tick box, or whatever else is an input."""
    value = "" if widget["value"] is None else f' value="{safe(widget["value"])}"'
    named = f'<input type="{safe(widget["type"])}" name="{safe(widget["name"])}"'
    return mark_safe(f"{named}{value}{_attributes(widget['attrs'])}>")  # noqa: S308 -- every value above is escaped


def group(field: BoundField) -> SafeString:
    """A field with its label, its hint and, after a mistake, what to do about it."""
    kind, label = field.widget_type, field.label
    mistakes, hint = _mistakes(field), _hint(field)
    if kind == "checkbox":
        ticked = format_html('<label class="usa-checkbox__label" for="{}">{}</label>', field.id_for_label, label)
        inside = format_html('{}<div class="usa-checkbox">{}{}</div>{}', mistakes, field, ticked, hint)
    elif field.use_fieldset:
        said = field.aria_describedby
        inside = format_html(
            '<fieldset class="usa-fieldset"{}><legend class="usa-legend">{}{}</legend>{}{}{}</fieldset>',
            format_html(' aria-describedby="{}"', said) if said else "",
            label, _optional(field), hint, mistakes, field,
        )  # fmt: skip
    else:
        inside = format_html(
            '<label class="usa-label" for="{}">{}{}</label>{}{}{}',
            field.id_for_label, label, _optional(field), hint, mistakes, field,
        )  # fmt: skip
    marked = " usa-form-group--error" if field.errors else ""
    return format_html('<div class="usa-form-group{}" id="{}_group">{}</div>', marked, field.auto_id, inside)


def strip(drawn: Strip, *, short: bool) -> SafeString:
    """The days of a count as a list: what is seen stands for the eye alone, each day's sentence for the ear."""
    if not drawn.cells:
        return SafeString("")
    css = " ".join(["strip", *(["weeks"] if drawn.is_weeks else []), *(["short"] if short else [])])
    days = "".join(map(_day, drawn.cells))
    return mark_safe(f'<ol class="{css}" aria-label="{safe(drawn.label)}">{days}</ol>')  # noqa: S308 -- all escaped


@lru_cache(maxsize=4096)
def _day(cell: Cell) -> str:
    # A day is drawn alike whosever it is: the same squares stand on every case.
    shown = escape(cell.mark)
    if not cell.is_fold:
        weekday, number = escape(cell.weekday), escape(cell.number)
        shown = f'<span class="d">{weekday}</span><span class="n">{number}</span><span class="c">{shown}</span>'
    css = f' class="{escape(cell.css)}"' if cell.css else ""
    return f'<li{css}><span aria-hidden="true">{shown}</span><span class="sr">{escape(cell.sentence)}</span></li>'


def _mistakes(field: BoundField) -> str:
    """The messages of one field, by the template that forms as a whole use too; nothing while there is none."""
    if not field.errors:
        return ""
    about = {"errors": field.errors, "error_id": field.auto_id}
    return mark_safe(field.form.renderer.render("uswds/errors.html", about))  # noqa: S308 -- a template's output


def _hint(field: BoundField) -> SafeString:
    if not field.help_text:
        return SafeString("")
    # As Django has it: a hint may hold markup, so it is never made of what people typed.
    said = mark_safe(str(field.help_text))  # noqa: S308
    return format_html('<div class="usa-hint" id="{}_helptext">{}</div>', field.auto_id, said)


def _optional(field: BoundField) -> SafeString:
    is_optional = getattr(field, "is_optional", False)
    return SafeString(' <span class="optional">(optional)</span>' if is_optional else "")


def safe(value: Any) -> str:  # noqa: ANN401 -- text, a number, a lazy label
    """As ``conditional_escape`` has it, without asking each value whether it is lazy."""
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {safe(name)}" if value is True else f' {safe(name)}="{safe(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


_INPUTS = ("checkbox", "email", "hidden", "input", "number", "password", "search", "tel", "text", "url")
# Django's template of a widget -> how it is drawn here.
WIDGETS: Mapping[str, Drawing] = {
    "django/forms/widgets/select.html": select,
    **{f"django/forms/widgets/{name}.html": box for name in _INPUTS},
}
