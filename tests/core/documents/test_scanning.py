"""The virus scanner: what it is told, what its answers mean, and what happens to a file."""

import socket
import struct
import threading
from datetime import timedelta

import pytest

from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.actions.scanning import scan_waiting
from labor_office.core.documents.models import Document
from labor_office.core.documents.scanner import NotScannable, ScannerDown, scan
from tests.core.documents.papers import DATED_ON, SET_AT
from tests.factories.users import UserFactory

VIRUS = b"X5O!P%@AP-not-the-real-one"


class Clamd:
    """A socket that speaks INSTREAM as clamd does; ``answer`` gives its words for the bytes received."""

    def __init__(self, path, answer):
        self.path, self.received = str(path), []
        self._answer, self._door = answer, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._door.bind(self.path)
        self._door.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as told:
                assert told.read(10) == b"zINSTREAM\0"
                data = b""
                while size := struct.unpack("!I", told.read(4))[0]:
                    data += told.read(size)
                self.received.append(data)
                line.sendall(self._answer(data))

    def close(self):
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join(10)


@pytest.fixture
def clamd(tmp_path, settings):
    made = Clamd(tmp_path / "clamd", lambda data: b"stream: Test-Virus FOUND\0" if VIRUS in data else b"stream: OK\0")
    settings.CLAMD_SOCKET = made.path
    yield made
    made.close()


@pytest.mark.parametrize(
    ("answer", "found"),
    [(b"stream: OK\0", ""), (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "Win.Test.EICAR_HDB-1")],
)
def test_what_the_answer_means(tmp_path, answer, found):
    server = Clamd(tmp_path / "c", lambda _: answer)
    data = bytes(range(256)) * 3000
    assert scan(data, address=server.path) == found
    assert server.received == [data]
    server.close()


@pytest.mark.parametrize(
    ("answer", "raised"), [(b"INSTREAM size limit exceeded. ERROR\0", NotScannable), (b"", ScannerDown)]
)
def test_no_answer_and_a_refusal_are_told_apart(tmp_path, answer, raised):
    server = Clamd(tmp_path / "c", lambda _: answer)
    with pytest.raises(raised):
        scan(b"words", address=server.path)
    server.close()
    with pytest.raises(ScannerDown):
        scan(b"words", address=str(tmp_path / "nobody"))


def added(matter, text):
    return add_document(matter_id=matter.pk, data=text, name="note.txt", by=UserFactory(), at=SET_AT,
                        received_on=DATED_ON).document  # fmt: skip


def test_what_came_in_is_scanned_once_and_what_was_found_is_blocked(client, clamd, matter):
    clean, infected = added(matter, b"An honest note."), added(matter, b"A note with " + VIRUS)
    assert scan_waiting(now=SET_AT) == 2
    assert scan_waiting(now=SET_AT + timedelta(minutes=1)) == 0
    states = dict(Document.objects.values_list("pk", "scan_state"))
    assert states == {clean.pk: "CLEAN", infected.pk: "FOUND"}
    assert matter.events.filter(verb="document.blocked").count() == 1

    client.force_login(UserFactory())
    assert client.get(f"/documents/{clean.reference}/file").status_code == 200
    assert client.get(f"/documents/{infected.reference}/file").status_code == 302
    page = client.get(f"/documents/{infected.reference}/").content.decode()
    assert "The virus scanner found Test-Virus in it." in page


def test_while_the_scanner_is_away_files_wait_and_lose_nothing(settings, matter, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "nobody")
    document = added(matter, b"An honest note.")
    assert scan_waiting(now=SET_AT) == 0
    document.refresh_from_db()
    assert document.scan_state == "NOT_SCANNED"


def test_without_a_scanner_a_file_says_that_it_was_not_scanned(client, settings, matter):
    settings.CLAMD_SOCKET = ""
    document = added(matter, b"An honest note.")
    assert scan_waiting(now=SET_AT) == 0
    client.force_login(UserFactory())
    assert "Not scanned" in client.get(f"/documents/{document.reference}/").content.decode()
