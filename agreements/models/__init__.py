"""What the agreements app keeps. Import from the part, not from here."""

from agreements.models import (  # noqa: F401 -- Django registers what is imported
    dossiers,
    drafts,
    imports,
    interpretations,
    papers,
    side_letters,
    text,
)
