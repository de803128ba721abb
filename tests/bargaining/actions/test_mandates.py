"""Who holds a mandate, what keeps it, and what stops the City."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from bargaining.actions import agreed, mandates, negotiations
from bargaining.actions.authority import ASK_FIRST, NeedsAuthority
from bargaining.actions.mandates import NotAHolder
from bargaining.models.mandate import Mandate, MandateException, MandateHolder, MandateReading
from bargaining.models.negotiation import Issue, TeamMember
from bargaining.queries.mandates import mandate_of, may_record_first
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import Authority, Move, Side, TeamRole
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import authorize
from tests.bargaining.money import costed
from tests.bargaining.table import AT, log
from tests.factories.users import UserFactory

LATER = AT + timedelta(hours=1)


def seat(negotiation, chief, *, role=Role.ANALYST, seat=TeamRole.NEGOTIATOR):
    """Somebody else of the City's team."""
    user = UserFactory(role=role)
    negotiations.name_team_member(negotiation_id=negotiation.pk, side=Side.CITY, user=user, role=seat, by=chief, at=AT)
    return user


def wages():
    return Issue.objects.get(number="22")


def sheet_on(issue, by, proposal=None, text="As agreed."):
    return agreed.draft_agreement(issue_id=issue.pk, text=text, proposal=proposal, by=by, at=AT)


def sign(sheet, by, *, side=Side.CITY, leave=""):
    return agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(by), by=by, at=LATER, leave=leave)


def passed(negotiation, by, words="3/3/3", side=Side.CITY):
    return log(negotiation, by, words, side=side, move=Move.PROPOSAL).proposal


def test_the_chiefs_role_alone_opens_nothing(negotiation, chief):
    other_chief = seat(negotiation, chief, role=Role.CHIEF)
    assert mandate_of(chief, negotiation) == Mandate.objects.get()
    assert mandate_of(other_chief, negotiation) is None
    assert not Mandate.objects.visible_to(other_chief).exists()
    assert not may_record_first(other_chief, negotiation)
    with pytest.raises(NotAHolder):
        authorize(negotiation, other_chief)
    with pytest.raises(NotAHolder):
        mandates.name_holder(negotiation_id=negotiation.pk, user=other_chief, by=other_chief, at=AT)


def test_recording_naming_and_reading_leave_no_line_that_the_team_could_read(negotiation, chief):
    negotiation.refresh_from_db()
    before = MatterEvent.objects.count(), negotiation.version
    member = seat(negotiation, chief)
    joined = MatterEvent.objects.count()
    authorize(negotiation, chief, term="100", at=LATER)
    mandates.name_holder(negotiation_id=negotiation.pk, user=member, by=chief, at=LATER)
    negotiation.refresh_from_db()
    assert (joined > before[0], MatterEvent.objects.count(), negotiation.version) == (True, joined, before[1])


def test_a_later_mandate_takes_the_place_and_its_holders_go_on(negotiation, chief):
    member = seat(negotiation, chief)
    mandates.name_holder(negotiation_id=negotiation.pk, user=member, by=chief, at=AT)
    first = Mandate.objects.get()
    second = authorize(negotiation, member, term="100", at=LATER)
    first.refresh_from_db()
    assert (first.replaced_at, second.replaced_at) == (LATER, None)
    assert set(second.holders.values_list("user", flat=True)) == {chief.pk, member.pk}
    assert mandate_of(chief, negotiation) == second


def test_what_a_mandate_must_have(negotiation, chief):
    with pytest.raises(MoveRefused, match="Say what is authorized"):
        authorize(negotiation, chief, words=" ")
    with pytest.raises(MoveRefused, match="is not named on"):
        authorize(negotiation, chief, holders=[UserFactory(role=Role.SPECIALIST)])
    with pytest.raises(IntegrityError, match="mandate_expires_after_it_is_given"), transaction.atomic():
        authorize(negotiation, chief, expires_on=date(2026, 2, 9))
    assert Mandate.objects.count() == 1


def test_who_holds_it_last_stays_and_whoever_leaves_the_team_holds_nothing(negotiation, chief):
    only = MandateHolder.objects.get()
    with pytest.raises(MoveRefused, match="the last who holds it"):
        mandates.end_holder(negotiation_id=negotiation.pk, holder_id=only.pk, by=chief, at=LATER)
    member = seat(negotiation, chief)
    held = mandates.name_holder(negotiation_id=negotiation.pk, user=member, by=chief, at=AT)
    assert mandates.name_holder(negotiation_id=negotiation.pk, user=member, by=chief, at=LATER) == held
    chair = TeamMember.objects.get(user=member)
    negotiations.leave_team(member_id=chair.pk, on=AT.date(), by=chief, at=LATER)
    seat_again = {"side": Side.CITY, "user": member, "role": TeamRole.NEGOTIATOR}
    negotiations.name_team_member(negotiation_id=negotiation.pk, by=chief, at=LATER, **seat_again)
    held.refresh_from_db()
    assert (held.ended_at, held.ended_by, mandate_of(member, negotiation)) == (LATER, chief, None)


def test_a_mandate_that_nobody_holds_any_more_is_recorded_anew(negotiation, chief):
    MandateHolder.objects.update(ended_at=LATER)
    assert may_record_first(chief, negotiation)
    again = authorize(negotiation, chief, term="100", at=LATER)
    assert mandate_of(chief, negotiation) == again
    assert not may_record_first(seat(negotiation, chief), negotiation)


