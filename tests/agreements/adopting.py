"""Adoptions brought by their actions as far as a test needs."""

from datetime import UTC, date, datetime

from agreements.actions.adopting import agreed_text, law, opening, steps, votes
from agreements.actions.drafting import open_next_agreement
from agreements.rules.adoption import Step
from bargaining.actions.agreed import draft_agreement, initial_agreement
from bargaining.actions.negotiations import open_negotiation
from bargaining.actions.striking import say_struck
from bargaining.rules.roll_call import Ballot, Called
from bargaining.rules.vocabulary import Form, Side
from labor_office.core.users.permissions import Role
from tests.agreements.texts import OVERTIME, article, in_force, section
from tests.factories.bargaining import IssueFactory
from tests.factories.users import UserFactory

TODAY = date(2026, 6, 15)
AT = datetime(2026, 6, 15, 15, tzinfo=UTC)
STARTS_ON, ENDS_ON = date(2026, 7, 1), date(2029, 6, 30)
COUNCIL_ON = date(2026, 6, 23)
NOW = {"at": AT, "today": TODAY}
AGREED_14 = """Overtime and call-outs
14.1 Overtime pay. Hours beyond forty are paid double.
14.4 Meals. A meal is given after five hours."""
UNIFORMS = (article("9", "Uniforms"), section("9.2", "Allowance", "Four hundred twenty dollars."))


def chief():
    """Who adopts."""
    return UserFactory(role=Role.CHIEF, name="Rosa Castellanos", title="Chief Labor Relations Officer")


def negotiation_with(former, by, *, issues=()):
    """A table with the unit, an issue for each (number, title, agreed text, signed or not)."""
    table = open_negotiation(unit=former.unit, form=Form.SUCCESSOR, title="Successor", by=by, at=AT, today=TODAY)
    for number, title, text, is_signed in issues:
        issue = IssueFactory(negotiation=table, number=number, title=title)
        agreed = draft_agreement(issue_id=issue.pk, text=text, by=by, at=AT)
        say_struck(agreement_id=agreed.pk, by=by, at=AT)
        for side in (Side.CITY, Side.UNION) if is_signed else (Side.CITY,):
            initial_agreement(agreement_id=agreed.pk, side=side, name=str(by), by=by, at=AT)
    return table


def opened(by=None, *, issues=None, council_on=COUNCIL_ON, is_tabled=True):
    """The adoption of a successor cloned from an agreement in force; its table has signed article 14."""
    by = by or chief()
    former = in_force(*UNIFORMS, *OVERTIME, by=by)
    draft = open_next_agreement(
        agreement_id=former.pk, as_of=date(2026, 6, 30), term_name="2026 to 2029", starts_on=STARTS_ON,
        ends_on=ENDS_ON, by=by, **NOW,
    )  # fmt: skip
    issues = (("14", "Overtime and call-outs", AGREED_14, True),) if issues is None else issues
    table = negotiation_with(former, by, issues=issues) if is_tabled else None
    return opening.open_adoption(
        agreement_id=draft.agreement_id, negotiation=table, council_on=council_on, by=by, **NOW
    )


def record(adoption, *which):
    """Plain steps, today."""
    for step in which:
        steps.record_step(adoption_id=adoption.pk, step=step, done_on=TODAY, by=adoption.owner, **NOW)


def assembled(adoption):
    agreed_text.assemble(adoption_id=adoption.pk, done_on=TODAY, by=adoption.owner, **NOW)


def vote(adoption, **count):
    """The unit's vote."""
    given = {"eligible": 120, "in_favor": 88, "against": 12} | count
    return votes.record_ratification(
        adoption_id=adoption.pk, opened_on=date(2026, 6, 8), closed_on=date(2026, 6, 10), certifier="Ty Boone",
        certified_on=date(2026, 6, 11), by=adoption.owner, **NOW, **given,
    )  # fmt: skip


def roll_call(adoption, *ballots):
    """The Council's, with a member for each ballot."""
    called = [Called(f"Member {n}", ballot) for n, ballot in enumerate(ballots or [Ballot.AYE] * 7, start=1)]
    return votes.record_resolution(
        adoption_id=adoption.pk, number="3301", voted_on=TODAY, votes=called, fiscal_years=(2027, 2028, 2029),
        by=adoption.owner, **NOW,
    )  # fmt: skip


def signed(adoption):
    return law.sign(
        adoption_id=adoption.pk, city_signer="Alma Reyes", city_signed_on=TODAY, union_signer="Tanya Boone",
        union_signed_on=TODAY, by=adoption.owner, **NOW,
    )  # fmt: skip


def published(adoption):
    return law.publish(adoption_id=adoption.pk, by=adoption.owner, **NOW)


# What brings an adoption past each step, in order.
WAY = {
    Step.ASSEMBLED: assembled,
    Step.COUNSEL: lambda adoption: record(adoption, Step.COUNSEL),
    Step.FISCAL: lambda adoption: record(adoption, Step.FISCAL),
    Step.RATIFIED: vote,
    Step.DOCKETED: lambda adoption: record(adoption, Step.DOCKETED),
    Step.HEARING: lambda adoption: record(adoption, Step.HEARING),
    Step.RESOLVED: roll_call,
    Step.SIGNED: signed,
    Step.PUBLISHED: published,
}


def brought(adoption, *, until):
    """The adoption with every step before ``until`` done."""
    for step, act in WAY.items():
        if step is until:
            break
        act(adoption)
    adoption.refresh_from_db()
    return adoption
