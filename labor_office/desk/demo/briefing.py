"""The change brief of the Labor and Trades agreement in force: what those who apply it read before it took effect."""

from __future__ import annotations

from datetime import timedelta

from agreements.models.text import Agreement
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont
from labor_office.desk.demo.training import people_called
from training.actions.briefs import Audience, ItemWords, assign_brief, draft_brief, edit_brief
from training.actions.courses import retire_course
from training.actions.deriving import derive_duties
from training.actions.quizzes import attest
from training.models.briefs import Brief
from training.rules.vocabulary import Who

OPENING = (
    "These are the changes that you apply from the first day of the new agreement. "
    "Read each, and say so at the end; call Labor Relations where one does not fit your crew."
)
# What the trainer put in place of the first words, by section.
MEANINGS = {
    "9.2": "Order uniforms against the new allowance; nobody fills in a form.",
    "11.3": "A grievance may reach you three working days later than before. Note the day you received it.",
    "14.3": "Call by classification seniority from the posted list. Write down the emergency when you pass it over.",
    "17.2": "Post the bids ten working days ahead, twice as long as before.",
}


def tell(city: Rivermont) -> None:
    """Drafted, bettered, assigned and read, all before it took effect; nothing of it is open on the desk today."""
    agreement = Agreement.objects.published().get(unit=city.units["labor-and-trades"], predecessor__isnull=False)
    trainer, day = city.people["Grace Okafor"], agreement.starts_on - timedelta(days=30)
    brief = draft_brief(agreement_id=agreement.pk, by=trainer, at=moment(day, "10:00"))
    edit_brief(
        brief_id=brief.pk, title=brief.title, opening=OPENING, items=_words(brief), by=trainer, at=moment(day, "11:30"),
    )  # fmt: skip
    brief = assign_brief(brief_id=brief.pk, audience=Audience(Who.SUPERVISORS, 7), by=trainer, at=moment(day, "11:45"))
    _read(city, brief)
    derive_duties(today=city.days.today)


def _words(brief: Brief) -> dict[int, ItemWords]:
    return {
        item.pk: ItemWords(meaning=MEANINGS.get(item.number, item.meaning), is_left_out=item.is_left_out)
        for item in brief.items.all()
    }


def _read(city: Rivermont, brief: Brief) -> None:
    """Everyone whose crews it covers, within two weeks; then the page was taken down."""
    assert brief.course is not None  # noqa: S101 -- just assigned
    version = brief.course.versions.get()
    for place, person in enumerate(people_called("PR100", city.days.today)):
        day = brief.effective_on - timedelta(days=28 - place)
        attest(version=version, employee=person, by=None, at=moment(day, "12:20"))
    retire_course(
        course_id=brief.course.pk, on=brief.effective_on, because="Everyone had read it before it took effect.",
        by=city.people["Grace Okafor"], at=moment(brief.effective_on, "09:00"),
    )  # fmt: skip
