"""A mail that went out, and what a page lists of such."""

from labor_office.core.notices.models import NoticeState
from tests.factories.notices import MORNING

SENT = {
    "state": NoticeState.SENT,
    "sent_at": MORNING,
    "subject": "5 working days left",
    "text": "Due.",
    "html": "<p>Due.</p>",
}


def headlines(response):
    return [row.headline for row in response.context["rows"]]
