"""The outbox for the chief: what was promised, and sending it again."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from labor_office.core.notices.actions.repair import NothingToRetry, send_again, try_again
from labor_office.core.notices.models import LEFT_THE_HOUSE, Notice
from labor_office.core.users.models import User
from labor_office.core.web import clock
from labor_office.core.web.admin import WindowAdmin


@admin.register(Notice)
class NoticeAdmin(WindowAdmin[Notice]):
    """Messages within the reader's walls. A failed one goes back in the queue; a sent one is promised once more."""

    list_display = ("promised_at", "template", "person", "matter", "state", "attempts", "sent_at")
    list_filter = ("state", "template")
    list_select_related = ("recipient", "employee", "matter")
    search_fields = ("recipient__name", "employee__name", "recipient__email", "matter__reference")
    date_hierarchy = "promised_at"
    # The words are on the email's own page, where who may not read them is asked and personal links are blotted out.
    exclude = ("context", "text", "html")
    actions = ("resend",)

    @admin.action(description="Send again")
    def resend(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        """Put failed messages back in the queue, and promise sent ones once more."""
        assert isinstance(request.user, User)  # noqa: S101 -- the site lets nobody else in
        for notice in notices:
            act = send_again if notice.state in LEFT_THE_HOUSE else try_again
            try:
                act(notice_id=notice.pk, by=request.user, at=clock.now())
            except NothingToRetry as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, f"The message to {notice.person} is in the queue.", messages.SUCCESS)
