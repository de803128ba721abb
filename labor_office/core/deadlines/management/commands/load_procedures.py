"""``manage.py load_procedures FILE...``: procedure files into the desk."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from labor_office.core.deadlines.actions.procedure_loading import Loaded, load_procedures
from labor_office.core.deadlines.procedure_files.reading import NotAProcedureFile, file_text
from labor_office.core.web import clock
from labor_office.core.workforce.models import BargainingUnit


class Command(BaseCommand):
    """Store the procedures of files, tried on their timelines and published.

    The same file again changes nothing; a changed procedure becomes a draft of its next
    version. Prints a line for each procedure and each fault. Exits with 1 when anything
    was not loaded or not published for a fault.
    """

    help = "Load procedure files: each procedure whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and how their procedures begin."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument(
            "--effective-from", type=date.fromisoformat, metavar="YYYY-MM-DD",
            help="from when they are in force (else the first day of the term; else always)",
        )  # fmt: skip
        parser.add_argument("--unit", metavar="SLUG", help="the bargaining unit they are for")
        parser.add_argument("--draft", action="store_true", help="publish nothing")

    def handle(
        self,
        *args: object,
        files: list[Path],
        effective_from: date | None,
        unit: str | None,
        draft: bool,
        **options: object,
    ) -> None:
        """Print what became of each procedure; leave with 1 when something was refused."""
        found = None
        if unit is not None:
            found = BargainingUnit.objects.filter(slug=unit).first()
            if found is None:
                known = ", ".join(BargainingUnit.objects.values_list("slug", flat=True)) or "none yet"
                raise CommandError(f"There is no bargaining unit {unit}. Known: {known}.")
        is_sound = True
        for file in files:
            try:
                loaded = load_procedures(
                    text=file_text(file), by=None, at=clock.now(),
                    effective_from=effective_from, unit=found, is_draft=draft,
                )  # fmt: skip
            except NotAProcedureFile as fault:
                self.stdout.write(f"{file}: {fault}")
                is_sound = False
                continue
            is_sound = self._report(file, loaded) and is_sound
        if not is_sound:
            sys.exit(1)

    def _report(self, file: Path, loaded: list[Loaded]) -> bool:
        for one in loaded:
            at = f": {_address(one)}" if one.slug else ""
            self.stdout.write(f"{file}: {one.id}: {one.did}{at}")
            for line in one.lines:
                self.stdout.write(f"{file}: {line}")
        return all(one.is_sound for one in loaded)


def _address(one: Loaded) -> str:
    """Where the office finds it, on the desk's own address."""
    path = reverse("deadlines:version", args=[one.slug, one.number])
    return f"{settings.DESK_URL.rstrip('/')}{path}"
