"""References in the history of a row, without the index that they would bring to each."""

from __future__ import annotations

from typing import Any

from django.db import models


def kept_keys(**references: type[models.Model]) -> dict[str, Any]:
    """For ``pghistory.track(attrs=...)``: each reference by its name and what it leads to.

    The history of a row is asked for by the row. What a reference was is read with it and
    nobody searches by that: an index a reference made a third of the cost of every change.
    """
    return {name: _kept(to) for name, to in references.items()}


def _kept(to: type[models.Model]) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        to, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+", related_query_name="+"
    )
