"""Petitions: bars counted by the clock, cards against the roster, ballots, orders that move classifications."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bargaining.actions import elections, shipped, unit_hearings, unit_matters
from bargaining.actions.unit_matters import Moved, NotNow
from bargaining.models.unit_matters import Election
from bargaining.models.units import UnitPlacement
from bargaining.queries.unit_matters import board_of
from bargaining.rules.representation import Majority, Method, Outcome, Petition
from bargaining.rules.units import Exclusion
from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.users.permissions import Role
from tests.factories.unit_matters import (
    ElectionFactory,
    ShowingOfInterestFactory,
    UnitHearingFactory,
    UnitMatterFactory,
)
from tests.factories.units import UnitPlacementFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import AssignmentFactory, BargainingUnitFactory, EmployeeOrganizationFactory

pytestmark = pytest.mark.django_db
AT, TODAY = datetime(2026, 6, 15, 13, tzinfo=UTC), date(2026, 6, 15)
READERS = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY, Role.RECORDS}
EDITORS = {Role.CHIEF, Role.SPECIALIST, Role.ATTORNEY}


@pytest.fixture
def chief():
    return UserFactory(role=Role.CHIEF)


@pytest.fixture
def counted(chief):
    """The office counts unit matters by the shipped rules."""
    calendar = make_calendar(
        name="City", slug="city", first_on=date(2021, 1, 1), published_through=date(2027, 12, 31), closed=[],
        by=chief, at=AT, is_office=True, reason="Test",
    )  # fmt: skip
    put_in_use(shipped.RULES, calendar=calendar, from_on=date(2021, 1, 1), by=chief, at=AT)


def open_matter(chief, petition=Petition.DECERTIFICATION, **given):
    given = {"unit": None, "filed_on": date(2026, 6, 8), **given}
    return unit_matters.open_unit_matter(
        petition=petition, title="A petition", petitioner="Local 9", asked="An election.", by=chief, at=AT,
        today=TODAY, **given,
    )  # fmt: skip


IS_BARRED = {date(2026, 3, 2): True, date(2025, 6, 8): True, date(2025, 6, 7): False, date(2022, 9, 14): False}


def test_a_petition_within_a_year_of_certification_is_barred(counted, chief):
    said = {}
    for certified_on in IS_BARRED:
        found = open_matter(chief, unit=BargainingUnitFactory(certified_on=certified_on))
        [bar] = board_of(chief, found, today=TODAY).bars
        assert bar.due.deadline.code == "CERT-BAR"
        assert not bar.due.explanation.verified  # nobody has checked it against the City's law
        said[certified_on] = bar.stands_in_the_way
    assert said == IS_BARRED


def test_a_clarification_is_barred_by_nothing_and_owes_only_the_position(counted, chief):
    open_matter(chief, Petition.CLARIFICATION, unit=BargainingUnitFactory(certified_on=date(2026, 3, 2)))

    assert list(Deadline.objects.filter(state="OPEN").values_list("code", "due_on")) == [
        ("POSITION", date(2026, 6, 22))
    ]


def test_without_rules_a_petition_is_recorded_and_nothing_is_guessed(chief):
    found = open_matter(chief, unit=BargainingUnitFactory(certified_on=date(2026, 3, 2)))

    assert board_of(chief, found, today=TODAY).bars == ()


def test_cards_are_counted_against_the_roster_of_their_day_and_stay(chief):
    unit = BargainingUnitFactory()
    AssignmentFactory.create_batch(3, unit=unit)
    found = open_matter(chief, unit=unit)

    made = elections.count_cards(
        matter_id=found.pk, party="Local 9", cards=1, as_of=TODAY, threshold=Decimal(30), by=chief, at=AT
    )
    AssignmentFactory(unit=unit)
    made.refresh_from_db()

    assert (made.eligible, made.counted.is_sufficient) == (3, True)


def test_cards_are_not_counted_against_an_empty_roster(chief):
    found = open_matter(chief, unit=BargainingUnitFactory())

    with pytest.raises(elections.RosterShowsNobody):
        elections.count_cards(
            matter_id=found.pk, party="Local 9", cards=1, as_of=TODAY, threshold=Decimal(30), by=chief, at=AT
        )


def hold(chief, found, votes, challenged=0):
    held = elections.direct_election(
        matter_id=found.pk, method=Method.MAIL, cutoff_on=TODAY, opens_on=TODAY, closes_on=TODAY,
        majority=Majority.OF_VALID, parties=["Local 9", "no representative"], by=chief, at=AT,
    )  # fmt: skip
    assert list(held.lines.values_list("label", flat=True)) == ["Local 9", elections.NOBODY]
    return elections.count_ballots(
        election_id=held.pk, votes=votes, challenged=challenged, void=0, eligible=10, counted_on=TODAY, by=chief,
        at=AT, today=TODAY,
    )  # fmt: skip


def order(chief, found, outcome, effective_on=date(2026, 7, 1), **given):
    return unit_matters.record_order(
        matter_id=found.pk, outcome=outcome, decided_on=TODAY, effective_on=effective_on, by=chief, at=AT,
        today=TODAY, **given,
    )  # fmt: skip


def test_a_certification_names_the_winner_as_the_unit_s_representative(counted, chief):
    winner, unit = EmployeeOrganizationFactory(short_name="Local 9"), BargainingUnitFactory(organization=None)
    AssignmentFactory.create_batch(3, unit=unit)
    found = open_matter(chief, Petition.CERTIFICATION, unit=unit)
    assert hold(chief, found, [6, 2]).winner == "Local 9"

    order(chief, found, Outcome.CERTIFIED, effective_on=TODAY)

    unit.refresh_from_db()
    found.refresh_from_db()
    assert (unit.organization, unit.certified_on, found.closed_on) == (winner, TODAY, TODAY)
    assert Deadline.objects.get(code="NEXT-BAR").due_on == date(2027, 6, 15)


def test_nothing_is_certified_while_challenged_ballots_decide(chief):
    unit = BargainingUnitFactory()
    AssignmentFactory(unit=unit)
    found = open_matter(chief, Petition.CERTIFICATION, unit=unit)
    hold(chief, found, [3, 2], challenged=2)

    with pytest.raises(NotNow, match="challenged ballots"):
        order(chief, found, Outcome.CERTIFIED)


def test_ballots_are_not_counted_before_the_polls_close(chief):
    election = ElectionFactory(unit_matter=open_matter(chief, unit=BargainingUnitFactory()))

    with pytest.raises(NotNow, match="polls close"):
        elections.count_ballots(
            election_id=election.pk, votes=[], challenged=0, void=0, eligible=23, counted_on=TODAY, by=chief, at=AT,
            today=TODAY,
        )  # fmt: skip
    assert Election.objects.get().counted_on is None


def test_what_an_order_moves_stands_elsewhere_from_its_day_on(chief):
    placed = UnitPlacementFactory()
    found = open_matter(chief, Petition.CLARIFICATION, unit=placed.unit)
    moves = [Moved(placed.classification, placed.unit, exclusion=Exclusion.SUPERVISORY)]

    order(chief, found, Outcome.CLARIFIED, moves=moves)

    def standing(day):
        return list(UnitPlacement.objects.on(day).values_list("exclusion", "matter"))

    assert standing(date(2026, 6, 30)) == [("", None)]
    assert standing(date(2026, 7, 1)) == [("SUPERVISORY", found.pk)]


def test_a_clarification_does_not_end_in_a_certification(chief):
    found = open_matter(chief, Petition.CLARIFICATION, unit=BargainingUnitFactory())

    with pytest.raises(NotNow):
        order(chief, found, Outcome.CERTIFIED)


OPEN_TO = {"": READERS, "new/": EDITORS, "UC-2026-0900/": READERS, "UC-2026-0900/order/": EDITORS}
HEARINGS = ("hearings/", "hearings/{hearing}/held/", "hearings/{hearing}/call-off/", "brief/")


def test_pages_open_for_those_who_may(client):
    """Who knows of no petition finds none; a petition's hearings are set by who edits it."""
    petition = UnitMatterFactory(reference="UC-2026-0900")
    hearing = UnitHearingFactory(unit_matter=petition, meeting__matter=petition.matter).pk
    allowed = OPEN_TO | {f"UC-2026-0900/{part.format(hearing=hearing)}": EDITORS for part in HEARINGS}
    got, expected = {}, {}
    for role in Role:
        client.force_login(UserFactory(role=role), backend="labor_office.core.web.backends.DeskBackend")
        for address, readers in allowed.items():
            refused = 404 if address.startswith("UC") and role not in READERS else 403
            got[role, address] = client.get(f"/unit-matters/{address}").status_code
            expected[role, address] = 200 if role in readers else refused
    assert got == expected


