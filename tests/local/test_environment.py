"""What a local run hands to its children."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from labor_office.local import environment
from labor_office.local.places import ROOT, Places

NEW_YORK = ZoneInfo("America/New_York")


def test_a_demo_clock_is_the_city_s_wall_clock():
    noon_utc = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)  # 08:00 in summer on the east coast

    assert environment.clock_offset("2026-06-15T08:30", now=noon_utc, zone=NEW_YORK) == 30 * 60


def test_a_demo_clock_that_is_no_time_says_how_to_write_one():
    with pytest.raises(SystemExit, match="write it like 2026-06-15T08:30"):
        environment.clock_offset("soon", now=datetime.now(UTC), zone=NEW_YORK)


def test_secrets_are_made_once_and_for_the_owner_only(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first = environment.kept_secret(path, environment.new_secret_key)

    assert len(first) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert environment.kept_secret(path, environment.new_secret_key) == first


def test_the_address_follows_the_port_unless_it_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.delenv("DESK_URL", raising=False)
    assert environment.for_run(Places(tmp_path))["DESK_URL"] == "http://localhost:8123"

    monkeypatch.setenv("DESK_URL", "https://desk.example.gov")
    assert environment.for_run(Places(tmp_path))["DESK_URL"] == "https://desk.example.gov"


def test_a_command_beside_the_running_desk_lives_on_its_day_at_its_address(tmp_path, monkeypatch):
    kept = {"CLOCK_OFFSET_SECONDS": "-86400", "DESK_URL": "http://localhost:8123"}
    for name in (*kept, "PORT"):
        monkeypatch.setenv(name, "")  # so that what is joined is taken back afterwards
        monkeypatch.delenv(name)
    environment.keep_desk(Places(tmp_path), kept)

    environment.join_desk(Places(tmp_path))

    assert environment.for_run(Places(tmp_path)).items() >= kept.items()


def test_tests_do_not_see_the_shell_s_servers_or_dotenv(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://labor@production.example.gov/labor")
    monkeypatch.setenv("TLS", "1")

    given = environment.for_throwaway(Places(tmp_path))

    assert {"DATABASE_URL", "TLS"} & given.keys() == set()
    assert given["ENV_FILE"] == "/dev/null"


def test_a_command_for_a_desk_named_elsewhere_takes_nothing_from_this_checkout(tmp_path):
    said = {}
    for name, value in (("ENV_FILE", os.devnull), ("SECRET_KEY", "theirs"), ("REDIS_URL", "redis://localhost:1")):
        env = {"PATH": os.environ["PATH"], "LABOR_DATA": str(tmp_path / "data"), name: value}
        ran = subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        said[name] = ran.stderr.strip().rpartition("\n")[2].partition(": ")[2]
    asked = "Set the {} environment variable"
    assert said == {
        "ENV_FILE": asked.format("SECRET_KEY"), "SECRET_KEY": asked.format("DATABASE_URL"),
        "REDIS_URL": asked.format("SECRET_KEY"),
    }  # fmt: skip
    assert not (tmp_path / "data").exists()
