"""A person's hands: what they do is counted, and what the browser does because of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Request

from tests.live import Live

# What stands out of a page that scrolls sideways.
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const all = [...document.querySelectorAll("main *")];
    const wide = all.filter((each) => each.getBoundingClientRect().right > room);
    return wide.slice(-3).map((each) => each.outerHTML.slice(0, 160));
}"""


@dataclass
class Counts:
    """``clicks`` include Enter; ``loads`` are full navigations, ``swaps`` htmx exchanges, ``stops`` presses of Tab."""

    clicks: int = 0
    loads: int = 0
    swaps: int = 0
    stops: int = 0


@dataclass
class Hands:
    """One person at one browser window; what they come to is looked at ``also`` in another width, if one is said."""

    live: Live
    page: Page
    counts: Counts
    also: int | None = None

    def click(self, where: Locator) -> None:
        """One click, on a page that is there in full: before its scripts are, a link leads where it would without.

        What it leads to is there in full, too, before anything is read of it.
        """
        self.counts.clicks += 1
        where.wait_for()
        self.page.wait_for_load_state()
        where.click()
        self.page.wait_for_load_state()

    def press(self, keys: str) -> None:
        """One press on the keyboard; Enter counts as a click, Tab as a stop."""
        self.counts.clicks += keys.endswith("Enter")
        self.counts.stops += keys.endswith("Tab")
        self.page.keyboard.press(keys)
        self.page.wait_for_load_state()

    def tab_to(self, where: Locator, *, most: int = 60) -> None:
        """Press Tab until ``where`` has the focus; every stop on the way must show it and lie free."""
        for _ in range(most):
            self.press("Tab")
            assert_focus_is_seen(self.page)
            if where.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{where} was not reached in {most} tab stops")

    @contextmanager
    def counted(self) -> Iterator[Counts]:
        """The counts of what happens inside."""
        before = self.counts
        self.counts = Counts()
        yield self.counts
        self.page.wait_for_load_state()
        inside, self.counts = self.counts, before
        for name, value in vars(inside).items():
            setattr(self.counts, name, getattr(self.counts, name) + value)

    def looked_at(self) -> None:
        """The page as it stands has no barrier and does not scroll sideways."""
        given = self.page.viewport_size
        for width in (self.also, given["width"]) if self.also else (None,):
            if width:
                self.page.set_viewport_size({**given, "width": width})
            self.live.assert_accessible()
            assert self.page.evaluate(TOO_WIDE) == [], (self.page.url, width)

    def listen(self) -> None:
        """Count from now on."""
        self.page.on("domcontentloaded", self._loaded)
        self.page.on("request", self._asked)

    def _loaded(self, _page: Page) -> None:
        self.counts.loads += 1

    def _asked(self, request: Request) -> None:
        # What a form keeps of a draft, or a field reads back of a date, is nobody's doing.
        is_swap = "hx-request" in request.headers and not request.url.endswith("/draft/")
        self.counts.swaps += is_swap and "/web/" not in request.url


def assert_focus_is_seen(page: Page) -> None:
    """What has the focus is inside the window, uncovered, and marked (WCAG 2.4.7 and 2.4.11)."""
    fault = page.evaluate(
        """() => {
            const there = document.activeElement, box = there.getBoundingClientRect();
            if (there === document.body) return "nothing has the focus";
            if (!box.width || !box.height) return "it has no size: " + there.outerHTML.slice(0, 120);
            const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
            const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 1);
            const top = document.elementFromPoint(x, y);
            const label = there.labels && there.labels[0];
            const isFree = top && (there.contains(top) || top.contains(there) || (label && label.contains(top)));
            return isFree ? "" : "it lies under " + (top ? top.outerHTML.slice(0, 120) : "nothing");
        }"""
    )
    assert fault == "", fault
