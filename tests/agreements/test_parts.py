"""Parts and chapters gather articles: read from the file, kept through adoption and the next agreement, shown."""

from datetime import UTC, date, datetime

import pytest

from agreements.actions.drafting import open_next_agreement
from agreements.actions.imports import handing, mending, opening, reading
from agreements.models.drafts import DraftClause
from agreements.models.text import ArticleVersion
from agreements.queries.editions import conformed
from agreements.queries.imports import review_of
from agreements.rules.outline import openings
from agreements.rules.vocabulary import ClauseLevel
from labor_office.core.users.permissions import Role
from tests.each import each
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

AT, TODAY = datetime(2026, 6, 1, 15, tzinfo=UTC), date(2026, 6, 1)
PROSE = "The parties agree that every employee of the unit shall be told of the change in writing before it begins.\n"
TEXT = f"""PART I
THE PARTIES

ARTICLE 1 - RECOGNITION

{PROSE}{PROSE}
ARTICLE 2 - LEAVE

{PROSE}{PROSE}
PART II
PAY AND BENEFITS

{PROSE}
ARTICLE 3 - WAGES

{PROSE}{PROSE}
ARTICLE 4 - TERM

{PROSE}{PROSE}
"""
FIRST, SECOND = "Part I. The parties", "Part II. Pay and benefits"


@each(("parts", "shown"), [
    ([], []),
    (["", ""], ["", ""]),
    (["One", "One", "Two"], ["One", "", "Two"]),
    (["One", "", "One"], ["One", "", ""]),
    (["", "One"], ["", "One"]),
])  # fmt: skip
def test_a_part_is_named_where_it_begins(parts, shown):
    assert openings(parts) == shown


@pytest.fixture
def chief(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return UserFactory(role=Role.CHIEF)


@pytest.fixture
def imported(chief):
    made = opening.open_import(
        data=TEXT.encode(), name="agreement.txt", unit=BargainingUnitFactory(slug="trades"), term_name="2023 to 2026",
        starts_on=date(2023, 7, 1), ends_on=date(2026, 6, 30), by=chief, at=AT, today=TODAY,
    )  # fmt: skip
    return reading.read_import(import_id=made.pk, at=AT)


def test_an_import_keeps_the_part_of_each_article_and_flags_words_that_stand_in_none(imported):
    clauses = DraftClause.objects.filter(draft=imported.draft_id, level=ClauseLevel.ARTICLE)
    assert list(clauses.values_list("number", "part")) == [("1", FIRST), ("2", FIRST), ("3", SECOND), ("4", SECOND)]
    assert [row.part for row in review_of(imported, clause_id=None).rows] == [FIRST, "", SECOND, ""]
    (doubt,) = imported.doubts.filter(code="UNREAD")
    assert doubt.reason.startswith("Words under PART II before its first article are left out.")


def test_a_person_names_the_part_of_an_article(imported, chief):
    clause = DraftClause.objects.get(draft=imported.draft_id, number="2")
    named = mending.name_clause(
        import_id=imported.pk, clause_id=clause.pk, level=ClauseLevel.ARTICLE, number="2", title="Leave", part=SECOND,
        by=chief, at=AT,
    )  # fmt: skip
    assert named.part == SECOND
    named = mending.name_clause(
        import_id=imported.pk, clause_id=clause.pk, level=ClauseLevel.SECTION, number="1.1", title="Leave", part=SECOND,
        by=chief, at=AT,
    )  # fmt: skip
    assert named.part == ""


def test_parts_are_law_with_the_text_and_go_on_in_the_next_agreement(imported, chief, client):
    for clause in {None, *imported.doubts.values_list("clause_id", flat=True)}:
        mending.settle_doubts(import_id=imported.pk, clause_id=clause, by=chief, at=AT)
    handing.hand_over(import_id=imported.pk, by=chief, at=AT)
    agreement = handing.publish_imported(import_id=imported.pk, by=chief, at=AT, today=TODAY)
    assert set(ArticleVersion.objects.values_list("number", "part")) == {
        ("1", FIRST), ("2", FIRST), ("3", SECOND), ("4", SECOND),
    }  # fmt: skip
    paper = conformed(agreement, as_of=date(2024, 1, 1), user=chief)
    assert [clause.part for clause in paper.clauses] == [FIRST, "", SECOND, ""]
    client.force_login(chief)
    tree = client.get("/agreements/trades/2023-2026/articles/1/?as-of=2024-01-01", follow=True)
    assert tree.content.decode().count('<li class="part">') == 2
    draft = open_next_agreement(
        agreement_id=agreement.pk, as_of=TODAY, term_name="2026 to 2029", starts_on=date(2026, 7, 1),
        ends_on=date(2029, 6, 30), by=chief, at=AT, today=TODAY,
    )  # fmt: skip
    assert list(draft.clauses.values_list("part", flat=True)) == [FIRST, FIRST, SECOND, SECOND]
