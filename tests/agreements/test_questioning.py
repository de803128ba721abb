"""New words put official readings in question; the same words carried over do not."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.acts import TextChanged, tell_text_changed
from agreements.models.interpretations import Interpretation
from tests.agreements.readings import AT, held, published
from tests.factories.agreements import AgreementFactory, ArticleVersionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
FROM_ON = date(2026, 7, 1)


def successor(article, text):
    """The next agreement's words of an article, told as its adoption tells them."""
    agreement = AgreementFactory(
        unit=article.unit, reference=f"AG-2026-{article.pk:04}", starts_on=FROM_ON, ends_on=date(2029, 6, 30)
    )
    ArticleVersionFactory(
        article=article, agreement=agreement, title="Order of call-outs", text=text, in_force=DateRange(FROM_ON, None)
    )
    who = {"by": UserFactory(), "at": AT}
    tell_text_changed(
        TextChanged(frozenset({article.pk}), article.unit_id, FROM_ON, agreement.pk, "Agreement 2026 to 2029", **who)
    )


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Call-outs go to whoever lives nearest.",
         "Its words change from Wednesday, July 1, 2026: Agreement 2026 to 2029."),
        ("Overtime call-outs go to the\nmost senior employee on the list.", ""),
    ],
)  # fmt: skip
def test_only_other_words_question_a_reading(text, because):
    article = held()
    reading = published(article)
    successor(article, text)
    assert Interpretation.objects.get(pk=reading.pk).questioned_because == because
