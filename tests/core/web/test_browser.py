"""The look in a real browser: accessible, inside 320 pixels, usable by keyboard, strict about scripts and styles."""

import pytest

from labor_office.core.users.models import User
from labor_office.core.web import navigation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.core.web.sampler")]
WIDTHS = [1440, 390, 320]


@pytest.fixture
def dana(live):
    user = User.objects.create_user("dana@rivermont.example", "Correct-Horse-9-Battery", name="Dana Whitfield")
    live.sign_in(user)
    return user


def sideways(page):
    """How many pixels the page would have to be scrolled to the right."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_way_in_fits_the_narrowest_phone(live):
    """That it is accessible, wide and on a phone, tests/every_page sees."""
    live.page.set_viewport_size({"width": 320, "height": 700})
    for path in ("/account/login/", "/account/password/reset/", "/account/signup/"):
        assert (path, sideways(live.open(path))) == (path, 0)


@pytest.mark.usefixtures("dana")
def test_every_component_is_accessible_and_fits(live):
    page = live.open("/sampler/?unit=LT")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) == 0
        live.assert_accessible()


@pytest.mark.usefixtures("dana")
def test_mistakes_take_the_focus_and_lead_to_the_field(live):
    page = live.open("/sampler/")
    live.expect(422)
    page.get_by_role("button", name="Issue Step 2 decision").click()
    page.wait_for_selector("#error-summary")

    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    live.assert_accessible()
    page.get_by_role("link", name="Enter the date the union filed.").click()
    assert page.evaluate("document.activeElement.id") == "id_filed_on"
    page.get_by_role("link", name="Answer the question: How was it served?").click()
    assert page.evaluate("document.activeElement.id") == "id_manner_0"


@pytest.mark.usefixtures("dana")
def test_a_typed_day_is_read_back_under_the_field(live):
    page = live.open("/sampler/")
    page.fill("#id_filed_on", "6/20/2026")
    page.press("#id_filed_on", "Tab")
    page.get_by_text("Saturday, June 20, 2026. Not a working day: weekend.").wait_for()


@pytest.mark.usefixtures("dana")
def test_menus_close_on_escape_and_give_the_focus_back(live):
    page = live.open("/sampler/")
    page.locator("details.menu > summary").last.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert page.locator("details.menu[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_single_keys_work_list_themselves_and_can_be_silenced(live, dana):
    page = live.open("/sampler/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("?")
    assert page.input_value("#q") == "?"
    page.locator("h1").click()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keyboard keys").wait_for()
    live.assert_accessible()
    page.keyboard.press("Escape")

    dana.has_single_keys = False
    dana.save(update_fields=["has_single_keys"])
    live.open("/sampler/")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").count() == 0


@pytest.mark.usefixtures("dana")
def test_inline_scripts_and_styles_are_refused(live):
    page = live.open("/sampler/")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.bad = 1'; document.body.append(s)"
    )

    assert page.evaluate("window.bad") is None
    assert page.locator("main [style]").count() == 0
    live.problems = [problem for problem in live.problems if "Content Security Policy" not in problem]


@pytest.mark.usefixtures("dana")
def test_paper_keeps_the_proof_without_the_furniture_and_forced_colors_every_difference(live):
    page = live.open("/sampler/")
    page.emulate_media(media="print")

    assert not page.locator(".hd").is_visible()
    assert not page.locator(".acts").first.is_visible()
    assert page.locator(".strip").first.is_visible()

    page.emulate_media(media="screen", forced_colors="active")
    width = "el => getComputedStyle(el).borderTopWidth"
    assert page.locator(".strip .due").first.evaluate(width) == "3px"
    assert page.locator(".chip.over").first.evaluate(width) == "3px"


def test_a_wrong_password_is_said_once_and_takes_the_focus(live):
    User.objects.create_user("dana@rivermont.example", "Correct-Horse-9-Battery", name="Dana Whitfield")
    page = live.open("/account/login/")
    page.get_by_label("Email").fill("dana@rivermont.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_selector("#error-summary")

    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.locator("li, span").filter(has_text="not correct", visible=True).count() == 1
    live.assert_accessible()


@pytest.mark.usefixtures("dana")
def test_the_header_holds_every_noun_at_any_width(live, monkeypatch):
    for noun in navigation.NOUNS:
        pages = [
            navigation.Place(f"{noun} {n}", name) for n, name in enumerate(("account_change_password", "mfa_index"))
        ]
        monkeypatch.setattr(navigation._sections[noun], "pages", pages)
    monkeypatch.setattr(navigation, "_new_menu", [navigation.Place("Grievance", "mfa_index", icon="add")])
    page = live.page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        live.open("/account/2fa/")

        assert page.get_by_role("navigation", name="Primary").get_by_role("link").count() == 8
        assert (width, sideways(page)) == (width, 0)
        live.assert_accessible()
