"""A draft becomes law: identities kept, words before it ended, nothing readable until then."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.actions.drafting import (
    AgreementAdopted,
    NextAgreementOpen,
    hold_agreement,
    open_next_agreement,
    write_draft,
)
from agreements.actions.force import DraftNotReady, TextStillHolds, put_in_force
from agreements.models.text import Agreement, Article, ArticleVersion, Paragraph
from agreements.rules.vocabulary import Match
from labor_office.core.matters.rules import Level
from tests.agreements.texts import AT, OVERTIME, OWN, article, continues, in_force, said, section, version_of
from tests.factories.agreements import ArticleVersionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NEXT = date(2026, 7, 1)


def test_a_draft_becomes_articles_versions_and_paragraphs():
    agreement = in_force()
    rows = list(agreement.versions.values_list("number", "parent__number", "position"))
    assert rows == [("14", None, 1), ("14.1", "14", 2), ("14.3", "14", 3)]
    found = Paragraph.objects.get(anchor="14.3")
    assert found.heading == "14 Overtime and call-outs, 14.3 Order of call-outs"
    assert (found.text, found.in_force) == (OWN, DateRange(date(2023, 7, 1), None))
    assert (agreement.level, agreement.published_at) == (Level.OFFICE, AT)
    assert agreement.events.filter(verb="agreement.adopted").count() == 1


def test_until_adoption_nobody_else_knows_of_it():
    stranger, author = UserFactory(), UserFactory()
    unit = in_force().unit
    hold_agreement(
        unit=unit, term_name="2026 to 2029", starts_on=NEXT, ends_on=date(2029, 6, 30), by=author, at=AT,
        opened_on=AT.date(), clauses=[section("14.3", "Order", "Secret.")],
    )  # fmt: skip
    assert [row.term_name for row in Agreement.objects.visible_to(stranger)] == ["2023 to 2026"]
    assert Agreement.objects.visible_to(author).count() == 2
    assert not ArticleVersion.objects.filter(text="Secret.").exists()


def test_a_successor_ends_the_words_before_it_and_may_number_them_anew():
    former = in_force()
    orders = version_of(former, "14.3")
    later = in_force(
        article("13", "Stand-by"),
        section("14.3", "Stand-by pay", "Two dollars an hour."),
        continues(orders, number="15.2", text="By the posted list."),
        unit=former.unit, starts_on=NEXT, ends_on=date(2029, 6, 30),
    )  # fmt: skip
    former.refresh_from_db()
    assert (former.text_until, later.predecessor_id) == (NEXT, former.pk)
    assert [said(former.unit, "14.3", day) for day in (date(2026, 6, 30), NEXT)] == [OWN, "Two dollars an hour."]
    assert said(former.unit, "15.2", NEXT) == "By the posted list."
    assert Article.objects.get(pk=orders.article_id).number == "15.2"
    unit = former.unit
    assert Article.objects.cited_as(unit, "14.3", on=date(2024, 2, 1)).get().pk == orders.article_id
    assert Paragraph.objects.get(version=orders).in_force == DateRange(date(2023, 7, 1), NEXT)


def test_an_older_agreement_entered_later_ends_where_the_known_one_begins():
    known = in_force()
    older = in_force(
        continues(version_of(known, "14.3"), number="13.3", text="By seniority."),
        unit=known.unit, starts_on=date(2020, 7, 1), ends_on=date(2023, 6, 30),
    )  # fmt: skip
    known.refresh_from_db()
    assert (older.text_until, known.predecessor_id) == (known.starts_on, older.pk)
    assert said(known.unit, "13.3", date(2023, 6, 30)) == "By seniority."
    assert version_of(known, "14.3").article.number == "14.3"


def test_a_draft_that_is_not_ready_stays_a_draft_and_an_unsure_match_is_settled_by_a_person_first():
    former, by = in_force(), UserFactory()
    draft = hold_agreement(
        unit=former.unit, term_name="2026 to 2029", starts_on=NEXT, ends_on=date(2029, 6, 30), by=by, at=AT,
        opened_on=AT.date(),
    )  # fmt: skip
    unsure = section("14.3", "Order", "x", article_id=version_of(former, "14.3").article_id, match=Match.UNSURE)
    for clauses, words in (
        ([], "The draft has no text yet."),
        ([section("14.3", "One"), section("14.3", "Two")], "Given more than once: 14.3."),
        ([unsure], r"14\.3 Order"),
    ):
        write_draft(draft_id=draft.pk, clauses=clauses, by=by, at=AT)
        with pytest.raises(DraftNotReady, match=words):
            put_in_force(draft_id=draft.pk, by=by, at=AT)


def test_two_agreements_cannot_begin_on_one_day_and_what_is_adopted_is_not_drafted_again():
    agreement = in_force()
    with pytest.raises(TextStillHolds, match="begins on the same day"):
        in_force(unit=agreement.unit)
    with pytest.raises(AgreementAdopted):
        write_draft(draft_id=agreement.draft.pk, clauses=OVERTIME, by=UserFactory(), at=AT)
    with pytest.raises(AgreementAdopted):
        put_in_force(draft_id=agreement.draft.pk, by=UserFactory(), at=AT)


def test_the_next_agreement_opens_as_a_clone_that_keeps_every_identity():
    former = in_force()
    terms = {"term_name": "2026 to 2029", "starts_on": NEXT, "ends_on": date(2029, 6, 30)}
    asked = {"agreement_id": former.pk, "as_of": date(2026, 1, 5), "by": UserFactory(), "at": AT, "today": AT.date()}
    draft = open_next_agreement(**asked, **terms)
    kept = [(clause.number, clause.text, clause.article_id, clause.match) for clause in draft.clauses.all()]
    assert kept == [(row.number, row.text, row.article_id, Match.SURE) for row in former.versions.all()]
    with pytest.raises(NextAgreementOpen):
        open_next_agreement(**asked, **terms)
    adopted = put_in_force(draft_id=draft.pk, by=UserFactory(), at=AT)
    assert set(adopted.versions.values_list("article")) == set(former.versions.values_list("article"))


def test_the_database_refuses_two_texts_on_one_day():
    agreement = in_force()
    held = version_of(agreement, "14.3")
    day = {"agreement": agreement, "unit": held.unit, "in_force": DateRange(date(2026, 6, 1), date(2026, 6, 2))}
    for name, given in (
        ("article_version_one_text", {"article": held.article, "number": "99"}),
        ("article_version_one_number", {"article__unit": held.unit, "number": "14.3"}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ArticleVersionFactory(**day, **given)


def test_a_whole_agreement_is_put_in_force_in_few_statements(django_assert_max_num_queries):
    clauses = [article("1", "All")] + [section(f"1.{n}", f"Title {n}", "(a) One. (b) Two.") for n in range(1, 301)]
    with django_assert_max_num_queries(55):
        in_force(*clauses)
    assert Paragraph.objects.count() == 600
