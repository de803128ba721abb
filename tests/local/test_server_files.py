"""Dockerfile, docker-compose.yml and .env.example say what the settings read: no engine is needed to see it."""

import re
import shlex
from pathlib import Path

import yaml

from labor_office.local import postgres
from tests.each import each

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "pdf", "beat")
# Read by docker compose itself, or by a health check, and by nothing of ours.
NOT_OURS = {"BIND", "PORT", "POSTGRES_PASSWORD", "SHARED_BUFFERS", "QUEUE_NAME"}
# Of `make run` alone, or of a development machine: a server leaves them as they are.
ELSEWHERE = {"ENV_FILE", "DEBUG", "STATIC_BACKEND", "CLOCK_OFFSET_SECONDS", "FILES_DIR"}


def read_by_settings():
    """``(names, needed)``: every variable the settings read, and those without a default."""
    text = (ROOT / "labor_office" / "settings.py").read_text()
    calls = re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"(,)?", text)
    return {name for name, _ in calls}, {name for name, comma in calls if not comma}


def exampled():
    """The names in .env.example, those behind a # too."""
    return set(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", EXAMPLE, re.MULTILINE))


def run_by(name):
    """The command of a service of ours; the image's own where it names none."""
    [line] = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    return SERVICES[name].get("command") or yaml.safe_load(line)


def test_the_example_names_nothing_that_nobody_reads():
    names, _ = read_by_settings()
    assert exampled() - names - NOT_OURS - {"WEB_WORKERS"} == set()


def test_the_example_names_every_setting_of_a_server():
    names, _ = read_by_settings()
    assert names - exampled() - ELSEWHERE == set()
    assert set(re.findall(r"\$\{([A-Z_]+)", COMPOSE_TEXT)) - exampled() == set()


@each("name", OURS)
def test_each_process_is_given_what_the_settings_cannot_do_without(name):
    names, needed = read_by_settings()
    service = SERVICES[name]
    assert service["env_file"] == ".env"
    given = set(service["environment"])
    assert needed - given - exampled() == set()
    assert given - names - NOT_OURS == set()


@each("name", OURS)
def test_a_process_writes_to_the_files_that_outlast_it_and_nowhere_else(name):
    assert SERVICES[name]["environment"]["FILES_DIR"] == "/files"
    assert SERVICES[name]["volumes"] == ["files:/files"]
    assert "install -d -o desk -g desk /files" in DOCKERFILE


def test_what_a_service_mounts_or_waits_for_is_there():
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert mounted == set(COMPOSE["volumes"])
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            condition = how["condition"]
            assert condition != "service_healthy" or "healthcheck" in SERVICES[other], f"{name} waits for {other}"
            assert condition != "service_completed_successfully" or SERVICES[other]["restart"] == "no"


def test_the_database_is_made_there_as_it_is_made_here():
    # Without the encoding initdb takes SQL_ASCII from the locale C, and refuses the builtin C.UTF-8.
    given = SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert given == [wish for wish in postgres.INITDB if not wish.startswith("--auth")]


def test_migrations_run_once_and_before_everything_else():
    assert [name for name in SERVICES if "migrate" in str(SERVICES[name].get("command"))] == ["migrate"]
    for name in set(OURS) - {"migrate"}:
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_there_is_one_beat_and_every_queue_has_a_worker(settings):
    assert [name for name in OURS if "beat" in run_by(name)] == ["beat"]
    queues = {run_by(name)[run_by(name).index("-Q") + 1] for name in ("worker", "pdf")}
    assert queues == {"celery", *(route["queue"] for route in settings.CELERY_TASK_ROUTES.values())}


@each("name", ["worker", "pdf"])
def test_a_worker_is_asked_by_the_name_it_bears(name):
    command = run_by(name)
    asked = SERVICES[name]["healthcheck"]["test"][1]
    assert command[command.index("-n") + 1] == f"{SERVICES[name]['environment']['QUEUE_NAME']}@%h"
    assert shlex.split(asked)[-1] == "$$QUEUE_NAME@$$HOSTNAME"


@each("name", OURS)
def test_what_a_process_runs_is_a_program_of_the_image(name):
    program, *rest = run_by(name)
    locked = (ROOT / "requirements.lock").read_text()
    assert program == "python" or re.search(rf"^{program}==", locked, re.MULTILINE)
    for word in rest:
        if word.endswith(".py"):
            assert (ROOT / word).exists()
        if word.startswith("python:"):
            assert (ROOT / (word.removeprefix("python:").replace(".", "/") + ".py")).exists()


def test_the_image_runs_as_nobody_in_particular_and_gathers_its_files_when_it_is_built():
    lines = DOCKERFILE.splitlines()
    last_user = [line for line in lines if line.startswith("USER ")][-1]
    number = last_user.removeprefix("USER ")
    assert f"useradd --system --uid {number} " in DOCKERFILE
    assert lines.index(last_user) > max(place for place, line in enumerate(lines) if line.startswith("RUN "))
    assert "python -m labor_office.local static" in DOCKERFILE
    assert "--require-hashes -r /tmp/requirements.lock" in DOCKERFILE
    copied = re.findall(r"^COPY ([^-].*) \S+$", DOCKERFILE, re.MULTILINE)
    assert all((ROOT / name).exists() for line in copied for name in line.split())


def test_the_image_and_setup_install_the_same_system_libraries():
    make = (ROOT / "Makefile").read_text()
    [libraries] = re.findall(r"install_or_say,(libpango\S+(?: lib\S+)*),", make)
    assert libraries in DOCKERFILE


def test_no_secret_and_no_test_goes_into_the_image():
    left_out = set((ROOT / ".dockerignore").read_text().split())
    assert {".env", ".git", "var", "tests", "backups"} <= left_out
    assert not re.search(r"(?i)(password|secret_key)\s*[:=]\s*[\"']?\w{8,}", DOCKERFILE + COMPOSE_TEXT)
