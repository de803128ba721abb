"""Change briefs: drafted from the redline of a new agreement, bettered, assigned, read before it takes effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from agreements.models.text import Agreement
from agreements.queries.comparing import Row, Standing, compare
from agreements.rules.timeline import ONE_DAY
from bargaining.redline.changes import changes
from labor_office.core.deadlines.rules.procedure import CountUnit
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Assignment, BargainingUnit, Department
from training.actions.courses import add_course, tie_article
from training.actions.program import remember
from training.actions.requirements import Preview, RuleText, add_requirement, preview_requirement
from training.models.briefs import Brief, BriefItem
from training.models.courses import Course
from training.rules.briefs import ItemText, Told, brief_text, first_meaning
from training.rules.vocabulary import BriefState, Change, CourseForm, Trigger, Who

# Read in a quarter of an hour; whoever needs longer takes it.
MINUTES = 15
_CHANGES = {
    Standing.NEW: Change.ADDED,
    Standing.GONE: Change.REMOVED,
    Standing.CHANGED: Change.CHANGED,
    Standing.RENUMBERED: Change.MOVED,
}


class BriefRefused(Exception):
    """It cannot be done; the words say why and what to do."""


class ItemWords(TypedDict):
    """What a person says of one clause."""

    meaning: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Audience:
    """Who must read it, and how many days before it takes effect."""

    who: Who
    days_before: int


@transaction.atomic
def draft_brief(*, agreement_id: int, by: User, at: datetime) -> Brief:
    """Draft the brief of an agreement from what it changes; one that stands already is given back.

    Raises BriefRefused when the agreement followed none, or its words are not published.
    """
    agreement = Agreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=agreement_id)
    standing = Brief.objects.filter(agreement=agreement).first()
    if standing is not None:
        return standing
    former, unit = agreement.predecessor, agreement.unit
    if former is None or unit is None or agreement.published_at is None:
        raise BriefRefused("A brief tells what an agreement changes: publish its text after the one before it first.")
    rows = _changed(unit, agreement.starts_on, by)
    if not rows:
        raise BriefRefused("The new text says the same as the one before: there is nothing to tell.")
    title = f"What changes with the {unit.name} agreement {agreement.term_name}"[:120]
    brief = Brief.objects.create(
        agreement=agreement, before=former, title=title, effective_on=agreement.starts_on, drafted_by=by, drafted_at=at,
    )  # fmt: skip
    BriefItem.objects.bulk_create(_item(brief, place, row) for place, row in enumerate(rows, start=1))
    remember(verb="brief_drafted", summary=f"{brief.title}: drafted", by=by, at=at, agreement=agreement.reference)
    return brief


@transaction.atomic
def edit_brief(
    *, brief_id: int, title: str, opening: str, items: Mapping[int, ItemWords], by: User, at: datetime
) -> Brief:
    """Better the words of a draft. Raises BriefRefused once people have been asked to read it."""
    brief = _draft(brief_id)
    brief.title, brief.opening = title, opening
    brief.save(update_fields=["title", "opening"])
    rows = list(brief.items.filter(pk__in=items))
    for row in rows:
        row.meaning, row.is_left_out = items[row.pk]["meaning"], items[row.pk]["is_left_out"]
    BriefItem.objects.bulk_update(rows, ["meaning", "is_left_out"])
    remember(verb="brief_edited", summary=f"{brief.title}: edited", by=by, at=at, agreement=brief.agreement.reference)
    return brief


@transaction.atomic
def assign_brief(*, brief_id: int, audience: Audience, by: User, at: datetime) -> Brief:
    """Ask people to read it: it becomes a course whose version keeps every word, and a requirement with a day.

    Raises BriefRefused when nothing is left in it, when it is assigned, after the day, and
    for supervisors while the roster shows nobody of the unit.
    """
    brief, today = _draft(brief_id), timezone.localdate(at)
    if brief.effective_on < today:
        raise BriefRefused("The agreement is in effect already. Make a course of it instead.")
    text = text_of(brief)
    if not text:
        raise BriefRefused("Every clause is left out, and there is no opening: there is nothing to read.")
    code = f"CB-{brief.pk:04}"
    course = add_course(
        code=code, title=brief.title, form=CourseForm.BRIEF, basis=f"Agreement {brief.agreement.reference}", by=by,
        at=at, starts_on=today, objectives=text, length_minutes=MINUTES,
    )  # fmt: skip
    _tie(brief, course, by, at)
    requirement = add_requirement(
        code=code, title=brief.title[:120], basis=f"Agreement {brief.agreement.reference}", article=None, by=by, at=at,
        today=today, **_rule(brief, audience, course, today),
    )  # fmt: skip
    brief.course, brief.requirement = course, requirement
    brief.state, brief.assigned_by, brief.assigned_at = BriefState.ASSIGNED, by, at
    brief.save(update_fields=["course", "requirement", "state", "assigned_by", "assigned_at"])
    remember(
        verb="brief_assigned", summary=f"{brief.title}: people were asked to read it", by=by, at=at,
        agreement=brief.agreement.reference, course=course.slug, requirement=requirement.slug,
    )  # fmt: skip
    return brief


def preview_brief(*, brief_id: int, audience: Audience, by: User, at: datetime) -> Preview:
    """How many people it would reach. Writes nothing that stays. Raises BriefRefused as ``assign_brief``."""
    brief = Brief.objects.select_related("agreement__unit").get(pk=brief_id)
    rule = _rule(brief, audience, None, timezone.localdate(at))
    return preview_requirement(requirement=None, by=by, at=at, today=timezone.localdate(at), **rule)


def text_of(brief: Brief) -> str:
    """Every word people would read."""
    kept = [
        ItemText(item.number, item.heading, Change(item.change), item.meaning, item.after)
        for item in brief.items.filter(is_left_out=False)
    ]
    return brief_text(brief.opening, kept)


def _draft(brief_id: int) -> Brief:
    brief = (
        Brief.objects.select_for_update(no_key=True, of=("self",)).select_related("agreement__unit").get(pk=brief_id)
    )
    if brief.state == BriefState.ASSIGNED:
        raise BriefRefused("People have been asked to read it, so its words stay. Write another brief for what is new.")
    return brief


def _changed(unit: BargainingUnit, starts_on: date, by: User) -> list[Row]:
    found = compare(by, (unit, starts_on - ONE_DAY), (unit, starts_on), every=False)
    return [row for row in found.rows if row.standing in _CHANGES]


def _item(brief: Brief, place: int, row: Row) -> BriefItem:
    change, shown = _CHANGES[row.standing], row.shown
    was = f"{row.left.number} {row.left.title}".strip() if row.left else ""
    told = [Told(each.deleted, each.inserted) for each in changes(row.redline)] if change is Change.CHANGED else []
    return BriefItem(
        brief=brief, position=place, article_id=shown.article_id, number=shown.number[:40], heading=shown.title[:200],
        change=change, before=row.left.text if row.left else "", after=row.right.text if row.right else "",
        meaning=first_meaning(change, told, was=was),
        # The same words in another place change nothing at work.
        is_left_out=change is Change.MOVED,
    )  # fmt: skip


def _rule(brief: Brief, audience: Audience, course: Course | None, today: date) -> RuleText:
    unit = brief.agreement.unit
    units = [unit] if unit is not None and audience.who is Who.REPRESENTED else []
    departments = _departments_of(brief, today) if audience.who is Who.SUPERVISORS else []
    # A rule without departments reaches every supervisor of the City.
    if audience.who is Who.SUPERVISORS and not departments:
        raise BriefRefused("Nobody of the unit is on the roster, so nobody supervises them. Load the roster first.")
    return RuleText(
        starts_on=today, who=audience.who, units=units, departments=departments, classifications=[],
        trigger=Trigger.FIXED_DAY, agreement_unit=None, fixed_on=brief.effective_on, due_amount=-audience.days_before,
        due_unit=CountUnit.CALENDAR_DAYS, counts_from_days=None, repeat_months=None, window_days=0,
        courses=[course] if course else [], equivalents=[],
    )  # fmt: skip


def _departments_of(brief: Brief, today: date) -> list[Department]:
    """Where people of the unit work: their supervisors apply the agreement."""
    here = Assignment.objects.on(today).filter(unit=brief.agreement.unit).values("department")
    return list(Department.objects.filter(pk__in=here))


def _tie(brief: Brief, course: Course, by: User, at: datetime) -> None:
    articles = {
        item.article for item in brief.items.filter(is_left_out=False).select_related("article") if item.article
    }
    for article in sorted(articles, key=lambda one: one.pk):
        tie_article(course_id=course.pk, article=article, on=brief.effective_on, by=by, at=at)
