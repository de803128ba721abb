"""Many cases on one set-up: what a case writes is gone before the next begins."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back at the end; objects in hand keep what was set on them."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
