"""An address made from what was asked before is the one Django gives."""

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse

from labor_office.core.web.addresses import address
from tests.each import each

PLACES = [
    ("grievances:list", ()),
    ("grievances:detail", ("G-2026-0042",)),
    ("grievances:step", ("G-2026-0042", "1")),
    ("grievances:tick", ("G-2026-0042", 7)),
    ("deadlines:proof", (12345,)),
    ("agreements:text", ("unit-3", "14.3")),
    ("agreements:text", ("unit-3", "14 3/é")),
]


@each(("name", "args"), PLACES)
def test_it_is_what_reverse_gives(name, args):
    for _ in range(2):
        try:
            wanted = reverse(name, args=args)
        except NoReverseMatch:
            with pytest.raises(NoReverseMatch):
                address(name, *args)
        else:
            assert address(name, *args) == wanted


@each(("name", "args"), [("grievances:nowhere", ()), ("grievances:detail", ()), ("deadlines:proof", ("x",))])
def test_what_leads_nowhere_leads_nowhere(name, args):
    with pytest.raises(NoReverseMatch):
        address(name, *args)


def test_templates_say_the_same():
    source = (
        '{% url "grievances:detail" reference %} {% url "grievances:nowhere" as gone %}[{{ gone }}]'
        '{% url "grievances:detail" reference=reference as named %}{{ named }} {% static "css/app.css" %}'
    )
    shown = engines["django"].from_string(source).render({"reference": "G-2026-0042"})
    there = "/grievances/G-2026-0042/"

    assert shown.startswith(f"{there} []{there} /static/css/app")