def test_pages_ask_the_same_for_one_as_for_three(client, django_assert_num_queries):
    found = UnitMatterFactory(reference="UC-2026-0900")
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            ShowingOfInterestFactory(unit_matter=found)
            ElectionFactory(unit_matter=found, number=number)
        for address, queries in (("", 11), ("UC-2026-0900/", 16)):
            client.force_login(UserFactory(role=Role.CHIEF), backend="labor_office.core.web.backends.DeskBackend")
            with django_assert_num_queries(queries):
                assert client.get(f"/unit-matters/{address}").status_code == 200
        UnitMatterFactory.create_batch(2)


def test_a_hearing_is_set_held_with_what_came_of_it_and_the_brief_counted(counted, chief):
    found = open_matter(chief, Petition.CLARIFICATION)
    made = unit_hearings.set_hearing(
        matter_id=found.pk, on=date(2026, 6, 12), starts_at=time(9), place="Room 310", heard_by="A. Neutral", by=chief,
        at=AT,
    )  # fmt: skip
    assert (made.meeting.matter_id, made.meeting.place, made.heard_by) == (found.pk, "Room 310", "A. Neutral")
    assert not Deadline.objects.filter(matter=found.pk, code="BRIEF").exclude(due_on=None).exists()

    held = unit_hearings.hold_hearing(
        hearing_id=made.pk, held_on=date(2026, 6, 12), outcome="Submitted on briefs", people="Both sides", by=chief,
        at=AT, today=TODAY, has_briefs=True,
    )  # fmt: skip

    assert (held.outcome, held.meeting.__class__.objects.get(pk=held.meeting_id).held_on) == (
        "Submitted on briefs", date(2026, 6, 12),
    )  # fmt: skip
    brief = Deadline.objects.get(matter=found.pk, code="BRIEF")
    assert (brief.due_on, brief.satisfied_on) == (date(2026, 7, 3), None)
    unit_hearings.send_brief(matter_id=found.pk, sent_on=TODAY, by=chief, at=AT, today=TODAY)
    brief.refresh_from_db()
    assert brief.satisfied_on == TODAY


