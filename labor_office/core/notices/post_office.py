"""One connection to the mail server, and what it said to each message."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache

from django.core.mail.backends.smtp import EmailBackend

NO_CONNECTION = "The mail server gave no connection."


class MailServerDown(Exception):
    """No connection, or it broke: nothing is known of any message not yet answered for."""


class Refused(Exception):
    """The server would not take this message. ``is_final``: it never will (a 5xx answer)."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"The mail server refused it: {code} {words}")
        self.is_final = 500 <= code < 600


class PostOffice:
    """An open connection. Made by ``open_post_office``."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        self._smtp = connection

    def send(self, *, sender: str, to: str, message: bytes) -> str:
        """Hand over one message; the server's answer, by which its own log can be searched.

        Raises Refused when it declines this message, MailServerDown when it is gone.
        """
        try:
            if self._smtp.has_extn("pipelining"):
                return self._send_at_once(sender, to, message)
            self._expect(self._smtp.mail(sender), 250)
            self._expect(self._smtp.rcpt(to), 250, 251)
            return self._expect(self._smtp.data(message), 250)
        except smtplib.SMTPDataError as refusal:
            self._reset()
            raise Refused(refusal.smtp_code, _readable(refusal.smtp_error)) from None
        except (OSError, smtplib.SMTPServerDisconnected) as gone:
            raise MailServerDown(f"The connection to the mail server broke: {gone}") from gone

    def _send_at_once(self, sender: str, to: str, message: bytes) -> str:
        """Both addresses and the wish to send in one go (RFC 2920): two round trips less a message."""
        lines = (f"MAIL FROM:{_quoted(sender)}", f"RCPT TO:{_quoted(to)}", "DATA", "")
        self._smtp.send("\r\n".join(lines))
        from_whom, to_whom, goes_on = (self._smtp.getreply() for _ in range(3))
        is_taken = from_whom[0] == 250 and to_whom[0] in {250, 251}
        if goes_on[0] == 354:
            # A server that asks for the words of a message without a reader must be given none.
            self._smtp.send((smtplib._quote_periods(_with_end(message)) if is_taken else b"") + b".\r\n")  # type: ignore[attr-defined]  # noqa: SLF001
            goes_on = self._smtp.getreply()
        self._expect(from_whom, 250)
        self._expect(to_whom, 250, 251)
        return self._expect(goes_on, 250)

    def _expect(self, answer: tuple[int, bytes], *codes: int) -> str:
        code, said = answer
        if code in codes:
            return f"{code} {_readable(said)}"
        if code in {-1, 421}:
            raise MailServerDown(f"The mail server closed the connection: {code} {_readable(said)}")
        self._reset()
        raise Refused(code, _readable(said))

    def _reset(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._smtp.rset()


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Connect as the settings say, with TLS and a name if they are given. Raises MailServerDown."""
    backend = EmailBackend()
    try:
        backend.open()
        connection = backend.connection
        if connection is None:
            raise MailServerDown(NO_CONNECTION)
        connection.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException) as gone:
        raise MailServerDown(f"The mail server does not answer: {gone}") from gone
    try:
        yield PostOffice(connection)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()


# The same few people again and again, and an address takes longer to parse than to send.
_quoted = lru_cache(maxsize=1000)(smtplib.quoteaddr)


def _with_end(message: bytes) -> bytes:
    return message if message.endswith(b"\r\n") else message + b"\r\n"


def _readable(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:200]
