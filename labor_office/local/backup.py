"""One folder that holds everything: the database, the documents, and the keys that open them."""

import hashlib
import os
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import environ

from labor_office.local.environment import read_dotenv
from labor_office.local.places import ROOT, DataLock, standing_places
from labor_office.local.processes import say
from labor_office.local.stack import standing

DATABASE_FILE, DOCUMENTS_FILE, KEYS_FILE, SUMS_FILE = "database.dump", "documents.tar.gz", "keys.env", "SHA256SUMS"
KEPT_KEYS = ("SECRET_KEY", "FIELD_KEYS")
RUNNING = "The desk is running. Stop it first: make down"
DRAFT, FORMER = "_restoring", "_before_restore"


def write(folder: Path | None) -> Path:
    """Back up into ``folder`` (default ``backups/<local time>``), desk running or not; returns the folder.

    The folder appears whole or not at all. It is readable by its owner only: the keys in it
    sign sessions and open second-factor secrets.
    """
    folder = folder or ROOT / "backups" / datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    if folder.exists():
        raise SystemExit(f"{folder} exists already; name a new folder.")
    draft = folder.with_name(folder.name + ".part")
    draft.mkdir(parents=True, mode=0o700)
    with standing() as stack:
        _run(stack.env, "pg_dump", "--format=custom", f"--file={draft / DATABASE_FILE}")
        # After the database: a paper that it knows is then surely among the files.
        _pack(Path(stack.env["FILES_DIR"]), draft / DOCUMENTS_FILE)
        (draft / KEYS_FILE).write_text("".join(f"{name}={stack.env.get(name, '')}\n" for name in KEPT_KEYS))
    sums = [f"{_digest(path)}  {path.name}\n" for path in sorted(draft.iterdir())]
    (draft / SUMS_FILE).write_text("".join(sums))
    draft.rename(folder)
    say(f"Backed up to {folder}")
    return folder


def restore(folder: Path) -> None:
    """Put back what ``write`` wrote, from another machine too; the former state is set aside, not lost.

    Refused while the desk runs, and when a file of the backup is missing or altered.
    The database is filled under a draft name and takes its place only when complete.
    """
    verify(folder)
    read_dotenv()
    places = standing_places()
    lock = DataLock(places)
    if not lock.take():
        raise SystemExit(RUNNING)
    lock.release()
    if not os.environ.get("SECRET_KEY"):
        _restore_keys(folder / KEYS_FILE, places.data)
    with standing() as stack:
        name = _connection(stack.env)["PGDATABASE"]
        for leftover in (name + DRAFT, name + FORMER):
            _run(stack.env, "dropdb", "--if-exists", "--force", "--maintenance-db=postgres", leftover)
        _run(stack.env, "createdb", "--maintenance-db=postgres", "--template=template0", name + DRAFT)
        _run(
            stack.env,
            *("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={name + DRAFT}"),
            str(folder / DATABASE_FILE),
        )
        _swap_documents(folder / DOCUMENTS_FILE, Path(stack.env["FILES_DIR"]))
        swap = (
            f'alter database "{name}" rename to "{name + FORMER}"; alter database "{name + DRAFT}" rename to "{name}"'
        )
        _run(stack.env, "psql", "--quiet", "--dbname=postgres", "-v", "ON_ERROR_STOP=1", "-1", "-c", swap)
    say(f"Restored from {folder}. The former database is kept as {name + FORMER}, the former files beside the new.")


def verify(folder: Path) -> None:
    """Stop with the name of the first file of the backup that is missing or altered."""
    sums = folder / SUMS_FILE
    if not sums.exists():
        raise SystemExit(f"{folder} holds no backup: {SUMS_FILE} is missing.")
    for line in sums.read_text().splitlines():
        digest, name = line.split("  ", 1)
        if not (folder / name).exists() or _digest(folder / name) != digest:
            raise SystemExit(f"{folder / name} is missing or altered; nothing was restored.")


def _connection(env: Mapping[str, str]) -> dict[str, str]:
    """DATABASE_URL in the words of the Postgres programs."""
    parts = environ.Env.db_url_config(env["DATABASE_URL"])
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {name: str(parts[key]) for name, key in names.items() if parts.get(key)}


def _run(env: Mapping[str, str], program: str, *arguments: str) -> None:
    # Ours are of the server's own version; the system's pg_dump may be older and then refuses.
    path = str(Path(env["PGBIN"]) / program) if env.get("PGBIN") else program
    try:
        done = subprocess.run(
            [path, *arguments], env={**env, **_connection(env)}, check=False, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise SystemExit(f"{program} is missing: install the client programs of your PostgreSQL.") from None
    if done.returncode:
        raise SystemExit(f"{program} ended with {done.returncode}: {done.stderr.strip()}")


def _pack(files: Path, archive: Path) -> None:
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        if files.exists():
            tar.add(files, arcname="files")


def _swap_documents(archive: Path, files: Path) -> None:
    draft = files.with_name(files.name + DRAFT)
    former = files.with_name(files.name + FORMER)
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "files").mkdir(parents=True)  # an office without papers has none in its archive
    with tarfile.open(archive) as tar:
        # Python 3.11.2, Debian 12's own, has no filters yet; the sums above have vouched for the archive.
        if hasattr(tarfile, "data_filter"):
            tar.extraction_filter = tarfile.data_filter
        tar.extractall(draft)  # noqa: S202
    if files.exists():
        shutil.rmtree(former, ignore_errors=True)
        files.rename(former)
    (draft / "files").rename(files)
    draft.rmdir()


def _restore_keys(saved: Path, data: Path) -> None:
    """The backup's keys in place of ours, which stay beside them as ``.before_restore``."""
    values = dict(line.split("=", 1) for line in saved.read_text().splitlines())
    data.mkdir(parents=True, exist_ok=True)
    for name, file_name in {"SECRET_KEY": "secret_key", "FIELD_KEYS": "field_keys"}.items():
        path = data / file_name
        if path.exists():
            path.replace(path.with_suffix(".before_restore"))
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(values[name])


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
