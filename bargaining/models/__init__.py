"""What the bargaining app keeps. Import from the part, not from here."""

from bargaining.models import (  # noqa: F401 -- Django registers what is imported
    mandate,
    money,
    negotiation,
    papers,
    parity,
    proposals,
    sessions,
    units,
)
