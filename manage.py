"""Django's command line for the Labor Relations Desk.

Run it with any Python 3.11 or newer: after ``make setup`` it finds the project's own environment
by itself, and with it the servers, keys and day of the desk in this checkout, whether that is up or
not. Where the settings are given, as on a server, they hold. Commands that need no database need none.
"""

import gc
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# They read files and print; whatever stands here is never connected to.
NEED_NO_DATABASE = {"verify_procedures", "import_agreement", "help", "version", "--version"}
NOWHERE = {"SECRET_KEY": "unused", "DATABASE_URL": "postgres://nobody@localhost/none", "REDIS_URL": "redis://localhost"}


def _enter_environment() -> None:
    """Continue in the project's virtual environment when this Python is another one."""
    own = ROOT / ".venv" / "bin" / "python"
    if own.exists() and Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        os.execv(own, [str(own), *sys.argv])  # noqa: S606 -- our own interpreter, no shell


def _enter_desk(arguments: list[str]) -> None:
    """Run the command with what ``make run`` uses, and end, when nobody said where the desk is.

    Whoever gives a file of settings, or any one of these three, means another desk: what is missing then is said
    by the settings, and never filled in from this checkout.
    """
    if "--help" in arguments:
        os.environ.update({name: value for name, value in NOWHERE.items() if not os.environ.get(name)})
    if NEED_NO_DATABASE.intersection(arguments[:1]) or not arguments or not (ROOT / ".venv").exists():
        return
    if os.environ.get("ENV_FILE"):
        return
    from labor_office.local import __main__ as local  # noqa: PLC0415 -- imports what may not be installed yet
    from labor_office.local import environment  # noqa: PLC0415

    environment.read_dotenv()
    if not any(os.environ.get(name) for name in NOWHERE):
        sys.exit(local.main(["exec", "--", sys.executable, *sys.argv]))


def main() -> None:
    """Run one command."""
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- may not be installed yet
    except ImportError:
        _enter_environment()
        sys.exit("Django is not installed here. Run 'make setup' first.")
    _enter_desk(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labor_office.settings")
    if NEED_NO_DATABASE.intersection(sys.argv[1:2]):
        for name, value in NOWHERE.items():
            os.environ.setdefault(name, value)
    # A command ends soon. To migrate or to seed takes a tenth less when litter is looked for more seldom.
    gc.set_threshold(50_000, 50, 1_000)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
