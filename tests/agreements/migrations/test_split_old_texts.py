"""A house that held texts before there were paragraphs finds them."""

from importlib import import_module

import pytest
from django.apps import apps

from agreements.models.text import Paragraph
from tests.agreements.texts import in_force

pytestmark = pytest.mark.django_db
AS_WRITTEN = ("version", "position", "anchor", "heading", "text", "in_force", "words")


def test_old_texts_get_the_paragraphs_that_new_ones_are_written_with():
    split = import_module("agreements.migrations.0015_split_old_texts").split_old_texts
    in_force()
    as_written = list(Paragraph.objects.values_list(*AS_WRITTEN).order_by("version", "position"))
    Paragraph.objects.filter(anchor="14.3").delete()
    for _ in range(2):
        split(apps)
        assert list(Paragraph.objects.values_list(*AS_WRITTEN).order_by("version", "position")) == as_written
    assert Paragraph.objects.filter(words="seniority").get().anchor == "14.3"
