"""Units and organizations beyond the roster: dated classifications, release time, who reads what."""

from datetime import date
from decimal import Decimal

import pytest

from bargaining.actions import units as actions
from bargaining.models.units import UnitPlacement
from bargaining.rules.units import Basis, Exclusion, released
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.actions.people import TermsOverlap, add_officer
from tests.each import each
from tests.factories.bargaining import NegotiationFactory
from tests.factories.units import ReleaseGrantFactory, ReleaseUseFactory, UnitPlacementFactory, UnitProfileFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, ClassificationFactory, EmployeeOrganizationFactory

OFFICE = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.TRAINER, Role.ATTORNEY, Role.RECORDS}
KEEPERS = {Role.CHIEF, Role.ANALYST}
TODAY = date(2026, 6, 15)


def sign_in(client, role=Role.CHIEF):
    user = UserFactory(role=role)
    client.force_login(user, backend="labor_office.core.web.backends.DeskBackend")
    return user


@each(
    ("used", "words", "is_over"),
    [
        ([], "0 of 320 hours used, 320 left", False),
        ([(date(2025, 7, 1), "6.5"), (date(2026, 6, 30), "7")], "13.5 of 320 hours used, 306.5 left", False),
        ([(date(2025, 6, 30), "6.5"), (date(2026, 7, 1), "7")], "0 of 320 hours used, 320 left", False),
        ([(date(2026, 1, 5), "320")], "320 of 320 hours used, 0 left", False),
        ([(date(2026, 1, 5), "320.25")], "320.25 of 320 hours used, 0.25 over", True),
    ],
)
def test_release_time_counts_the_days_of_its_grant(used, words, is_over):
    found = released(Decimal(320), [(on, Decimal(hours)) for on, hours in used], date(2025, 7, 1), date(2026, 6, 30))

    assert (found.words, found.is_over) == (words, is_over)


@pytest.mark.django_db
def test_moving_a_classification_ends_the_former_placement_the_day_before():
    trades, professional, operator = BargainingUnitFactory(), BargainingUnitFactory(), ClassificationFactory()
    who = {"classification_id": operator.pk, "because": "Order", "today": TODAY}
    actions.place_classification(unit=trades, starts_on=date(2022, 9, 14), **who)

    actions.place_classification(unit=professional, starts_on=date(2026, 7, 1), **who)

    rows = UnitPlacement.objects.order_by("starts_on").values_list("unit", "starts_on", "ends_on")
    assert list(rows) == [
        (trades.pk, date(2022, 9, 14), date(2026, 6, 30)),
        (professional.pk, date(2026, 7, 1), None),
    ]
    operator.refresh_from_db()
    assert operator.unit == trades  # its day has not come


@pytest.mark.django_db
def test_one_position_is_kept_out_while_its_classification_stays_in():
    unit, clerk = BargainingUnitFactory(), ClassificationFactory()
    who = {"classification_id": clerk.pk, "unit": unit, "because": "Agreed", "today": TODAY}
    actions.place_classification(starts_on=date(2024, 12, 20), **who)

    actions.place_classification(
        starts_on=date(2024, 12, 20), position="Assistant to the Director", exclusion=Exclusion.CONFIDENTIAL, **who
    )

    assert sorted(UnitPlacement.objects.on(TODAY).values_list("position", "exclusion")) == [
        ("", ""),
        ("Assistant to the Director", "CONFIDENTIAL"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2022, 9, 14), date(2022, 9, 13)])
def test_a_placement_does_not_cross_one_that_stands(day):
    standing = UnitPlacementFactory()

    with pytest.raises(actions.PlacementRefused):
        actions.place_classification(
            classification_id=standing.classification_id, unit=BargainingUnitFactory(), starts_on=day,
            because="Order", today=TODAY,
        )  # fmt: skip


@pytest.mark.django_db
def test_release_time_is_recorded_only_within_its_grant():
    grant = ReleaseGrantFactory()
    use = ReleaseUseFactory.build(grant=grant)

    with pytest.raises(actions.OutsideGrant):
        actions.use_release(
            grant_id=grant.pk, representative=use.representative, on=date(2026, 7, 1), hours=Decimal(1),
            purpose="Session", by=UserFactory(), at=use.recorded_at,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_second_officer_of_one_role_is_named_only_when_that_is_meant():
    union = EmployeeOrganizationFactory()
    term = {"organization_id": union.pk, "role": "President", "phone": "", "email": "", "starts_on": date(2026, 1, 1)}
    add_officer(name="Renata Holt", **term)

    with pytest.raises(TermsOverlap, match="Renata Holt already serves"):
        add_officer(name="Jack Marsh", **term)
    add_officer(name="Jack Marsh", is_beside=True, **term)

    assert union.representatives.count() == 2


OPEN_TO = {
    "/units/trades/": OFFICE,
    "/organizations/local-x/": OFFICE,
    "/organizations/local-x/release-time/": OFFICE,
    "/organizations/local-x/release-time/grant/": KEEPERS,
    "/units/trades/definition/": KEEPERS,
    "/units/trades/classifications/": KEEPERS,
}


@pytest.mark.django_db
def test_pages_open_for_those_who_may(client):
    BargainingUnitFactory(slug="trades")
    EmployeeOrganizationFactory(slug="local-x")
    got = {}
    for role in Role:
        sign_in(client, role)
        got |= {(role, address): client.get(address).status_code for address in OPEN_TO}

    assert got == {(role, address): 200 if role in OPEN_TO[address] else 403 for role, address in got}


@pytest.mark.django_db
def test_a_unit_shows_its_table_only_to_those_who_sit_at_it(client):
    negotiation = NegotiationFactory(unit__slug="trades")
    sign_in(client)

    assert negotiation.reference.startswith("N-")
    assert negotiation.reference not in client.get("/units/trades/").text


@pytest.mark.django_db
def test_a_unit_takes_as_many_queries_with_one_classification_as_with_three(client, django_assert_num_queries):
    unit = BargainingUnitFactory(slug="trades")
    UnitProfileFactory(unit=unit)
    for more in (1, 2):
        UnitPlacementFactory.create_batch(more, unit=unit)
        sign_in(client)
        with django_assert_num_queries(16):
            assert client.get("/units/trades/").status_code == 200


@pytest.mark.django_db
def test_a_unit_is_read_as_of_a_day(client):
    sign_in(client)
    row = UnitPlacementFactory(unit__slug="trades", ends_on=date(2024, 6, 30), classification__title="Meter Reader")

    assert row.classification.title in client.get("/units/trades/?as-of=2024-06-30").text
    assert row.classification.title not in client.get("/units/trades/?as-of=2024-07-01").text


@pytest.mark.django_db
def test_what_is_typed_is_kept(client):
    sign_in(client)
    unit = BargainingUnitFactory(slug="trades")

    client.post("/units/trades/definition/", {"definition": "Trades.", "basis": Basis.ORDINANCE})
    shown = client.get(f"/units/{unit.slug}/").text

    assert "Trades." in shown
    assert "Set by ordinance" in shown
