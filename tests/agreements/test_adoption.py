"""From the table to the law of the unit, in order and in no other."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from agreements.actions.adopting import agreed_text, law, opening, steps, votes
from agreements.actions.adopting.closed import let_in
from agreements.actions.drafting import write_draft
from agreements.actions.obligations import begin_checklist
from agreements.models.adoption import Adoption, AdoptionStep, Ratification
from agreements.models.drafts import DraftClause
from agreements.models.obligations import FundingYear, Obligation
from agreements.queries.adoption import done_of, table_of
from agreements.queries.closed_side import is_inside, readers_of
from agreements.queries.counting import dues_of, owed_on
from agreements.rules.adoption import Step
from agreements.rules.obligations import AFTER_ADOPTION, Source
from bargaining.rules.roll_call import Ballot
from labor_office.core.deadlines.actions.sweep import sweep
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.agreements.adopting import (
    AGREED_14,
    AT,
    NOW,
    TODAY,
    WAY,
    assembled,
    brought,
    chief,
    opened,
    published,
    record,
    roll_call,
    signed,
    vote,
)  # fmt: skip
from tests.agreements.counted import rules_in_use
from tests.agreements.texts import OWN, said
from tests.factories.agreement_drafts import DraftFactory
from tests.factories.bargaining import NegotiationFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def verbs(adoption):
    return list(adoption.events.order_by("pk").values_list("verb", flat=True))


def clauses(adoption):
    rows = DraftClause.objects.filter(draft__agreement=adoption.agreement_id).order_by("position")
    return [(row.number, row.title, row.text) for row in rows]


def test_only_a_draft_of_the_same_unit_is_adopted_once():
    by = chief()
    begun = opened(by).agreement
    cases = (
        (opening.AlreadyOpen, begun, None),
        (opening.NoDraft, begun.predecessor, None),
        (opening.OtherUnit, DraftFactory().agreement, NegotiationFactory()),
    )
    for refused, agreement, table in cases:
        with pytest.raises(refused):
            opening.open_adoption(agreement_id=agreement.pk, negotiation=table, by=by, **NOW)


def test_it_begins_closed_and_the_words_of_the_table_replace_the_article_and_keep_its_identity():
    adoption = opened()
    assert (adoption.reference, adoption.level) == ("AD-2026-01", Level.RESTRICTED)
    assert list(adoption.access_grants.values_list("user__name", flat=True)) == ["Rosa Castellanos"]
    assert verbs(adoption) == ["adoption.opened", "access.granted"]
    before = {row.number: row.article_id for row in DraftClause.objects.filter(draft__agreement=adoption.agreement_id)}
    assembled(adoption)
    assert clauses(adoption) == [
        ("9", "Uniforms", ""),
        ("9.2", "Allowance", "Four hundred twenty dollars."),
        ("14", "Overtime and call-outs", ""),
        ("14.1", "Overtime pay", "Hours beyond forty are paid double."),
        ("14.4", "", "Meals. A meal is given after five hours."),
    ]
    after = {row.number: row for row in DraftClause.objects.filter(draft__agreement=adoption.agreement_id)}
    assert {number: after[number].article_id for number in ("9", "9.2", "14", "14.1")} == {
        number: before[number] for number in ("9", "9.2", "14", "14.1")
    }
    assert (after["14.4"].article_id, after["14.1"].source) == (None, f"TA-1 of {adoption.negotiation.reference}")
    assert adoption.taken.count() == 1


def test_a_new_article_stands_at_the_end_and_taking_twice_is_once():
    issues = (("31", "Telework", "Two days a week.", True),)
    adoption = opened(issues=issues)
    agreed = table_of(adoption).signed[0]
    first = agreed_text.take_agreed_text(adoption_id=adoption.pk, agreed=agreed, by=adoption.owner, at=AT)
    again = agreed_text.take_agreed_text(adoption_id=adoption.pk, agreed=agreed, by=adoption.owner, at=AT)
    assert first == again
    assert clauses(adoption)[-1] == ("31", "Telework", "Two days a week.")
    assert [number for number, *_ in clauses(adoption)].count("31") == 1


def test_only_what_both_sides_initialled_at_this_table_is_taken_and_the_rest_stands_in_the_way_by_name():
    adoption = opened(issues=(("14", "Overtime", AGREED_14, True), ("9", "Uniforms", "None.", False)))
    with pytest.raises(steps.OutOfOrder, match=r"TA-2 \(Art. 9 Uniforms\)"):
        assembled(adoption)
    assert Step.AGREED not in done_of(adoption)
    signed_there, unsigned = table_of(adoption).agreed
    who = {"adoption_id": adoption.pk, "by": adoption.owner, "at": AT}
    with pytest.raises(agreed_text.NotSigned):
        agreed_text.take_agreed_text(agreed=unsigned, **who)
    Adoption.objects.filter(pk=adoption.pk).update(negotiation=None)
    with pytest.raises(agreed_text.NotItsTable):
        agreed_text.take_agreed_text(agreed=signed_there, **who)


def test_without_a_table_the_office_says_that_all_is_agreed():
    adoption = opened(is_tabled=False)
    with pytest.raises(steps.OutOfOrder, match="the tentative agreements"):
        assembled(adoption)
    record(adoption, Step.AGREED)
    assembled(adoption)
    assert Step.ASSEMBLED in done_of(adoption)


def test_without_a_table_the_closed_side_begins_with_the_owner_and_a_chief_who_is_named():
    adoption, outside = opened(is_tabled=False), UserFactory(role=Role.CHIEF)
    chief_too, other = UserFactory(role=Role.CHIEF), UserFactory(role=Role.SPECIALIST)
    for person in (chief_too, other):
        grant_access(matter_id=adoption.pk, user=person, reason="test", by=adoption.owner, at=AT)
    assert {adoption.owner, chief_too} == set(readers_of(adoption))
    let_in(adoption_id=adoption.pk, user=other, by=chief_too, at=AT)
    assert [is_inside(person, adoption) for person in (other, outside)] == [True, False]


def test_no_step_before_its_time_and_nothing_is_signed_before_ratification_and_resolution():
    adoption = opened()
    for step in (Step.DOCKETED, Step.HEARING, Step.RESOLVED, Step.SIGNED, Step.PUBLISHED):
        with pytest.raises(steps.OutOfOrder, match="first comes"):
            WAY[step](adoption)
    assert not AdoptionStep.objects.exists()
    for step in (Step.ASSEMBLED, Step.COUNSEL, Step.FISCAL, Step.DOCKETED, Step.HEARING):
        WAY[step](adoption)
    for act in (WAY[Step.RESOLVED], signed):
        with pytest.raises(steps.OutOfOrder, match="first comes the union's ratification"):
            act(adoption)
    WAY[Step.RATIFIED](adoption)
    with pytest.raises(steps.OutOfOrder, match=r"Signatures .*: first comes the Council's resolution"):
        signed(adoption)


NEVER = (
    (Ratification, {"in_favor": 130}, "ratification_no_more_votes_than_voters"),
    (Ratification, {"is_ratified": False}, "ratification_goes_by_its_count"),
    (Ratification, {"closed_on": date(2026, 1, 1)}, "ratification_vote_closes_after_it_opens"),
    (Adoption, {"city_signer": "X"}, "adoption_city_signs_with_name_and_day"),
)


def test_a_count_that_contradicts_itself_is_refused_and_the_database_refuses_what_must_never_be():
    adoption = brought(opened(), until=Step.RATIFIED)
    for count in ({"eligible": 50}, {"against": None}, {"in_favor": None, "against": None}):
        with pytest.raises(votes.CountNotSound):
            vote(adoption, **count)
    vote(adoption)
    for model, change, name in NEVER:
        with pytest.raises((IntegrityError, DatabaseError), match=name), transaction.atomic():
            model.objects.update(**change)


def test_a_vote_or_roll_call_lost_is_kept_commits_to_nothing_and_leaves_the_step_open_for_another():
    adoption = brought(opened(), until=Step.RATIFIED)
    assert vote(adoption, in_favor=40, against=60).is_ratified is False
    assert (Step.RATIFIED in done_of(adoption), "adoption.voted_down" in verbs(adoption)) == (False, True)
    vote(adoption)
    assert (Ratification.objects.count(), Step.RATIFIED in done_of(adoption)) == (2, True)
    record(adoption, Step.DOCKETED, Step.HEARING)
    roll_call(adoption, Ballot.AYE, Ballot.NAY, Ballot.NAY)
    assert (FundingYear.objects.count(), Step.RESOLVED in done_of(adoption)) == (0, False)


def test_published_it_is_read_from_its_first_day_and_a_list_begun_before_is_not_begun_again():
    adoption = brought(opened(), until=Step.RESOLVED)
    unit = adoption.unit
    resolution = roll_call(adoption, *[Ballot.AYE] * 6, Ballot.NAY)
    assert (resolution.is_adopted, resolution.votes.count()) == (True, 7)
    years = FundingYear.objects.filter(agreement=adoption.agreement).values_list("fiscal_year", "status", "resolution")
    committed = [(year, "COMMITTED", "Resolution 3301") for year in (2027, 2028, 2029)]
    assert list(years) == committed, "each year, subject to appropriation"
    signed(adoption)
    begin_checklist(agreement_id=adoption.agreement_id, by=adoption.owner, **NOW)
    assert said(unit, "14.1", date(2026, 7, 1)) == "Hours beyond forty are paid at one and one half times the rate."
    agreement = published(adoption)
    assert Obligation.objects.filter(source=Source.ADOPTION).count() == len(AFTER_ADOPTION)
    assert (agreement.level, agreement.is_draft) == (Level.OFFICE, False)
    assert said(unit, "14.1", date(2026, 7, 1)) == "Hours beyond forty are paid double."
    assert said(unit, "14.3", date(2026, 6, 30)) == OWN
    assert said(unit, "14.3", date(2026, 7, 1)) is None
    adoption.refresh_from_db()
    assert (adoption.level, adoption.closed_on) == (Level.RESTRICTED, None)
    record(adoption, Step.PROCEDURES, Step.TOLD, Step.TRAINED)
    adoption.refresh_from_db()
    assert adoption.closed_on == TODAY


def test_publication_lists_what_the_agreement_asks_of_the_office():
    rules_in_use("adoption", "obligation")
    adoption = brought(opened(), until=Step.PUBLISHED)
    agreement = published(adoption)
    owed = Obligation.objects.filter(origin=agreement.pk, source=Source.ADOPTION).order_by("pk")
    assert [one.title for one in owed] == [item.what for item in AFTER_ADOPTION]
    assert {one.owner for one in owed} == {agreement.owner}
    # It takes effect on July 1; the fourteen days run from there, once that day has come.
    assert owed_on(owed[0]) is None
    sweep(today=date(2026, 7, 1), now=AT + timedelta(days=16))
    assert owed_on(owed[0]) == date(2026, 7, 15)


def test_a_text_changed_after_it_was_signed_is_not_published():
    adoption = brought(opened(), until=Step.PUBLISHED)
    write_draft(draft_id=adoption.agreement.draft.pk, clauses=(), by=adoption.owner, at=AT)
    with pytest.raises(law.TextChanged):
        published(adoption)
    steps.take_back_step(adoption_id=adoption.pk, step=Step.SIGNED, reason="changed", by=adoption.owner, **NOW)
    adoption.refresh_from_db()
    assert (adoption.city_signer, adoption.signed_text) == ("", "")


def test_the_dates_are_planned_back_from_the_councils_day_and_move_with_it():
    rules_in_use("adoption")
    adoption = opened(council_on=None)
    assert {due.deadline.code for due in dues_of(adoption.pk, today=TODAY)} == {"COUNCIL"}
    opening.set_council_day(adoption_id=adoption.pk, on=date(2026, 7, 14), by=adoption.owner, **NOW)
    due = {due.deadline.code: due.deadline.due_on for due in dues_of(adoption.pk, today=TODAY)}
    assert (due["DOCKET"], due["FISCAL"]) == (date(2026, 6, 30), date(2026, 6, 23))
    opening.set_council_day(adoption_id=adoption.pk, on=date(2026, 7, 28), reason="No quorum", by=adoption.owner, **NOW)
    due = {due.deadline.code: due.deadline.due_on for due in dues_of(adoption.pk, today=TODAY)}
    assert due["DOCKET"] == date(2026, 7, 14)
    record(adoption, Step.FISCAL)
    states = {due.deadline.code: due.deadline.state for due in dues_of(adoption.pk, today=TODAY)}
    assert (states["FISCAL"], states["DOCKET"]) == ("MET", "OPEN")
