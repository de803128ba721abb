"""A visit in a real browser, and everything it must not hear: errors, refusals, other hosts."""

import functools
import os
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import axe_playwright_python
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Request, Response

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_bytes()
AXE_PATH = "/static/axe.min.js"
# Only what is amiss comes back: a list of everything that passed takes longer to send than to find. The one frame
# there is holds a mail behind a sandbox: axe is not in there, and calling to it makes the console complain.
COMPLAINTS = Path(__file__).with_name("complaints.js").read_text(encoding="utf-8")
# What was found sound so far in this process: elements where they stand, colours, places to press.
JUDGED: set[str] = set()
# With JUDGE_ANEW=1 nothing counts as found sound before: axe judges each page whole, which takes half as long again.
IS_JUDGED_ANEW = bool(os.environ.get("JUDGE_ANEW"))


class LastingFiles(StaticFilesHandler):
    """Styles and scripts as from a server: the browser keeps them. They do not change while the tests run."""

    @functools.cached_property
    def _found(self) -> dict[str, tuple[str, bytes]]:
        # Half a megabyte that the browser reads once, instead of being told it anew on each page.
        return {AXE_PATH: ("text/javascript", AXE)}

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        """What is at the request's path, looked for once. Raises Http404 when there is nothing."""
        if request.path not in self._found:
            with closing(cast("FileResponse", super().serve(request))) as answer:
                self._found[request.path] = answer["Content-Type"], b"".join(answer)
        kind, content = self._found[request.path]
        return HttpResponse(content, content_type=kind, headers={"Cache-Control": "public, max-age=86400, immutable"})


@dataclass
class Live:
    """The page under test; ``problems`` fills by itself and must be empty at the end."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)
    _expected: set[int] = field(default_factory=set)

    def listen(self) -> None:
        """Write down console errors, script errors, failed requests, refusals and foreign hosts."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._response)

    def expect(self, *statuses: int) -> None:
        """This visit is about being refused: these statuses are no problem."""
        self._expected.update(statuses)

    def sign_in(self, user: Any) -> None:
        """Carry a session of ``user``, without the sign-in form."""
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.origin}])

    def open(self, path: str) -> Page:
        """Go to ``path`` and wait until the page has loaded."""
        self.page.goto(self.origin + path)
        return self.page

    def complaints(self) -> list[str]:
        """What axe finds on the page as it stands (WCAG 2.2 A and AA): a line for each rule and place."""
        seen = self.page.evaluate_handle(COMPLAINTS)
        new = [one for one in seen.evaluate("seen => seen.repeats") if one not in JUDGED]
        if not new:
            return []
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(url=self.origin + AXE_PATH)
        found, judged = seen.evaluate("(seen, unknown) => seen.judge(unknown)", new)
        # A page that fails leaves nothing judged, so that it fails again.
        JUDGED.update(judged if not found and not IS_JUDGED_ANEW else [])
        return list(found)

    def assert_accessible(self) -> None:
        """No violation on the page as it stands."""
        found = self.complaints()
        assert found == [], "\n".join([self.page.url, *found])

    def _console(self, message: ConsoleMessage) -> None:
        # The console repeats a refused response; that one is judged in _response.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.problems.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme in {"http", "https", "ws", "wss"} and there.netloc != urlsplit(self.origin).netloc:
            self.problems.append(f"other host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left, or a download that begins, aborts what was under way.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.problems.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.problems.append(f"{response.status}: {response.url}")
