"""What the agreements app keeps. Import from the part, not from here."""

from agreements.models import drafts, imports, interpretations, side_letters, text  # noqa: F401 -- Django registers what is imported
