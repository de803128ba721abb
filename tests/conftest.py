"""What every test may ask for: services are real, the browser is real, nothing of ours is replaced.

The servers come from ``python -m labor_office.local exec --ephemeral -- …`` (``make test``),
which sets every variable that the settings need.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import handlers
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import databases, workers
from tests.live import LastingFiles, Live

# Playwright's synchronous interface runs inside an event loop; Django must not mistake that for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ROOT = Path(__file__).resolve().parent.parent
USES_CACHE = {"db", "transactional_db", "client", "admin_client", "live_server", "live"}
CHROMIUM_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

# What a browser keeps of a site besides cookies and what it may read again without asking.
LEFT = "local_storage,indexeddb,cache_storage,service_workers"

# How long a browser test waits for what it expects before that counts as missing.
MOST_MILLISECONDS = 10_000

AHEAD = pytest.StashKey[databases.Ahead]()


def pytest_configure():
    """What costs time in every test and proves nothing there.

    Each client made anew would have WhiteNoise read the whole folder of collected files; passwords cost nothing.
    """
    settings.STATIC_ROOT = None
    expect.set_options(timeout=MOST_MILLISECONDS)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """Before there are several test processes: their databases are made while they gather the tests."""
    option = session.config.option
    is_first = "PYTEST_XDIST_WORKER" not in os.environ and getattr(option, "numprocesses", None)
    if is_first and not option.collectonly and databases.is_possible():
        is_whole = not (option.keyword or option.markexpr)
        session.config.stash[AHEAD] = databases.Ahead(session.config.args, is_whole=is_whole)


def pytest_terminal_summary(terminalreporter, config):
    """Why a database could not be made ahead."""
    if AHEAD in config.stash and (said := config.stash[AHEAD].end()):
        terminalreporter.section("databases made ahead")
        terminalreporter.write_line(said)


def pytest_unconfigure(config):
    """However the run ends, what makes databases ends with it."""
    if AHEAD in config.stash:
        config.stash[AHEAD].end()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest first, so that no process is left with one of them when the others have finished.

    The visit to every page comes early, and so stays in one process: what that has looked at once
    it need not look at again. Beside it the others begin with what needs no database, until there is one.

    What is driven in a browser gets one second try, and the end of the run names it: a machine that
    stands still for ten seconds is no fault of the desk, but what is named there twice is looked into.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=_turn)


def _turn(item):
    """When its turn comes: what takes long by itself, then what needs a browser, every page of it first."""
    if item.get_closest_marker("long"):
        return 0
    first = ["every_page", "acceptance"]
    return next((at for at, name in enumerate(first, 1) if name in item.path.parts), len(first) + 1)


def pytest_collection_finish():
    """What stands now stands to the end: looking through it for litter again and again is a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Tests of the city follow each other on copies of it; before any other, the database is a new one again."""
    if "morning_of_june_15" not in item.fixturenames:
        databases.take_back()


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """On a throw-away server: a copy of the migrated database, one for each test process; else what Django does."""
    if not databases.is_possible():
        yield request.getfixturevalue("django_db_setup")
        return
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        name = f"test_{workers.number()}"
        databases.copy(databases.migrated(), onto=name)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: databases.empty())
        yield
        connection.close()


@pytest.fixture
def new_database(transactional_db) -> None:
    """The database as the migrations leave it, for what counts its pages: no test before left a dead row there."""
    databases.copy(databases.migrated(), onto=connection.settings_dict["NAME"])


@pytest.fixture(autouse=True)
def _empty_cache(request):
    """Rate limits and cached pages of one test do not reach the next."""
    if USES_CACHE & set(request.fixturenames):
        cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium without its window, which costs a quarter less, or the one that CHROMIUM names.

    It asks nobody outside for anything.
    """
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium-headless-shell"
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """The width of the design; a test of the narrow one sets its own viewport."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def live_server():
    """The desk on a port of its own, as pytest-django serves it; what it sends for the eye, the browser may keep."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", LastingFiles)
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def pilot(browser, browser_context_args, live_server) -> Iterator[Page]:
    """A window that stays open on the desk while the tests open and close theirs.

    So the browser is as one person has it open all day: it has read the styles and scripts before.
    """
    profile = browser.new_context(**browser_context_args)
    window = profile.new_page()
    window.goto(f"{live_server.url}/healthz")
    yield window
    profile.close()


@pytest.fixture
def context(pilot, live_server) -> Iterator[BrowserContext]:
    """The browser as if it had never been here, but for styles and scripts: no test finds what another left."""
    profile = pilot.context
    yield profile
    for each in profile.pages:
        if each is not pilot:
            each.close()
    profile.set_offline(False)
    profile.clear_cookies()
    profile.clear_permissions()
    session = profile.new_cdp_session(pilot)
    session.send("Storage.clearDataForOrigin", {"origin": live_server.url, "storageTypes": LEFT})
    session.detach()


@pytest.fixture
def live(live_server, page) -> Iterator[Live]:
    """The whole desk behind a real browser; fails afterwards on anything the console or network complained of."""
    page.set_default_timeout(MOST_MILLISECONDS)
    visit = Live(page=page, origin=live_server.url)
    visit.listen()
    yield visit
    assert visit.problems == []


@pytest.fixture
def worker(transactional_db) -> Iterator[subprocess.Popen[bytes]]:
    """A real Celery worker in its own process, on the tests' database, reading every queue.

    Slow to start (a second or two): for the tests that are about delivery itself.
    """
    command = [sys.executable, "-m", "celery", "-A", "labor_office", "worker", "-P", "solo", "-Q", "celery,pdf"]
    # The checks of a start have passed in this process: they take a second of each.
    ours = {"DATABASE_URL": tests_database_url(), "CELERY_SKIP_CHECKS": "1"}
    environment = {**os.environ, **ours, **mail_settings()}
    process = subprocess.Popen([*command, "-l", "WARNING", "--without-mingle"], cwd=ROOT, env=environment)
    yield process
    process.terminate()
    process.wait(30)


def tests_database_url() -> str:
    """DATABASE_URL of the database the tests write to, for a process beside them."""
    return databases.address_of(connection.settings_dict["NAME"])


def mail_settings() -> dict[str, str]:
    """Where a process beside the tests sends its mail."""
    return {"EMAIL_HOST": settings.EMAIL_HOST, "EMAIL_PORT": str(settings.EMAIL_PORT)}
