"""The facts of a sign-in sheet, as the list stands now."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from labor_office.core.documents.rules.papers import Sheet
from labor_office.core.web import dates
from training.models.sessions import TrainingSession
from training.queries.door import posts_of
from training.queries.squares import square_of
from training.rules.sign_in import SignInSheet, with_blanks


def sign_in_sheet(session: TrainingSession, *, is_big: bool) -> SignInSheet:
    """Everyone who has a seat, by name. Two queries. Says nothing of what anybody needs to take part."""
    seats = session.enrolments.enrolled().select_related("employee").order_by("employee__name", "employee__number")
    people = [seat.employee for seat in seats]
    posts = posts_of([one.pk for one in people], on=session.held_on)
    lines = []
    for one in people:
        post = posts.get(one.pk)
        lines.append(
            (one.name, one.number, str(post.department) if post else "", str(post.classification) if post else "")
        )
    address = f"{settings.DESK_URL}{reverse('training:attendance', args=[session.reference])}"
    path, size = square_of(address)
    hours = f"{session.begins_at:%I:%M %p} to {session.ends_at:%I:%M %p}".replace(" 0", " ").removeprefix("0")
    return SignInSheet(
        code=session.reference, course=session.version.course.title,
        when=f"{dates.long_day(session.held_on)}, {hours}", place=session.place or session.link,
        trainer=session.led_by, lines=with_blanks(lines), address=address, qr_path=path, qr_size=size, is_big=is_big,
    )  # fmt: skip


def sheet_around(session: TrainingSession, *, at: datetime) -> Sheet:
    """What stands around it. It is no document of record until it was signed, so it has no document number."""
    return Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=f"Sign-in sheet {session.reference}",
        short_title=f"Sign-in sheet {session.reference}",
        dated_on=session.held_on,
        document=session.reference,
        built_at=at,
    )
