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
PAINTED = SOUND.replace("<main>", '<main style="background: rgb(60, 60, 60)">')


def test_pale_letters_and_small_buttons_are_heard_however_much_was_judged_before(live):
    heard = {}
    pages = {"sound": SOUND, "pale": PALE, "again": PALE, "cramped": CRAMPED, "painted": PAINTED, "last": SOUND}
    for name, text in pages.items():
        live.page.set_content(text)
        heard[name] = sorted({line.split(":")[0] for line in live.complaints()})
    assert heard == {
        "sound": [], "pale": ["color-contrast"], "again": ["color-contrast"], "cramped": ["target-size"],
        "painted": ["color-contrast"], "last": [],
    }  # fmt: skip


@pytest.mark.parametrize("text", [SOUND.replace("Words", "Words,."), PALE], ids=["words", "colours"])
def test_a_page_found_wanting_is_looked_at_again_on_a_second_try(live, monkeypatch, text):
    monkeypatch.setattr(looking, "SEEN", {1440: set(), 390: set()})
    live.page.route("**/wanting/", lambda asked: asked.fulfill(body=text, content_type="text/html"))
    for _ in range(2):
        with pytest.raises(AssertionError):
            looking.look_at(live, "/wanting/", looking.NARROW)
    assert looking.is_new(built_of(text))
