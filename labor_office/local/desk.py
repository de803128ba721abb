"""``up``: the whole desk under one supervisor, and ``down``: its end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

from labor_office.local import environment
from labor_office.local.alive import is_alive
from labor_office.local.places import ROOT, DataLock, Places, standing_places
from labor_office.local.processes import die_with_parent, say, spawn
from labor_office.local.stack import Stack, plan
from labor_office.local.supervisor import Child, Supervisor, free_port, is_free

PREFERRED_MAIL_PORT = 8026
DOWN_SECONDS = 90.0
CELERY = [sys.executable, "-m", "celery", "-A", "labor_office"]


def up() -> None:
    """Run everything until Ctrl-C or SIGTERM."""
    environment.read_dotenv()
    places = standing_places()
    places.data.mkdir(parents=True, exist_ok=True)
    lock = DataLock(places)
    if not lock.take():
        raise SystemExit(
            f"The desk already runs on {places.data} (process {lock.holder()}). Use it, or stop it with `make down`."
        )
    env = environment.for_run(places)
    if not is_free(int(env["PORT"])):
        raise SystemExit(f"Another program listens on port {env['PORT']}. Choose another: make run PORT=8001")
    environment.keep_desk(places, env)
    stack = plan(places, env, is_throwaway=False)
    supervisor = Supervisor()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Asked for by name: whoever starts us in the background hands down a Ctrl-C that is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        serve(stack, supervisor)
    except KeyboardInterrupt:
        say("\nStopping: the work in hand is finished first.")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # one Ctrl-C is enough; this ends within a minute
        supervisor.stop()
        stack.stop()
        lock.release()
        say("Stopped.")


def serve(stack: Stack, supervisor: Supervisor) -> None:
    """Start servers, tables and programs in this order, say where the desk answers, and look after all for ever."""
    mail_port = give_mail_a_place(stack)
    stack.start()
    _in_foreground(stack, "labor_office.local.prepare")
    launchers = {name: partial(_launch, stack, name, command) for name, command in programs(stack, mail_port).items()}
    supervisor.children = [Child(name, launch) for name, launch in launchers.items()]
    for child in supervisor.children:
        child.look(time.monotonic())
    servers = [Child(server.name, server.start, process=server.process) for server in stack.servers]
    everything = Supervisor([*servers, *supervisor.children])
    say(f"Opening the desk ...   Logs: {stack.places.logs}   Stop: Ctrl-C")
    everything.watch(until=partial(is_alive, f"http://127.0.0.1:{stack.env['PORT']}/healthz", patience=1.0))
    say(f"\nThe Labor Relations Desk: {stack.env['DESK_URL']}\n")
    everything.watch()


def give_mail_a_place(stack: Stack) -> int | None:
    """The port of the local catch-all, told to every child; nothing when a mail server was given."""
    if stack.env.get("EMAIL_HOST"):
        return None
    port = free_port(PREFERRED_MAIL_PORT)
    stack.env |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
    return port


def programs(stack: Stack, mail_port: int | None) -> dict[str, list[str]]:
    """What runs beside the servers, by name."""
    port = stack.env["PORT"]
    commands = {
        "web": [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "python:labor_office.local.gunicorn_conf",
            "-b",
            f"127.0.0.1:{port}",
        ],
        "worker": [*CELERY, "worker", "-Q", "celery", "-c", "2", "-n", "worker@%h", "-l", "INFO"],
        # PDFs have their own process: a long binder never holds back a reminder.
        "pdf": [*CELERY, "worker", "-Q", "pdf", "-c", "1", "--max-tasks-per-child", "50", "-n", "pdf@%h", "-l", "INFO"],
        "beat": [*CELERY, "beat", "-l", "INFO", "--pidfile=", "-s", str(stack.places.data / "beat")],
    }
    if mail_port:
        handler = ["-c", "aiosmtpd.handlers.Mailbox", str(stack.places.mail)]
        commands["mail"] = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{mail_port}", *handler]
    return commands


def _launch(stack: Stack, name: str, command: list[str]) -> subprocess.Popen[bytes]:
    return spawn(command, log=stack.places.logs / f"{name}.log", cwd=ROOT, env=stack.env)


def _in_foreground(stack: Stack, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=stack.env,
        check=False,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    if done.returncode:
        raise SystemExit(f"{module} ended with {done.returncode}; nothing was started.")


def down(places: Places | None = None, *, pause: Callable[[float], None] = time.sleep) -> None:
    """Stop the desk that runs on this checkout, if one does, and wait until it has."""
    lock = DataLock(places or standing_places())
    if lock.take():
        lock.release()
        say("Nothing runs here.")
        return
    holder = lock.holder()
    if holder is None:
        raise SystemExit(f"{lock.path} is held, but does not say by whom.")
    os.kill(holder, signal.SIGTERM)
    deadline = time.monotonic() + DOWN_SECONDS
    while not lock.take():
        if time.monotonic() > deadline:
            raise SystemExit(f"Process {holder} did not stop within {DOWN_SECONDS:.0f} s.")
        pause(0.2)
    lock.release()
    say("Stopped.")
