"""Steps of a migration taken at once, with the same result in less time.

Django draws every model that a changed one is related to anew after each step, and almost all
of ours are related to a user and to a matter: hundreds of tables one after the other took
minutes. At once, each app's tables cost one drawing, and their triggers none.
Each test run and each first start begins with an empty database.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """Steps of one kind, none of which needs what another of them did: models, fields, constraints or triggers."""

    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        """``operations`` in the order in which they are done. Raises TypeError when their kinds differ."""
        if len({type(operation) for operation in operations}) > 1:
            raise TypeError("Only steps of one kind can be taken at once: each sees what all of them left.")
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Do all of them on paper. The models are drawn anew once, when somebody asks for them.

        What is not seen on a drawn model, they keep as they are: the steps themselves carry
        their constraint, index or trigger, and a later change of a model draws it with them.
        """
        drawn = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn is not None and isinstance(self.operations[0], IndexOperation):
            state.__dict__["apps"] = drawn

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Do each in the database."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Undo each in the database, the last one first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What the migration says it does."""
        return "; ".join(operation.describe() for operation in self.operations)
