"""What a visit hears is amiss: each of two pages in turn, and the same page as often as it is asked."""

import pytest

from tests.every_page import looking
from tests.every_page.forms import built_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOUND = """<!doctype html><html lang="en"><head><title>Sound</title></head><body><main><h1>Sound</h1>
    <p class="ground">Words that are read.</p></main></body></html>"""
PALE = SOUND.replace('"ground"', '"ground" style="color: rgb(200, 200, 200)"')
CRAMPED = SOUND.replace("</p>", '</p><p><button class="x">a</button><button class="x">b</button></p>').replace(
    "</head>", "<style>.x {width: 12px; height: 12px; padding: 0; border: 0; color: black}</style></head>"
)
# The same as on a page before in all but the room that is left: a sound one, and one where the second is too near.
ROOMY, TIGHT = (
    SOUND.replace("</p>", f'</p><ul><li><a class="y" href="#a">a</a></li></ul>{more}').replace(
        "</head>", "<style>.y {display: block; width: 12px; height: 12px; color: black} li {list-style: none}"
        " ul {margin: 0; padding: 0}</style></head>"
    )
    for more in ("", '<ul><li><a class="y" href="#b">b</a></li></ul>')
)  # fmt: skip
# Of two lines set alike and pale the first lies under a picture, where axe cannot tell.
COVERED = SOUND.replace("</p>", '</p><p class="pale under">under</p><p class="pale">out</p>').replace(
    "</head>", "<style>.pale {color: rgb(190, 190, 190); position: relative} .under::after {content: '';"
    " position: absolute; inset: 0; background: linear-gradient(white, black)}</style></head>"
)  # fmt: skip
# Of what is judged anew on every page: a field that nobody named, and a heading that skips one.
NAMELESS = SOUND.replace("</p>", '</p><h3>Deep</h3><input type="text">')
PAINTED = SOUND.replace("<main>", '<main style="background: rgb(60, 60, 60)">')
# A sound page of much that there is, and what is heard when one thing of it is another.
RICH = SOUND.replace(
    "</main>",
    """<img src="data:," alt="A seal"><h2 id="one">One</h2><h3 id="two">Two</h3><h2>Three</h2>
    <nav aria-label="Pages"><p>To <a href="#one">One</a></p></nav>
    <nav aria-label="Parts"><p>To <a href="#two">Two</a></p></nav>
    <ul><li>First</li></ul><dl><dt>Term</dt><dd>Words</dd></dl><button aria-expanded="true">Press</button>
    <label for="name">Name</label><input id="name" aria-describedby="hint"><p id="hint">In full.</p>
    <label for="pick">Pick</label><select id="pick"><option>One</option></select>
    <input aria-labelledby="hint" id="last">
    <table><tr><th scope="col" id="head">Day</th></tr><tr><td headers="head">Monday</td></tr></table></main>""",
)
WRONG = {
    "label": (">Name<", "><"), "select-name": (' for="pick"', ' for="last"'), "link-name": (">One</a>", "></a>"),
    "button-name": (">Press<", "><"), "image-alt": (' alt="A seal"', ""), "list": ("<ul>", "<ul><p>No item</p>"),
    "heading-order": ('<h2 id="one">One</h2>', ""), "landmark-unique": ('"Parts"', '"Pages"'),
    "aria-valid-attr-value": ('expanded="true"', 'expanded="perhaps"'), "html-has-lang": (' lang="en"', ""),
    "html-lang-valid": ('lang="en"', 'lang="english"'), "document-title": ("<title>Sound<", "<title><"),
    "region": ("<main>", "<p>Nowhere</p><main>"), "tabindex": ("<button", '<button tabindex="3"'),
    "landmark-no-duplicate-main": ("</main>", "</main><main>Another</main>"),
    "dlitem": ("<dl><dt>Term</dt><dd>Words</dd></dl>", "<dt>Term</dt><dd>Words</dd>"),
    "nested-interactive": (">Press<", '><a href="#one">Press</a><'),
    "aria-roles": ("<h2>Three", '<h2 role="title">Three'), "empty-heading": (">Three<", "><"),
    "empty-table-header": (">Day<", "><"), "td-headers-attr": ('headers="head"', 'headers="one"'),
    "page-has-heading-one": ("<h1>Sound</h1>", ""),
    "aria-input-field-name": ("<h2>Three</h2>", '<div role="textbox" tabindex="0">Three</div>'),
}  # fmt: skip


def test_pale_letters_and_small_buttons_are_heard_however_much_was_judged_before(live):
    heard = {}
    pages = {"sound": SOUND, "pale": PALE, "again": PALE, "cramped": CRAMPED, "painted": PAINTED, "covered": COVERED,
             "roomy": ROOMY, "tight": TIGHT, "nameless": NAMELESS, "last": SOUND}  # fmt: skip
    for name, text in pages.items():
        live.page.set_content(text)
        heard[name] = sorted({line.split(":")[0] for line in live.complaints()})
    assert heard == {
        "sound": [], "pale": ["color-contrast"], "again": ["color-contrast"], "cramped": ["target-size"],
        "painted": ["color-contrast"], "covered": ["color-contrast"], "roomy": [], "tight": ["target-size"],
        "nameless": ["heading-order", "label"], "last": [],
    }  # fmt: skip


@pytest.mark.parametrize("text", [SOUND.replace("Words", "Words,."), PALE], ids=["words", "colours"])
def test_a_page_found_wanting_is_looked_at_again_on_a_second_try(live, monkeypatch, text):
    monkeypatch.setattr(looking, "SEEN", {1440: set(), 390: set()})
    live.page.route("**/wanting/", lambda asked: asked.fulfill(body=text, content_type="text/html"))
    for _ in range(2):
        with pytest.raises(AssertionError):
            looking.look_at(live, "/wanting/", looking.NARROW)
    assert looking.is_new(built_of(text))


def test_what_is_built_wrong_is_heard_after_the_same_page_built_right(live):
    live.page.set_content(RICH)
    assert live.complaints() == []
    deaf = {}
    for rule, (right, wrong) in WRONG.items():
        assert RICH.count(right) == 1, right
        live.page.set_content(RICH.replace(right, wrong))
        heard = {line.split(":")[0] for line in live.complaints()}
        if rule not in heard:
            deaf[rule] = heard
    assert deaf == {}
    live.page.set_content(RICH)
    assert live.complaints() == []
