"""The forms of a costing's items: one for each kind there is, and each whole."""

import pytest

from bargaining.costing.wire import ItemKind
from bargaining.forms.item import ItemForm
from bargaining.forms.items import ITEM_FORMS
from tests.each import each


def test_every_kind_of_item_has_its_form():
    assert set(ITEM_FORMS) == set(ItemKind)
    with pytest.raises(TypeError, match="made"):
        ItemForm()


@each("kind", ItemKind)
def test_every_form_makes_its_item_and_shows_it_again(kind):
    form = ITEM_FORMS[kind]
    assert form.made is not ItemForm.made
    assert form.shown.__func__ is not ItemForm.shown.__func__
