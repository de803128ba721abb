"""Links that act for whoever follows them, blotted out wherever an email is shown on a page.

Apps register the pages that such links lead to. The email that goes out has them; a page, the
reader's own too, says only that one stood there.
"""

from __future__ import annotations

import re

from django.urls import reverse

BLOT = "personal link, not shown"
_MARK = "a-token"
# What a signed address is made of; the words after it are none of it.
_SIGNED = r"[\w:=~-]+(?:\.[\w:=~-]+)*/?"
_HOST = r"(?:https?://[^\s\"'<>/]+)?"

_pages: dict[str, None] = {}


def register(url_name: str) -> None:
    """Say that the page ``url_name``, which takes a token, acts for whoever holds its address."""
    _pages[url_name] = None


def blotted(words: str) -> str:
    """``words`` of an email with every personal link replaced."""
    return _addresses().sub(BLOT, words)


def blotted_html(html: str) -> str:
    """The email's HTML: a personal link is no link any more, and its words stay."""
    link = re.compile(rf"<a\b[^>]*{_addresses().pattern}[^>]*>(.*?)</a>", re.DOTALL)
    return blotted(link.sub(rf"\1 <em>({BLOT})</em>", html))


def _addresses() -> re.Pattern[str]:
    """Every personal address, with its host or without. Pages are few; what stands for no page matches nothing."""
    begins = [re.escape(reverse(name, args=[_MARK]).partition(_MARK)[0]) for name in _pages]
    return re.compile(rf"{_HOST}(?:{'|'.join(begins) or '(?!)'}){_SIGNED}")
