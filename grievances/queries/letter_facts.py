"""What the office's letters on a grievance may state: gathered from the record, never typed twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Prefetch

from agreements.models.text import ArticleVersion
from grievances.models import Grievance, GrievanceStep
from grievances.queries.procedures import route_for, step_called
from grievances.rules.route import codes_onward
from grievances.rules.vocabulary import FAVORABLE, StepOutcome, Timeliness
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.dockets import explanation_of
from labor_office.core.deadlines.queries.situations import situation
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.explanation import Explanation
from labor_office.core.deadlines.rules.lateness import late_words
from labor_office.core.deadlines.rules.supposing import happened
from labor_office.core.deadlines.rules.trace import explain
from labor_office.core.documents.letters import signature_of
from labor_office.core.documents.models import Letter
from labor_office.core.documents.rules.letters import (
    Acknowledgement,
    Addressee,
    CountedDate,
    CountLine,
    Quotation,
    StepDecision,
)
from labor_office.core.documents.rules.papers import number_paragraphs, paragraphs
from labor_office.core.matters.models.record import Party
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.models import User

SENTENCES = {
    StepOutcome.DENIED: "The grievance is denied.",
    StepOutcome.GRANTED: "The grievance is granted.",
    StepOutcome.GRANTED_IN_PART: "The grievance is granted in part.",
    StepOutcome.SETTLED: "The grievance is settled on the terms below.",
    StepOutcome.UNTIMELY: "The grievance is denied as untimely.",
}
_TIMELINESS = {
    Timeliness.UNTIMELY: "The City keeps its objection that the filing was late.",
    Timeliness.DISPUTED: "The City holds that the filing was late; the union disputes it.",
    Timeliness.WAIVED: "The filing was late; the City does not object to it.",
}


def gather_decision(letter: Letter, *, dated_on: date) -> StepDecision:
    """The step decision as it would read dated ``dated_on``, with the union's last day counted from then."""
    grievance = _grievance(letter)
    texts = letter.fields
    outcome = StepOutcome(texts["outcome"]) if texts.get("outcome") else None
    step = _step(letter, grievance)
    is_over = outcome in FAVORABLE
    onward = None if is_over else next_step_after(letter, step, dated_on=dated_on)
    return StepDecision(
        reference=grievance.reference,
        step=step.name if step else "",
        unit=grievance.unit.name if grievance.unit else "",
        grievants="" if grievance.is_restricted else grievance.grievant_names,
        to=addressee_of(grievance),
        delivery=letter.delivery,
        issue=number_paragraphs(1, paragraphs(texts.get("issue", ""))),
        language=quotations(grievance, reader=letter.saved_by),
        facts=number_paragraphs(3, paragraphs(texts.get("facts", ""))),
        positions=number_paragraphs(4, paragraphs(texts.get("positions", ""))),
        discussion=number_paragraphs(5, paragraphs(texts.get("discussion", ""))),
        decision=SENTENCES[outcome] if outcome else "",
        remedy=paragraphs(texts.get("remedy", "")),
        next_step=onward if isinstance(onward, CountedDate) else None,
        nothing_follows=_nothing_follows(onward, is_over=is_over),
        timeliness=timeliness_words(grievance),
        signature=signature_of(letter),
        copies=tuple(line.strip() for line in texts.get("copies", "").splitlines() if line.strip()),
    )


def _nothing_follows(onward: CountedDate | str | None, *, is_over: bool) -> str:
    """What stands in a decision where no last day can."""
    if is_over:
        return "Nothing remains to be appealed."
    return onward if isinstance(onward, str) else "The procedure has no further step."


def gather_acknowledgement(letter: Letter, *, dated_on: date) -> Acknowledgement:
    """The acknowledgement of a filing, with what the City owes first and why on that day."""
    grievance = _grievance(letter)
    clock = Clock.objects.select_related("version__procedure").filter(pk=grievance.pk).first()
    step = _step(letter, grievance)
    owner = grievance.owner
    contact = ", ".join(part for part in (owner.name, owner.title, owner.phone) if part) if owner else ""
    return Acknowledgement(
        reference=grievance.reference,
        step=step.name if step else "",
        unit=grievance.unit.name if grievance.unit else "",
        grievants="" if grievance.is_restricted else grievance.grievant_names,
        to=addressee_of(grievance),
        received_on=grievance.received_on,
        received_how=grievance.method or "received",
        procedure=", ".join(filter(None, (str(clock.version), clock.version_reason))) if clock else "",
        next_date=_first_date(grievance, dated_on),
        timeliness=timeliness_words(grievance),
        message=paragraphs(letter.fields.get("message", "")),
        contact=contact,
        signature=signature_of(letter),
    )


