"""The pages of what the office says of its agreements, in a real browser, wide and narrow."""

import os
from datetime import date

import pytest

from agreements.actions import advice, terms
from agreements.actions.practices import record_practice
from agreements.actions.publishing import mark_for_review
from agreements.rules.obligations import Funding
from labor_office.core.users.permissions import Role
from tests.agreements.counted import TODAY, rules_in_use, taken_on
from tests.agreements.readings import AT, a_chief, at_counsel, cleared, drafted, held, published
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looked_at(live, paths):
    """Every path without a complaint of axe and without a sideways scroll."""
    live.page.set_viewport_size({"width": 390, "height": 900})
    found = {}
    for path in paths:
        live.open(path)
        if folder := os.environ.get("SHOTS"):
            live.page.screenshot(path=f"{folder}/o-390{path.replace('/', '_').replace('?', '_')}.png", full_page=True)
        found[path] = live.complaints()
        assert live.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), path
    assert found == {path: [] for path in paths}


def test_every_page_of_an_interpretation_is_accessible(live):
    article, chief = held(), a_chief()
    reading = published(article, chief=chief)
    mark_for_review(articles=[article], because="SL-2026-004 changed section 14.3.", by=None, at=AT)
    draft, waiting, ready = drafted(article), at_counsel(article), cleared(article)
    live.sign_in(chief)
    looked_at(live, [
        "/interpretations/", "/interpretations/new/", reading.get_absolute_url(), draft.get_absolute_url(),
        f"{draft.get_absolute_url()}edit/", f"{waiting.get_absolute_url()}review/",
        f"{reading.get_absolute_url()}keep/",
        f"{reading.get_absolute_url()}withdraw/", f"{ready.get_absolute_url()}publish/",
    ])  # fmt: skip


def test_every_page_of_advice_practice_obligations_and_terms_is_accessible(live):
    rules_in_use(from_on=date(2020, 1, 1))
    article, chief = held(), a_chief()
    version = article.versions.get()
    version.text = "The City shall post the list each January."
    version.save()
    reading = published(article, chief=chief)
    given = {"question": "May we leave the list?", "unit": article.unit, "articles": [article]}
    entry = advice.log_advice(
        answer="In an emergency.", by=chief, at=AT, today=TODAY, follow_up_on=date(2026, 7, 1), **given
    )
    question = advice.ask_office(by=UserFactory(role=Role.LIAISON), at=AT, today=TODAY, **given)
    practice = record_practice(
        by=chief, at=AT, unit=article.unit, article=article, title="Trades", practice="They trade.", since="2015"
    )
    obligation = taken_on(by=chief, unit=article.unit, article=article, quote="The City shall post it.")
    agreement = version.agreement
    terms.count_term(agreement_id=agreement.pk, by=chief, at=AT, today=TODAY)
    terms.record_funding(
        agreement_id=agreement.pk, fiscal_year=2026, status=Funding.NOT_APPROPRIATED, decided_on=date(2026, 6, 1),
        by=chief, at=AT, today=TODAY,
    )  # fmt: skip
    live.sign_in(chief)
    term = f"{agreement.get_absolute_url()}term/"
    looked_at(live, [
        "/advice/", "/advice/new/", entry.get_absolute_url(), f"{entry.get_absolute_url()}follow-up/",
        f"{question.get_absolute_url()}answer/", "/past-practice/", f"/past-practice/{practice}/",
        "/past-practice/new/", "/obligations/", obligation.get_absolute_url(), "/obligations/new/",
        f"{obligation.get_absolute_url()}done/", f"/obligations/suggested/?unit={article.unit.slug}", term,
        f"{term}money/2026/", f"{term}happened/",
    ])  # fmt: skip
    assert reading.reference


def test_earlier_answers_appear_while_one_types(live):
    article = held()
    chief = a_chief()
    reading = published(article, chief=chief)
    live.sign_in(chief)
    page = live.open("/advice/new/")
    page.locator("#id_question").fill("Must we call down the list?")
    page.locator("#id_unit").select_option(article.unit.slug)
    page.locator("#id_articles").press_sequentially("14.3")
    page.locator("#before").get_by_text(reading.reference).wait_for()
    assert page.locator("#id_question").input_value() == "Must we call down the list?"
    page.locator("#id_answer").fill("Yes.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save advice").press("Enter")
    page.get_by_text("ADV-").first.wait_for()


def test_a_department_asks_and_reads_only_its_own(live):
    liaison = UserFactory(role=Role.LIAISON)
    DepartmentContactFactory(user=liaison)
    live.sign_in(liaison)
    page = live.open("/advice/ask/")
    live.assert_accessible()
    page.get_by_label("Your question").fill("Who is called first?")
    page.get_by_role("button", name="Send the question").click()
    page.get_by_text("is with Labor Relations").wait_for()
    live.assert_accessible()
    live.open("/advice/")
    live.assert_accessible()
