"""Who is signed in, asked once a request: the one query that every page makes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection

from labor_office.core.users.models import User
from labor_office.core.web.compiled import planned_cursor

_NAMES = [field.attname for field in User._meta.concrete_fields]  # noqa: SLF001 -- Django's documented way to ask
_COLUMNS = ", ".join(f'"{field.column}"' for field in User._meta.concrete_fields)  # noqa: SLF001
_ONE = f"SELECT {_COLUMNS} FROM users_user WHERE id = %s"  # noqa: S608 -- column names only


class DeskBackend(ModelBackend):
    """Email and password, as Django has it; the person of a session by a query whose plan is kept."""

    def get_user(self, user_id: Any) -> User | None:  # noqa: ANN401 -- Django's own signature
        """The person, or None for someone who may not sign in."""
        with planned_cursor() as cursor:
            cursor.execute(_ONE, [user_id])
            row = cursor.fetchone()
        user = User.from_db(connection.alias, _NAMES, row) if row else None
        return user if user is not None and self.user_can_authenticate(user) else None
