"""Only listed files of npm packages are served, and every address in our stylesheets leads to one."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from labor_office.core.web.staticfiles import NpmFinder, is_allowed
from tests.each import each

STYLES = sorted((Path(settings.BASE_DIR) / "static" / "css").glob("*.css"))


def test_a_star_stays_inside_one_folder():
    assert is_allowed("img/sprite.svg", ["img/*.svg"])
    assert not is_allowed("img/material-icons/add.svg", ["img/*.svg"])


def test_only_listed_files_are_found():
    finder = NpmFinder()

    assert finder.find("uswds/img/sprite.svg")
    assert finder.find("uswds/css/uswds.min.css", find_all=True)
    assert finder.find("uswds/js/uswds.min.js") == []
    assert finder.find("uswds/../package.json") == []
    assert finder.find("other/css/uswds.min.css") == []


def test_the_list_is_short_and_complete():
    names = [name for name, _storage in NpmFinder().list(None)]

    assert len(names) == len(set(names)) < 400
    assert "fonts/public-sans/PublicSans-SemiBold.woff2" in names


@each("style", STYLES)
def test_addresses_in_our_stylesheets_lead_somewhere(style):
    for address in re.findall(r'url\("?([^")]+)"?\)', style.read_text()):
        assert finders.find(f"css/{address}".replace("css/../", "")), address
