"""Lists of links drawn in Python: every word and address escaped, the marks where they belong."""

from django.utils.safestring import mark_safe

from labor_office.core.web import menus
from labor_office.core.web.navigation import Link

ODD = Link('<b>"A" & B</b>', "/x/?a=1&b=<", count="<2>", icon="", is_current=True)
SAFE = "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;"
URL = "/x/?a=1&amp;b=&lt;"


def picture(name):
    return mark_safe(f"<svg {name}>")  # noqa: S308 -- a name of our own


def test_whatever_a_link_says_is_escaped_and_the_current_one_marked():
    assert menus.nav([ODD]) == f'<li><a href="{URL}" aria-current="true">{SAFE}</a></li>'
    assert menus.menu([ODD], picture=picture) == f'<li><a href="{URL}">{SAFE}</a></li>'
    assert menus.crumbs([(ODD.label, ODD.url)], ODD.label).endswith(
        f'<li><a href="{URL}">{SAFE}</a></li><li aria-current="page">{SAFE}</li></ol></nav>'
    )
    heading = menus.sort_heading(ODD.label, url=ODD.url, css="", direction="descending", picture=picture)
    assert heading == (f'<th scope="col" aria-sort="descending"><a href="{URL}">{SAFE}<svg arrow_downward></a></th>')


def test_tabs_show_counts_and_mark_what_table_safe_hides():
    locked = Link("Mandate", "/m/", icon="lock")
    assert menus.tabs([ODD, locked], label="Parts & pages", picture=picture) == (
        '<nav aria-label="Parts &amp; pages"><ul class="tabs">'
        f'<li><a href="{URL}" aria-current="page">{SAFE} <span class="n">&lt;2&gt;</span></a></li>'
        '<li class="secretbit"><a href="/m/">Mandate <svg lock></a></li></ul></nav>'
    )
