"""``manage.py verify_procedures FILE...``: does the system count as the office does?"""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from labor_office.core.deadlines.procedure_files.reading import NotAProcedureFile, file_text
from labor_office.core.deadlines.verification import NOTHING, Verification, broken, verify_text


class Command(BaseCommand):
    """Derive the timelines of procedure files and compare them with what a person counted.

    Needs no database. Prints a line for each difference and for each fault of a file, and
    last ``N expected, N agree, N differ, N unsupported``. Exits with 1 unless all agree.
    """

    help = "Compare the dates that procedure files expect with those the system counts."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files to verify."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)

    def handle(self, *args: object, files: list[Path], **options: object) -> None:
        """Print the report; leave with 1 unless every expected date agrees."""
        total = NOTHING
        for file in files:
            found = _verify(file)
            for line in found.lines:
                self.stdout.write(line)
            total += found
        self.stdout.write(str(total))
        if not total.is_clean:
            sys.exit(1)


def _verify(file: Path) -> Verification:
    try:
        return verify_text(file_text(file), str(file))
    except NotAProcedureFile as fault:
        return broken(str(file), str(fault))
