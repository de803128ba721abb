"""The core's papers: uploads, letters, PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from labor_office.core.users.permissions import Permission

if TYPE_CHECKING:
    from labor_office.core.users.models import User


class DocumentsConfig(AppConfig):
    """Registers the maker that sets letters and the pages in the header."""

    name = "labor_office.core.documents"
    label = "documents"

    def ready(self) -> None:
        """Make letters printable and the documents page reachable."""
        from labor_office.core.documents import letters, queries  # noqa: PLC0415 -- models exist only now
        from labor_office.core.documents.actions import drafting, printing  # noqa: PLC0415 -- as above
        from labor_office.core.notices import claims  # noqa: PLC0415 -- as above
        from labor_office.core.web import navigation  # noqa: PLC0415 -- as above

        claims.register(drafting.SIGNATURE, queries.awaiting_signature)
        letters.register_maker("letter", printing.print_letter, kept=printing.keep_letter)
        navigation.register_page("Cases", navigation.Place("Documents", "documents:list", order=60))
        navigation.register_page("Cases", navigation.Place("Retention", "documents:retention", _may_review, order=62))
        navigation.register_page("Cases", navigation.Place("Legal holds", "documents:holds", _may_review, order=64))


def _may_review(user: User) -> bool:
    return user.may(Permission.RETENTION_EDIT) or user.may(Permission.LEGAL_HOLD)
