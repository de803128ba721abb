"""Essential services: known to those named, minimums, notices counted to the minute, the plan on paper."""

import io
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
from django.db import DatabaseError, transaction

from bargaining.actions import plan_papers
from bargaining.actions import plans as actions
from bargaining.models.plans import ActionNotice, PlanLine, ServicePlan
from bargaining.rules.plans import Criticality, MinimumRefused, Standing
from labor_office.core.users.permissions import Role
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.services import ActionNoticeFactory, PlanLineFactory, ServicePlanFactory, ShiftMinimumFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import (
    BargainingUnitFactory,
    ClassificationFactory,
    EmployeeFactory,
    EmployeeOrganizationFactory,
)

pytestmark = pytest.mark.django_db
AT, TODAY = datetime(2026, 6, 15, 13, tzinfo=UTC), date(2026, 6, 15)
PLACES = ("", "notice/", "print/", "printing/", "log/", "review/", "nothing/")


@pytest.fixture
def chief():
    return UserFactory(role=Role.CHIEF)


@pytest.fixture
def plan(chief):
    return actions.open_plan(
        service="Chlorine dosing", why="Pressure.", criticality=Criticality.PUBLIC_HEALTH,
        unit=BargainingUnitFactory(), by=chief, at=AT, today=TODAY,
    )  # fmt: skip


def sign_in(client, user):
    client.force_login(user, backend="labor_office.core.web.backends.DeskBackend")


def test_nobody_knows_of_a_plan_but_those_named_on_it(client, plan):
    for role in Role:
        sign_in(client, UserFactory(role=role))
        for place in PLACES:
            method = client.post if place in {"print/", "log/"} else client.get
            assert method(f"/essential-services/{plan.reference}/{place}").status_code == 404, (role, place)
        shown = client.get("/essential-services/")
        assert plan.reference not in shown.text, role
        assert "Chlorine dosing" not in shown.text, role


def test_a_director_named_on_a_plan_reads_and_logs_but_does_not_change_it(client, plan, chief):
    director = UserFactory(role=Role.DECISION_MAKER)
    actions.grant_access(matter_id=plan.pk, user=director, reason="Director", by=chief, at=AT)
    sign_in(client, director)

    assert client.get("/essential-services/").status_code == 200
    assert client.get(f"/essential-services/{plan.reference}/").status_code == 200
    client.post(f"/essential-services/{plan.reference}/log/", {"what": "Crew called."})
    assert client.get(f"/essential-services/{plan.reference}/notice/").status_code == 403
    assert PlanLine.objects.get().words == "Crew called."


def test_title_stands_in_no_window(client, plan, chief):
    sign_in(client, chief)

    shown = client.get(f"/essential-services/{plan.reference}/").text

    assert f"<title>{plan.reference}, Labor Relations Desk</title>" in shown


def test_notice_gives_the_earliest_time_and_its_proof(client, plan, chief):
    sign_in(client, chief)
    union = EmployeeOrganizationFactory(slug="local-x")
    typed = {"organization": union.slug, "received_on": "3/6/2026", "received_time": "5:00 pm", "announces": "Stoppage",
             "hours": "72"}  # fmt: skip

    shown = client.post(f"/essential-services/{plan.reference}/notice/", typed, follow=True).text

    # 5 p.m. Eastern on Friday; the clocks go forward on Sunday, so Monday at 6 p.m.
    made = ActionNotice.objects.get()
    assert (made.received_at, made.earliest_at) == (
        datetime(2026, 3, 6, 22, tzinfo=UTC), datetime(2026, 3, 9, 22, tzinfo=UTC),
    )  # fmt: skip
    assert "Monday, March 9, 2026, 6:00 p.m." in shown
    assert "The clocks go forward 1 h on Sun, Mar 8" in shown
    assert "have not been checked against their source" in shown


@pytest.mark.parametrize(("day", "hour"), [("3/8/2026", "2:30 am"), ("6/15/2026", "noon")])
def test_an_hour_that_is_none_is_refused(client, plan, chief, day, hour):
    sign_in(client, chief)
    typed = {"organization": EmployeeOrganizationFactory().slug, "received_on": day, "received_time": hour,
             "announces": "Stoppage", "hours": "72"}  # fmt: skip

    assert client.post(f"/essential-services/{plan.reference}/notice/", typed).status_code == 422
    assert not ActionNotice.objects.exists()


def test_a_notice_is_not_from_the_future(plan, chief):
    with pytest.raises(actions.PlanRefused):
        actions.record_notice(
            plan_id=plan.pk, organization=EmployeeOrganizationFactory(), received_at=AT + timedelta(minutes=1),
            announces="Stoppage", hours=72, by=chief, at=AT,
        )  # fmt: skip


def test_minimum_and_designations_stay_within_the_shift(plan, chief):
    who = {"by": chief, "at": AT}
    fitter = ClassificationFactory()
    with pytest.raises(MinimumRefused):
        actions.set_minimum(plan_id=plan.pk, classification=fitter, shift="Days", usual=2, minimum=3, **who)
    row = actions.set_minimum(plan_id=plan.pk, classification=fitter, shift="Days", usual=3, minimum=1, **who)
    actions.designate(minimum_id=row.pk, employee=EmployeeFactory(), **who)
    with pytest.raises(actions.PlanRefused, match="As many as the minimum"):
        actions.designate(minimum_id=row.pk, employee=EmployeeFactory(), **who)


@pytest.mark.parametrize(("standing", "agreed_on"), [(Standing.AGREED, TODAY), (Standing.PROPOSED, None)])
def test_only_what_is_settled_has_its_day(plan, chief, standing, agreed_on):
    actions.settle_minimum(plan_id=plan.pk, standing=standing, on=TODAY, conditions="", by=chief, at=AT)

    assert ServicePlan.objects.get().agreed_on == agreed_on


def test_a_line_of_the_log_stays_as_it_is():
    line = PlanLineFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        PlanLine.objects.filter(pk=line.pk).update(words="Nothing happened.")


def test_the_plan_on_paper_is_tagged_confidential_and_frozen(plan, chief):
    ShiftMinimumFactory(plan=plan)
    ActionNoticeFactory(plan=plan)
    made = plan_papers.print_plan(plan_id=plan.pk, by=chief, at=AT, today=TODAY)
    ServicePlan.objects.filter(pk=plan.pk).update(why="Something else.")

    printed = plan_papers.set_plan(made.pk)

    assert_accessible_pdf(printed.content)
    with pikepdf.open(io.BytesIO(printed.content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert plan.reference in str(paper.docinfo.Title)
    assert "Water" not in printed.file_name
    assert made.facts["paper"]["facts"][1]["text"] == ["Public health.", "Pressure."]
    assert made.facts["sheet"]["confidentiality"] == "CONFIDENTIAL"


def test_pages_ask_the_same_for_one_as_for_three(client, chief, django_assert_num_queries):
    one = ServicePlanFactory()
    sign_in(client, chief)
    client.get("/essential-services/")
    for plans in ([one], ServicePlanFactory.create_batch(2)):
        for each in plans:
            actions.grant_access(matter_id=each.pk, user=chief, reason="Named", by=chief, at=AT)
            ShiftMinimumFactory(plan=one)
            ActionNoticeFactory(plan=one)
            PlanLineFactory(plan=one)
        for place, queries in (("", 4), (f"{one.reference}/", 15)):
            with django_assert_num_queries(queries):
                assert client.get(f"/essential-services/{place}").status_code == 200
