"""What a page is built of, so that a page that shows somebody nothing new need not be looked at again."""

from html.parser import HTMLParser

Built = tuple[str, str, tuple[str, ...]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[Built] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = tuple(sorted(name for name, _ in attrs))
        self.found.add((tag, dict(attrs).get("class") or "", names))


def built_of(html: str) -> set[Built]:
    """Every kind of element in ``html``: its tag, its classes and which attributes it carries."""
    reader = _Reader()
    reader.feed(html)
    return reader.found
