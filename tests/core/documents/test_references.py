"""Numbers of papers: given once, one by one or many at once, and read however they were typed."""

import pytest

from labor_office.core.documents.actions import files
from labor_office.core.documents.models import DocumentNumber
from labor_office.core.documents.rules.files import read_reference


def test_references_are_unique_and_read_aloud():
    assert read_reference("doc 8f3ko") == "DOC-8F3K0"
    assert read_reference("DOC-1LIO2") == "DOC-11102"


@pytest.mark.django_db
def test_a_reference_is_given_once():
    given = {files.take_reference() for _ in range(20)}
    assert len(given) == 20
    assert set(DocumentNumber.objects.values_list("reference", flat=True)) == given


@pytest.mark.django_db
def test_references_taken_together_pass_over_what_is_given_already(monkeypatch):
    DocumentNumber.objects.create(reference="DOC-00000")
    # Drawn: the one that is given, one twice, and then two new ones.
    drawn = iter([0] * 5 + [1] * 10 + [2] * 5 + [3] * 5)
    monkeypatch.setattr(files.secrets, "randbelow", lambda _: next(drawn))
    assert files.take_references(3) == ["DOC-11111", "DOC-22222", "DOC-33333"]
    assert DocumentNumber.objects.count() == 4


@pytest.mark.django_db
def test_thousands_of_references_are_taken_with_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        given = files.take_references(2_000)
    assert len(set(given)) == DocumentNumber.objects.count() == 2_000
