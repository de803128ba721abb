"""The few answers this layer gives by itself."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from labor_office.core.web import clock, dates, day_notes


@require_safe
def read_day(request: HttpRequest) -> HttpResponse:
    """The day that the words in a date field name, with its weekday and what is special about it.

    Empty for no words and for words that cannot be read: the form says so when it is sent,
    not while the person is still typing.
    """
    words = request.GET.get(request.GET.get("field", ""), "").strip()
    try:
        day = dates.parse_day(words, today=clock.today())
    except dates.UnreadableDate:
        return HttpResponse("")
    notes = [format_html(' <span class="strong">{}</span>', note) for note in day_notes.notes_on(day)]
    return HttpResponse(
        format_html("{}.{}", dates.long_day(day), format_html("{}" * len(notes), *notes) if notes else "")
    )