def test_each_fallback_that_is_uncovered_is_kept(negotiation, chief):
    member = seat(negotiation, chief)
    authorize(
        negotiation, chief, issues={wages(): Authority.MAY_AGREE}, fallback="Half a point\n\nA whole one", at=LATER
    )
    asked = {"negotiation_id": negotiation.pk, "number": "22", "at": LATER}
    assert mandates.uncover_fallback(rung=2, by=chief, **asked) == "A whole one"
    assert MandateReading.objects.get().uncovered == "Art. 22, fallback 2"
    for rung, by in ((3, chief), (0, chief), (1, member)):
        with pytest.raises(NotAHolder):
            mandates.uncover_fallback(rung=rung, by=by, **asked)
    assert MandateReading.objects.count() == 1


# Two of 50,000 get 3 percent each year: some 18,000 and charges over the term.
def test_the_city_signs_within_the_mandate_and_not_beyond_it_without_leave(negotiation, chief):
    costed(negotiation, chief)
    authorize(negotiation, chief, term="1000000", at=LATER)
    sheet = sheet_on(wages(), chief, passed(negotiation, chief))
    authorize(negotiation, chief, term="10000", at=LATER)
    with pytest.raises(NeedsAuthority) as stopped:
        sign(sheet, chief)
    verdict = stopped.value.verdict
    assert verdict.beyond_by is not None
    assert str(stopped.value) == ASK_FIRST
    sheet.refresh_from_db()
    assert sheet.city_initialled_at is None
    assert not MandateException.objects.exists()
    sign(sheet, chief, leave="City Manager, by telephone")
    kept = MandateException.objects.get()
    assert (kept.given_by, kept.issue, kept.proposal, kept.reason) == (
        chief, wages(), sheet.proposal, "City Manager, by telephone",
    )  # fmt: skip
    assert (kept.beyond_by, kept.words) == (verdict.beyond_by.quantize(Decimal("0.01")), verdict.sentence)
    with pytest.raises(ProgrammingError), transaction.atomic():
        MandateException.objects.update(reason="Other")


def test_leave_that_nothing_needs_is_not_kept(negotiation, chief):
    costed(negotiation, chief)
    authorize(negotiation, chief, term="1000000", at=LATER)
    sign(sheet_on(wages(), chief, passed(negotiation, chief)), chief, leave="To be sure")
    assert not MandateException.objects.exists()


def test_what_nobody_has_costed_passes_only_with_a_reason_and_a_name(negotiation, chief):
    sheet = sheet_on(wages(), chief)
    with pytest.raises(NeedsAuthority) as stopped:
        sign(sheet, chief)
    verdict = stopped.value.verdict
    assert (verdict.stops, [part.number for part in verdict.moves_uncosted]) == (False, ["22"])
    assert not MandateException.objects.exists()

    sign(sheet, chief, leave="The roster comes on Friday; the Manager knows")

    kept = MandateException.objects.get()
    assert (kept.given_by, kept.issue, kept.beyond_by) == (chief, wages(), None)
    assert kept.reason == "The roster comes on Friday; the Manager knows"
    assert kept.words == "Without a costing: Art. 22 Wages."


def test_another_issue_without_a_costing_asks_nothing_of_what_passes_now(negotiation, chief):
    passed(negotiation, chief)
    parking = negotiations.add_issue(negotiation_id=negotiation.pk, number="9", title="Parking", by=chief, at=AT)
    sign(sheet_on(parking, chief), chief)
    assert not MandateException.objects.exists()


@pytest.mark.parametrize("limit", ["1000000", "1"])
def test_whoever_holds_nothing_is_stopped_in_the_same_words_whatever_the_mandate_says(negotiation, chief, limit):
    costed(negotiation, chief)
    member = seat(negotiation, chief)
    remote = negotiations.add_issue(negotiation_id=negotiation.pk, number="33", title="Remote work", by=chief, at=AT)
    authorize(negotiation, chief, term=limit, issues={remote: Authority.NOT_AUTHORIZED}, at=LATER)
    for issue in (wages(), remote):
        with pytest.raises(NeedsAuthority) as stopped:
            sign(sheet_on(issue, chief), member, leave="I was told to")
        assert (str(stopped.value), stopped.value.verdict) == (ASK_FIRST, None)


def test_an_authority_that_has_ended_carries_nothing_that_costs(negotiation, chief):
    remote = negotiations.add_issue(negotiation_id=negotiation.pk, number="33", title="Remote work", by=chief, at=AT)
    authorize(negotiation, chief, term="1000000", expires_on=date(2026, 6, 14), at=LATER)
    sign(sheet_on(remote, chief), chief)
    with pytest.raises(NeedsAuthority) as stopped:
        sign(sheet_on(wages(), chief), chief)
    assert stopped.value.verdict.sentence.startswith("The authority that is recorded has ended.")


def test_without_any_mandate_only_what_costs_is_stopped_and_only_who_records_it_hears_why(negotiation, chief):
    MandateHolder.objects.all().delete()
    Mandate.objects.all().delete()
    member = seat(negotiation, chief)
    remote = negotiations.add_issue(negotiation_id=negotiation.pk, number="33", title="Remote work", by=chief, at=AT)
    sign(sheet_on(remote, chief), member)
    for by, hears in ((chief, True), (member, False)):
        with pytest.raises(NeedsAuthority) as stopped:
            sign(sheet_on(wages(), chief), by, leave="Told to")
        assert (stopped.value.verdict is not None) is hears


def test_the_unions_initials_ask_for_nothing(negotiation, chief):
    authorize(negotiation, chief, term="0", at=LATER)
    member = seat(negotiation, chief)
    assert sign(sheet_on(wages(), chief), member, side=Side.UNION).union_initialled_at == LATER
