"""``manage.py import_agreement``: any Python, no settings, no database."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.agreements.importing.made import Recipe, make


def run(*arguments):
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_agreement", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}, check=False)


def test_dry_run_prints_number_title_and_line_and_needs_nothing(tmp_path):
    made = make(Recipe(contents="dots", header="title", count=6))
    file = tmp_path / "agreement.txt"
    file.write_text(made.text, newline="")

    done = run(str(file), "--dry-run", "--format", "json")

    assert done.returncode == 0, done.stderr
    assert [[number, title.title(), line] for number, title, line in json.loads(done.stdout)] == [
        [number, title.title(), line] for number, title, line in made.truth
    ]


def test_dry_run_in_words_and_refusals(tmp_path, capsys):
    file = tmp_path / "page.html"
    file.write_text("<!DOCTYPE html><html>ARTICLE 1</html>")
    with pytest.raises(SystemExit):
        call_command("import_agreement", str(file), "--dry-run")
    with pytest.raises(SystemExit):
        call_command("import_agreement", str(tmp_path / "none.txt"), "--dry-run")
    assert "web page" in (said := capsys.readouterr().err)
    assert "cannot be opened" in said

    file.write_text(make(Recipe(count=6)).text)
    call_command("import_agreement", str(file), "--dry-run", "--format", "text")
    assert "6 articles" in capsys.readouterr().out
