"""What happens between the servers' start and the first page: migrate, seed, say who may sign in.

Its own process (``python -m labor_office.local.prepare``), so that the supervisor never imports Django.
"""

import os

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.db import connection

from labor_office.local.processes import say


def prepare() -> None:
    """Bring the tables up to date and load the demo city into a database that has no people yet."""
    django.setup()
    is_new = not connection.introspection.table_names()
    say("Making the tables ..." if is_new else "Bringing the tables up to date ...")
    call_command("migrate", verbosity=0, interactive=False)
    commands = get_commands()
    if not settings.IS_DEMO or "seed_demo" not in commands:
        return
    if not get_user_model()._default_manager.exists():  # noqa: SLF001 (Django's documented name for it)
        say("Loading the demo city ...")
        call_command("seed_demo", *seed_options(os.environ.get("DEMO_CLOCK", "")))
    if "demo_people" in commands:
        call_command("demo_people")


def seed_options(demo_clock: str) -> list[str]:
    """The option that names the day the demo city lives on, when one was asked for; as typed, so it is parsed."""
    return ["--today", demo_clock[:10]] if demo_clock else []


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labor_office.settings")
    prepare()
