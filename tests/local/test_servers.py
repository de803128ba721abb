"""The servers of one machine, killed and started for real in a folder of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from labor_office.local.places import ROOT, DataLock, Places, throwaway_places
from labor_office.local.postgres import Postgres, workers_in
from labor_office.local.processes import stop
from labor_office.local.stack import plan
from labor_office.local.supervisor import Child, Supervisor
from labor_office.local.valkey import Valkey


@pytest.fixture
def places():
    """An empty installation, gone afterwards with whatever still works in it."""
    found = throwaway_places()
    yield found
    subprocess.run(["rm", "-rf", str(found.data), str(found.sockets)], check=True)


@pytest.fixture
def postgres(places):
    """A durable server that is running; what counts here is what a kill leaves."""
    server = Postgres(places, is_throwaway=False)
    places.claim_sockets(server.account)
    server.start()
    yield server
    server.stop()


def connect(server: Postgres) -> psycopg.Connection:
    """A session on ``server``."""
    return psycopg.connect(host=str(server.places.sockets), user="labor", dbname="labor", autocommit=True)


def test_postgres_killed_or_left_behind_comes_back_with_everything_committed(postgres, places):
    with connect(postgres) as session:
        session.execute("create table kept (number int)")
        session.execute("insert into kept values (1), (2)")
        postgres.process.kill()
        postgres.process.wait()

    postgres.start()

    with connect(postgres) as session:
        assert session.execute("select sum(number) from kept").fetchone() == (3,)
    left_behind = postgres.process
    successor = Postgres(places, is_throwaway=False)

    successor.start()

    assert left_behind.wait(5) == 0
    assert successor.answers()
    successor.stop()


def test_stopping_leaves_nobody_in_the_data_folder_and_no_note_nor_other_version_is_believed(postgres, places):
    """After a reboot the number in postmaster.pid may be anybody's; that program must not be stopped."""
    folder = places.database(postgres.account)
    assert workers_in(folder) != []
    postgres.stop()
    assert workers_in(folder) == []

    bystander = subprocess.Popen(["sleep", "60"])
    (folder / "postmaster.pid").write_text(f"{bystander.pid}\n{folder}\n")
    postgres.start()
    assert bystander.poll() is None
    assert postgres.answers()
    bystander.kill()
    bystander.wait()

    postgres.stop()
    (folder / "PG_VERSION").write_text("17\n")
    with pytest.raises(SystemExit, match="written by PostgreSQL 17"):
        postgres.start()


def test_valkey_killed_keeps_what_it_acknowledged(places):
    places.sockets.mkdir()
    server = Valkey(places, is_throwaway=False)
    server.start()
    with redis.Redis(unix_socket_path=str(server.socket)) as client:
        client.config_set("appendfsync", "always")
        client.rpush("queue", *range(100))
    server.process.kill()
    server.process.wait()

    server.start()

    with redis.Redis(unix_socket_path=str(server.socket)) as client:
        assert client.llen("queue") == 100
    server.stop()


def test_an_address_from_outside_switches_our_server_off(places):
    outside = {"DATABASE_URL": "postgres://labor@db.example.gov/labor", "REDIS_URL": "redis://broker.example.gov"}

    assert plan(places, dict(outside), is_throwaway=False).servers == []


def test_a_second_desk_on_the_same_data_is_refused(places):
    held = DataLock(places)
    assert held.take()
    command = [sys.executable, "-m", "labor_office.local", "up"]
    second = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "LABOR_DATA": str(places.data)},
        capture_output=True,
        text=True,
        check=False,
    )
    held.release()

    assert second.returncode == 1
    assert f"already runs on {places.data} (process {os.getpid()})" in second.stderr


def test_nothing_survives_a_supervisor_that_is_killed(places):
    """``exec`` and its servers go with it, on Linux, even by kill -9."""
    command = [sys.executable, "-m", "labor_office.local", "exec", "--", "sh", "-c", "echo ready; exec sleep 60"]
    environment = {**os.environ, "LABOR_DATA": str(places.data)}
    for name in ("DATABASE_URL", "REDIS_URL"):
        del environment[name]
    supervisor = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert supervisor.stdout.readline() == b"ready\n"
    server = Postgres(places, is_throwaway=False)

    supervisor.send_signal(signal.SIGKILL)
    supervisor.wait()

    # The pipe ends when its last writer has: the command is gone. The servers were told at the same moment.
    assert supervisor.stdout.read() == b""
    supervisor.stdout.close()
    server.start()
    assert server.answers()
    server.stop()


def test_children_are_looked_after_while_the_desk_does_not_answer_yet():
    child = Child("web", lambda: subprocess.Popen(["sleep", "60"], start_new_session=True))
    answers = iter([False, True])

    Supervisor([child]).watch(until=lambda: child.process is not None and next(answers))

    assert (child.process.poll(), list(answers)) == (None, [])
    stop(child.process)


def test_a_child_is_started_again_after_a_growing_pause(tmp_path):
    starts = []

    def launch() -> subprocess.Popen[bytes]:
        starts.append(1)
        return subprocess.Popen(["false"], start_new_session=True)

    child = Child("web", launch, started=0.0)
    child.look(now=100.0)
    child.process.wait()
    child.started = 100.0
    child.look(now=101.0)
    assert (child.process, child.pause, child.due) == (None, 1.0, 102.0)

    child.look(now=101.9)
    assert len(starts) == 1
    child.look(now=102.0)
    assert len(starts) == 2
    stop(child.process)


def test_a_socket_folder_of_somebody_else_is_refused(places):
    account = Postgres(places, is_throwaway=True).account
    places.sockets.symlink_to(Path("/var"))

    with pytest.raises(SystemExit, match="belongs to another account"):
        places.claim_sockets(account)
    places.sockets.unlink()


def test_sockets_stay_short_however_deep_the_checkout():
    deep = Places(Path("/home") / ("x" * 200) / "var")

    assert len(str(deep.sockets / ".s.PGSQL.5432")) < 100
