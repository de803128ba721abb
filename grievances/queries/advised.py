"""What the intake form begins with when a grievance grows out of advice that was asked for."""

from __future__ import annotations

from agreements.models.advice import Advice
from agreements.queries.advice import whole
from labor_office.core.users.models import User


def typed_from_advice(user: User, reference: str) -> dict[str, str]:
    """The fields the advice fills, as they would be typed; nothing for advice ``user`` may not read or none."""
    advice: Advice | None = whole(user).filter(reference=reference).first() if reference else None
    if advice is None or advice.is_restricted:
        return {}
    typed = {
        "unit": advice.unit.slug if advice.unit else "",
        "department": advice.asker_department.slug if advice.asker_department else "",
        "statement": advice.question,
        "articles": ", ".join(article.number for article in advice.articles.all()),
    }
    return {name: value for name, value in typed.items() if value}