@pytest.mark.parametrize(
    ("held_on", "outcome", "said"),
    [(TODAY, " ", "what came of it"), (date(2026, 6, 16), "Continued", "once it was held")],
)
def test_a_hearing_is_not_recorded_without_an_outcome_or_before_its_day(chief, held_on, outcome, said):
    found = open_matter(chief, Petition.CLARIFICATION)
    made = unit_hearings.set_hearing(matter_id=found.pk, on=held_on, by=chief, at=AT)
    with pytest.raises(NotNow, match=said):
        unit_hearings.hold_hearing(hearing_id=made.pk, held_on=held_on, outcome=outcome, by=chief, at=AT, today=TODAY)


def test_hearings_on_their_pages(client, chief):
    found = open_matter(chief, Petition.CLARIFICATION, unit=BargainingUnitFactory())
    client.force_login(chief, backend="labor_office.core.web.backends.DeskBackend")
    top = f"/unit-matters/{found.reference}/"
    for day in ("6/10/2026", "6/11/2026"):
        sent = {"on": day, "starts_at": "09:30", "place": "Hearing room B", "heard_by": "A. Neutral"}
        assert client.post(f"{top}hearings/", sent).status_code == 302
    first, second = found.hearings.all()
    assert client.post(f"{top}hearings/{first.pk}/call-off/").status_code == 302
    given = {"held_on": "6/11/2026", "outcome": "Decided from the bench", "people": "Both sides"}
    assert client.post(f"{top}hearings/{second.pk}/held/", given).status_code == 302
    assert client.post(f"{top}brief/", {"sent_on": "6/12/2026"}).status_code == 302
    again = client.post(f"{top}hearings/{second.pk}/held/", given).content.decode()
    assert "was held on" in again
    page = client.get(top).content.decode()
    for words in ("Called off", "Hearing room B", "Decided from the bench", "before A. Neutral"):
        assert words in page, words


def test_the_admin_shows_the_hearings_of_petitions_one_may_know_of(client, db):
    seen, unseen = (UnitHearingFactory(unit_matter__level=level) for level in ("OFFICE", "RESTRICTED"))
    client.force_login(UserFactory(role=Role.CHIEF), backend="labor_office.core.web.backends.DeskBackend")
    listed = client.get("/admin/bargaining/unithearing/").content.decode()
    assert (seen.unit_matter.reference in listed, unseen.unit_matter.reference in listed) == (True, False)
    statuses = [client.get(f"/admin/bargaining/unithearing/{one.pk}/change/").status_code for one in (seen, unseen)]
    assert statuses == [200, 404]
    assert client.post(f"/admin/bargaining/unithearing/{seen.pk}/change/", {"outcome": "x"}).status_code == 403
