"""The settings a local run hands to its children, each one overridable from the environment or ``.env``."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import environ

from labor_office.local.fonts import configuration_file
from labor_office.local.places import ROOT, Places

DEFAULT_PORT = 8000
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


def read_dotenv() -> None:
    """Take ``.env`` into our environment; what is already set there wins."""
    if (ROOT / ".env").exists():
        environ.Env.read_env(ROOT / ".env")


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """The secret in ``path``, made on first use and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(make())
        draft.rename(path)
    return path.read_text().strip()


def new_secret_key() -> str:
    """A signing key of 64 random characters."""
    return secrets.token_urlsafe(48)


def new_field_key() -> str:
    """A Fernet key: 32 random bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def clock_offset(demo_clock: str, *, now: datetime, zone: ZoneInfo) -> int:
    """Seconds from the real clock to ``demo_clock``, a wall-clock time such as ``2026-06-15T08:30`` in ``zone``."""
    try:
        wanted = datetime.fromisoformat(demo_clock)
    except ValueError:
        raise SystemExit(f"DEMO_CLOCK is {demo_clock!r}; write it like 2026-06-15T08:30.") from None
    if wanted.tzinfo is None:
        wanted = wanted.replace(tzinfo=zone)
    return round((wanted - now).total_seconds())


def keep_desk(places: Places, env: Mapping[str, str]) -> None:
    """Write down the running desk's offset and address, for commands that join it."""
    (places.data / "clock_offset").write_text(env.get("CLOCK_OFFSET_SECONDS", "0"))
    (places.data / "desk_url").write_text(env["DESK_URL"])


def join_desk(places: Places) -> None:
    """Live on the day of the desk that runs, at its address: a shell beside it must not see another date."""
    for file, name, chosen in (
        ("clock_offset", "CLOCK_OFFSET_SECONDS", "DEMO_CLOCK"),
        ("desk_url", "DESK_URL", "PORT"),
    ):
        kept = places.data / file
        if kept.exists() and not os.environ.get(chosen):
            os.environ.setdefault(name, kept.read_text().strip())


def for_run(places: Places) -> dict[str, str]:
    """What the standing installation's children get: our environment, with what is missing filled in."""
    given = dict(os.environ)
    port = given.get("PORT") or str(DEFAULT_PORT)
    defaults = {
        "PORT": port,
        "DESK_URL": f"http://localhost:{port}",
        "DEMO": "1",
        "SECRET_KEY": kept_secret(places.data / "secret_key", new_secret_key),
        "FIELD_KEYS": kept_secret(places.data / "field_keys", new_field_key),
        "FILES_DIR": str(places.files),
        "FONTCONFIG_FILE": str(configuration_file(places.data)),
    }
    if demo_clock := given.get("DEMO_CLOCK"):
        zone = ZoneInfo(given.get("TIME_ZONE") or "America/New_York")
        defaults["CLOCK_OFFSET_SECONDS"] = str(clock_offset(demo_clock, now=datetime.now(UTC), zone=zone))
    return defaults | {name: value for name, value in given.items() if value or name not in defaults}


def for_throwaway(places: Places) -> dict[str, str]:
    """What tests and checks get: everything fixed here, so that no ``.env`` or shell changes their answer."""
    given = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", "TLS"}}
    return given | {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": new_secret_key(),
        "FIELD_KEYS": new_field_key(),
        "FILES_DIR": str(places.files),
        "STATIC_BACKEND": PLAIN_STATIC,
        "FONTCONFIG_FILE": str(configuration_file(ROOT / "var")),
        "DEMO": "0",
        # Asked for by the test that is about it.
        "REQUIRE_ADMIN_MFA": "0",
        "CLOCK_OFFSET_SECONDS": "0",
        "DESK_URL": "http://localhost:8000",
        "TIME_ZONE": "America/New_York",
    }
