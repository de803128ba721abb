"""The demo city's typed agreement: sixty pages with Word's own numbers, and what went wrong in typing."""

from collections import Counter

import pytest

from agreements.importing.outline import DoubtKind, Kind
from agreements.importing.readers.files import read_source
from agreements.importing.reading import read_outline
from labor_office.desk.demo.typed.agreement import typed_agreement


@pytest.fixture(scope="module")
def typed():
    return typed_agreement(unit="Administrative and Technical", union="Local 1840", years="2025 to 2028")


@pytest.fixture(scope="module")
def outline(typed):
    return read_outline(read_source(typed.data, name="agreement.docx"))


def test_every_article_and_section_is_found_with_its_title(typed, outline):
    own = [each for each in outline.headings if each.kind in {Kind.ARTICLE, Kind.SECTION}]
    assert tuple((each.number, each.title) for each in own) == typed.truth


def test_what_went_wrong_in_typing_is_flagged_and_nothing_else(outline):
    assert Counter(doubt.kind for doubt in outline.all_doubts) == {
        DoubtKind.WORD_AND_FIGURE: 3, DoubtKind.STRUCK: 2, DoubtKind.GAP: 1, DoubtKind.TITLE_DIFFERS: 1,
        DoubtKind.NO_TEXT: 1,
    }  # fmt: skip


def test_the_same_names_make_the_same_bytes(typed):
    again = typed_agreement.__wrapped__(unit="Administrative and Technical", union="Local 1840", years="2025 to 2028")
    assert again.data == typed.data
    assert 55 <= typed.pages <= 65
