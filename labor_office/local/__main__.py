"""``python -m labor_office.local up | down | exec | fonts | static | backup | restore``."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from labor_office.local import backup, desk, fonts, stack
from labor_office.local.places import ROOT, standing_places
from labor_office.local.processes import die_with_parent


def main(arguments: list[str]) -> int:
    """Run one sub-command; returns the exit code."""
    os.umask(0o022)
    options = build_parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _end)
    if options.verb == "up":
        desk.up()
    elif options.verb == "down":
        desk.down()
    elif options.verb == "exec":
        return execute([part for part in options.command if part != "--"], is_throwaway=options.ephemeral)
    elif options.verb == "fonts":
        fonts.install(Path(options.into).resolve() if options.into else standing_places().data)
    elif options.verb == "static":
        return collect_static()
    elif options.verb == "backup":
        backup.write(Path(options.into).resolve() if options.into else None)
    elif options.verb == "restore":
        backup.restore(Path(options.source).resolve())
    return 0


def build_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m labor_office.local", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("up", help="run the whole desk until Ctrl-C")
    verbs.add_parser("down", help="stop the desk that runs on this checkout")
    execute_parser = verbs.add_parser("exec", help="run a command with PostgreSQL and Valkey at hand")
    execute_parser.add_argument("--ephemeral", action="store_true", help="empty servers, thrown away afterwards")
    execute_parser.add_argument("command", nargs=argparse.REMAINDER)
    fonts_parser = verbs.add_parser("fonts", help="put the letters' typefaces where the PDF renderer finds them")
    fonts_parser.add_argument("--into", help="folder, var/ when not given")
    verbs.add_parser("static", help="gather and compress what the web process serves as files")
    backup_parser = verbs.add_parser("backup", help="write database, documents and keys to a dated folder")
    backup_parser.add_argument("--into", help="folder, backups/<now> when not given")
    restore_parser = verbs.add_parser("restore", help="put a backup back; what stood before is set aside")
    restore_parser.add_argument("source", help="the folder that backup wrote")
    return parser


def execute(command: list[str], *, is_throwaway: bool) -> int:
    """Run ``command`` with the servers' addresses in its environment; returns its exit code."""
    with stack.throwaway() if is_throwaway else stack.standing() as running:
        wish = die_with_parent(signal.SIGTERM)
        child = subprocess.Popen(command, env=running.env, preexec_fn=wish)  # noqa: PLW1509 (one thread)
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child got it too, and may have something to say
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


def collect_static() -> int:
    """Fill ``staticfiles/``; needs the settings, but neither server."""
    nowhere = {"SECRET_KEY": "unused", "DATABASE_URL": "postgres://nobody@nowhere/none", "REDIS_URL": "redis://nowhere"}
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "-v0"]
    return subprocess.run(command, cwd=ROOT, env=nowhere | os.environ, check=False).returncode


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
