"""The core's papers: uploads, letters, PDF."""

from django.apps import AppConfig


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
