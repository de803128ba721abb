"""A server that takes several commands at once is given them at once, and its answers are told apart."""

import socketserver
import threading
from contextlib import contextmanager

import pytest

from labor_office.core.notices.post_office import MailServerDown, Refused, open_post_office

MESSAGE = b"Subject: Due\r\n\r\n.A line that begins with a point\r\nend"


class Server(socketserver.StreamRequestHandler):
    """Answers by its class's words; keeps what it heard and in how many pieces the commands came."""

    sender, recipient, data, taken = "250 ok", "250 ok", "354 go on", "250 queued as 7"

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say(self.data)
                if self.data.startswith("354"):
                    self.server.heard.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self.say(self.taken)
                continue
            answers = {b"EHLO": "250-here\r\n250 PIPELINING", b"MAIL": self.sender, b"RCPT": self.recipient}
            self.say(answers.get(word, "250 ok"))
            if word == b"QUIT":
                return

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def serving(settings, **answers):
    server = socketserver.TCPServer(("127.0.0.1", 0), type("Asked", (Server,), answers))
    server.heard = []
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
    try:
        with open_post_office() as office:
            yield office, server.heard
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def _plain(settings):
    settings.EMAIL_USE_TLS = False


def send(office):
    return office.send(sender="desk@rivermont.example", to="dana@rivermont.example", message=MESSAGE)


def test_each_message_arrives_whole_with_its_own_answer(settings):
    with serving(settings) as (office, heard):
        answers = [send(office), send(office)]

    assert answers == ["250 queued as 7"] * 2
    assert heard == [MESSAGE.replace(b"\r\n.A", b"\r\n..A") + b"\r\n"] * 2


@pytest.mark.parametrize(
    ("answers", "words", "is_final"),
    [
        ({"recipient": "550 no such box", "data": "503 nobody to send to"}, "550 no such box", True),
        ({"recipient": "452 full"}, "452 full", False),
        ({"sender": "550 not from you", "data": "554 no"}, "550 not from you", True),
        ({"data": "451 later"}, "451 later", False),
        ({"taken": "554 spam"}, "554 spam", True),
    ],
)
def test_a_refusal_is_told_in_its_words_and_nothing_is_read_from_the_message(settings, answers, words, is_final):
    with serving(settings, **answers) as (office, heard):
        with pytest.raises(Refused, match=words) as refused:
            send(office)
        assert refused.value.is_final is is_final
        if "recipient" in answers:
            assert b"".join(heard) == b""
        with pytest.raises(Refused):
            send(office)


def test_a_server_that_closes_is_down(settings):
    with serving(settings, sender="421 closing", data="421 closing") as (office, _), pytest.raises(MailServerDown):
        send(office)
