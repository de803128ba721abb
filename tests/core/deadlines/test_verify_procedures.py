"""The command line of the verification: its report and its exit."""

from pathlib import Path

import pytest
from django.core.management import call_command

FILES = Path(__file__).parent / "files"


def verify(capsys, *paths):
    """The lines printed, and the code the command left with."""
    try:
        call_command("verify_procedures", *map(str, paths))
    except SystemExit as left:
        code = left.code
    else:
        code = 0
    return capsys.readouterr().out.splitlines(), code


def test_agreeing_files_end_with_one_line_for_all(capsys):
    lines, code = verify(capsys, FILES / "harbor_fire.toml", FILES / "valley_schools.toml")
    assert (lines, code) == (["31 expected, 31 agree, 0 differ, 0 unsupported"], 0)


def test_a_broken_file_leaves_the_others_running(capsys):
    lines, code = verify(capsys, FILES / "not_toml.toml", FILES / "valley_schools.toml")
    assert lines == [
        f"{FILES / 'not_toml.toml'}: is not TOML: Invalid date or datetime (at line 5, column 13)",
        "11 expected, 11 agree, 0 differ, 0 unsupported",
    ]
    assert code == 1


@pytest.mark.parametrize("name", ["unknown_key", "loop", "slips", "wrong_forms"])
def test_faults_leave_with_one_and_still_the_last_line(capsys, name):
    lines, code = verify(capsys, FILES / f"{name}.toml")
    assert code == 1
    assert lines[-1].endswith(" unsupported")


def test_a_file_that_is_not_there_or_not_text_is_a_line(capsys, tmp_path):
    (tmp_path / "x.toml").write_bytes(b"id = \xff")
    lines, code = verify(capsys, tmp_path / "x.toml", tmp_path / "absent.toml")
    assert lines == [
        f"{tmp_path / 'x.toml'}: is not UTF-8 text: byte 6 cannot be read",
        f"{tmp_path / 'absent.toml'}: cannot be opened: No such file or directory",
        "0 expected, 0 agree, 0 differ, 0 unsupported",
    ]
    assert code == 1
