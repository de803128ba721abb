"""``manage.py read_bounce < message``: a delivery report from the mailbox that answers for our address."""

import sys

from django.core.management.base import BaseCommand, CommandError

from labor_office.core.notices.actions.bouncing import NotOurs, note_return
from labor_office.core.notices.bounces import NotAReport, read_report
from labor_office.core.web import clock


class Command(BaseCommand):
    """Read one report (RFC 3464) from standard input and mark the notice whose email came back.

    A mail server pipes its bounces here, one a call. Prints a line for each address. Exits
    with 1 for what is no report, or is about no email of ours, so that the server keeps it.
    """

    help = "Mark the notice of an email that came back, and tell the chief."

    def handle(self, *args: object, **options: object) -> None:
        """Read, mark, say what was done."""
        try:
            found = read_report(sys.stdin.buffer.read())
            for returned in found:
                notice = note_return(returned=returned, at=clock.now())
                self.stdout.write(f"Notice {notice.pk}: {'came back' if returned.is_final else 'is late'}")
        except (NotAReport, NotOurs) as refusal:
            raise CommandError(str(refusal)) from None
