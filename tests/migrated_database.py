"""The tests' database as the migrations leave it, kept between runs.

Migrating from nothing takes many seconds and changes only when a migration or a package
does. A fresh clone, and so the integration server, always migrates for real.
"""

import hashlib
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-database"


def kept_dump() -> Path:
    """Where the dump for today's migrations and packages is, or would be."""
    tops = ["labor_office", "bargaining", "agreements", "grievances", "training"]
    sources = sorted(path for top in tops for path in (ROOT / top).rglob("migrations/*.py"))
    digest = hashlib.sha256()
    for path in [*sources, ROOT / "requirements-dev.lock"]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return KEPT / f"{digest.hexdigest()[:20]}.dump"


def is_possible() -> bool:
    """Only beside a throw-away server of ours, whose programs fit it."""
    return "PGBIN" in os.environ and os.environ.get("ENV_FILE") == os.devnull


def put_back(database: str) -> None:
    """Create ``database`` from the kept dump, if there is one for these migrations."""
    if kept_dump().exists():
        _run("createdb", "--template=template0", database)
        _run("pg_restore", "--exit-on-error", f"--dbname={database}", str(kept_dump()))


def keep(database: str) -> None:
    """Keep ``database`` as it is now, in place of every older dump."""
    if kept_dump().exists():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    for older in KEPT.glob("*.dump"):
        older.unlink(missing_ok=True)
    draft = KEPT / f"{os.getpid()}.part"
    _run("pg_dump", "--format=custom", f"--file={draft}", database)
    draft.rename(kept_dump())


def _run(program: str, *arguments: str) -> None:
    subprocess.run([str(Path(os.environ["PGBIN"]) / program), *arguments], check=True)
