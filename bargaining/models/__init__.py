"""What the bargaining app keeps. Import from the part, not from here."""

from bargaining.models import (  # noqa: F401 -- Django registers what is imported
    actuals,
    committees,
    comparators,
    contacts,
    impasse,
    impasse_papers,
    mandate,
    money,
    negotiation,
    papers,
    parity,
    plans,
    process,
    proposals,
    seniority,
    sessions,
    unit_matters,
    units,
)
