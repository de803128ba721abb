"""Dispatch has a new agreement that takes effect soon; its people read what changes before it does."""

from __future__ import annotations

from datetime import date, timedelta

from agreements.actions.drafting import Drafted, open_next_agreement, write_draft
from agreements.actions.force import put_in_force
from agreements.models.text import Agreement
from agreements.rules.vocabulary import ClauseLevel, Match
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont
from labor_office.desk.demo.training import people_called
from training.actions.briefs import Audience, ItemWords, assign_brief, draft_brief, edit_brief
from training.actions.quizzes import attest
from training.models.briefs import Brief
from training.rules.vocabulary import Who

UNIT, OWNER = "dispatch", "Ines Calder"
OPENING = (
    "These changes hold from the first day of the new agreement. Read each, and say so at the end. "
    "Ask your shift supervisor, or Labor Relations, where one does not fit your floor."
)
# What the table changed: section, its new words, and what the trainer says of it.
CHANGED = {
    "6.2": ("A dispatcher has one break of twenty (20) minutes in each half of the shift.",
            "Breaks are five minutes longer. Sign out of the console before you leave it, as before."),
    "8.1": ("Two dispatchers may trade a shift when both sign for it twenty-four (24) hours ahead.",
            "You can trade until a day before, not two. The form stays the same."),
    "10.1": ("A dispatcher who trains another is paid two dollars ($2.00) more for each hour of it.",
             "Note training hours on the time sheet; payroll pays the new rate from the first full period."),
}  # fmt: skip
ADDED = (
    ("14", "Rest between shifts", ""),
    ("14.1", "Ten hours", "Ten (10) hours lie between two shifts of a dispatcher, except in a declared emergency."),
)
# How many have read it so far.
READ = 5


def tell(city: Rivermont) -> None:
    """Adopted last week, the brief drafted the day after, bettered and assigned; some have read it."""
    agreement = _adopted(city)
    trainer, day = city.people["Grace Okafor"], city.days.working(-5)
    brief = draft_brief(agreement_id=agreement.pk, by=trainer, at=moment(day, "10:00"))
    edit_brief(
        brief_id=brief.pk, title=brief.title, opening=OPENING, items=_words(brief), by=trainer, at=moment(day, "11:30"),
    )  # fmt: skip
    audience = Audience(Who.REPRESENTED, 7)
    brief = assign_brief(brief_id=brief.pk, audience=audience, by=trainer, at=moment(day, "11:45"))
    assert brief.course is not None  # noqa: S101 -- just assigned
    for place, person in enumerate(people_called("DI100", city.days.today)[:READ]):
        read = moment(city.days.working(-4 + place // 2), f"12:{20 + place}")
        attest(version=brief.course.versions.get(), employee=person, by=None, at=read)


def _adopted(city: Rivermont) -> Agreement:
    former = Agreement.objects.published().filter(unit=city.units[UNIT]).latest("starts_on")
    drawn, adopted, owner = city.days.working(-20), city.days.working(-6), city.people[OWNER]
    starts_on = _first_day(max(city.days.ahead(14), former.ends_on))
    ends_on = starts_on.replace(year=starts_on.year + 3) - timedelta(days=1)
    draft = open_next_agreement(
        agreement_id=former.pk, as_of=drawn, term_name=f"{starts_on.year} to {ends_on.year}", starts_on=starts_on,
        ends_on=ends_on, by=owner, at=moment(drawn, "09:30"), today=drawn,
    )  # fmt: skip
    kept = [
        Drafted(
            ClauseLevel(row.level), row.number, row.title, CHANGED.get(row.number, (row.text,))[0], row.article_id,
            Match(row.match), row.source,
        )
        for row in draft.clauses.order_by("position")
    ]  # fmt: skip
    new = [
        Drafted(ClauseLevel.SECTION if "." in number else ClauseLevel.ARTICLE, number, title, text, source="The table")
        for number, title, text in ADDED
    ]
    write_draft(draft_id=draft.pk, clauses=[*kept, *new], by=owner, at=moment(drawn, "09:40"))
    return put_in_force(
        draft_id=draft.pk, by=city.chief, at=moment(adopted, "16:00"), summary="Adopted by the City Council"
    )


def _first_day(day: date) -> date:
    """The first of the month after ``day``."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _words(brief: Brief) -> dict[int, ItemWords]:
    told = {number: words for number, (_, words) in CHANGED.items()}
    told["14.1"] = "New. Nobody is asked back within ten hours, whoever is short; call the supervisor instead."
    return {
        item.pk: ItemWords(
            meaning=told.get(item.number, item.meaning), is_left_out=item.is_left_out or "." not in item.number
        )
        for item in brief.items.all()
    }
