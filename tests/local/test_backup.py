"""A backup holds everything and comes back whole, or not at all."""

import subprocess

import pytest

from labor_office.local import backup
from labor_office.local.places import Places, throwaway_places
from labor_office.local.stack import standing


@pytest.fixture
def places(monkeypatch):
    """A standing installation of the test's own, with one table and one document in it."""
    found = throwaway_places()
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "FILES_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LABOR_DATA", str(found.data))
    query(found, "create table papers (title text)", "insert into papers values ('Step 2 decision')")
    found.files.mkdir()
    (found.files / "decision.pdf").write_bytes(b"paper")
    yield found
    subprocess.run(["rm", "-rf", str(found.data), str(found.sockets)], check=True)


def query(_places: Places, *statements: str) -> str:
    """Run ``statements`` on the standing database; what the last one answers."""
    with standing() as stack:
        options = [part for statement in statements for part in ("-c", statement)]
        command = [f"{stack.env['PGBIN']}/psql", "-At", *options]
        return subprocess.run(command, env=stack.env, check=True, capture_output=True, text=True).stdout.strip()


def test_an_altered_backup_restores_nothing_and_a_whole_one_what_was_lost(places, tmp_path):
    secret = (places.data / "secret_key").read_text()
    folder = backup.write(tmp_path / "saved")
    (places.files / "decision.pdf").unlink()
    (places.data / "secret_key").write_text("another")
    whole = (folder / "documents.tar.gz").read_bytes()
    (folder / "documents.tar.gz").write_bytes(b"cut short")
    query(places, "delete from papers")

    with pytest.raises(SystemExit, match=r"documents\.tar\.gz is missing or altered; nothing was restored"):
        backup.restore(folder)

    assert (
        query(places, "select count(*), (select count(*) from pg_database where datname ~ 'labor_') from papers")
        == "0|0"
    )
    assert not (places.files / "decision.pdf").exists()

    (folder / "documents.tar.gz").write_bytes(whole)
    backup.restore(folder)

    # What stood before is set aside.
    aside = "select (select title from papers), datname from pg_database where datname like 'labor_%'"
    assert query(places, aside) == "Step 2 decision|labor_before_restore"
    assert (places.files / "decision.pdf").read_bytes() == b"paper"
    assert (places.data / "secret_key").read_text() == secret


def test_an_office_without_documents_comes_back_too(places, tmp_path):
    (places.files / "decision.pdf").unlink()
    places.files.rmdir()
    folder = backup.write(tmp_path / "saved")

    backup.restore(folder)

    assert query(places, "select title from papers") == "Step 2 decision"
    assert list(places.files.iterdir()) == []


def test_a_folder_without_a_backup_is_named(tmp_path):
    with pytest.raises(SystemExit, match="holds no backup"):
        backup.restore(tmp_path)
