"""What the agreements app keeps. Import from the part, not from here."""

from agreements.models import (  # noqa: F401 -- Django registers what is imported
    adoption,
    advice,
    closed_side,
    dossiers,
    drafts,
    imports,
    interpretations,
    legislation,
    obligations,
    papers,
    policies,
    practices,
    side_letters,
    text,
)
