"""``manage.py import_agreement FILE --dry-run``: what would an import make of this file?"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from agreements.importing.outline import Heading, Outline
from agreements.importing.readers.files import read_source
from agreements.importing.reading import read_outline
from agreements.importing.refusals import ImportRefused
from agreements.importing.source import Source


class Command(BaseCommand):
    """Read an agreement's file and print the outline that an import would propose.

    Needs no database. ``--format json`` prints a list of ``[number, title, start line]`` for the
    articles in document order; ``--format text`` the whole outline with its doubts. Lines are
    counted from 1, by line feeds. Exits with 1 and says why when the file cannot be read.
    """

    help = "Show the articles, sections and doubtful places of an agreement's file (DOCX, PDF, plain text)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and the form of the answer."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", required=True, help="Read only; nothing is stored.")
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: object, file: Path, format: str, **options: object) -> None:
        """Print the outline, or why there is none."""
        try:
            source = read_source(file.read_bytes(), name=file.name)
        except OSError as error:
            self.stderr.write(f"{file}: cannot be opened: {error.strerror}")
            sys.exit(1)
        except ImportRefused as refused:
            self.stderr.write(str(refused))
            sys.exit(1)
        outline = read_outline(source)
        if format == "json":
            self.stdout.write(json.dumps(_rows(source, outline), ensure_ascii=False))
            return
        for heading in outline.headings:
            self.stdout.write(_line(source, heading))
            for doubt in heading.doubts:
                self.stdout.write(f"{'':10}? line {_printed(source, doubt.line)}: {doubt.words}")
        for doubt in outline.doubts:
            self.stdout.write(f"{'':10}? line {_printed(source, doubt.line)}: {doubt.words}")
        for note in outline.notes:
            self.stdout.write(f"{'':10}! {note}")
        self.stdout.write(f"{len(outline.articles)} articles, {len(outline.all_doubts)} doubtful places")


def _rows(source: Source, outline: Outline) -> list[tuple[str, str, int]]:
    return [(each.number, each.title, _printed(source, each.start_line)) for each in outline.articles]


def _printed(source: Source, line: int) -> int:
    """The line's number in the file: in a page set in columns it is not its place in reading order."""
    return source.lines[line - 1].number


def _line(source: Source, heading: Heading) -> str:
    name = " ".join(filter(None, (heading.number, heading.title))) or heading.label or heading.kind.value.title()
    return f"{_printed(source, heading.start_line):8}  {'  ' * heading.level}{heading.kind.value.lower()} {name}"
