"""What a page is built of, so that a page that shows somebody nothing new need not be looked at again."""

from lxml import html as markup

Built = tuple[str, str, tuple[str, ...]]


def built_of(html: str) -> set[Built]:
    """Every kind of element in ``html``: its tag, its classes and which attributes it carries."""
    if not html.strip():
        return set()
    page = markup.document_fromstring(html.encode(), parser=markup.HTMLParser(encoding="utf-8"))
    return {(each.tag, each.get("class") or "", tuple(sorted(each.keys()))) for each in page.iter("*")}