def next_step_after(letter: Letter, step: GrievanceStep | None, *, dated_on: date) -> CountedDate | str | None:
    """The union's last day to go on if the City answers on ``dated_on``; None when nothing can follow.

    A sentence where the union may go on and the procedure states no limit for it.
    """
    if step is None:
        return None
    now = situation(letter.matter_id)
    event = f"response:{step.code.lower()}"
    facts = (
        now.facts if any(one.event == event for one in now.facts.happenings) else happened(event, dated_on)(now.facts)
    )
    found = now.with_facts(facts).docket(dated_on)
    route = route_for(now.clock.version_id, now.clock.kinds)
    onward = codes_onward(now.reading.procedure.limits, route, step=step.code)
    entry = next((one for one in found.entries if one.limit.code in onward and one.due_on), None)
    following = route.next_step(step.code)
    if not following:
        return None
    name = step_called(now.clock.version_id, following).name
    act = "The union may demand arbitration" if route.is_arbitration(following) else f"The union may appeal to {name}"
    if entry is None:
        return f"{act}. The procedure states no limit for this."
    return counted(f"{act} until", explain(entry.trace, dated_on), entry.due_on, entry.limit.citation)


def counted(act: str, told: Explanation, due_on: date | None, citation: str) -> CountedDate:
    """An explained date as a letter states it."""
    return CountedDate(
        act=act,
        due_on=due_on,
        sentence=told.sentence,
        citation=words.within_brackets(citation),
        lines=tuple(
            CountLine(line.label, line.text, words.day(line.on) if line.on else line.change)
            for line in told.ledger
            # What a miss means stands under the count, in a sentence of its own.
            if line.label != "If missed"
        ),
        consequence=told.consequence,
    )


def addressee_of(grievance: Grievance) -> Addressee:
    """The union's representative on the case, at the union's address for service."""
    party = (
        Party.objects.filter(matter_id=grievance.pk, role=PartyRole.REPRESENTATIVE)
        .select_related("organization")
        .first()
    )
    organization = (party.organization if party else None) or (grievance.unit.organization if grievance.unit else None)
    name = party.name if party else (organization.name if organization else "")
    lines = [organization.name] if organization and party else []
    lines += organization.address_for_service.splitlines() if organization else []
    return Addressee(name, tuple(line for line in lines if line.strip()))


def quotations(grievance: Grievance, *, reader: User) -> tuple[Quotation, ...]:
    """The articles cited, each in the words in force on the day of the event, as far as ``reader`` may read them."""
    as_of = grievance.event_on or grievance.received_on
    in_force = ArticleVersion.objects.visible_to(reader).in_force(as_of)
    cited = grievance.citations.exclude(article=None).prefetch_related(
        Prefetch("article__versions", queryset=in_force, to_attr="in_force_then")
    )
    return tuple(
        Quotation(f"{citation.article}, {version.title}", paragraphs(version.text), as_of)
        for citation in cited
        for version in citation.article.in_force_then  # type: ignore[union-attr]
    )


def timeliness_words(grievance: Grievance) -> str:
    """What a letter says of a late filing; nothing of one in time."""
    said = _TIMELINESS.get(Timeliness(grievance.timeliness), "")
    if not said:
        return ""
    return f"Filed {late_words(grievance.days_late)}. {said}" if grievance.days_late else f"Filed late. {said}"


def _first_date(grievance: Grievance, today: date) -> CountedDate | None:
    owed = Deadline.objects.filter(matter_id=grievance.pk, state=DeadlineState.OPEN).owed_by_city()
    owed = owed.select_related("limit")
    row = owed.order_by("due_on", "pk").first()
    if row is None:
        return None
    told = replace(explanation_of(row, today), consequence="")
    return counted(f"{row.name}: the City's last day", told, row.due_on, row.limit.citation)


def _grievance(letter: Letter) -> Grievance:
    return Grievance.objects.select_related("unit__organization", "owner").get(pk=letter.matter_id)


def _step(letter: Letter, grievance: Grievance) -> GrievanceStep | None:
    return grievance.steps.filter(code=letter.step).order_by("-cycle", "-pk").first()
